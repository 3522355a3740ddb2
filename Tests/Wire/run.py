#!/usr/bin/env python3
"""Speaks HL7 with the built program as others do: the client of `hl7` sends, `hl7apy` judges every answer. Ends with "N passed, N failed".

    python3 -m venv VENV && VENV/bin/pip install -r Tests/Wire/requirements.txt
    VENV/bin/python Tests/Wire/run.py --huiyin .build/debug/huiyin
"""
import argparse, contextlib, pathlib, random, signal, socket, sqlite3, subprocess, sys, tempfile, time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "Crash")]
import hl7
from hl7.client import MLLPClient
from hl7apy.parser import parse_message
import ward
from tally import Tally

START, END = b"\x0b", b"\x1c\r"


def message(trigger, number, stay="ZW1", patient="W1", unit="H-IM", version="2.5", charset="UNICODE UTF-8", wish="", name="演示甲", at="20261124150000", more=""):
    discharged = at if trigger in ("A03", "A08") else ""
    return "\r".join([
        f"MSH|^~\\&|HIS|NORTH|HUIYIN|NORTH|20261125100000||ADT^{trigger}|{number}|P|{version}|||{wish or '|'}||{charset}",
        f"EVN||{at}", f"PID|1||{patient}^^^NORTH^MR||{name}||19600102|F|||||19900007001", more or "",
        f"PV1|1|I|{unit}^01^02" + "|" * 16 + stay + "|" * 26 + discharged,
    ]).replace("\r\r", "\r") + "\r"


