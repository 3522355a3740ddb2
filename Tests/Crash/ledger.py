"""What a database holds, without ids: two databases that hold the same facts give the same lists."""
import contextlib, pathlib, sqlite3

TABLES = {
    "events": "SELECT e.kind, e.natural_key, e.state, e.occurred_at, e.version, u.code, p.number, m.number, hex(e.content) FROM event e "
              "JOIN organisation_unit u ON u.id = e.unit LEFT JOIN party p ON p.id = e.party LEFT JOIN matter m ON m.id = e.matter",
    "people": "SELECT number, name, sex, born_on, status FROM party",
    "numbers": "SELECT p.number, count(*) FROM contact_point c JOIN party p ON p.id = c.party GROUP BY c.party",
    "follow-ups": "SELECT e.natural_key, f.rule, f.occurrence, s.code, f.state, f.opens_at, f.due_at, f.is_opened, f.ranking, f.attempts "
                  "FROM follow_up f JOIN event e ON e.id = f.event LEFT JOIN staff s ON s.id = f.assignee",
    "eligible": "SELECT e.natural_key, l.rule, l.standing FROM eligible l JOIN event e ON e.id = l.event",
    "counters": "SELECT u.code, c.rule, c.state, c.due_day, c.amount, coalesce(s.code, '') FROM follow_up_count c "
                "JOIN organisation_unit u ON u.id = c.unit LEFT JOIN staff s ON s.id = c.person WHERE c.amount <> 0",
    "journal": "SELECT act, count(*) FROM journal GROUP BY act",
    "import": "SELECT state, rows_new, rows_same, rows_corrected, rows_rejected FROM import WHERE content = 'patientDischarged'",
    "findings": "SELECT code, line, path FROM import_finding",
    "deliveries": "SELECT sender, message FROM delivery",
}


@contextlib.contextmanager
def opened(data: pathlib.Path):
    database = sqlite3.connect(data / "huiyin.sqlite", timeout=20)
    try:
        yield database
    finally:
        database.close()


def holdings(data: pathlib.Path) -> dict:
    with opened(data) as database:
        return {name: sorted(map(repr, database.execute(query))) for name, query in TABLES.items()}


def differences(one: dict, other: dict) -> list:
    """Which lists differ, with the first line of each that the other lacks."""
    found = []
    for name in one:
        if one[name] != other[name]:
            here, there = set(one[name]) - set(other[name]), set(other[name]) - set(one[name])
            found.append(f"{name}: {len(one[name])} and {len(other[name])} rows; only here {sorted(here)[:1]}, only there {sorted(there)[:1]}")
    return found


def broken(house) -> list:
    """What is wrong with a database after a crash: its pages, its journal, its counters."""
    verified = house.run("verify")
    found = [] if verified.returncode == 0 else [f"verify: {verified.returncode} {verified.stdout[-300:]} {verified.stderr[-300:]}"]
    with opened(house.data) as database:
        pages = [row[0] for row in database.execute("PRAGMA integrity_check")]
        strays = database.execute("PRAGMA foreign_key_check").fetchall()
    return found + ([] if pages == ["ok"] else pages[:2]) + [str(stray) for stray in strays[:2]]
