"""The built program on data of its own: its commands, and its server on a free loopback port, both with a clock that stands at a known moment."""
import os, pathlib, socket, subprocess, time, urllib.error, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "2026-11-25T10:00:00+08:00"


def environment(**more: str) -> dict:
    return {**os.environ, "LANG": "C", "LC_ALL": "C", "HUIYIN_NOW": NOW, "HUIYIN_SHARE": str(ROOT / "Share"), **more}


class House:
    """One data folder and the program that works on it."""

    def __init__(self, huiyin: str, data: pathlib.Path):
        self.huiyin, self.data = str(pathlib.Path(huiyin).resolve()), pathlib.Path(data)

    def load_demonstration(self) -> None:
        self.data.mkdir(parents=True)
        subprocess.run([str(ROOT / "scripts/load-demonstration"), self.huiyin, str(self.data), NOW[:10]],
                       cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, check=True)

    def begin(self, *arguments: str, env: dict = None, **streams) -> subprocess.Popen:
        """`huiyin ARGUMENTS` on this data, running."""
        return subprocess.Popen([self.huiyin, *arguments, "--data", str(self.data)], cwd=ROOT, env=env or environment(),
                                stdin=streams.pop("stdin", subprocess.DEVNULL), **streams)

    def run(self, *arguments: str, env: dict = None) -> subprocess.CompletedProcess:
        return subprocess.run([self.huiyin, *arguments, "--data", str(self.data)], cwd=ROOT, env=env or environment(),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)

    def command(self, *arguments: str, env: dict = None) -> str:
        """What the command prints; it must succeed."""
        done = self.run(*arguments, env=env)
        if done.returncode != 0:
            raise RuntimeError(f"huiyin {' '.join(arguments)}: {done.returncode}: {done.stderr[-1000:]}")
        return done.stdout


class Server:
    """Use as `with Server(house, log) as server:`; ends the process by its own id, also when a test raises."""

    def __init__(self, house: House, log: pathlib.Path, env: dict = None):
        self.house, self.log_path, self.env = house, log, env
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Server":
        self.log = self.log_path.open("ab")
        self.process = self.house.begin("serve", "--host", "127.0.0.1", "--port", str(self.port), env=self.env, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self.wait_until_healthy(seconds=30)
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait_until_healthy(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.tail()}")
            try:
                with urllib.request.urlopen(self.base + "/healthz", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"no answer from /healthz within {seconds} s: {self.tail()}")

    def tail(self) -> str:
        return self.log_path.read_text("utf-8", "replace")[-2000:]

    def kill(self) -> None:
        """As when the power fails for this process: nothing is said, nothing is put away."""
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.log.close()