@contextlib.contextmanager
def listening(house, log):
    with contextlib.ExitStack() as stack:
        pages, wire = (stack.enter_context(socket.socket()) for _ in range(2))
        pages.bind(("127.0.0.1", 0)), wire.bind(("127.0.0.1", 0))
        ports = pages.getsockname()[1], wire.getsockname()[1]
    process = house.begin("serve", "--port", str(ports[0]), "--mllp", f"127.0.0.1:{ports[1]}", "--as", "quality01", stdout=log, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", ports[1]), timeout=1).close()
                break
            time.sleep(0.1)
        yield process, ports[1]
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def rows(house, sql):
    with contextlib.closing(sqlite3.connect(f"file:{house.data}/huiyin.sqlite?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


class Peer:
    """The client of `hl7`; each answer must be one that `hl7apy` finds valid."""

    def __init__(self, tally, port):
        self.tally, self.client = tally, MLLPClient("127.0.0.1", port)

    def answers(self, text, encoding="utf-8"):
        raw = self.client.send_message(text.encode(encoding))
        return [self.judged(one, encoding) for one in raw.split(END) if one.strip(START + b"\r\n")]

    def judged(self, raw, encoding):
        text = raw.lstrip(START).decode(encoding)
        answer = parse_message(text, find_groups=False)
        self.tally.check(f"hl7apy finds {answer.msh.msh_9.to_er7()} of {answer.msh.msh_12.to_er7()} valid", answer.validate())
        return hl7.parse(text)

    def ask(self, text, encoding="utf-8"):
        return self.answers(text, encoding)[0]

    def close(self):
        self.client.close()


def code(answer):
    return str(answer.segment("MSA")[1]), str(answer.segment("MSA")[2])


def talk(tally, house, log):
    with listening(house, log) as (_, port):
        peer = Peer(tally, port)
        first = message("A03", "1")
        tally.check("a discharge is accepted", code(peer.ask(first)) == ("AA", "1"))
        tally.check("again: the same answer", code(peer.ask(first)) == ("AA", "1"))
        tally.check("it is there once, planned once", rows(house, "SELECT COUNT(*) FROM event WHERE natural_key = 'ZW1/1'") == [(1,)]
                    and rows(house, "SELECT COUNT(*) FROM follow_up") == [(1,)])
        other = peer.ask(message("A03", "1", stay="ZW2"))
        tally.check("the number for something else", code(other) == ("AE", "1") and "205" in str(other.segment("ERR")))
        for version in ("2.3.1", "2.4", "2.5.1", "2.6"):
            answer = peer.ask(message("A03", f"v{version}", stay="ZW3", unit="NOWHERE", version=version))
            tally.check(f"an unknown unit, {version}", code(answer)[0] == "AE" and "PV1^1^10" in str(answer.segment("ERR")), str(answer))
        for charset in ("GB 18030-2000", ""):
            answer = peer.ask(message("A03", f"g{charset}", stay="ZWG" + charset[:2].strip(), patient="G" + charset[:2], unit="没有", charset=charset), "gb18030")
            tally.check(f"GB 18030, MSH-18 = {charset!r}: answered in it", code(answer)[0] == "AE" and "没有" in str(answer))
            tally.check("and read before it was split", code(peer.ask(message("A03", f"h{charset}", stay=f"ZWH{len(charset)}", patient=f"H{len(charset)}",
                        name="张亿区唦乗", charset=charset), "gb18030")) == ("AA", f"h{charset}"))
        tally.check("names are whole", rows(house, "SELECT COUNT(*) FROM party WHERE name = '张亿区唦乗'") == [(2,)])
        tally.check("another type is refused", code(peer.ask(message("A03", "o").replace("ADT^A03", "ORU^R01"))) == ("AR", "o"))
        tally.check("an update", code(peer.ask(message("A08", "8", at="20261124160000"))) == ("AA", "8"))
        tally.check("two numbers, one person", code(peer.ask(message("A40", "40", patient="W2", more="MRG|W1^^^NORTH^MR"))) == ("AA", "40"))
        tally.check("everything is under the other number", rows(house, "SELECT p.number FROM event e JOIN party p ON p.id = e.party WHERE e.natural_key = 'ZW1/1'") == [("W2",)])
        tally.check("a cancel before its admission", code(peer.ask(message("A11", "11", stay="ZW9"))) == ("AA", "11")
                    and code(peer.ask(message("A01", "12", stay="ZW9", at="20261123150000"))) == ("AA", "12")
                    and rows(house, "SELECT state FROM event WHERE kind = 'patientAdmitted' AND natural_key = 'ZW9'") == [("tombstone",)])
        peer.close()
        enhanced = Peer(tally, port)
        enhanced.client.socket.settimeout(20)
        found = enhanced.answers(message("A03", "e1", stay="ZWE", patient="E", wish="AL|NE"))
        tally.check("enhanced mode: a receipt alone", [code(one) for one in found] == [("CA", "e1")], str(found))
        enhanced.close()
        file = pathlib.Path(log.name).with_name("message.hl7")
        file.write_bytes(START + message("A03", "cli", stay="ZWC", patient="C").encode() + END)
        sent = subprocess.run([str(pathlib.Path(sys.executable).parent / "mllp_send"), "--file", str(file), "--port", str(port), "127.0.0.1"],
                              capture_output=True, timeout=60)
        tally.check("mllp_send", b"MSA|AA|cli" in sent.stdout, sent.stdout + sent.stderr)
    tally.check("the chain, the counters and the references", house.run("verify").returncode == 0)


def kill(tally, house, log, rounds, chance):
    """Whatever was acknowledged is there after a kill, and nothing is there twice after everything was sent again."""
    accepted = 0
    for number in range(rounds):
        messages = [message("A03", f"k{number}-{n}", stay=f"ZK{number}-{n}", patient=f"K{number}-{n}") for n in range(400)]
        acknowledged = []
        with listening(house, log) as (process, port), contextlib.suppress(OSError):
            line = socket.create_connection(("127.0.0.1", port), timeout=30)
            last = chance.randrange(20, 380)
            line.sendall(b"".join(START + one.encode() + END for one in messages))
            held = b""
            while piece := line.recv(4096):
                held += piece
                acknowledged = [one for one in held.split(b"MSA|AA|")[1:] if b"\r" in one]
                if len(acknowledged) >= last:
                    process.kill()
                    process.wait()
        there = {key for key, in rows(house, f"SELECT natural_key FROM event WHERE natural_key LIKE 'ZK{number}-%'")}
        lost = [one for one in acknowledged if f"Z{one.split(chr(13).encode())[0].decode().upper()}/1" not in there]
        tally.check(f"{len(acknowledged)} acknowledged, {len(there)} there", acknowledged and not lost, lost[:3])
        with listening(house, log) as (_, port):
            peer = MLLPClient("127.0.0.1", port)
            accepted += sum(b"MSA|AA|" in peer.send_message(one.encode()) for one in messages)
            peer.close()
    tally.check("sent again, everything is accepted", accepted == rounds * 400, accepted)
    tally.check("and there once", rows(house, "SELECT COUNT(*), COUNT(DISTINCT natural_key) FROM event WHERE natural_key LIKE 'ZK%'") == [(rounds * 400, rounds * 400)])
    tally.check("the chain, the counters and the references", house.run("verify").returncode == 0)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--huiyin", required=True, help="the built executable")
    arguments.add_argument("--rounds", type=int, default=3, help="kills")
    options = arguments.parse_args()
    tally, chance = Tally(), random.Random()
    with tempfile.TemporaryDirectory(prefix="huiyin-wire-") as name:
        folder = pathlib.Path(name)
        house = ward.found(options.huiyin, folder)
        with (folder / "serve.log").open("ab") as log:
            with tally.part("talk"):
                talk(tally, house, log)
            with tally.part("kills"):
                kill(tally, house, log, options.rounds, chance)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
