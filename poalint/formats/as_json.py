"""Reports as one JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.checked import Checked, Run
from poalint.formats.shapes import envelope
from poalint.model import Report


def render(checked: Iterable[Checked], _: Run) -> Iterator[str]:
    """The whole output, as one piece."""
    reports, errors = [], []
    for each in checked:
        if isinstance(each.result, Report):
            reports.append(each.result.to_dict())
        if each.trouble is not None:
            errors.append(each.trouble)
    yield dump(envelope(reports, errors)) + "\n"
