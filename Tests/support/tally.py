"""Counts what held and what did not; says each as it happens."""
import contextlib, sys, traceback


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what: str, ok, detail="") -> bool:
        self.passed, self.failed = self.passed + bool(ok), self.failed + (not ok)
        print(("ok    " if ok else "FAIL  ") + what + ("" if ok else f"  {detail}"), flush=True)
        return bool(ok)

    @contextlib.contextmanager
    def part(self, what: str):
        """A journey or a page: an exception in it is one failure that names it, and the rest goes on."""
        print(f"# {what}", flush=True)
        try:
            yield
        except Exception as error:
            traceback.print_exc(limit=4, file=sys.stdout)
            self.check(what, False, repr(error).splitlines()[0][:300])

    def finish(self) -> int:
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0
