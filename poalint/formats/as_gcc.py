"""A line a finding as GCC writes it: `file:line:column: error: message [rule]`, for Vim's quickfix list and Emacs.

Columns count bytes, as Vim's `%c` and ALE do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats.checked import TOP, Checked, Run, flat, remarks
from poalint.formats.columns import Unit
from poalint.model import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """A line a finding; nothing for a clean draft."""
    for each in remarks(checked, run, Unit.BYTES):
        at = each.place or TOP
        yield f"{flat(each.path)}:{at.line}:{at.column}: {_LEVELS[each.severity]}: {each.text} [{each.rule}]\n"
