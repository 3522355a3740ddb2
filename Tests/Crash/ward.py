"""A hospital in force with R22, and a file of invented discharges: what the crash tests import and record."""
import csv, pathlib, shutil, subprocess

from server import House, NOW, environment

UNITS = ("内科", "外科", "妇产科", "骨科")
NURSES = ("nurse01", "nurse02", "nurse03", "nurse04")
HEADINGS = ("住院号", "出院次数", "姓名", "病案号", "性别", "出生日期", "联系电话", "科室", "出院时间", "诊断编码", "出院诊断", "离院方式")


def found(huiyin: str, folder: pathlib.Path) -> House:
    """The demonstration's hospital with its people, R22 in force since a week, no facts yet."""
    house, files = House(huiyin, folder / "ward"), folder / "files"
    house.data.mkdir()
    subprocess.run([house.huiyin, "demo", "--as-of", NOW[:10], "--seed", "1", "--out", str(files)], env=environment(), check=True, stdout=subprocess.DEVNULL)
    house.command("import", str(files / "0-organisations.csv"))
    house.command("import", "--organisation", "hospital", "--demonstration-password", "huiyin-demo-1",
                  str(files / "hospital.1-units.csv"), str(files / "hospital.2-staff.csv"))
    house.command("regulation", "adopt", "R22", "--as", "quality01", "--accept-proposed", "--submit", "--why", "Crash test")
    house.command("regulation", "approve", "R22", "--as", "director01")
    house.command("regulation", "activate", "R22", "--as", "quality01", "--from", "2026-11-18", "--why", "Crash test")
    return house


def discharges(path: pathlib.Path, rows: int) -> pathlib.Path:
    """All of one day whose calls are open now; every hundredth row has a day that does not exist."""
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEADINGS)
        for n in range(rows):
            day = "2026-11-31" if n % 100 == 99 else "2026-11-22"
            table.writerow([f"ZK{n:06}", 1, f"演示甲{n}", f"K{n:06}", "女男"[n % 2], "1960-01-02", f"199 0000 {n % 10000:04}", UNITS[n % 4],
                            f"{day} {n // 60 % 24:02}:{n % 60:02}", "K80.2", "胆囊结石", "医嘱离院"])
    return path


def copy(house: House, target: pathlib.Path) -> House:
    """The same data elsewhere; nobody may be at work on it."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(house.data, target)
    return House(house.huiyin, target)
