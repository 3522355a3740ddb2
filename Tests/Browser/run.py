#!/usr/bin/env python3
"""Drives the built server in a real Chromium. Ends with "N passed, N failed".

    .venv-browser/bin/python Tests/Browser/run.py --huiyin .build/debug/huiyin --out .build/browser

Needs Debian's chromium and fonts-noto-cjk, and requirements.txt in a virtual environment; ./check sees to both.
"""
import argparse, pathlib, sys, tempfile, urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from playwright.sync_api import sync_playwright

import adopting, chromium, clinic, complaining, controls, estate, importing, keeping, merging, page_checks, reporting, reviewing, sharing, signing_in, tour, working
from people import People
from server import House, Server
from tally import Tally


def journeys(tally: Tally, people: People, house: House, out: pathlib.Path) -> dict:
    """One walk through the house. Returns who came by which addresses, for the tour."""
    found = {}
    for name, journey in (
        ("signing in", lambda: signing_in.run(tally, people)), ("importing", lambda: importing.run(tally, people)),
        ("adopting", lambda: adopting.run(tally, people)), ("planned", lambda: adopting.planned(tally, people)),
        ("working", lambda: working.run(tally, people)), ("sharing", lambda: sharing.run(tally, people)), ("reviewing", lambda: reviewing.run(tally, people)),
        ("reporting", lambda: reporting.run(tally, people, house)), ("keeping", lambda: keeping.run(tally, people, out, found["reviewing"])),
        ("merging", lambda: merging.run(tally, people)), ("complaining", lambda: complaining.run(tally, people)),
    ):
        with tally.part(name):
            found[name] = journey()
    return came_by(people, found)


def came_by(people: People, found: dict) -> dict:
    """Single things worth a look: a console, its explanation, a person, an import, an adoption, a review, paper, a report and a figure."""
    path = lambda address: urllib.parse.urlsplit(address).path
    with people.window("nurse01") as window:
        console = path(working.take(window.page))
        party = window.page.locator('a[href^="/parties/"]').first.get_attribute("href")
    with people.window("quality01") as window:
        window.page.goto("/dashboard")
        figure = window.page.locator(".kpi a[href^='/figures/']").first.get_attribute("href")
    with people.window("admin03") as window:
        window.page.goto("/imports")
        brought = window.page.locator('main a[href^="/imports/"]').last.get_attribute("href")
    review, report = path(found["reviewing"]), path(found["reporting"])
    return {"nurse01": [console, console + "/explanation", party], "quality01": [report, figure], "service00": [review, review.replace("reviews", "records") + "/print"],
            "admin03": [brought, found["merging"]], "quality03": [path(found["adopting"])], "desk01": [found["complaining"]]}


def nobody(tally: Tally, people: People) -> None:
    """The one page that anybody may open, in each language."""
    for size, theme in ((chromium.DESK, "light"), (chromium.PHONE, "dark")):
        with people.nobody(size=size, theme=theme, bypass_csp=True) as window:
            for language in page_checks.LANGUAGES:
                tour.accessible(tally, window.page, f"/sign-in?lang={language}", f"{size[0]} px, {theme}", is_touch=size == chromium.PHONE)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--huiyin", required=True, help="the built executable")
    arguments.add_argument("--out", type=pathlib.Path, default=pathlib.Path(".build/browser"), help="pictures and the server's log")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="huiyin-browser-") as folder:
        browser = chromium.launch(playwright)
        print(f"Chromium {browser.version}")
        controls.run(tally, browser)
        house = House(options.huiyin, pathlib.Path(folder) / "data")
        house.load_demonstration()
        clinic.found(house, pathlib.Path(folder))
        estate.found(house, pathlib.Path(folder))
        with tally.part("server"), Server(house, options.out / "server.log") as server:
            people = People(browser, server.base)
            nobody(tally, people)
            tour.run(tally, people, options.out, journeys(tally, people, house, options.out))
        browser.close()
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
