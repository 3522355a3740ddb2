"""What is kept from whom: a number is shown on request and in the journal; another unit's follow-up is not found; paper shows one record."""
import pathlib, re, shutil, subprocess

import working
from people import said


def run(tally, people, out: pathlib.Path, record: str) -> None:
    with people.window("nurse01") as window:
        reveal(tally, window.page)
        tally.check("a number: no console error, no policy violation", not window.errors, window.errors)
    with people.window("quality01") as window:
        window.page.goto("/journal")
        row = window.page.locator("main tbody tr").filter(has_text="演示护士01").filter(has_text="号码")
        tally.check("who looked at it is in the journal", row.count() >= 1, said(window.page)[:400])
    with people.window("nurse02") as other, people.window("nurse01") as window:
        address = working.take(other.page)
        answer = window.page.goto(address)
        tally.check("a follow-up of another unit is not found", answer.status == 404, answer.status)
        tally.check("nor is its explanation, nor its record", window.page.goto(address + "/explanation").status == 404 and window.page.goto(record).status == 404)
    paper(tally, people, out, record.replace("/reviews/", "/records/") + "/print")


def reveal(tally, page) -> None:
    working.take(page)
    masked = page.locator(".phone .num").first.inner_text()
    page.locator(".phone button").first.click()
    page.locator('.phone a[href^="tel:"]').first.wait_for(timeout=10_000)
    shown = page.locator('.phone a[href^="tel:"]').first.inner_text()
    digits = re.sub(r"\D", "", shown)
    tally.check("a masked number is shown whole when asked for", "*" in masked and len(digits) == 11 and digits.endswith(masked[-4:]), (masked, shown))
    page.reload()
    tally.check("and masked again afterwards", page.locator('.phone a[href^="tel:"]').count() == 0)


def paper(tally, people, out: pathlib.Path, address: str) -> None:
    with people.window("service00") as window:
        status = window.page.goto(address).status
        file = out / "record.pdf"
        file.write_bytes(window.page.pdf(prefer_css_page_size=True, print_background=True))
    content = file.read_bytes()
    pages, box = len(re.findall(rb"/Type\s*/Page\b", content)), re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", content)
    size = [round(float(side)) for side in box.groups()] if box else []
    tally.check("a record prints on one A4 page", status == 200 and pages == 1 and size in ([595, 842], [594, 842]), (status, pages, size))
    tally.check("its text can be searched", b"/ToUnicode" in content)
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
        tally.check("and read: the answers are in it", "演示：回访维修情况" in text.replace("\n", ""), text[:200])
