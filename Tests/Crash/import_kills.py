"""`huiyin import` killed again and again: it goes on where it was, and ends as if nothing had happened."""
import pathlib, random, shutil, time

import ledger, losing_disk, ward
from server import House


class Course:
    """How far an import has come, and that it never falls back behind what it had kept."""

    def __init__(self):
        self.line, self.is_done, self.faults = 0, False, []

    def look(self, data: pathlib.Path) -> None:
        with ledger.opened(data) as database:
            row = database.execute("SELECT next_line, rows_new, state FROM import WHERE content = 'patientDischarged'").fetchone()
            events, twice = database.execute("SELECT count(*), count(*) - count(DISTINCT natural_key) FROM event").fetchone()
        if row is None:
            if events:
                self.faults.append(f"{events} events of an import that is not known")
            return
        if row[0] < self.line:
            self.faults.append(f"fell back from line {self.line} to {row[0]}")
        if events != row[1] or twice:
            self.faults.append(f"{events} events, {row[1]} counted, {twice} twice")
        self.line, self.is_done = row[0], row[2] == "done"


def undisturbed(tally, base: House, folder: pathlib.Path, file: pathlib.Path):
    """What the import brings when nobody disturbs it, and how long it takes."""
    house, begun = ward.copy(base, folder / "undisturbed"), time.monotonic()
    done = house.run("import", "--organisation", "hospital", str(file))
    seconds = time.monotonic() - begun
    # Its own bad rows make it end with 1.
    tally.check("an undisturbed import ends with its findings", done.returncode == 1, (done.returncode, done.stderr[-300:]))
    return house, seconds


def run(tally, base: House, folder: pathlib.Path, file: pathlib.Path, rounds: int, chance: random.Random, library: pathlib.Path) -> House:
    whole, seconds = undisturbed(tally, base, folder, file)
    wanted = ledger.holdings(whole.data)
    for name, power in (("kills", None), ("power cuts", library)):
        killed, ended, faults, unlike = 0, 0, [], []
        while killed < (rounds if power is None else max(3, rounds // 10)) or not ended:
            house = ward.copy(base, folder / "killed")
            kills, course = until_done(house, file, seconds, chance, power)
            killed, ended, faults = killed + kills, ended + 1, faults + course.faults
            unlike += ledger.differences(wanted, ledger.holdings(house.data))
            again = house.run("import", "--organisation", "hospital", "--format", "tsv", str(file))
            faults += [] if "\t0\t" in again.stdout else [f"the same file again: {again.stdout[-200:]}"]
        tally.check(f"{killed} {name} during {ended} imports: pages, journal and counters hold, nothing falls back, nothing twice", not faults, faults[:3])
        tally.check(f"{killed} {name} during {ended} imports: the same rows as undisturbed", not unlike, unlike[:3])
    shutil.rmtree(folder / "killed")
    return whole


def until_done(house: House, file: pathlib.Path, seconds: float, chance: random.Random, power):
    """Begins the import again until it ends by itself; each time but the last it is killed. Returns how often, and what was seen."""
    kills, course = 0, Course()
    env = losing_disk.environment(power, house.data) if power else None
    while True:
        running = house.begin("import", "--organisation", "hospital", str(file), env=env, stdout=-3, stderr=-3)
        try:
            code = running.wait(timeout=chance.uniform(0.05, 0.6) * seconds if kills < 40 else 120)
        except Exception:
            running.kill()
            code = running.wait()
        if power:
            losing_disk.lose_power(house.data)
        course.faults += ledger.broken(house)
        course.look(house.data)
        if code >= 0:
            return kills, course if code == 1 else failed(course, code)
        kills += 1
        if course.is_done:  # killed on the way out
            return kills, course


def failed(course: Course, code: int) -> Course:
    course.faults.append(f"the import ended with {code}")
    return course
