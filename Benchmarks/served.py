#!/usr/bin/env python3
"""The served pages of a house: start, idle memory, the queue beside a bare route of the same server.

    swift run -c release benchmarks keep DIR --rows 100000
    python3 Benchmarks/served.py --binary PATH/huiyin DIR [DIR ...]

Each DIR is a data folder that `benchmarks keep` left. Standard library only; one connection, kept alive, so times are latencies and not throughput.
"""
import argparse, contextlib, http.client, os, re, signal, socket, sqlite3, statistics, subprocess, sys, time, urllib.parse

PASSWORD = "violet harbour 47"
# Within the house's contact hours on its day: the data are made for it.
MOMENT = "2026-11-25T10:00:00+08:00"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, binary, data):
        self.port = free_port()
        environment = dict(os.environ, HUIYIN_NOW=MOMENT)
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [binary, "serve", "--data", data, "--port", str(self.port), "--log-level", "error"], env=environment)
        self.seconds_to_first_response = self.wait(started)

    def wait(self, started):
        while time.perf_counter() - started < 30:
            if self.process.poll() is not None:
                sys.exit(f"the server ended with {self.process.returncode}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return time.perf_counter() - started
            except OSError:
                time.sleep(0.001)
        sys.exit("no response within 30 seconds")

    def memory(self, name):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(name + ":"))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


class Visitor:
    """One browser: a connection, its cookies."""

    def __init__(self, port):
        self.connection, self.cookies = http.client.HTTPConnection("127.0.0.1", port, timeout=60), {}

    def ask(self, method, path, fields=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": f"http://127.0.0.1:{self.connection.port}"}
        body = urllib.parse.urlencode(fields) if fields else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return response.status, text

    def fetch(self, path):
        """Status and bytes of a file, thrown away as it comes."""
        self.connection.request("GET", path, headers={"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())})
        response, size = self.connection.getresponse(), 0
        while piece := response.read(1 << 20):
            size += len(piece)
        return response.status, size

    def sign_in(self, name):
        _, page = self.ask("GET", "/sign-in")
        token = re.search(r'name="csrf" value="([^"]*)"', page).group(1)
        status, _ = self.ask("POST", "/sign-in", {"csrf": token, "name": name, "password": PASSWORD, "return": "/"})
        if status != 303:
            sys.exit(f"signing in as {name}: {status}")

    def times(self, paths, rounds):
        found = []
        for path in paths * rounds:
            started = time.perf_counter()
            status, _ = self.ask("GET", path)
            found.append(time.perf_counter() - started)
            if status != 200:
                sys.exit(f"{path}: {status}")
        return sorted(found)


def say(title, times):
    p50, p99 = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"  {title:34} p50 {p50 * 1000:.2f} ms, p99 {p99 * 1000:.2f} ms ({len(times)} requests)")
    return p99


def exported(server, visitor, data):
    """Every eligible row of the house, as both kinds of file."""
    with contextlib.closing(sqlite3.connect(f"file:{data}/huiyin.sqlite?mode=ro", uri=True)) as database:
        adoption, = database.execute("SELECT id FROM adoption").fetchone()
    before = server.memory("VmRSS")
    for kind in ("xlsx", "csv"):
        started = time.perf_counter()
        status, size = visitor.fetch(f"/figures/followedUpRate/rows.{kind}?part=eligible&regulation={adoption}&from=2026-08-01&to=2026-12-31")
        print(f"  {'all rows as ' + kind:34} {time.perf_counter() - started:.1f} s, {size / 1e6:.1f} MB, status {status};"
              f" most memory {server.memory('VmHWM'):.0f} MB, before {before:.0f} MB")


def conditions(binary):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    print(f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {binary}")


def measure(binary, data, rounds):
    starts, idle = [], []
    for _ in range(5):
        server = Server(binary, data)
        starts.append(server.seconds_to_first_response)
        time.sleep(1)
        idle.append(server.memory("VmRSS"))
        server.end()
    print(f"{data}\n  start to first response            median {statistics.median(starts) * 1000:.0f} ms (aim 150)")
    print(f"  idle memory                        median {statistics.median(idle):.0f} MB (aim 60)")
    server = Server(binary, data)
    try:
        visitor = Visitor(server.port)
        say("bare route /healthz", visitor.times(["/healthz"], rounds * 4))
        found = {}
        for name in ("nurse", "head"):
            visitor = Visitor(server.port)
            visitor.sign_in(name)
            visitor.times(["/follow-ups?scope=mine"], 5)
            for of in ("mine", "unit", "unassigned"):
                paths = [f"/follow-ups?scope={of}"] + [f"/follow-ups?scope={of}&show={tile}" for tile in ("overdue", "dueToday", "agreed")]
                found[f"{name}, {of}"] = say(f"queue of a {name}, {of}", visitor.times(paths, rounds))
        exported(server, visitor, data)
        print(f"  memory after                       {server.memory('VmRSS'):.0f} MB, most {server.memory('VmHWM'):.0f} MB")
        return found
    finally:
        server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("data", nargs="+")
    options = parser.parse_args()
    conditions(options.binary)
    results = [measure(options.binary, data, options.rounds) for data in options.data]
    if len(results) > 1:
        print("p99 of the last by that of the first (aim 1.5)")
        for name in results[0]:
            print(f"  {name:34} {results[-1][name] / results[0][name]:.2f}")


if __name__ == "__main__":
    main()
