"""Reports as JSON: one object (`json`), or one line a draft as each is done (`jsonl`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poalint.formats import dump
from poalint.formats.shapes import Trouble, envelope
from poalint.model import Report


def render(results: Iterable[Report | Trouble]) -> Iterator[str]:
    """The whole output, as one piece."""
    reports, errors = [], []
    for result in results:
        if isinstance(result, Report):
            reports.append(result.to_dict())
        if (trouble := trouble_of(result)) is not None:
            errors.append(trouble)
    yield dump(envelope(reports, errors)) + "\n"


def render_lines(results: Iterable[Report | Trouble]) -> Iterator[str]:
    """A line a draft, in order: the result, or {"error": …} for a draft that could not be checked."""
    for result in results:
        if isinstance(result, Report):
            yield dump(result.to_dict()) + "\n"
        else:
            yield dump({"error": result.to_dict()}) + "\n"


def trouble_of(result: Report | Trouble) -> Trouble | None:
    """The error to report for a draft; None for one that was judged."""
    if isinstance(result, Trouble):
        return result
    if result.undecided_because is not None:
        return Trouble(result.path, result.undecided_because, result.undecided_help or "")
    return None
