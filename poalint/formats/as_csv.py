"""A table for spreadsheets: a row a finding, commas, in UTF-8 with a byte-order mark.

Without the mark Excel reads the file in the system's encoding, which garbles it on Chinese Windows. A cell that a spreadsheet
would take for a formula, such as the item “- We ship”, begins with an apostrophe. Columns count code points, as in the JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from poalint.formats.checked import NOT_CHECKED, Checked, Run, flat
from poalint.model import Finding

HEAD = (
    "path", "line", "column", "end_line", "end_column", "paragraph", "severity", "rule", "message", "help", "words",
    "section", "confidence", "points",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(checked: Iterable[Checked], _: Run) -> Iterator[str]:
    """The head, then the rows as each draft is done. Line and column are empty in Word files, which have paragraphs."""
    yield "\ufeff" + _row(HEAD)
    for each in checked:
        if (trouble := each.trouble) is not None:
            told = ("error", NOT_CHECKED, trouble.message, trouble.help)
            yield _row((trouble.path, *[""] * 5, *told, *[""] * 4))
        for finding in each.findings:
            yield _row((each.result.path, *_places(finding), *_words(finding)))


def _places(finding: Finding) -> Sequence[object]:
    if finding.range is None:
        return ("",) * 5
    start, end = finding.range.start, finding.range.end
    if start.paragraph is not None:
        return ("", "", "", "", start.paragraph)
    return (start.line, start.column, end.line, end.column, "")


def _words(finding: Finding) -> Sequence[object]:
    section = finding.section.value if finding.section is not None else ""
    told = (finding.severity.value, finding.rule, finding.message, finding.help, finding.excerpt, section)
    return (*told, finding.confidence.value, round(finding.points, 3))


def _row(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(each) for each in cells])
    return line.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = flat(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
