"""The XML of Checkstyle, which Jenkins and many review tools read. Columns count code points, as Checkstyle's do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from poalint.formats.checked import TOP, Checked, Remark, Run, flat, remarks_on
from poalint.formats.columns import Unit


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The document: a `file` a draft, also for a clean one."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n'
    for each in checked:
        errors = "".join(_error(remark) for remark in remarks_on(each, run, Unit.CODE_POINTS))
        yield f"  <file name={quoteattr(flat(each.result.path))}>\n{errors}  </file>\n"
    yield "</checkstyle>\n"


def _error(remark: Remark) -> str:
    at = remark.place or TOP
    told = {
        "line": str(at.line),
        "column": str(at.column),
        "severity": remark.severity.value,
        "message": remark.text,
        "source": f"poalint.{remark.rule}",
    }
    return f"    <error {' '.join(f'{name}={quoteattr(value)}' for name, value in told.items())}/>\n"
