"""Reports as JSON Lines: one line a draft as each is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.checked import Checked, Run
from poalint.model import Report


def render(checked: Iterable[Checked], _: Run) -> Iterator[str]:
    """A line a draft, in order: the result, or {"error": …} for a draft that could not be checked."""
    for each in checked:
        told = each.result.to_dict()
        yield dump(told if isinstance(each.result, Report) else {"error": told}) + "\n"
