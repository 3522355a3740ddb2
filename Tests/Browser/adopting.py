"""A regulation comes into force: roles, figures, rehearsals, a second person, a day."""
from people import said, send


def run(tally, people) -> str:
    """The address of the adoption."""
    with people.window("quality03") as window:
        page = window.page
        page.goto("/regulations/R22")
        send(page, "/regulations/R22/adoptions")
        address = page.url
        settle(tally, page)
        send(page, "/rehearsal")
        tally.check("its rehearsals are run, and none fails", page.locator(".steps .done, .flow .done").count() >= 2 or "0" in said(page), said(page)[:300])
        send(page, "/submission", basis="演示：院办会议纪要")
        tally.check("who submitted it cannot approve it", page.locator('form[action$="/approval"]').count() == 0, said(page)[:300])
        tally.check("adopting: no console error, no policy violation", not window.errors, window.errors)
    with people.window("director03") as window:
        window.page.goto(address)
        send(window.page, "/approval", comment="同意")
        tally.check("a second person approves", window.page.locator('form[action$="/approval"]').count() == 0, said(window.page)[:300])
        tally.check("approving: no console error, no policy violation", not window.errors, window.errors)
    with people.window("quality03") as window:
        window.page.goto(address)
        send(window.page, "/activation", **{"from": "2026-11-18"})
        tally.check("from a day that is past only with a reason, asked for at its field", window.page.locator("#f-why-e").count() == 1, said(window.page)[:200])
        window.forgive(422)
        send(window.page, "/activation", **{"from": "2026-11-18", "why": "演示：补录一周"})
        tally.check("it is in force from a day", "2026-11-18" in said(window.page) or "11月18日" in said(window.page), said(window.page)[:300])
        tally.check("activating: no console error, no policy violation", not window.errors, window.errors)
    return address


def settle(tally, page) -> None:
    """The role that has another name here, and every figure that the source leaves open."""
    role = page.locator('[name="role.followUpStaff"]')
    tally.check("a role that nobody holds under its name is to be mapped", role.count() > 0 and not any(box.is_checked() for box in role.all()))
    page.locator('label:has([name="role.followUpStaff"])', has_text="wardNurse").locator("input").check()
    send(page, "/roles")
    tally.check("the mapped role is kept", any(box.is_checked() for box in page.locator('[name="role.followUpStaff"]').all()))
    proposed = page.locator('form[action$="/acceptance"]')
    many = proposed.count()
    while proposed.count():
        with page.expect_navigation():
            proposed.first.locator("button").click()
    tally.check(f"each of {many} proposed figures is accepted by a named person", many > 0 and said(page).count("演示诊所质控") >= many, many)


def planned(tally, people) -> None:
    """What was imported before the regulation was in force is followed up from now on, within a few beats of the server."""
    with people.window("ward01") as window:
        for _ in range(20):
            window.page.goto("/follow-ups?scope=unit")
            names = window.page.locator("a.name").all_inner_texts()
            if any("钱" in name for name in names):
                break
            window.page.wait_for_timeout(500)
        tally.check("the discharges of its week are to be followed up", any("钱" in name for name in names), names)
