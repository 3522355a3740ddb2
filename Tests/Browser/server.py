"""The built server on a free loopback port, with data of its own and a clock that stands at a known moment."""
import os, pathlib, socket, subprocess, tempfile, time, urllib.error, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "2026-11-25T10:00:00+08:00"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """Use as `with Server(huiyin) as server:`; ends the process by its own id, also when a test raises."""

    def __init__(self, huiyin: str, log: pathlib.Path):
        self.huiyin, self.log_path = huiyin, log
        self.folder = tempfile.TemporaryDirectory(prefix="huiyin-browser-")
        self.data = pathlib.Path(self.folder.name) / "data"
        self.environment = {**os.environ, "HUIYIN_NOW": NOW, "HUIYIN_SHARE": str(ROOT / "Share")}
        self.base = f"http://127.0.0.1:{free_port()}"

    def load_demonstration(self) -> None:
        self.data.mkdir(parents=True)
        subprocess.run([str(ROOT / "scripts/load-demonstration"), self.huiyin, str(self.data), NOW[:10]],
                       cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, check=True)

    def command(self, *arguments: str) -> str:
        """The output of `huiyin ARGUMENTS` on this server's data."""
        return subprocess.run([self.huiyin, *arguments, "--data", str(self.data)], cwd=ROOT, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout

    def __enter__(self) -> "Server":
        self.load_demonstration()
        port = self.base.rsplit(":", 1)[1]
        self.log = self.log_path.open("wb")
        self.process = subprocess.Popen([self.huiyin, "serve", "--data", str(self.data), "--host", "127.0.0.1", "--port", port],
                                        cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
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
                time.sleep(0.1)
        raise RuntimeError(f"no answer from /healthz within {seconds} s: {self.tail()}")

    def tail(self) -> str:
        return self.log_path.read_text("utf-8", "replace")[-2000:]

    def __exit__(self, *_) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        self.folder.cleanup()
