"""A reading for the terminal: the parts of the letter, the actions in order, and the facts found."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from poalint.facts import Date, Metric
from poalint.kinds.base import shorten
from poalint.model import ClauseKind, Status
from poalint.reading import Reading

_COLOURS = {
    Status.DONE: "green",
    Status.HABITUAL: "green",
    Status.ONGOING: "yellow",
    Status.ATTEMPT: "yellow",
    Status.OBLIGATION: "yellow",
    Status.PLANNED: "red",
    Status.CONDITIONAL: "red",
}


def render(console: Console, reading: Reading) -> None:
    """Print what was understood of one draft."""
    draft = reading.draft
    console.print(Text(draft.path, style="bold"), soft_wrap=True)
    told = reading.violation
    console.print(
        f"  answers {told.kind.value} ({told.source}, {told.confidence.value} confidence), {reading.marketplace}",
        highlight=False,
    )
    parts = _table("Parts", "lines", "kind", "heading")
    for section in reading.sections:
        words = draft.trim(section.span)
        first, last = draft.line_of(words.start), draft.line_of(words.end)
        parts.add_row(f"{first}-{last}", section.kind.value, section.heading.text if section.heading else "")
    for pasted in reading.pasted:
        first, last = draft.line_of(pasted.span.start), draft.line_of(max(pasted.span.start, pasted.span.end - 1))
        parts.add_row(f"{first}-{last}", f"pasted: {pasted.kind.value}", "", style="dim")
    console.print(Padding(parts, (1, 0, 0, 2)))
    console.print(Padding(_ledger(reading), (1, 0, 0, 2)))
    failings = _table("Faults and blame", "line", "what", "as written")
    faults = [(each.span, "fault", "magenta") for each in reading.clauses if each.kind is ClauseKind.FAULT]
    blames = [(each.span, f"blame: {each.target}", "red") for each in reading.blames]
    for span, what, colour in sorted((*faults, *blames), key=lambda row: row[0].start):
        failings.add_row(str(draft.line_of(span.start)), Text(what, style=colour), Text(shorten(draft[span])))
    if failings.row_count:
        console.print(Padding(failings, (1, 0, 0, 2)))
    if reading.materials.notice is not None:
        asked = _table("What the notice asks", "item", "what", "answered")
        for covered in reading.coverage:
            place = f"line {draft.line_of(covered.span.start)}" if covered.span else "attached"
            asked.add_row(
                covered.item.kind.value,
                covered.item.text or covered.item.name,
                Text(place, style="green") if covered.answered else Text("missing", style="red"),
            )
        console.print(Padding(asked, (1, 0, 0, 2)))
    facts = _table("Facts", "line", "what", "as written", "")
    for name, found in (
        ("order ID", [(e.span, e.text, "" if e.valid else f"not valid: {e.reason}") for e in reading.order_ids]),
        ("ASIN", [(e.span, e.text, "" if e.valid else f"not valid: {e.reason}") for e in reading.asins]),
        (
            "carrier",
            [(e.span, e.text, _integrated(e.integrated, e.carrier.name)) for e in reading.carriers],
        ),
        ("tracking ID", [(e.span, e.text, _valid(e.carrier, e.valid)) for e in reading.tracking_ids]),
        ("rate", [(e.span, e.text, f"{e.metric} {e.value:g}%{_role(e)}") for e in reading.metrics]),
        ("date", [(e.span, e.text, _told_of(e)) for e in reading.dates]),
        ("attachment", [(e.span, e.text, e.number or "") for e in reading.attachments]),
        ("count", [(e.span, e.text, f"{e.number} × {e.noun}") for e in reading.counts]),
    ):
        for span, text, told_of in found:
            facts.add_row(str(draft.line_of(span.start)), name, Text(shorten(text, 40)), Text(told_of))
    console.print(Padding(facts, (1, 0, 1, 2)))


def _ledger(reading: Reading) -> Table:
    """Every action in order, part by part: who does what, when, and whether it is done."""
    draft = reading.draft
    table = _table("Action ledger", "line", "status", "who", "what", "when")
    part = None
    for clause in reading.ledger:
        here = reading.section_at(clause.span.start)
        if here is not part:
            part = here
            table.add_row("", Text(here.value if here else "", style="bold"), "", "", "")
        status = clause.status.value if clause.status else ""
        table.add_row(
            str(draft.line_of(clause.span.start)),
            Text(status, style=_COLOURS.get(clause.status or Status.DONE, "")),
            Text(shorten(draft[clause.subject], 24))
            if clause.subject
            else Text(f"({clause.agent.value})", style="dim"),
            Text(shorten(draft[clause.span])),
            Text(shorten(draft[clause.when], 24)) if clause.when else Text("–", style="dim"),
        )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), title_style="bold")
    for column in columns:
        table.add_column(column, header_style="dim", overflow="fold")
    return table


def _role(metric: Metric) -> str:
    return f" ({metric.role.value})" if metric.role else ""


def _told_of(date: Date) -> str:
    """What is doubtful about a date."""
    if not date.possible:
        return "no such day"
    return "may be two days" if date.ambiguous else ""


def _integrated(integrated: bool | None, name: str) -> str:
    return f"{name}: " + {True: "on a list of Amazon's", False: "not on a list", None: "no list found"}[integrated]


def _valid(carrier: str | None, valid: bool | None) -> str:
    return (
        f"{carrier or 'carrier unknown'}" + {True: ", check digit right", False: ", check digit wrong", None: ""}[valid]
    )
