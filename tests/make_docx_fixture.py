"""Writes fixtures/drafts/odd-word.docx: headings, lists, a table, tracked changes. Run it by itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

TARGET = Path(__file__).parent.parent / "fixtures" / "drafts" / "odd-word.docx"

OPENING = (
    "Our Order Defect Rate rose to 2.4% in the 60 days to 31 March 2026. Three orders of our ceramic "
    "planters led to A-to-z claims. This letter sets out the cause, what we did and what is in place now."
)
CAUSE = (
    "We designed the carton ourselves and never had it tested. It left 8 mm between the planter and the "
    "wall, where 40 mm are needed. Our customer-service desk then asked each buyer for photographs twice "
    "before it offered a refund, and two buyers went to Amazon in the meantime."
)
ORDERS = (
    ("Order ID", "Complaint", "Refund", "Refunded on"),
    ("114-7965742-1548087", "broken, claim granted", "$41.90", "2 April 2026"),
    ("112-5263194-8960360", "broken, claim granted", "$41.90", "2 April 2026"),
    ("113-7626175-4803853", "broken, claim withdrawn", "$57.50", "3 April 2026"),
)
DONE = (
    "On 2 and 3 April 2026 we refunded the three buyers (Attachment 1).",
    "On 7 April our packaging supplier, Corrivale, delivered 500 cartons with 45 mm inserts (Attachment 2).",
    "On 9 April ten planters were drop-tested by Northgate Test Labs; all ten survived (Attachment 3).",
)
PREVENTION = (
    "Damage claims with one photograph are refunded on the day they arrive, without a return.",
    "Silvia Renner opens one packed carton in twenty and records the gap on the bench sheet.",
    "Each Monday Ms Renner reads the ODR page; two breakages of one ASIN in a month close its offer.",
)


def tracked(paragraph: Any, kind: str, words: str) -> None:
    """Put an insertion (`ins`) or a deletion (`del`) of words at the end of a paragraph."""
    change = OxmlElement(f"w:{kind}")
    for name, value in (("id", "1"), ("author", "S. Renner"), ("date", "2026-04-14T09:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    run, text = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def letter() -> Any:
    """The letter as a Word document."""
    made = docx.Document()
    made.add_heading("Plan of Action: Order Defect Rate", level=0)
    made.add_paragraph("Dear Seller Performance Team,")
    made.add_paragraph(OPENING)
    made.add_heading("Root cause", level=1)
    made.add_paragraph(CAUSE)
    table = made.add_table(rows=0, cols=len(ORDERS[0]))
    for row in ORDERS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.add_heading("Corrective actions", level=1)
    for words in DONE:
        made.add_paragraph(words, style="List Number")
    changed = made.add_paragraph("The old cartons ", style="List Number")
    tracked(changed, "del", "will be thrown away next week.")
    tracked(changed, "ins", "were pulped on 10 April.")
    made.add_heading("Preventive measures in place since 14 April 2026", level=1)
    for words in PREVENTION:
        made.add_paragraph(words, style="List Bullet")
    made.add_paragraph("We ask you to reinstate our selling privileges.")
    made.add_paragraph("Joachim Renner, Renner Keramik")
    return made


def build() -> bytes:
    """The file; the same bytes at every run."""
    saved, again = io.BytesIO(), io.BytesIO()
    letter().save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
