"""A day's work beside others: filters kept and shared, a list that says what changed, two people at the same follow-up."""
from people import said
from working import CALL, row, take


def run(tally, people) -> None:
    with people.window("head01") as head, people.window("nurse01") as nurse:
        kept(tally, head.page, nurse.page)
        live(tally, head.page, nurse.page)
        clash(tally, head, nurse)
        removed(tally, head.page)
        for name, window in (("head", head), ("nurse", nurse)):
            tally.check(f"sharing ({name}): no console error, no policy violation", not window.errors, window.errors)


def kept(tally, page, other) -> None:
    """Kept by the keyboard alone, for the unit; opened by its name; seen by who works there."""
    page.goto("/follow-ups?scope=unit&period=nextWeek")
    page.locator(".views summary").focus()
    page.keyboard.press("Enter")
    page.locator(".views [name=name]").focus()
    page.keyboard.insert_text("演示一周内")
    page.locator(".views [name=shareUnit]").select_option(index=1)
    page.locator(".views form button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    chip = page.locator('.views .chip[aria-current="true"]')
    tally.check("a kept filter stands above the list, in hand", chip.all_inner_texts() == ["演示一周内"], chip.all_inner_texts())
    page.goto("/follow-ups")
    with page.expect_navigation():
        page.locator(".views .chip", has_text="演示一周内").click()
    tally.check("it opens to what it asks for", "period=nextWeek" in page.url and page.locator("select[name=period]").input_value() == "nextWeek", page.url)
    other.goto("/follow-ups")
    shared = other.locator(".views .chip", has_text="演示一周内")
    tally.check("who works in the unit has it too, and sees whose it is", shared.count() == 1 and "演示内科主任" in (shared.get_attribute("title") or ""))


def live(tally, head, page) -> None:
    """What leaves a list that stands open stays where it is, and says so; what comes is announced, and shown when asked for."""
    page.clock.install()
    page.goto("/follow-ups")
    page.locator("[data-listed]").first.wait_for()
    before = names(page)
    address = page.url.split("/follow-ups")[0] + page.locator("[data-listed]:has([data-call]) a.name").last.get_attribute("href")
    give(head, address, lambda names: next(name for name in names if name and name != "演示护士01"))
    look(page)
    gone = page.locator("tr.gone")
    gone.first.wait_for(timeout=10_000)
    tally.check("what left is marked where it stands", names(page) == before and gone.count() == 1 and row(page, address).count() == 1 and "已不在列表" in gone.inner_text(), gone.all_inner_texts())
    page.goto("/follow-ups")
    before = names(page)
    give(head, address, lambda _: "演示护士01")
    look(page)
    news = page.locator("[data-news]:not([hidden])")
    news.wait_for(timeout=10_000)
    tally.check("something new is announced, and no row has moved", names(page) == before and row(page, address).count() == 0 and "1" in news.inner_text(), news.inner_text())
    with page.expect_navigation():
        news.locator("a").click()
    tally.check("shown when asked for", row(page, address).count() == 1, address)


def names(page) -> list:
    return page.locator("[data-row] a.name").all_inner_texts()


def look(page) -> None:
    """The page looks every 20 seconds."""
    page.clock.fast_forward(26_000)


def give(page, address: str, to) -> None:
    page.goto(address)
    form = page.locator("form[action$='/follow-ups/reassignments']")
    page.locator("details", has=form).locator("summary").click()
    assignee = form.locator("[name=assignee]")
    assignee.select_option(label=to([option.strip() for option in assignee.locator("option:not([value=''])").all_inner_texts()]))
    form.locator("[name=reassignReason]").fill("演示：调班")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def clash(tally, head, nurse) -> None:
    """Both write about it; the nurse is quicker. Nothing that the head wrote is lost, and the head decides."""
    first, second = nurse.page, head.page
    second.clock.install()
    address = take(second, 2, title=CALL)
    with second.expect_navigation():
        second.locator("form[action$='/release'] button").click()
    second.goto(address)
    first.goto(address)
    tally.check("each sees that the other has it open", "演示内科主任" in first.locator(".here").inner_text(), first.locator(".con-head").inner_text())
    look(second)
    second.locator(".here", has_text="演示护士01").wait_for(timeout=10_000)
    noted(second, "演示：主任写的")
    noted(first, "演示：护士写的")
    with first.expect_navigation():
        first.locator("#contact button[type=submit]:not([name])").last.click()
    with second.expect_navigation():
        second.locator("#contact button[type=submit]:not([name])").last.click()
    head.forgive(409)
    both = said(second)
    tally.check("the second sees both texts side by side", "演示：主任写的" in both and "演示：护士写的" in both and "演示护士01" in both, both[:400])
    with second.expect_navigation():
        second.locator(f'main .alert a[href$="{address.rsplit("/", 1)[1]}"]').click()
    tally.check("and finds their own filled in to decide about", second.locator("[name=note]").input_value() == "演示：主任写的", second.url)


def noted(page, words: str) -> None:
    """Nobody answered, with a note: what leaves a follow-up open."""
    page.keyboard.press("Alt+7")
    page.locator("[name=note]").evaluate("e => { const d = e.closest('details'); if (d) d.open = true; }")
    page.fill("[name=note]", words)
    if page.locator("#f-overrideReason").count():
        page.locator("#f-overrideReason").fill("演示：再联系一次")


def removed(tally, page) -> None:
    page.goto("/views")
    line = page.locator("tr", has_text="演示一周内")
    line.locator("summary").last.click()
    with page.expect_navigation():
        line.locator("form[action$='/removal'] button").click()
    tally.check("a kept filter is removed after a second word", page.locator("tr", has_text="演示一周内").count() == 0, said(page)[:200])
