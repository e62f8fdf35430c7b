"""The Reviewdog Diagnostic Format, a line a finding as each draft is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.as_rdjson import diagnostics
from poalint.formats.checked import Checked, Run


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """A `Diagnostic` a line; nothing for a clean draft."""
    for each in diagnostics(checked, run):
        yield dump(each) + "\n"
