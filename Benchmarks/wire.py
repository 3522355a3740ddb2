#!/usr/bin/env python3
"""HL7 messages over MLLP, each acknowledged when it is durable, beside a bare server that writes one row for each and echoes.

    swift run -c release benchmarks keep DIR --rows 10000
    python3 Benchmarks/wire.py --binary PATH/huiyin DIR

DIR is a data folder that `benchmarks keep` left; the messages are discharges of its wards, new in every run. Standard library only. The bare server
is this file with `--bare`: a thread for each connection, one that commits what waits together, WAL and synchronous = FULL, as the house does.
"""
import argparse, os, queue, re, signal, socket, sqlite3, statistics, subprocess, sys, tempfile, threading, time

MOMENT = "2026-11-25T10:00:00+08:00"
START, END = b"\x0b", b"\x1c\r"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def message(run, number):
    """A discharge with all that a hospital's system says of it, about 600 bytes."""
    stay = f"{run}{number:06d}"
    return "\r".join([
        f"MSH|^~\\&|HIS|BENCH|HUIYIN|BENCH|20261125100000||ADT^A03^ADT_A03|{stay}|P|2.5||||||UNICODE UTF-8",
        "EVN||20261125093000|||S1000",
        f"PID|1||B{stay}^^^BENCH^MR||PATIENT^{number}||19{40 + number % 50}0{1 + number % 9}1{number % 10}|{'F' if number % 2 else 'M'}|||Building {number % 60} door {number % 300}^^CITY^PROVINCE||1991{number % 10000000:07d}",
        f"NK1|1|KIN^{number}|SPO||1992{number % 10000000:07d}",
        f"PV1|1|I|W{number % 40}^01^{number % 60:02d}||||S{1000 + number % 40}|||W{number % 40}|||||||||{stay}" + "|" * 17 + "1" + "|" * 9 + "20261125093000",
        "DG1|1||I10^hypertension^I10|hypertension||F|||||||||1",
    ]).encode() + b"\r"


class Line:
    """One connection of a sender, with up to `ahead` messages that wait for their answers."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = b""

    def answer(self):
        while END not in self.held:
            piece = self.socket.recv(65536)
            if not piece:
                raise ConnectionError("the connection was closed")
            self.held += piece
        one, self.held = self.held.split(END, 1)
        return one

    def send_all(self, messages, ahead, times):
        sent, begun = 0, []
        for done in range(len(messages)):
            fresh = messages[sent:min(len(messages), done + ahead)]
            if fresh:
                now = time.perf_counter()
                self.socket.sendall(b"".join(START + one + END for one in fresh))
                begun += [now] * len(fresh)
                sent += len(fresh)
            reply = self.answer()
            times.append(time.perf_counter() - begun[done])
            if b"MSA|AA|" not in reply:
                raise ValueError(reply.decode("utf-8", "replace"))


def drive(port, run, count, lines, ahead):
    """Messages a second, and how long each waited for its answer."""
    shares = [[message(run, number) for number in range(line, count, lines)] for line in range(lines)]
    connections, times, failures = [Line(port) for _ in range(lines)], [], []

    def work(line, share):
        try:
            line.send_all(share, ahead, times)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=pair) for pair in zip(connections, shares)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - started
    if failures:
        sys.exit(f"{len(failures)} connections failed: {failures[0]}")
    return count / taken, sorted(times)


# The bare server

def bare(port, path):
    waiting, listener = queue.SimpleQueue(), socket.create_server(("127.0.0.1", port))
    threading.Thread(target=committer, args=(waiting, path), daemon=True).start()
    while True:
        threading.Thread(target=echo, args=(listener.accept()[0], waiting), daemon=True).start()


def committer(waiting, path):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE IF NOT EXISTS message (control TEXT PRIMARY KEY, body BLOB NOT NULL)")
    while True:
        batch = [waiting.get()]
        while not waiting.empty() and len(batch) < 256:
            batch.append(waiting.get())
        database.execute("BEGIN IMMEDIATE")
        for rows, _ in batch:
            database.executemany("INSERT OR REPLACE INTO message VALUES (?, ?)", rows)
        database.execute("COMMIT")
        for _, done in batch:
            done.set()


def echo(connection, waiting):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    held = b""
    while piece := connection.recv(65536):
        held += piece
        *whole, held = held.split(END)
        if not whole:
            continue
        controls, done = [one.split(b"|", 10)[9] for one in whole], threading.Event()
        waiting.put(([(control.decode(), one) for control, one in zip(controls, whole)], done))
        done.wait()
        connection.sendall(b"".join(START + b"MSH|^~\\&|\rMSA|AA|" + control + b"\r" + END for control in controls))


class Process:
    def __init__(self, arguments, port):
        self.process = subprocess.Popen(arguments, env=dict(os.environ, HUIYIN_NOW=MOMENT))
        deadline = time.time() + 30
        while time.time() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(f"the server ended with {self.process.returncode}")
                time.sleep(0.01)
        sys.exit("no answer within 30 seconds")

    def memory(self, name):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(name + ":"))

    def processor(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def main():
    if sys.argv[1:2] == ["--bare"]:
        return bare(int(sys.argv[2]), sys.argv[3])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("data")
    options = parser.parse_args()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    print(f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.binary}")
    pages, wire, plain = free_port(), free_port(), free_port()
    house = Process([options.binary, "serve", "--data", options.data, "--port", str(pages), "--mllp", f"127.0.0.1:{wire}", "--log-level", "error"], wire)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(options.data))) as folder:
        echo = Process([sys.executable, os.path.abspath(__file__), "--bare", str(plain), folder + "/bare.sqlite"], plain)
        try:
            for lines, ahead in ((1, 1), (8, 1), (8, 16), (32, 1)):
                run = "R%x" % (time.time_ns() // 1000 % 0xFFFFFFF)
                limit, _ = drive(plain, run, options.count, lines, ahead)
                before = house.processor()
                rate, times = drive(wire, run, options.count if lines > 1 else options.count // 5, lines, ahead)
                spent = house.processor() - before
                amount = options.count if lines > 1 else options.count // 5
                print(f"  {lines:2} connections, {ahead:2} ahead   {rate:6.0f} messages/s; bare {limit:6.0f}: {rate / limit:.2f}; "
                      f"answer p50 {statistics.median(times) * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms; "
                      f"{spent / amount * 1e6:.0f} µs of processor time each")
            print(f"  memory {house.memory('VmRSS'):.0f} MB, most {house.memory('VmHWM'):.0f} MB")
        finally:
            house.end()
            echo.process.kill()


if __name__ == "__main__":
    main()
