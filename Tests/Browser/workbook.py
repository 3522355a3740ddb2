"""Workbooks (.xlsx) with what Python brings: as few parts as a spreadsheet needs to open one."""
import io, re, zipfile
from xml.sax.saxutils import escape

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*targets: tuple) -> str:
    lines = "".join(f'<Relationship Id="r{n}" Type="{KINDS}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def written(rows: list) -> bytes:
    """One sheet of texts, under a title and a blank row."""
    def row(line: int, cells: list) -> str:
        return f'<row r="{line}">' + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in cells) + "</row>"
    lines = row(1, ["出院登记"]) + "".join(row(line, cells) for line, cells in enumerate(rows, 3))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="{KINDS}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", relations(("worksheet", "worksheets/sheet1.xml")))
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{lines}</sheetData></worksheet>")
    return file.getvalue()


def rows(content: bytes) -> int:
    """Rows of the first sheet, its headings not counted."""
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    return len(re.findall(r"<row ", sheet)) - 1
