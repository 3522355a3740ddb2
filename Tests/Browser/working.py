"""Follow-ups worked in the console with the keyboard alone: complete, a problem, nobody reached, a call agreed; and what others see of it."""
from people import said

# The form of R22's call, in its order: a digit chooses, words are typed.
WELL = {"identity": "1", "recovery": "1", "symptoms": "演示：恢复顺利", "expectation": "1", "treatment": "1", "attitude": "1", "skill": "1",
        "environment": "1", "satisfaction": "1", "problem": "1", "nextStep": "1"}


CALL = "出院电话回访"


def take(page, number: int = 0, show: str = "all", title: str = "", unit: str = "") -> str:
    """From the queue, by keys: down to a row of this title and unit that is free, and call. Returns the console's address."""
    page.goto(f"/follow-ups?scope=unit&show={show}")
    page.locator("[data-row]").first.wait_for()
    free = [n for n, row in enumerate(page.locator("[data-row]").all()) if title in row.inner_text() and unit in row.inner_text() and row.locator("[data-call]").count()]
    for _ in range(free[number]):
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("c")
    return page.url


def reach(page, field: str) -> None:
    """Tab by Tab to the question."""
    for _ in range(60):
        if page.evaluate("name => { const e = document.activeElement; return e && e.closest('.q') !== null && e.name === name }", "answer." + field):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the question {field} is not reached with Tab")


def row(page, address: str):
    """The line of the queue that leads to this console."""
    return page.locator("[data-row]", has=page.locator(f'a[href="{address[address.index("/follow-ups"):]}"]'))


def answer(page, answers: dict) -> None:
    page.locator(".con-c").focus()
    for field, key in answers.items():
        reach(page, field)
        page.keyboard.press(key) if len(key) == 1 else page.keyboard.insert_text(key)


def save(page, outcome: int) -> None:
    """Alt and a digit for how it ended, Ctrl and Enter to save and go on."""
    page.keyboard.press(f"Alt+{outcome}")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def wrong(page) -> list:
    """The fields that are refused, each with its words beside it."""
    return page.evaluate("""() => [...document.querySelectorAll('.err-list a')].map(a => [a.getAttribute('href').slice(1), !!document.getElementById(a.getAttribute('href').slice(1) + '-e')])""")


def run(tally, people) -> None:
    with people.window("nurse01") as window:
        page = window.page
        complete(tally, page, window)
        problem(tally, page, window)
        unreachable(tally, page)
        agreed(tally, page, window)
        draft(tally, page, people)
        tally.check("working: no console error, no policy violation", not window.errors, window.errors)
    with people.window("head01") as window:
        together(tally, window.page)
        searched(tally, window.page)
        tally.check("acting on many: no console error, no policy violation", not window.errors, window.errors)
    with people.window("service02") as window:
        dissatisfied(tally, window.page, window)
        tally.check("complaining: no console error, no policy violation", not window.errors, window.errors)
    consequences(tally, people)


def complete(tally, page, window) -> None:
    address = take(page, title=CALL)
    heights = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    tally.check("the console stands still; only its columns scroll", heights[0] <= heights[1], heights)
    page.keyboard.press("Alt+1")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    window.forgive(422)
    missing = wrong(page)
    tally.check("complete without answers is refused at each field", len(missing) >= 9 and all(shown for _, shown in missing), missing)
    answer(page, WELL)
    # The most urgent one may be off its ladder or too soon: then a reason is asked for, at a field that is there.
    if page.locator("#f-overrideReason").count():
        page.locator("#f-overrideReason").fill("演示：按负责人要求再联系一次")
    save(page, 1)
    tally.check("complete: recorded, and the next one is in hand", "/follow-ups/" in page.url and page.url != address and page.locator("#contact").count() == 1, page.url)
    page.goto(address)
    tally.check("complete: the follow-up is closed", page.locator("#contact").count() == 0, said(page)[:200])


def problem(tally, page, window) -> None:
    address = take(page, 1, title=CALL)
    answer(page, {**WELL, "treatment": "3", "satisfaction": "3", "problem": "3"})
    save(page, 1)
    window.forgive(422)
    tally.check("a problem without its words is refused at that field", ["answer-problemText"] == [name.removeprefix("f-") for name, _ in wrong(page)], wrong(page))
    kept = page.locator('[name="answer.problem"][value=unsolved]').is_checked()
    answer(page, {"problemText": "演示：伤口敷料需要更换"})
    save(page, 1)
    page.goto(address)
    tally.check("a problem: what was answered stayed, and it is recorded", kept and page.locator("#contact").count() == 0, said(page)[:200])


