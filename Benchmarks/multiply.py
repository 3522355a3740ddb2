#!/usr/bin/env python3
"""Makes a large house of a small one: every fact, follow-up, contact and entry of DIR again, with ids and keys of its own.

    swift run -c release benchmarks keep DIR --rows 100000
    python3 Benchmarks/multiply.py DIR OUT --times 10

Importing a million discharges takes a while; copying rows takes minutes and leaves the same tables with the same shares. Counters are summed up, the journal's
chain is left out: such a house is for looking at, not for `huiyin verify`. Standard library alone.
"""
import argparse
import shutil
import sqlite3
import time
from pathlib import Path

# Tables of an organisation's work, and their columns that hold an id of such a row. All other columns stay, unless they are a key of their own.
IDS = {
    "party": ["id"], "party_unit": ["party"], "contact_point": ["id", "party"], "matter": ["id", "party"],
    "event": ["id", "party", "matter", "caused_by"], "delivery": ["event"], "eligible": ["id", "event"],
    "follow_up": ["id", "event", "caused_by_record", "party", "matter", "record"],
    "contact": ["id", "party", "contact_point"], "attempt": ["follow_up", "contact"], "record": ["id", "follow_up", "contact"],
    "answer": ["record"], "signature": ["record"], "review": ["id", "record"],
    "party_gram": ["party"],
    "journal": ["id", "follow_up", "event", "party", "other"], "journal_payload": ["entry"],
}
KEYS = {
    "party": ["number"], "matter": ["number"], "event": ["natural_key"], "delivery": ["message"], "contact": ["request_key"], "record": ["serial"],
    "contact_point": ["blind"],
}
COUNTERS = {"follow_up_count": ["amount"], "cohort_count": ["amount", "rated", "satisfied"], "answer_count": ["amount"]}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("house", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--times", type=int, default=10)
    given = options.parse_args()
    given.out.mkdir(parents=True)
    for name in ("huiyin.sqlite", "huiyin.key"):
        shutil.copy(given.house / name, given.out / name)
    database = sqlite3.connect(given.out / "huiyin.sqlite", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1500000", "foreign_keys = OFF"):
        database.execute("PRAGMA " + pragma)
    begun = time.monotonic()
    low, high = span(database)
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for copy in range(1, given.times):
        database.execute("BEGIN")
        for table in IDS:
            add(database, table, copy, low, (high - low + 1) * copy)
        database.execute("COMMIT")
        print(f"copy {copy + 1} of {given.times}, {time.monotonic() - begun:.0f} s", flush=True)
    for table in COUNTERS.keys() & tables:
        sums = ", ".join(f"{column} = {column} * {given.times}" for column in COUNTERS[table])
        database.execute(f"UPDATE {table} SET {sums}")
    print(database.execute("SELECT COUNT(*) FROM follow_up").fetchone()[0], "follow-ups")


def span(database):
    """The lowest and the highest id of the rows that are copied: what lies below belongs to the house itself."""
    ends = [database.execute(f"SELECT MIN({ids[0]}), MAX({ids[0]}) FROM {table}").fetchone() for table, ids in IDS.items() if ids[0] in ("id", "entry")]
    return min(low for low, _ in ends if low is not None), max(high for _, high in ends if high is not None)


def add(database, table, copy, low, offset):
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    highest = low + offset // copy - 1
    values = []
    for column in columns:
        if column in IDS[table]:
            values.append(f"CASE WHEN {column} BETWEEN {low} AND {highest} THEN {column} + {offset} ELSE {column} END")
        elif column in KEYS.get(table, []):
            values.append(f"CAST({column} || x'{copy:02x}' AS BLOB)" if column == "blind" else f"{column} || '~{copy}'")
        else:
            values.append(column)
    # Only the first house is copied, not the copies.
    first = IDS[table][0]
    database.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {first} BETWEEN {low} AND {highest}")


if __name__ == "__main__":
    main()
