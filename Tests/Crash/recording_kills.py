"""The server killed while four people record contacts: what it acknowledged is there, once; what is sent again is taken once."""
import http.client, pathlib, random, threading, time

import ledger, losing_disk, ward
from server import House, Server, environment
from visitor import Visitor

OPINIONS = ("treatment", "attitude", "skill", "environment", "satisfaction")
# Every third contact is complete and brings an event and a duty with it; the others reach nobody.
COMPLETE = {"result": "complete", "channel": "phone", "answer.identity": "correct", "answer.recovery": "good", "answer.expectation": "reached",
            **{"answer." + name: "satisfied" for name in OPINIONS}, "answer.treatment": "dissatisfied", "answer.problem": "unsolved",
            "answer.problemText": "演示：伤口处理", "answer.nextStep": "noVisit"}
NOBODY = {"result": "noAnswer", "channel": "phone"}


class Recorder:
    """One person who works down their list until the server is gone."""

    def __init__(self, visitor: Visitor, follow_ups: list):
        self.visitor, self.follow_ups = visitor, follow_ups
        self.sent, self.acknowledged, self.refused = {}, set(), []

    def work(self) -> None:
        for n, follow_up in enumerate(self.follow_ups):
            if not self.record(f"{self.visitor.name}-{n}", follow_up, COMPLETE if n % 3 == 0 else NOBODY):
                return

    def record(self, key: str, follow_up: int, fields: dict) -> bool:
        self.sent[key] = (follow_up, fields)
        try:
            status, page = self.visitor.post(f"/follow-ups/{follow_up}/contacts", {**fields, "requestKey": key})
        except (OSError, http.client.HTTPException):
            return False
        if status == 303:
            self.acknowledged.add(key)
        else:
            self.refused.append((key, status))
        return True

    def send_again(self, port: int) -> None:
        """All that got no answer, and a few that did: with the same keys, as a browser does that tries again."""
        self.visitor.port = port
        answered = [key for key in self.sent if key in self.acknowledged][-3:]
        for key in answered + [key for key in self.sent if key not in self.acknowledged]:
            self.record(key, *self.sent[key])


class Room:
    """A server with people signed in, and what each has to do."""

    def __init__(self, house: House, folder: pathlib.Path):
        self.base, self.log = house, folder / "server.log"
        with Server(house, self.log) as server:
            self.visitors = [Visitor(server.port, name) for name in ward.NURSES]
        with ledger.opened(house.data) as database:
            self.work = [[row[0] for row in database.execute(
                "SELECT f.id FROM follow_up f JOIN organisation_unit u ON u.id = f.unit WHERE u.name = ? AND f.rule = 'call' ORDER BY f.id", (unit,))]
                for unit in ward.UNITS]

    def recorders(self, port: int) -> list:
        for visitor in self.visitors:
            visitor.port = port
        return [Recorder(visitor, list(work)) for visitor, work in zip(self.visitors, self.work)]


def disturbed(house: House, room: Room, chance: random.Random, env: dict = None) -> list:
    """Four people record until the server is killed under their hands."""
    with Server(house, room.log, env) as server:
        recorders = room.recorders(server.port)
        hands = [threading.Thread(target=recorder.work) for recorder in recorders]
        for hand in hands:
            hand.start()
        while not any(recorder.acknowledged for recorder in recorders) and any(hand.is_alive() for hand in hands):
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.5))
        server.kill()
        for hand in hands:
            hand.join()
    return recorders


def missing(recorders: list, data: pathlib.Path) -> list:
    """Keys that were acknowledged and are not there."""
    with ledger.opened(data) as database:
        kept = {row[0] for row in database.execute("SELECT request_key FROM contact")}
    return [key for recorder in recorders for key in recorder.acknowledged if key not in kept]


def not_once(recorders: list, data: pathlib.Path) -> list:
    """Contacts that are not there exactly once with all they bring, and contacts that nobody sent."""
    found, sent = [], {key: (follow_up, fields) for recorder in recorders for key, (follow_up, fields) in recorder.sent.items()}
    with ledger.opened(data) as database:
        rows = {row[0]: row[1:] for row in database.execute(
            "SELECT c.request_key, count(DISTINCT c.id), count(*), f.id, f.attempts, f.state, "
            "(SELECT count(*) FROM record r WHERE r.follow_up = f.id), (SELECT count(*) FROM event e WHERE e.caused_by IS NOT NULL AND e.party = f.party), "
            "(SELECT count(*) FROM duty d JOIN record r ON r.id = d.record WHERE r.follow_up = f.id), (SELECT count(*) FROM journal j WHERE j.follow_up = f.id AND j.act = 'contact.recorded') "
            "FROM contact c JOIN attempt a ON a.contact = c.id JOIN follow_up f ON f.id = a.follow_up GROUP BY c.request_key")}
    for key, (follow_up, fields) in sent.items():
        once = (1, 1, follow_up, 1) + (("done", 1, 1, 1, 1) if fields is COMPLETE else ("accepted", 0, 0, 0, 1))
        if rows.get(key) != once:
            found.append((key, rows.get(key), "wanted", once))
    return found + [(key, "was never sent") for key in rows if key not in sent]


def run(tally, base: House, folder: pathlib.Path, rounds: int, chance: random.Random, library: pathlib.Path) -> None:
    room = Room(base, folder)
    for name, power, times in (("kills", None, rounds), ("power cuts", library, max(3, rounds // 10))):
        acknowledged, gone, faults = 0, [], []
        for _ in range(times):
            house = ward.copy(base, folder / "recording")
            recorders = disturbed(house, room, chance, losing_disk.environment(power, house.data) if power else None)
            if power:
                losing_disk.lose_power(house.data)
            acknowledged += sum(len(recorder.acknowledged) for recorder in recorders)
            gone += missing(recorders, house.data)
            faults += resumed(house, room, recorders)
        tally.check(f"{times} {name} while recording: none of {acknowledged} acknowledged contacts is gone", acknowledged > times and not gone, gone[:3])
        tally.check(f"{times} {name} while recording: what was sent is there once, with its record, event, duty and journal entry", not faults, faults[:3])
    liar(tally, base, folder, room, chance, library)


def resumed(house: House, room: Room, recorders: list) -> list:
    """The server started again on what is left: everything sent again, then everything looked at."""
    with Server(house, room.log) as server:
        for recorder in recorders:
            recorder.send_again(server.port)
    refused = [refusal for recorder in recorders for refusal in recorder.refused]
    return refused + not_once(recorders, house.data) + ledger.broken(house)


def liar(tally, base: House, folder: pathlib.Path, room: Room, chance: random.Random, library: pathlib.Path) -> None:
    """The control: on a disk whose syncs do nothing the same server loses what it acknowledged, so the test would see it."""
    house = ward.copy(base, folder / "recording")
    recorders = disturbed(house, room, chance, environment(**losing_disk.variables(library, house.data), UNSYNCED_LIE="1"))
    losing_disk.lose_power(house.data)
    tally.check("control: with syncs that do nothing, acknowledged contacts are gone after a power cut", missing(recorders, house.data))
