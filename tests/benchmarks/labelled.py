"""How far the reading agrees with labelled letters and clauses: by class, by kind of difficulty, beside a word list.

    labelled.py [DIR ...] [--misses]

DIR holds drafts/*.txt, gold/*.yml (same stem) and, where there are any, sentences.tsv; without one, fixtures/labelled.
The labels are described in fixtures/labelled/README.md. Nothing is learned from them, so every figure is of unseen text
only as far as nobody wrote a rule while looking at it: see there which were held back.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import told
import wordlist
import yaml
from told import Told, ToldClause

from poalint.draft import read_draft
from poalint.model import ClauseKind, SectionKind, Span, Status

LABELLED = Path(__file__).parents[2] / "fixtures" / "labelled"
UNDONE = {Status.ONGOING, Status.PLANNED, Status.CONDITIONAL, Status.OBLIGATION, Status.ATTEMPT}
# What has to be found in each part: nothing else is undone there for certain.
MUST = {"corrective": UNDONE, "preventive": {Status.PLANNED, Status.CONDITIONAL}}
KINDS = {"fault": ClauseKind.FAULT, "none": ClauseKind.OTHER}


class Reader(Protocol):
    """Somebody who reads letters, and sentences by themselves."""

    def read(self, text: str) -> Told:
        """What a letter says."""

    def clauses(self, text: str) -> Sequence[ToldClause]:
        """What a sentence says."""


@dataclass
class Found:
    """Hits, misses and false alarms of one measure."""

    hits: int = 0
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that was right."""
        return self.hits / max(1, self.hits + len(self.false))

    @property
    def recall(self) -> float:
        """The share of what was there that was found."""
        return self.hits / max(1, self.hits + len(self.misses))

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(1, 2 * self.hits + len(self.misses) + len(self.false))


@dataclass
class Agreed:
    """Right and wrong of one measure, and of each class or tag."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pairs: list[tuple[str, set[str], str]] = field(default_factory=list)

    def note(self, names: Iterable[str], wanted: set[str], want: str, got: str, where: str) -> None:
        """Count one answer under every name it belongs to."""
        self.pairs.append((want, wanted, got))
        for name in names:
            if got in wanted:
                self.right[name] += 1
            else:
                self.wrong[name].append(f"{where}: want {want}, got {got}")

    def share(self, name: str = "all") -> float:
        """The share that agreed."""
        return self.right[name] / max(1, self.count(name))

    def count(self, name: str = "all") -> int:
        """How many answers were counted under a name."""
        return self.right[name] + len(self.wrong[name])

    def class_f1(self, name: str) -> float:
        """F1 of one class; an answer that is acceptable counts as the wanted one."""
        settled = [(want, want if got in wanted else got) for want, wanted, got in self.pairs]
        hits = sum(want == got == name for want, got in settled)
        return 2 * hits / max(1, sum(want == name for want, _ in settled) + sum(got == name for _, got in settled))

    @property
    def classes(self) -> list[str]:
        """The classes wanted, in the order of first sight."""
        return list(dict.fromkeys(want for want, _, _ in self.pairs))

    @property
    def macro_f1(self) -> float:
        """The mean of the classes' F1."""
        return sum(map(self.class_f1, self.classes)) / max(1, len(self.classes))


@dataclass
class Measures:
    """All that is measured of one reader."""

    action: Found = field(default_factory=Found)
    tense: Found = field(default_factory=Found)
    blame: Found = field(default_factory=Found)
    missing: Found = field(default_factory=Found)
    draft_status: Agreed = field(default_factory=Agreed)
    section: Agreed = field(default_factory=Agreed)
    violation: Agreed = field(default_factory=Agreed)
    status: Agreed = field(default_factory=Agreed)
    kind: Agreed = field(default_factory=Agreed)

    def figures(self) -> dict[str, float]:
        """One figure a measure."""
        return {
            "status of labelled clauses, macro-F1": self.status.macro_f1,
            "kind of labelled clauses": self.kind.share(),
            "status in letters, macro-F1": self.draft_status.macro_f1,
            "actions found, F1": self.action.f1,
            "tense findings, precision": self.tense.precision,
            "tense findings, F1": self.tense.f1,
            "blame findings, precision": self.blame.precision,
            "blame findings, F1": self.blame.f1,
            "section of each line": self.section.share(),
            "missing sections, F1": self.missing.f1,
            "violation kind": self.violation.share(),
        }


def measure(folder: Path, reader: Reader) -> Measures:
    """What a reader makes of the labelled letters and clauses of a folder."""
    measures = Measures()
    for path in sorted((folder / "drafts").glob("*.txt")):
        gold = yaml.safe_load((folder / "gold" / f"{path.stem}.yml").read_text("utf-8"))
        _letter(measures, path.stem, read_draft(path).text, gold, reader)
    table = folder / "sentences.tsv"
    if table.exists():
        _clauses(measures, rows(table), reader)
    return measures


