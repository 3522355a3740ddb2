"""A third organisation, made by `huiyin import` only: nobody has adopted a regulation there yet, and one post has a name of its own."""
import pathlib

from server import House
from visitor import PASSWORD

ORGANISATIONS = "组织代码,组织名称,行业\nclinic,演示诊所,医院\n"
UNITS = "单位代码,单位名称,单位类型,上级单位代码\nC,演示诊所,医院,\nC-A,全科,科室,C\n"
STAFF = """工号,姓名,单位代码,岗位,登录名,权限
CN01,演示全科护士,C-A,wardNurse,ward01,工作人员
CH01,演示全科主任,C-A,departmentHead,chief01,负责人
CS01,演示诊所主管,C,followUpSupervisor,warden01,负责人
CQ01,演示诊所质控,C,qualityOfficer,quality03,质控
CD01,演示诊所院长,C,hospitalDirector,director03,管理层
CA01,演示诊所信息员,C,administrator,admin03,系统管理
"""
HEADINGS = "住院号,出院次数,姓名,病案号,性别,出生日期,联系电话,科室,出院时间,诊断编码,出院诊断,离院方式"
LINES = ["CZ001,1,演示钱一,C001,女,1961-02-03,199 0000 7001,全科,2026-11-22 09:10,K80.2,胆囊结石,医嘱离院",
         "CZ002,1,演示钱二,C002,男,1958-07-21,199 0000 7002,全科,2026-11-22 10:20,I10,高血压,医嘱离院",
         "CZ003,1,演示钱三,C003,女,1990-12-30,199 0000 7003,全科,2026-11-23 11:30,J18.9,肺炎,医嘱离院"]
BAD = "CZ004,1,演示钱四,C004,男,1970-01-01,199 0000 7004,全科,2026-02-30 08:00,J18.9,肺炎,医嘱离院"


def found(house: House, folder: pathlib.Path) -> None:
    for name, text in (("organisations", ORGANISATIONS), ("units", UNITS), ("staff", STAFF)):
        file = folder / f"clinic.1-{name}.csv"
        file.write_text(text, "utf-8")
        of = [] if name == "organisations" else ["--organisation", "clinic", "--demonstration-password", PASSWORD]
        house.command("import", *of, str(file))


def table(*lines: str) -> bytes:
    """As a hospital's program writes it."""
    return "\r\n".join([HEADINGS, *lines, ""]).encode("gb18030")
