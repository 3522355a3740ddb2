"""A record is read, given back, done again and signed off; nobody reviews their own."""
import working
from people import said

WELL = {"content": "演示：回访维修情况", "quality": "1", "effect": "1", "satisfaction": "1"}


REPAIR = "维修回访"


def record(page, office: str) -> str:
    """A follow-up of a repair in an office where the company's own rule is the only one, complete. Returns its console's address."""
    address = working.take(page, title=REPAIR, unit=office)
    working.answer(page, WELL)
    working.save(page, 1)
    return address


def number(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[1]


def run(tally, people) -> str:
    """The address of the signed-off record."""
    with people.window("service02") as service, people.window("service00") as reviewer:
        address = record(service.page, "南苑")
        name = who(service.page, address)
        review = find(reviewer.page, name)
        tally.check("the record waits for its review", review is not None, said(reviewer.page)[:300])
        reviewer.page.goto(review)
        reviewer.page.click('form[action$="/sign-off"] button[data-save]')
        tally.check("a review without its comment is not sent", reviewer.page.url.endswith(review) and reviewer.page.locator("#f-comment:invalid").count() == 1)
        decide(reviewer.page, review, "/return", "演示：请补充服务效果")
        service.page.goto(address)
        tally.check("given back: open again, with the reviewer's words", "演示：请补充服务效果" in said(service.page) and service.page.locator("#contact").count() == 1, said(service.page)[:400])
        working.answer(service.page, WELL)
        working.save(service.page, 1)
        review = find(reviewer.page, name)
        decide(reviewer.page, review, "/sign-off", "演示：同意")
        reviewer.page.goto(review)
        tally.check("done again: signed off", reviewer.page.locator('form[action$="/sign-off"]').count() == 0 and "演示：同意" in said(reviewer.page), said(reviewer.page)[:400])
        own(tally, reviewer.page)
        tally.check("reviewing: no console error, no policy violation", not service.errors and not reviewer.errors, service.errors + reviewer.errors)
        return review


def who(page, address: str) -> str:
    page.goto(address)
    return page.locator(".who h1").evaluate("e => e.firstChild.textContent").strip()


def find(page, name: str):
    """The address of the newest record of this person that waits for review; pages of the list are turned."""
    page.goto("/reviews")
    for _ in range(20):
        found = page.locator("main a.name", has_text=name)
        if found.count():
            return found.last.get_attribute("href")
        onward = page.locator('main a[href*="after="]')
        if not onward.count():
            return None
        page.goto(onward.last.get_attribute("href"))


def decide(page, review: str, what: str, comment: str) -> None:
    page.goto(review)
    page.fill("[name=comment]", comment)
    button = 'form[action$="/sign-off"] button[data-save]' if what == "/sign-off" else f'button[formaction$="{what}"]'
    with page.expect_navigation():
        page.click(button)


def own(tally, page) -> None:
    """The reviewer makes a contact too; that record is for another to review."""
    address = record(page, "南苑")
    review = find(page, who(page, address))
    page.goto(review)
    tally.check("nobody reviews their own record, and the page says why",
                page.locator('form[action$="/sign-off"]').count() == 0 and page.locator("main .card .alert.info").count() == 1, said(page)[:400])
