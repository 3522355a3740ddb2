"""Files that no import can take: each gets a clear finding and exit code 1, never a crash, never much memory."""
import os, pathlib, subprocess, threading

import ledger, ward
from server import House

HEADING = ",".join(ward.HEADINGS)
GOOD = 'ZK900001,1,演示好,K900001,女,1960-01-02,199 0000 0001,内科,2026-11-22 08:00,K80.2,胆囊结石,医嘱离院'
MEMORY = 300 << 20
GIGABYTE = 1 << 30


def files() -> dict:
    """Name → bytes, what the finding says, how many rows are taken in all the same, and the exit code."""
    text = f"{HEADING}\n{GOOD}\n"
    bad = lambda cell, value: GOOD.replace(cell, value, 1).replace("900001", "900002")
    zip_head = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(range(256)) * 40
    return {
        "empty": (b"", "no header", 0, 1),
        "blank lines": (b"   \n\n", "no header", 0, 1),
        "spreadsheet": (zip_head, "Excel", 0, 1),
        "picture": (b"\x89PNG\r\n\x1a\n" + os.urandom(4000), "not text", 0, 1),
        "UTF-16, which is read and remarked": (text.encode("utf-16"), "UTF-16", 1, 0),
        "Big5": (text.encode("big5", "replace"), "needed", 0, 1),
        "a byte that is none in UTF-8": (text.encode().replace("胆囊".encode(), b"\xff\xfe\xfa"), "UTF-8", 0, 1),
        "missing columns": ("姓名,病案号\n演示好,K1\n".encode(), "住院号", 0, 1),
        "no such day": (f"{text}{bad('2026-11-22 08:00', '2026-02-30 08:00')}\n".encode(), "2026-02-30", 1, 1),
        "a month 13": (f"{text}{bad('1960-01-02', '1960-13-02')}\n".encode(), "1960-13-02", 1, 1),
        "a NUL": (f"{text}{bad('胆囊结石', '胆囊' + chr(0) + '结石')}\n".encode(), "UTF-8", 1, 1),
        "a program": (bytes(range(64)) * 200, "not text", 0, 1),
        "an open quote": (f'{text}{bad("胆囊结石", chr(34) + "胆囊结石")}\n'.encode(), "quote", 1, 1),
        "too few cells": (f"{text}ZK900003,1\n".encode(), "12 columns", 1, 1),
        "a unit nobody knows": (f"{text}{bad('内科', '没有的科')}\n".encode(), "没有的科", 1, 1),
    }


def run(tally, base: House, folder: pathlib.Path) -> None:
    for name, (content, words, taken, code) in files().items():
        house, file = ward.copy(base, folder / "bad"), folder / "bad.csv"
        file.write_bytes(content)
        done = house.run("import", "--organisation", "hospital", "--content", "patientDischarged", str(file))
        told(tally, name, (done.returncode, code), done.stderr + done.stdout, words)
        with ledger.opened(house.data) as database:
            events = database.execute("SELECT count(*) FROM event").fetchone()[0]
        tally.check(f"{name}: {taken} rows taken in, and all holds", events == taken and not ledger.broken(house), events)
    gigabyte(tally, base, folder)


def told(tally, name: str, codes: tuple, said: str, words: str) -> None:
    tally.check(f"{name}: ends with {codes[1]}", codes[0] == codes[1], (codes[0], said[-200:]))
    tally.check(f"{name}: says what it is", words in said and "Fatal" not in said, said[:300])


def gigabyte(tally, base: House, folder: pathlib.Path) -> None:
    """A line of a gigabyte: read to its end, told, and never held in memory."""
    house, file = ward.copy(base, folder / "bad"), folder / "long.csv"
    with open(file, "wb") as out:
        out.write(f"{HEADING}\n{GOOD}\nZK900002,1,".encode())
        piece = b"x" * (1 << 20)
        for _ in range(GIGABYTE >> 20):
            out.write(piece)
        out.write(f"\n{GOOD.replace('900001', '900003')}\n".encode())
    running = house.begin("import", "--organisation", "hospital", "--content", "patientDischarged", str(file), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    most = Watch(running.pid)
    out, err = running.communicate(timeout=300)
    most.stop()
    file.unlink()
    told(tally, "a line of 1 GB", (running.returncode, 1), (err + out).decode(), "line is longer")
    tally.check(f"a line of 1 GB: at most {MEMORY >> 20} MB of memory", 0 < most.bytes < MEMORY, f"{most.bytes >> 20} MB")


class Watch:
    """The most memory that a process had resident, by the kernel's own count, looked at until it ends."""

    def __init__(self, pid: int):
        self.path, self.bytes, self.ended = f"/proc/{pid}/status", 0, threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self) -> None:
        while not self.ended.wait(0.02):
            try:
                for line in open(self.path):
                    if line.startswith("VmHWM:"):
                        self.bytes = int(line.split()[1]) << 10
            except OSError:
                return

    def stop(self) -> None:
        self.ended.set()
        self.thread.join()
