#!/usr/bin/env python3
"""Kills the built program again and again and counts what is lost. Ends with "N passed, N failed".

    HUIYIN_CRASH_ROUNDS=100 python3 Tests/Crash/run.py --huiyin .build/debug/huiyin

Needs cc for the disk that forgets (unsynced.c). Ten kills of each sort unless HUIYIN_CRASH_ROUNDS says otherwise.
"""
import argparse, os, pathlib, random, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import bad_input, controls, import_kills, losing_disk, recording_kills, ward
from tally import Tally


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--huiyin", required=True, help="the built executable")
    arguments.add_argument("--rows", type=int, default=3000, help="rows of the imported file")
    options = arguments.parse_args()
    rounds = int(os.environ.get("HUIYIN_CRASH_ROUNDS", "10"))
    seed = int(os.environ.get("HUIYIN_CRASH_SEED", random.SystemRandom().randrange(1 << 32)))
    print(f"{rounds} rounds, HUIYIN_CRASH_SEED={seed}")
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="huiyin-crash-") as name:
        folder = pathlib.Path(name)
        library, base = losing_disk.build(folder), ward.found(options.huiyin, folder)
        file = ward.discharges(folder / "discharges.csv", options.rows)
        with tally.part("controls"):
            (folder / "controls").mkdir()
            controls.run(tally, library, folder / "controls", chance)
        with tally.part("bad input"):
            bad_input.run(tally, base, folder)
        whole = base
        with tally.part("import"):
            whole = import_kills.run(tally, base, folder, file, rounds, chance, library)
        with tally.part("recording"):
            recording_kills.run(tally, whole, folder, rounds, chance, library)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
