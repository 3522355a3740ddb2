"""A file comes in through the page: tried first, then in earnest, again, and corrected."""
import re

import clinic
import workbook
from people import said


def give(page, name: str, content: bytes, is_dry_run: bool = False) -> dict:
    page.goto("/imports")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.select_option("[name=kind]", "patientDischarged")
    page.locator("[name=dryRun]").set_checked(is_dry_run)
    with page.expect_navigation():
        page.click('form[action="/imports"] button[type=submit]')
    return counts(page)


def counts(page) -> dict:
    """New, corrected, same and rejected, once the import has ended."""
    page.locator("#progress").wait_for(state="detached", timeout=30_000)
    page.reload()
    numbers = [int(re.sub(r"\D", "", text)) for text in page.locator("dl.figures dd").all_inner_texts()[:4]]
    return dict(zip(("new", "corrected", "same", "rejected"), numbers))


def run(tally, people) -> None:
    with people.window("admin03") as window:
        page, file = window.page, clinic.table(*clinic.LINES, clinic.BAD)
        tried = give(page, "discharges.csv", file, is_dry_run=True)
        tally.check("a dry run counts what would come in", tried == {"new": 3, "corrected": 0, "same": 0, "rejected": 1}, tried)
        row = page.locator("main table tbody tr", has=page.locator(".sev.error")).first.inner_text()
        tally.check("a bad row is shown with line, column, value and remedy", all(word in row for word in ("5", "出院时间", "2026-02-30", "年月日")), row)
        with page.expect_navigation():
            page.click('form[action$="/execution"] button')
        taken = counts(page)
        tally.check("the file of the dry run is taken in", taken == tried, taken)
        again = give(page, "discharges.csv", file)
        tally.check("the same file again changes nothing", again == {"new": 0, "corrected": 0, "same": 3, "rejected": 1}, again)
        tally.check("and says so, with the way to the first", page.locator('main .alert a[href^="/imports/"]').count() == 1, said(page)[:200])
        as_workbook = give(page, "discharges.xlsx", workbook.written([line.split(",") for line in (clinic.HEADINGS, *clinic.LINES)]))
        tally.check("a workbook of the same facts changes nothing either", as_workbook == {"new": 0, "corrected": 0, "same": 3, "rejected": 0}, as_workbook)
        corrected = give(page, "corrected.csv", clinic.table(clinic.LINES[0].replace("09:10", "09:40"), *clinic.LINES[1:]))
        tally.check("a changed row is a correction", corrected == {"new": 0, "corrected": 1, "same": 2, "rejected": 0}, corrected)
        refused = give(page, "other.csv", "姓名,年龄\n演示甲,3\n".encode())
        tally.check("a file without its columns is refused as a whole", refused["new"] == 0 and page.locator("main .alert.danger").count() == 1, said(page)[:300])
        tally.check("importing: no console error, no policy violation", not window.errors, window.errors)
