"""The letter's parts and actions for the editor's outline and folding, and its score for the line above it."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from poalint.formats.words import say as told
from poalint.kinds.base import shorten
from poalint.language.clauses import Clause
from poalint.lsp.checking import Checked
from poalint.lsp.diagnostics import range_of
from poalint.lsp.words import say
from poalint.model import Report, Severity, Span
from poalint.outline import Section
from poalint.reading import Reading

MEND_FIRST = "poalint.mendFirst"
_LONGEST = 80


def symbols(checked: Checked) -> list[types.DocumentSymbol]:
    """The parts, each with its actions below it."""
    return [_part(checked, checked.reading, section) for section in _parts(checked)] if checked.reading else []


def flat(found: list[types.DocumentSymbol], uri: str) -> Iterator[types.SymbolInformation]:
    """The same for clients that know no tree."""
    for part in found:
        yield types.SymbolInformation(types.Location(uri, part.range), part.name, part.kind)
        for child in part.children or ():
            yield types.SymbolInformation(
                types.Location(uri, child.range), child.name, child.kind, container_name=part.name
            )


def folds(checked: Checked) -> Iterator[types.FoldingRange]:
    """The parts that take more than a line."""
    for section in _parts(checked):
        place = _place(checked, _trimmed(checked, section))
        if place.end.line > place.start.line:
            yield types.FoldingRange(place.start.line, place.end.line, kind=types.FoldingRangeKind.Region)


def lens(checked: Checked, uri: str) -> Iterator[types.CodeLens]:
    """The score and verdict, above the first line; a click tells what to mend first."""
    report = checked.report
    if report is None:
        return
    top = range_of(checked.page, None)
    title = _title(report, checked.lang)
    yield types.CodeLens(top, types.Command(title, MEND_FIRST, arguments=[uri]))


def mend_first(checked: Checked) -> str:
    """What to mend first, a line each."""
    report = checked.report
    if report is None or report.score is None:
        return _title(report, checked.lang) if report else ""
    lines = []
    for each in report.mend_first:
        then = told(checked.lang, "would be", count=each.findings, score=each.score_without)
        lines.append(f"{each.message} ({then})")
    return "\n".join(lines) or say(checked.lang, "nothing")


def _title(report: Report, lang: str) -> str:
    if report.score is None:
        return say(lang, "undecided", because=report.undecided_because)
    counts = {severity.value: report.count(severity) for severity in Severity}
    shown = told(lang, "counts", **counts) if any(counts.values()) else say(lang, "nothing")
    return say(lang, "lens", score=report.score, grade=report.grade, verdict=told(lang, report.verdict), counts=shown)


def _parts(checked: Checked) -> list[Section]:
    reading = checked.reading
    return [each for each in reading.sections if len(reading.draft.trim(each.span))] if reading else []


def _part(checked: Checked, reading: Reading, section: Section) -> types.DocumentSymbol:
    span = _trimmed(checked, section)
    heading = section.heading.span if section.heading else Span(span.start, span.start)
    head = Span(max(heading.start, span.start), min(max(heading.end, span.start), span.end))
    kind = told(checked.lang, section.kind)
    name = " ".join(section.heading.text.split()) if section.heading else kind
    actions = [clause for clause in reading.ledger if section.span.covers(clause.span.start)]
    return types.DocumentSymbol(
        name=name or kind,
        detail=kind,
        kind=types.SymbolKind.Module,
        range=_place(checked, span),
        selection_range=_place(checked, head),
        children=[_action(checked, reading, clause) for clause in actions],
    )


def _action(checked: Checked, reading: Reading, clause: Clause) -> types.DocumentSymbol:
    inner = Span(
        max(clause.group.start, clause.span.start), max(clause.span.start, min(clause.group.end, clause.span.end))
    )
    return types.DocumentSymbol(
        name=shorten(reading.draft[clause.span], _LONGEST) or clause.lemma,
        detail=clause.status.value if clause.status else "",
        kind=types.SymbolKind.Event,
        range=_place(checked, clause.span),
        selection_range=_place(
            checked, inner if inner.start <= inner.end else Span(clause.span.start, clause.span.start)
        ),
    )


def _trimmed(checked: Checked, section: Section) -> Span:
    return checked.reading.draft.trim(section.span) if checked.reading else section.span


def _place(checked: Checked, span: Span) -> types.Range:
    return range_of(checked.page, checked.reading.draft.range(span) if checked.reading else None)
