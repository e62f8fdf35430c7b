"""Reports for the terminal: the draft's line with the words underlined, what is wrong, what to do, and the score."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from poalint.draft import Draft
from poalint.formats.shapes import Trouble
from poalint.formats.words import accepted_of, elsewhere, place_of, proof_of, say
from poalint.formats.wrapping import line_starts
from poalint.kinds.base import shorten
from poalint.model import Answer, Finding, ItemKind, Likeness, Proof, Report, SectionKind, Severity, Verdict

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_VERDICT_COLOURS = {
    Verdict.READY: "green",
    Verdict.REVISE: "yellow",
    Verdict.NOT_READY: "red",
    Verdict.UNDECIDED: "magenta",
}
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """How a report is shown: the language, and the lowest severity shown."""

    lang: str
    least: Severity


def render(console: Console, draft: Draft, report: Report, shown: Shown) -> None:
    """Print one report. Findings stand by section in the order of the letter; the same rule's further places in one line."""
    console.print(Text(report.path, style="bold"), soft_wrap=True)
    if report.score is None:
        return
    findings = [f for f in report.findings if f.severity.rank >= shown.least.rank]
    for section, group in _by_section(findings):
        title = say(shown.lang, section) if section else say(shown.lang, "whole")
        console.print(Text(f"\n  {title}", style="bold underline"))
        for finding, again in _by_rule(group):
            console.print()
            _finding(console, draft, finding, again, shown.lang)
    if report.checklist:
        _checklist(console, report.checklist, shown.lang)
    _coverage(console, report.coverage, shown.lang)
    _likeness(console, report.likeness, shown.lang)
    console.print()
    _summary(console, report, len(report.findings) - len(findings), shown.lang)


def render_trouble(console: Console, trouble: Trouble) -> None:
    """Print one line on a draft that could not be checked."""
    told = trouble.message if trouble.message.startswith(f"{trouble.path}:") else f"{trouble.path}: {trouble.message}"
    advice = f"; {trouble.help}" if trouble.help and trouble.help not in told else ""
    console.print(f"poalint: {told}{advice}", markup=False, highlight=False, soft_wrap=True)


def _by_section(findings: Sequence[Finding]) -> list[tuple[SectionKind | None, list[Finding]]]:
    groups: list[tuple[SectionKind | None, list[Finding]]] = []
    for finding in findings:
        section = finding.section if finding.range and not finding.missing else None
        if not groups or groups[-1][0] is not section:
            groups.append((section, []))
        groups[-1][1].append(finding)
    whole = [finding for section, group in groups if section is None for finding in group]
    return ([(None, whole)] if whole else []) + [group for group in groups if group[0] is not None]


