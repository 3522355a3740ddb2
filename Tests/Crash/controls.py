"""Is the losing disk a test at all? Plain SQLite with synchronous=FULL must lose nothing on it, with OFF it must lose what it acknowledged."""
import pathlib, random, sqlite3, subprocess, sys, time

import losing_disk

WRITER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode=WAL"); db.execute("PRAGMA synchronous=" + sys.argv[2]); db.execute("PRAGMA wal_autocheckpoint=50")
db.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, filling TEXT)")
n = db.execute("SELECT coalesce(max(id), 0) FROM kept").fetchone()[0]
while True:
    n += 1
    db.execute("INSERT INTO kept VALUES (?, ?)", (n, "x" * 200))
    print(n, flush=True)
"""


def lost(library: pathlib.Path, folder: pathlib.Path, synchronous: str, kills: int, chance: random.Random) -> int:
    """How many acknowledged rows are gone after killing a plain SQLite writer and losing power."""
    data, gone = folder / synchronous, 0
    data.mkdir()
    for _ in range(kills):
        with open(folder / "acknowledged", "wb") as out:
            writer = subprocess.Popen([sys.executable, "-c", WRITER, str(data / "a.sqlite"), synchronous], stdout=out,
                                      env=losing_disk.environment(library, data))
            time.sleep(chance.uniform(0.2, 0.5))
            writer.kill()
            writer.wait()
        losing_disk.lose_power(data)
        acknowledged = {int(line) for line in (folder / "acknowledged").read_text().split("\n")[:-1]}
        gone += len(acknowledged - rows(data / "a.sqlite"))
    return gone


def rows(database: pathlib.Path) -> set:
    db = sqlite3.connect(database)
    try:
        return {row[0] for row in db.execute("SELECT id FROM kept")}
    except sqlite3.Error:
        return set()  # not even the table was synced
    finally:
        db.close()


def run(tally, library: pathlib.Path, folder: pathlib.Path, chance: random.Random) -> None:
    full, off = lost(library, folder, "FULL", 3, chance), lost(library, folder, "OFF", 1, chance)
    tally.check("control: synchronous=FULL loses nothing on the losing disk", full == 0, full)
    tally.check("control: synchronous=OFF does", off > 0)
