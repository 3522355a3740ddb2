"""Figures: the dashboard, the monthly report, the command line and the rows behind them say the same."""
import csv, io, json, re

import workbook
from people import said, send
from server import environment

SOON = "2026-11-25T10:30:00+08:00"
# The columns of `huiyin report` in the order of the page's.
COLUMNS = ("eligible", "exempt", "obligatory", "doneInTime", "doneLate", "lost", "notDone", "windowOpen")


def rows(page, address: str) -> int:
    """Rows of a CSV file, its heading not counted."""
    answer = page.request.get(address)
    assert answer.status == 200, (address, answer.status)
    return len(list(csv.reader(io.StringIO(answer.text().lstrip("\ufeff"))))) - 1


def workbook_rows(page, address: str) -> int:
    answer = page.request.get(address)
    assert answer.status == 200, (address, answer.status)
    return workbook.rows(answer.body())


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def run(tally, people, house) -> str:
    """The address of the frozen report."""
    with people.window("quality01") as window:
        dashboard(tally, window.page)
        address = begin(window.page)
        same_as_command(tally, window.page, house)
        drill_down(tally, window.page)
        window.page.goto(address)
        send(window.page, "/hand-in")
        tally.check("who handed it in cannot approve it", window.page.goto(address).status == 200 and window.page.locator('form[action$="/approval"]').count() == 0)
        registers(tally, window.page)
        tally.check("figures: no console error, no policy violation", not window.errors, window.errors)
    with people.window("director01") as window:
        window.page.goto(address)
        window.page.locator("details.pop summary").first.click()
        send(window.page, "/return", reason="请写明原因")
        tally.check("a report is given back with a reason", "请写明原因" in said(window.page), said(window.page)[:200])
    with people.window("quality01") as window:
        window.page.goto(address)
        send(window.page, "/hand-in")
    with people.window("director01") as window:
        window.page.goto(address)
        send(window.page, "/approval")
        send(window.page, "/freezing")
        frozen = table(window.page)
        tally.check("a second person approves, then it is frozen with its hash", window.page.locator(".lead .mono").count() == 1, said(window.page)[:200])
        later(tally, people, window.page, address, frozen)
        tally.check("reports: no console error, no policy violation", not window.errors, window.errors)
    return address


def dashboard(tally, page) -> None:
    page.goto("/dashboard")
    links = page.evaluate("[...document.querySelectorAll('.kpi a.v')].map(a => [a.textContent.trim(), a.getAttribute('href')])")
    tally.check("the dashboard's key figures all open", len(links) >= 4 and all("/figures/" in address or "/" in address for _, address in links), links)
    for shown, address in links:
        status = page.goto(address).status
        tally.check(f"the figure {shown} opens to its records", status == 200, (address, status))


def begin(page) -> str:
    page.goto("/reports")
    page.select_option("[name=month]", "2026-11")
    page.select_option("[name=regulation]", label="出院病人回访")
    with page.expect_navigation():
        page.click('form[action="/reports"] button[type=submit]')
    return page.url


def table(page) -> dict:
    """Unit → counts, as the report's table by unit shows them."""
    lines = page.locator("main table", has=page.locator("caption", has_text="部门")).evaluate("""table =>
        [...table.querySelectorAll('tbody tr, tfoot tr')].map(row => [...row.querySelectorAll('th, td')].map(cell => cell.innerText.trim()))""")
    return {line[0]: tuple(number(cell) for cell in line[1:9]) for line in lines}


def same_as_command(tally, page, house) -> None:
    # The server's clock goes on from its beginning; the command is asked a little later, when nothing has happened since.
    soon = environment(HUIYIN_NOW=SOON)
    told = json.loads(house.command("report", "R22", "--month", "2026-11", "--by", "unit", "--format", "json", "--as", "quality01", env=soon))
    by_unit = {line["unit"]: tuple(int(line[column]) for column in COLUMNS) for line in told}
    shown = table(page)
    total = by_unit.pop("total")
    sums = [counts for name, counts in shown.items() if name not in by_unit]
    tally.check("the report shows what `huiyin report` prints", all(shown.get(unit) == counts for unit, counts in by_unit.items()) and sums == [total],
                (shown, by_unit, total))
    tally.check("its parts are disjoint and whole", all(c[0] == c[1] + c[2] and c[2] == sum(c[3:8]) for c in shown.values()), shown)
    tally.check("the CSV file has a row for each eligible event", rows(page, page.url + "/rows.csv") == total[0], total)
    tally.check("and so has the workbook", workbook_rows(page, page.url + "/rows.xlsx") == total[0], total)


def drill_down(tally, page) -> None:
    """Each figure of the last line opens to as many rows as it says."""
    last = page.evaluate("""() => { const all = [...document.querySelector('main table').querySelectorAll('tbody tr, tfoot tr')];
        return [...all[all.length - 1].querySelectorAll('a')].map(a => [a.textContent.trim(), a.getAttribute('href')]) }""")
    faults = []
    for shown, address in last:
        page.goto(address)
        file = page.locator('main a[href*="rows.csv"]').first.get_attribute("href")
        found = rows(page, file)
        if found != number(shown):
            faults.append((shown, found, address))
    tally.check(f"each of {len(last)} figures opens to as many rows as it says", last and not faults, faults)


def registers(tally, page) -> None:
    """A register is the same on the screen, in the file, in the workbook and on paper; a form is printed empty."""
    page.goto("/registers")
    form = page.locator('main a[href^="/forms/"]').first.get_attribute("href")
    page.locator('main a[href^="/registers/"]').first.click()
    here, shown, lines = page.url.split("?")[0], page.locator("main tbody tr").count(), number(page.locator(".page-h .muted").inner_text())
    tally.check("a register shows its first lines and says how many there are", shown == min(lines, 100) > 0, (shown, lines))
    tally.check("its files have every line", lines == rows(page, here + "/rows.csv") == workbook_rows(page, here + "/rows.xlsx"), lines)
    page.goto(here + "/print")
    numbered = [text for text in page.locator(".book tbody td.n").all_inner_texts() if text.strip()]
    tally.check("its paper is ruled, with the head of every page", len(numbered) == min(lines, 2000) and page.locator(".sheet.wide thead th").count() > 3, (len(numbered), lines))
    page.goto(form)
    tally.check("a form is printed empty", page.locator(".bx").count() > 0 and page.locator(".bx.on").count() == 0, form)


def later(tally, people, page, address: str, frozen: dict) -> None:
    """A fact after the cut-off changes nothing in the frozen version; a second version takes it in."""
    import working
    with people.window("nurse02") as nurse:
        nurse.page.goto("/follow-ups")
        contact = working.take(nurse.page, title=working.CALL)
        working.answer(nurse.page, working.WELL)
        working.save(nurse.page, 1)
        refused = working.wrong(nurse.page)
        nurse.page.goto(contact)
        tally.check("somebody records a contact after the cut-off", nurse.page.locator("#contact").count() == 0, refused)
    page.goto(address)
    tally.check("a later fact leaves the frozen version as it was, and is told", table(page) == frozen and page.locator("main .alert.info").count() == 1, said(page)[:300])
    send(page, "/versions")
    tally.check("a second version takes it in", page.url != address and "第2版" in said(page), (page.url, said(page)[:200]))
    page.goto(address)
    tally.check("and the first stays what it was", table(page) == frozen and "第1版" in said(page), said(page)[:200])
