#!/usr/bin/env python3
"""Checks the journal of a Huiyin database without Huiyin: the chain of every organisation and every payload that is still there.

usage: verify-journal.py FILE.sqlite [ORGANISATION:POSITION:HASH …]

The further arguments are heads of chains noted earlier. Prints a line for each organisation and each fault; exit code 1 when there is a fault.
docs/journal.md describes the bytes. Only Python's standard library is needed.
"""
import hashlib
import sqlite3
import struct
import sys

NUMBERS, REFERENCES = slice(0, 5), slice(6, 12)


def number(value):
    return b"\x00" if value is None else b"\x01" + struct.pack(">q", value)


def text(value):
    return b"\x00" if value is None else b"\x02" + struct.pack(">I", len(value.encode())) + value.encode()


def blob(value):
    return b"\x03" + struct.pack(">I", len(value)) + value


def entry_bytes(entry):
    """The columns id, organisation, actor, occurred_at, recorded_at, act, unit … other, why, clause, payload_hash."""
    parts = [b"\x01"] + [number(value) for value in entry[NUMBERS]] + [text(entry[5])]
    parts += [number(value) for value in entry[REFERENCES]] + [text(entry[12]), text(entry[13]), blob(entry[14])]
    return b"".join(parts)


def faults_of(database, organisation, noted):
    rows = database.execute(
        """SELECT j.id, j.organisation, j.actor, j.occurred_at, j.recorded_at, j.act, j.unit, j.follow_up, j.event, j.party, j.adoption, j.other, j.why,
                  j.clause, j.payload_hash, p.salt, p.payload, c.position, c.hash, c.sealed_at
           FROM journal_chain c LEFT JOIN journal j ON j.organisation = c.organisation AND j.id = c.entry
           LEFT JOIN journal_payload p ON p.organisation = c.organisation AND p.entry = c.entry
           WHERE c.organisation = ? ORDER BY c.position""", (organisation,))
    before, position, heads = b"\x00" * 32, 0, {}
    for row in rows:
        place, stored, sealed_at = row[17:20]
        if place != position + 1:
            yield f"position {place}: the positions before it are missing"
        elif row[0] is None:
            yield f"position {place}: the entry is missing"
        else:
            link = before + struct.pack(">qq", place, sealed_at) + entry_bytes(row[:15])
            if hashlib.sha256(link).digest() != stored:
                yield f"position {place}: the entry {row[0]} or its link was altered"
        if row[16] is not None and hashlib.sha256(row[15] + row[16].encode()).digest() != row[14]:
            yield f"position {place}: the payload of the entry {row[0]} was altered"
        before, position, heads[place] = stored, place, stored.hex()
    for place, head in noted:
        if heads.get(place) != head:
            yield f"position {place}: the head noted as {head} is {heads.get(place, 'missing')}"
    unsealed = database.execute("SELECT COUNT(*) FROM journal_tail WHERE organisation = ?", (organisation,)).fetchone()[0]
    print(f"organisation {organisation}: {position} entries, head {organisation}:{position}:{before.hex()}, {unsealed} not sealed yet")


def main(path, heads):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    noted = {}
    for head in heads:
        organisation, position, value = head.split(":")
        noted.setdefault(int(organisation), []).append((int(position), value))
    faults = 0
    for (organisation,) in database.execute("SELECT id FROM organisation ORDER BY id").fetchall():
        for fault in faults_of(database, organisation, noted.get(organisation, [])):
            faults += 1
            print(f"organisation {organisation}, {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