def _by_rule(findings: Sequence[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """The first three findings of each rule apart, the others with the third."""
    counts: dict[str, int] = {}
    shown: list[tuple[Finding, list[Finding]]] = []
    last: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        if counts[finding.rule] <= 3:
            last[finding.rule] = len(shown)
            shown.append((finding, []))
        else:
            shown[last[finding.rule]][1].append(finding)
    return shown


def _indented(console: Console, *texts: Text) -> None:
    """Print texts under the margin, wrapped at the console's width, with nothing after their last words."""
    for text in texts:
        if text.no_wrap:
            console.print(Text(" " * _INDENT) + text, soft_wrap=True)
            continue
        for line in text.divide(line_starts(text.plain, max(20, console.width - _INDENT))):
            line.rstrip()
            console.print(Text(" " * _INDENT) + line, soft_wrap=True)


def _finding(console: Console, draft: Draft, finding: Finding, again: Sequence[Finding], lang: str) -> None:
    colour = _COLOURS[finding.severity]
    _indented(console, Text.assemble((say(lang, finding.severity), f"bold {colour}"), "  ", finding.message))
    if finding.range is not None and finding.excerpt:
        _indented(console, *_quotation(draft, finding, colour, console.width - _INDENT - 2, lang))
    _indented(console, Text.assemble((f"{say(lang, 'help')}{say(lang, 'colon')}", "green"), finding.help))
    _indented(console, *(_note(note.message, note.range.start.line, lang) for note in finding.related[:2]))
    if again:
        places = ", ".join(str(each.range.start.line) for each in again if each.range)
        told = say(lang, "again", count=len(again), places=say(lang, "line", line=places))
        # What has no place in the letter, such as a file, is told each by its own words.
        more = [told] if places else [each.message for each in again]
        _indented(console, *(Text(line, style="dim") for line in more))
    _indented(console, Text(finding.rule, style="dim"))


def _checklist(console: Console, checklist: Sequence[Proof], lang: str) -> None:
    """Each deed with the evidence it needs: ticked where the letter names it and the file is there."""
    console.print(Text(f"\n  {say(lang, 'checklist')}", style="bold underline"))
    for proof in checklist:
        done = proof.file is not None and proof.mentioned
        state = proof_of(proof, lang)
        where = say(lang, "line", line=proof.range.start.line)
        if proof.range.start.paragraph is not None:
            where = say(lang, "paragraph", paragraph=proof.range.start.paragraph)
        console.print()
        mark = ("[x] ", "green") if done else ("[ ] ", "yellow")
        _indented(console, Text.assemble(mark, (f"{where} ", "dim"), shorten(proof.words, 60)))
        _indented(console, Text(f"{proof.wanted}{say(lang, 'colon')}{state}"))


def _note(message: str, line: int, lang: str) -> Text:
    return Text(f"{say(lang, 'also')}{say(lang, 'colon')}{message} ({say(lang, 'line', line=line)})", style="dim")


def _quotation(draft: Draft, finding: Finding, colour: str, width: int, lang: str) -> tuple[Text, Text]:
    """The draft's line around the words, with a line of carets under them, counted in cells."""
    assert finding.range is not None
    start, end = finding.range.start, finding.range.end
    line = draft.line(start.line)
    last = end.column - 1 if end.line == start.line else len(line)
    where = say(lang, "line", line=start.line)
    if start.paragraph is not None:
        where = say(lang, "paragraph", paragraph=start.paragraph)
    before, words, after = _window(line, start.column - 1, last, width - cell_len(where) - 3)
    gutter = " " * cell_len(where)
    quoted = Text.assemble(
        (f"{where} │ ", "dim"), before, (words, f"bold {colour}"), after, no_wrap=True, overflow="crop"
    )
    carets = Text.assemble((f"{gutter} │ ", "dim"), " " * cell_len(before), ("^" * max(1, cell_len(words)), colour))
    carets.no_wrap = True
    return quoted, carets


def _window(line: str, first: int, last: int, width: int) -> tuple[str, str, str]:
    """The part of the line around the words that fits in `width` cells, as what stands before, in and after them."""
    width = max(width, 12)
    words = _plain(line[first:last])
    if cell_len(words) > width - 2:
        words = _cut(words, width - 3) + "…"
    room = max(0, width - cell_len(words))
    before, after = _plain(line[:first]), _plain(line[last:])
    left = room // 2 if cell_len(after) > room // 2 else room - cell_len(after)
    if cell_len(before) > left:
        before = "…" + _cut(before[::-1], max(0, left - 1))[::-1]
    right = width - cell_len(before) - cell_len(words)
    if cell_len(after) > right:
        after = _cut(after, max(0, right - 1)) + ("…" if right > 0 else "")
    return before, words, after


def _plain(text: str) -> str:
    """The text with control and zero-width characters made visible or dropped, so that cells can be counted."""
    return "".join(
        " " if char in "\t\f\v\u2028\u0085" else char for char in text if unicodedata.category(char) not in {"Cf", "Mn"}
    )


def _cut(text: str, cells: int) -> str:
    """The beginning of the text that fits in so many cells."""
    taken = 0
    for at, char in enumerate(text):
        taken += cell_len(char)
        if taken > cells:
            return text[:at]
    return text


def _likeness(console: Console, alike: Sequence[Likeness], lang: str) -> None:
    """What stands word for word in templates and in earlier letters, a line each."""
    if not alike:
        return
    console.print(Text(f"\n  {say(lang, 'likeness')}", style="bold"))
    for each in alike:
        name, common, where = elsewhere(each, lang)
        _indented(console, Text.assemble((name, "yellow"), f"{say(lang, 'colon')}{common} ", (f"({where})", "dim")))


_MANY_ALIKE = 6
"""From how many orders or ASINs on those answered share one row."""
_COUNTED = (ItemKind.ORDER, ItemKind.ASIN)


def _coverage(console: Console, coverage: Sequence[Answer], lang: str) -> None:
    """The table of what the notice asks for: the item, and where the letter answers it."""
    if not coverage:
        return
    answered = sum(answer.answered for answer in coverage)
    title = say(lang, "coverage", answered=answered, count=len(coverage))
    console.print(Text(f"\n  {title}", style="bold"))
    rows = list(_coverage_rows(coverage, lang))
    room = max(20, console.width - _INDENT)
    right = min(max(cell_len(place) for _, _, place, _ in rows), room // 3)
    left = max(cell_len(kind) for kind, _, _, _ in rows)
    middle = min(max(cell_len(item) for _, item, _, _ in rows), room - left - right - 4)
    for kind, item, place, missing in rows:
        kept = item if cell_len(item) <= middle else _cut(item, max(1, middle - 1)) + "…"
        line = Text.assemble(
            (kind + " " * (left - cell_len(kind)), "dim"),
            f"  {kept}{' ' * (middle - cell_len(kept))}  ",
            (place if cell_len(place) <= right else _cut(place, right - 1) + "…", "bold red" if missing else "green"),
        )
        line.no_wrap = True
        _indented(console, line)


def _coverage_rows(coverage: Sequence[Answer], lang: str) -> Iterator[tuple[str, str, str, bool]]:
    """Kind, item, place, and whether it is missing; many IDs answered share one row, those missing have their own."""
    gathered: set[ItemKind] = set()
    for answer in coverage:
        kind = say(lang, answer.kind)
        alike = [other for other in coverage if other.kind is answer.kind and other.answered]
        if answer.answered and answer.kind in _COUNTED and len(alike) >= _MANY_ALIKE:
            if answer.kind not in gathered:
                gathered.add(answer.kind)
                lines = [other.range.start.line for other in alike if other.range]
                told = f"{min(lines)}-{max(lines)}" if min(lines) != max(lines) else str(lines[0])
                yield kind, say(lang, "answered of kind", count=len(alike)), say(lang, "line", line=told), False
            continue
        yield kind, _item(answer, lang), place_of(answer, lang), not answer.answered


def _item(answer: Answer, lang: str) -> str:
    """The item's name, for a part of the plan with the notice's words."""
    return (
        f"{answer.label}{say(lang, 'colon')}{_plain(answer.text)}" if answer.kind is ItemKind.SECTION else answer.label
    )


def _summary(console: Console, report: Report, hidden: int, lang: str) -> None:
    assert report.score is not None
    colour = _VERDICT_COLOURS[report.verdict]
    words = say(lang, "score", score=report.score, grade=report.grade, verdict=say(lang, report.verdict))
    console.print(Text.assemble("  ", (words, f"bold {colour}")))
    source = say(lang, report.violation.source)
    console.print(
        Text(
            "  "
            + say(lang, "answers", kind=report.violation.kind.value, source=source, marketplace=report.marketplace),
            style="dim",
        )
    )
    for line in accepted_of(report, lang):
        console.print(Text(f"  {line}", style="dim"), soft_wrap=True)
    if not report.findings:
        console.print(Text("  " + say(lang, "no findings"), style="green"))
        return
    counts = say(lang, "counts", **{severity.value: report.count(severity) for severity in Severity})
    console.print(Text("  " + counts + (f" ({say(lang, 'hidden', count=hidden)})" if hidden else ""), style="dim"))
    console.print(Text(f"\n  {say(lang, 'costs')}", style="bold"))
    costing = {category: total for category, total in report.categories.items() if total.points}
    names = {category: say(lang, category) for category in costing}
    width = max(map(cell_len, names.values()), default=0)
    for category, total in sorted(costing.items(), key=lambda item: -item[1].points):
        name = names[category] + " " * (width - cell_len(names[category]))
        _indented(console, Text(f"{name}  {total.findings:>3}×  {-total.points:>6.1f}"))
    console.print(Text(f"\n  {say(lang, 'mend first')}", style="bold"))
    for number, mend in enumerate(report.mend_first, 1):
        after = say(lang, "would be", count=mend.findings, score=mend.score_without)
        _indented(console, Text.assemble(f"{number}. ", mend.message, (f"  ({after})", "dim")))