def rows(table: Path) -> list[dict[str, str]]:
    """The labelled clauses of a table."""
    lines = table.read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


# --- clauses --------------------------------------------------------------------------------------------------------


def _clauses(measures: Measures, labelled: Sequence[Mapping[str, str]], reader: Reader) -> None:
    """Each by itself: no part of a letter helps."""
    for row in labelled:
        clause = _answer(row["text"], reader.clauses(row["text"]), row)
        where, tags = f"{row['id']} [{row['head']}] {row['text']}", [tag for tag in row["tags"].split(",") if tag]
        names = ["all", row["source_kind"], *tags]
        want = KINDS.get(row["status"], ClauseKind.ACTION).value
        measures.kind.note(names, {want}, want, clause.kind.value if clause else ClauseKind.OTHER.value, where)
        if row["status"] not in KINDS:
            wanted = {row["status"], *(each for each in row["also"].split(",") if each)}
            measures.status.note(names, wanted, row["status"], _status(clause), where)


def _answer(text: str, near: Sequence[ToldClause], row: Mapping[str, str]) -> ToldClause | None:
    """The clause that answers a labelled one: of the same head, else the one around its head, else the first."""
    at = int(row["head_at"])
    same = [each for each in near if each.head and text[each.head.start : each.head.end].lower() == row["head"].lower()]
    around = [each for each in near if each.span.covers(at)]
    return next(iter([*(each for each in around if each in same), *same, *around, *near]), None)


def _status(clause: ToldClause | None) -> str:
    return clause.status.value if clause and clause.status else "-"


# --- letters --------------------------------------------------------------------------------------------------------


def _letter(measures: Measures, stem: str, text: str, gold: Mapping[str, Any], reader: Reader) -> None:
    answer = reader.read(text)
    _actions(measures, stem, text, gold, answer)
    must, may = _undone(text, gold)
    _spans(measures.tense, stem, text, must, may, answer.tense)
    _spans(measures.blame, stem, text, [_place(text, each) for each in gold.get("blame") or []], [], answer.blame)
    wanted = {SectionKind(kind) for kind in gold.get("missing") or []}
    measures.missing.hits += len(wanted & answer.missing)
    measures.missing.misses += [f"{stem}: {kind}" for kind in wanted - answer.missing]
    measures.missing.false += [f"{stem}: {kind}" for kind in answer.missing - wanted]
    measures.violation.note(["all"], {gold["violation"]}, gold["violation"], answer.violation.value, stem)
    _sections(measures.section, stem, text, gold, answer)


def _place(text: str, label: Mapping[str, Any]) -> Span:
    """Where a labelled quote stands: at or after the beginning of its line, over line ends."""
    start = sum(len(line) + 1 for line in text.split("\n")[: label["line"] - 1])
    quote = str(label.get("quote") or label.get("text") or "")
    found = re.compile(r"\s+".join(map(re.escape, quote.split()))).search(text, start)
    if not quote or found is None:
        return Span(start, start + len(text[start:].split("\n", 1)[0]))
    return Span(*found.span())


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _actions(measures: Measures, stem: str, text: str, gold: Mapping[str, Any], answer: Told) -> None:
    taken = set()
    for label in gold.get("actions") or []:
        place, where = _place(text, label), f"{stem}:{label['line']}: {label['quote']}"
        near = [(_nearness(text, place, label["head"], each), at) for at, each in enumerate(answer.clauses)]
        nearness, at = max(near, default=(0, 0))
        clause = answer.clauses[at] if nearness else None
        if clause is not None and clause.kind is ClauseKind.ACTION:
            measures.action.hits += 1
            taken.add(at)
        else:
            measures.action.misses.append(where)
        wanted = {label["status"], *label.get("also", [])}
        measures.draft_status.note(["all"], wanted, label["status"], _status(clause), where)
    not_ours = [_place(text, each) for key in ("faults", "not_actions") for each in gold.get(key) or []]
    for at, clause in enumerate(answer.clauses):
        if at in taken or clause.kind is not ClauseKind.ACTION:
            continue
        if any(_shared(clause.span, place) > len(place) / 2 for place in not_ours):
            measures.action.false.append(f"{stem}: {text[clause.span.start : clause.span.end]}")


def _nearness(text: str, place: Span, head: str, clause: ToldClause) -> int:
    shared = _shared(place, clause.span)
    same = clause.head is not None and text[clause.head.start : clause.head.end].lower() == head.lower()
    return shared + 1000 * same if shared else 0


