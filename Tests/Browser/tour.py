"""Every page for whoever may see it: what all pages must be, light and dark, desk and phone."""
import pathlib

import page_checks
from chromium import DESK, PHONE

# Who sees which pages; addresses of single things are added by the journeys.
PAGES = {
    "nurse01": ["/follow-ups", "/follow-ups?scope=unit", "/search", "/notices", "/notices?show=all", "/preferences"],
    "quality01": ["/dashboard", "/draws", "/reports", "/regulations", "/regulations/R22", "/imports", "/journal"],
    "head01": ["/follow-ups?scope=unit", "/views", "/team", "/bulk", "/duties", "/notices?show=all"],
    "service00": ["/reviews", "/complaints", "/complaints?show=units", "/complaints?show=sheets", "/complaints/new"],
    "admin01": ["/staff", "/users", "/tokens", "/webhooks"],
}


def run(tally, people, out: pathlib.Path, more: dict) -> None:
    """`more`: who → addresses that the journeys came by."""
    for who, paths in PAGES.items():
        visit(tally, people, out, who, paths + more.get(who, []))
    for who, paths in more.items():
        if who not in PAGES:
            visit(tally, people, out, who, paths)


def visit(tally, people, out: pathlib.Path, who: str, paths: list) -> None:
    with people.window(who) as window:
        for path in paths:
            with tally.part(f"{path} ({who})"):
                strictly(tally, window, out, path)
    for size in (DESK, PHONE):
        for theme in ("light", "dark"):
            with people.window(who, size, theme, bypass_csp=True) as window:
                for path in paths:
                    with tally.part(f"{path} ({who}), {size[0]} px, {theme}"):
                        accessible(tally, window.page, path, f"{size[0]} px, {theme}", is_touch=size == PHONE)


def strictly(tally, window, out: pathlib.Path, path: str) -> None:
    """As served, with the policy in force."""
    page, window.errors[:] = window.page, []
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    answer = page.goto(path)
    page.screenshot(path=out / (name(path) + ".png"))
    found = {"answers": [] if answer.status == 200 else [answer.status], "no console error, no policy violation": window.errors,
             "policy": page_checks.policy(answer.headers), "structure": page_checks.structure(page), "Chinese font": page_checks.han_font(page),
             "every focus stop shows a ring": page_checks.focus_rings(page), "no sideways scroll": page_checks.sideways(page)}
    for what, findings in found.items():
        tally.check(f"{path}: {what}", not findings, findings[:3])


def accessible(tally, page, path: str, how: str, is_touch: bool) -> None:
    page.goto(path)
    found = page_checks.axe(page) + (page_checks.small_targets(page) if is_touch else [])
    tally.check(f"{path}: axe{' and touch targets' if is_touch else ''}, {how}", not found, found[:4])


def name(path: str) -> str:
    kept = [part for part in path.split("?")[0].strip("/").split("/") if not part.isdigit()]
    return "-".join(kept) + ("-one" if any(part.isdigit() for part in path.split("/")) else "")
