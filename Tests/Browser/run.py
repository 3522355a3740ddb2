#!/usr/bin/env python3
"""Drives the built server in a real Chromium. Ends with "N passed, N failed".

    .venv-browser/bin/python Tests/Browser/run.py --huiyin .build/debug/huiyin --out .build/browser

Needs Debian's chromium and fonts-noto-cjk, and requirements.txt in a virtual environment; ./check sees to both.
"""
import argparse, pathlib, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from playwright.sync_api import sync_playwright

import chromium, controls, page_checks
from chromium import DESK, PHONE, Window
from server import Server
from tally import Tally

# Pages anybody may open; journeys.py visits those that need somebody.
PUBLIC = ["/sign-in"]


def every_page(tally: Tally, browser, base: str, path: str, out: pathlib.Path, state=None) -> None:
    """All that a page must be, for whoever `state` is signed in as (cookies, as Playwright keeps them)."""
    with tally.part(path):
        loads_cleanly(tally, browser, base, path, out, state)
        for size in (DESK, PHONE):
            for theme in ("light", "dark"):
                with Window(browser, size, theme, state, bypass_csp=True) as window:
                    window.page.goto(base + path)
                    found = page_checks.axe(window.page)
                    tally.check(f"{path}: axe, {size[0]} px, {theme}", not found, found[:4])
                    if size == PHONE and theme == "light":
                        small = page_checks.small_targets(window.page)
                        tally.check(f"{path}: touch targets", not small, small[:4])
        with Window(browser, DESK, state=state) as window:
            window.page.goto(base + path)
            ringless, wide = page_checks.focus_rings(window.page), page_checks.sideways(window.page)
            tally.check(f"{path}: every focus stop shows a ring", not ringless, ringless[:3])
            tally.check(f"{path}: no sideways scroll at {page_checks.WIDTHS}", not wide, wide)


def loads_cleanly(tally: Tally, browser, base: str, path: str, out: pathlib.Path, state) -> None:
    with Window(browser, DESK, state=state) as window:
        answer = window.page.goto(base + path)
        tally.check(f"{path}: answers", answer.status == 200, answer.status)
        tally.check(f"{path}: no console error, no policy violation", not window.errors, window.errors[:3])
        for check, found in (("policy", page_checks.policy(answer.headers)), ("structure", page_checks.structure(window.page)),
                             ("Chinese font", page_checks.han_font(window.page))):
            tally.check(f"{path}: {check}", not found, found)
        window.page.screenshot(path=out / (path.strip("/").replace("/", "-") + ".png"))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--huiyin", required=True, help="the built executable")
    arguments.add_argument("--out", type=pathlib.Path, default=pathlib.Path(".build/browser"), help="pictures and the server's log")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        print(f"Chromium {browser.version}")
        controls.run(tally, browser)
        with tally.part("server"), Server(options.huiyin, options.out / "server.log") as server:
            for path in PUBLIC:
                every_page(tally, browser, server.base, path, options.out)
        browser.close()
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