def _undone(text: str, gold: Mapping[str, Any]) -> tuple[list[Span], list[Span]]:
    """Where a tense finding has to stand, and where it may."""
    must, may = [], [_place(text, each) for each in gold.get("neutral") or []]
    for label in gold.get("actions") or []:
        told_as = {Status(label["status"]), *map(Status, label.get("also", []))}
        if label["section"] in MUST and told_as <= MUST[label["section"]]:
            must.append(_place(text, label))
        elif told_as - {Status.DONE, Status.HABITUAL}:
            may.append(_place(text, label))
    return must, may


def _spans(
    tally: Found, stem: str, text: str, must: Sequence[Span], may: Sequence[Span], found: Sequence[Span]
) -> None:
    """Each place that must be met is a hit or a miss; what meets none of them and none of `may` is a false alarm."""
    for place in must:
        if any(_shared(place, span) for span in found):
            tally.hits += 1
        else:
            tally.misses.append(f"{stem}: {text[place.start : place.end]}")
    for span in found:
        if not any(_shared(place, span) for place in (*must, *may)):
            tally.false.append(f"{stem}: {text[span.start : span.end]}")


def _sections(agreed: Agreed, stem: str, text: str, gold: Mapping[str, Any], answer: Told) -> None:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    for label in gold["sections"]:
        for at in range(label["start_line"] - 1, label["end_line"]):
            if not lines[at].strip():
                continue
            inside = starts[at] + len(lines[at]) - 1
            got = next((kind for start, kind in reversed(answer.sections) if start <= inside), None)
            wanted = {label["kind"], *label.get("also", [])}
            agreed.note(["all", label["kind"]], wanted, label["kind"], str(got), f"{stem}:{at + 1}: {lines[at][:60]}")


# --- printing -------------------------------------------------------------------------------------------------------


def _report(ours: Measures, base: Measures) -> Iterator[str]:
    yield f"{'measure':<42}{'word list':>10}{'poalint':>9}"
    for (name, figure), plain in zip(ours.figures().items(), base.figures().values(), strict=True):
        yield f"{name:<42}{plain:>10.3f}{figure:>9.3f}"
    yield ""
    yield f"{'status of labelled clauses':<42}{'clauses':>8}{'word list':>11}{'poalint':>9}"
    for name in ours.status.classes:
        count = sum(want == name for want, _, _ in ours.status.pairs)
        yield f"  {name:<40}{count:>8}{base.status.class_f1(name):>11.3f}{ours.status.class_f1(name):>9.3f}"
    yield ""
    yield f"{'kind of labelled clauses':<42}{'clauses':>8}{'word list':>11}{'poalint':>9}"
    for name in ours.kind.classes:
        count = sum(want == name for want, _, _ in ours.kind.pairs)
        yield f"  {name:<40}{count:>8}{base.kind.class_f1(name):>11.3f}{ours.kind.class_f1(name):>9.3f}"
    yield ""
    yield f"{'difficulty':<22}{'clauses':>8}{'status':>9}{'(word list)':>12}{'kind':>8}{'(word list)':>12}"
    for tag in sorted({*ours.kind.right, *ours.kind.wrong} - {"all"}, key=lambda tag: (-ours.kind.count(tag), tag)):
        yield (
            f"  {tag:<20}{ours.kind.count(tag):>8}{ours.status.share(tag):>9.2f}{base.status.share(tag):>12.2f}"
            f"{ours.kind.share(tag):>8.2f}{base.kind.share(tag):>12.2f}"
        )


def _misses(ours: Measures) -> Iterator[str]:
    for name, found in (
        ("action", ours.action),
        ("tense", ours.tense),
        ("blame", ours.blame),
        ("missing", ours.missing),
    ):
        yield f"\n== {name}"
        yield from (f"missed  {each}" for each in found.misses)
        yield from (f"false   {each}" for each in found.false)
    for name, agreed in (
        ("status in letters", ours.draft_status), ("section", ours.section), ("violation", ours.violation),
        ("status", ours.status), ("kind", ours.kind),
    ):  # fmt: skip
        yield f"\n== {name}"
        yield from agreed.wrong["all"]


def main() -> None:
    """Measure poalint and the word list, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sets = [LABELLED / name for name in ("first", "own", "held")]
    parser.add_argument("folder", nargs="*", type=Path, default=sets)
    parser.add_argument("--misses", action="store_true", help="list what poalint missed and got wrong")
    given = parser.parse_args()
    for folder in given.folder:
        ours, base = measure(folder, told), measure(folder, wordlist)
        print(f"{folder.name}\n" + "\n".join(_report(ours, base)) + "\n")
        if given.misses:
            print("\n".join(_misses(ours)) + "\n")


if __name__ == "__main__":
    main()
