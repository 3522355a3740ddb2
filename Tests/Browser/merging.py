"""A file of HL7 messages comes in through the page; two of its patients turn out to be one, and after all not."""
import re

from importing import counts
from people import said, send


def message(trigger: str, number: int, patient: str, name: str, unit: str = "C-A") -> str:
    """So long ago that nobody is to be called."""
    return "\r".join([
        f"MSH|^~\\&|HIS|CLINIC|||20260105||ADT^{trigger}|{number}|P|2.4", "EVN||20260105100000", f"PID|1||{patient}^^^CLINIC^MR||{name}||19600102|F",
        f"PV1|1|I|{unit}" + "|" * 16 + f"CM{number}" + "|" * 26 + "20260105100000", ""])


def run(tally, people) -> str:
    """Returns where the two may be looked at side by side."""
    with people.window("admin03") as window:
        page = window.page
        file = "".join([message("A03", 1, "M001", "演示孙一"), message("A03", 2, "M002", "演示孙壹"), message("A03", 3, "M003", "演示孙三", unit="NOWHERE"),
                        message("S12", 4, "M001", "演示孙一")])
        page.goto("/imports")
        page.set_input_files("[name=file]", {"name": "messages.hl7", "mimeType": "application/octet-stream", "buffer": file.encode("gb18030")})
        with page.expect_navigation():
            page.click('form[action="/imports"] button[type=submit]')
        taken = counts(page)
        tally.check("a file of messages is recognised and taken in", taken == {"new": 2, "corrected": 0, "same": 0, "rejected": 1}, taken)
        row = page.locator("main table tbody tr", has=page.locator(".sev.error")).first.inner_text()
        tally.check("an unknown unit is told with the field where it stands", "NOWHERE" in row and "PV1-10" in row, row)

        page.goto("/search?q=M001")
        page.locator('main a[href^="/parties/"]').first.click()
        page.locator('a[href$="/merge"]').click()
        looked_at = re.sub(r"^https?://[^/]+", "", page.url)
        send(page, "/merge", number="M009")
        tally.check("nobody has that number", page.locator("main .err").count() == 1, said(page)[:200])
        window.errors[:] = [one for one in window.errors if "422" not in one]
        send(page, "/merge", number="M002")
        tally.check("both are shown side by side", all(word in said(page) for word in ("演示孙一", "演示孙壹", "M001", "M002", "姓名")), said(page)[:400])
        send(page, "/merges", why="证件号码相同")
        tally.check("the two are one", "M002" in said(page) and "证件号码相同" in said(page), said(page)[:400])
        page.goto("/search?q=M002")
        tally.check("found by the old number", "演示孙一" in said(page) and "演示孙壹" not in said(page), said(page)[:200])
        page.locator('main a[href^="/parties/"]').first.click()
        send(page, "/undoing")
        page.goto("/search?q=M002")
        tally.check("and two again", "演示孙壹" in said(page), said(page)[:200])
        tally.check("merging: no console error, no policy violation", not window.errors, window.errors)
    return looked_at + "?number=M002"
