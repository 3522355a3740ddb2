"""A property company that adopts R36: a customer centre with its desk, two departments that look into things, and those they report to."""
import pathlib

from server import House
from visitor import PASSWORD

ORGANISATIONS = "组织代码,组织名称,行业\nestate,演示花园物业,物业\n"
UNITS = """单位代码,单位名称,单位类型,上级单位代码
E,演示花园物业,公司,
E-C,演示客户中心,管理处,E
E-R,演示工程部,管理处,E
E-S,演示秩序部,管理处,E
"""
STAFF = """工号,姓名,单位代码,岗位,登录名,权限
ER01,演示接待员,E-C,receptionist,desk01,工作人员
EC01,演示客服员,E-C,serviceClerk,clerk01,工作人员
ED01,演示中心主任,E-C,centreDirector,centre01,负责人
EU01,演示上级,E,superior,superior01,负责人
EL01,演示领导,E,leader,leader01,负责人
EG01,演示公司经理,E,company,company01,负责人
EE01,演示工程主管,E-R,engineeringHead,repairs01,负责人
ES01,演示秩序主管,E-S,securityHead,security01,负责人
EQ01,演示物业质控,E,qualityOfficer,quality04,质控
EM01,演示物业总经理,E,generalManager,director04,管理层
"""


def found(house: House, folder: pathlib.Path) -> None:
    for name, text in (("organisations", ORGANISATIONS), ("units", UNITS), ("staff", STAFF)):
        file = folder / f"estate.1-{name}.csv"
        file.write_text(text, "utf-8")
        of = [] if name == "organisations" else ["--organisation", "estate", "--demonstration-password", PASSWORD]
        house.command("import", *of, str(file))
    house.command("regulation", "adopt", "R36", "--as", "quality04", "--accept-proposed", "--submit", "--why", "演示")
    house.command("regulation", "approve", "R36", "--as", "director04")
    house.command("regulation", "activate", "R36", "--as", "quality04", "--from", "2026-11-25")