def unreachable(tally, page) -> None:
    address = take(page, 1, title=CALL)
    save(page, 7)
    page.goto(address)
    tally.check("nobody reached: the attempt counts, the follow-up stays open, the next try is another day",
                page.locator("#contact").count() == 1 and page.locator(".con-c .alert.info").count() >= 1 and page.locator(".con-r .tl li").count() >= 1, said(page)[:300])
    page.goto("/follow-ups?scope=unit")
    tally.check("until then it is not in the list of today", row(page, address).count() == 0)


def agreed(tally, page, window) -> None:
    address = take(page, 3, title=CALL)
    page.keyboard.press("Alt+4")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    window.forgive(422)
    tally.check("a call back without its time is refused at that field", [name for name, _ in wrong(page)] == ["f-callBackAt"], wrong(page))
    page.keyboard.press("Alt+4")
    page.fill("[name=callBackAt]", "2026-11-25T15:30")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.goto("/follow-ups?scope=unit&show=agreed")
    told = row(page, address).all_inner_texts()
    tally.check("the agreed call stands in the queue with its time", told and "15:30" in told[0], told)


def draft(tally, page, people) -> None:
    address = take(page, 4, title=CALL)
    answer(page, {"identity": "1", "recovery": "2"})
    page.locator("#draft", has_text=":").wait_for(timeout=10_000)
    page.reload()
    tally.check("the draft outlives a reload", page.locator('[name="answer.recovery"][value=fair]').is_checked())
    with people.window("nurse05") as other:
        other.page.goto(address)
        tally.check("somebody else sees who holds it, and cannot record", "演示护士01" in said(other.page) and other.page.locator("#contact").count() == 0, said(other.page)[:300])
        other.page.goto("/follow-ups?scope=unit")
        tally.check("and in the queue", row(other.page, address).locator(".held").count() == 1, row(other.page, address).all_inner_texts())


def together(tally, page) -> None:
    """Several rows by the keyboard alone: chosen, looked at, given to somebody, taken back."""
    page.goto("/follow-ups?scope=unit&show=soon")
    page.locator("[data-row]").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    tally.check("three rows are chosen by keys, and the bar says so", page.locator("input[name=followUp]:checked").count() == 3 and "3" in page.locator("[data-chosen]").inner_text(),
                page.locator("[data-chosen]").inner_text())
    page.locator("button[name=deed][value=reassign]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    looked = page.url
    # What somebody else has is not this nurse's to give away: the preview counts both.
    parts = [int(number) for number in page.locator(".big b").all_inner_texts()]
    tally.check("the preview says how many take part", parts[0] >= 1 and sum(parts) == 3, page.locator(".big").all_inner_texts())
    page.locator("#f-assignee").focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#f-assignee option:checked").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.insert_text("演示：调班")
    page.locator("button[name=step][value=do]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto("/follow-ups?scope=unit&show=soon")
    tally.check("they are given to somebody", said(page).count(chosen) >= parts[0], (chosen, page.url))
    page.goto(looked.split("?")[0])
    undo = page.locator("form[action$='/undoing'] button")
    undo.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(looked.split("?")[0])
    tally.check("and taken back", page.locator("form[action$='/undoing']").count() == 0 and page.locator(".page-h .badge").count() == 1, said(page)[:200])


def searched(tally, page) -> None:
    page.goto("/follow-ups?scope=unit")
    name = page.locator("[data-row] a.name").last.inner_text().strip()
    page.goto("/search")
    page.fill("main input[name=q]", name[-2:])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tally.check("two characters of a name find it", name in said(page), (name, said(page)[:200]))


def dissatisfied(tally, page, window) -> None:
    page.goto("/follow-ups?scope=unit")
    address = take(page, title="维修回访")
    name = page.locator(".who h1").inner_text().split("\n")[0].strip()
    answer(page, {"content": "演示：回访维修", "quality": "3", "effect": "3", "satisfaction": "3", "resolution": "1"})
    save(page, 1)
    window.forgive(422)
    missing = {field.removeprefix("f-answer-") for field, _ in wrong(page)}
    tally.check("dissatisfied without the reasons is refused at those fields", missing >= {"shortcomings", "handlingOpinion"}, missing)
    for field, text in (("shortcomings", "演示：返修两次"), ("handlingOpinion", "演示：当日处理")):
        answer(page, {field: text})
    save(page, 1)
    page.goto(address)
    tally.check("dissatisfied: recorded", page.locator("#contact").count() == 0, said(page)[:300])
    page.goto("/complaints?show=units")
    tally.check("dissatisfied: a complaint is raised", name and name in said(page), (name, said(page)[:300]))


def consequences(tally, people) -> None:
    with people.window("head01") as window:
        window.page.goto("/duties")
        tally.check("a bad opinion is a duty of the department's head", "查明不足" in said(window.page), said(window.page)[:300])
        tally.check("duties: no console error, no policy violation", not window.errors, window.errors)
