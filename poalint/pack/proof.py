"""A rule's examples, judged: what `poalint test` and the test suite run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from poalint.draft import Draft
from poalint.model import Outcome, RuleOutcome, SectionKind
from poalint.pack.rule import Flagged, Passing, Rule

HEADINGS = {
    SectionKind.ROOT_CAUSE: "Root cause:",
    SectionKind.CORRECTIVE: "Corrective actions taken:",
    SectionKind.PREVENTIVE: "Preventive measures:",
    SectionKind.EVIDENCE: "Evidence:",
    SectionKind.SUMMARY: "Summary:",
    SectionKind.CLOSING: "Conclusion:",
}
"""What stands before an example that names its section, to put it in that part of a letter."""

Judge = Callable[[Draft, Flagged | Passing], RuleOutcome]


@dataclass(frozen=True, slots=True)
class Disproof:
    """An example that does not come out as written: which, and how."""

    rule: str
    example: str
    told: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.example}: {self.told}"


def draft_of(text: str, section: SectionKind | None) -> Draft:
    """The example as a draft, under the heading of its section where it names one."""
    heading = f"{HEADINGS[section]}\n\n" if section in HEADINGS else ""
    return Draft("example", heading + text)


def prove(rule: Rule, judge: Judge) -> Iterator[Disproof]:
    """Every example of the rule that does not come out as written."""
    for number, flagged in enumerate(rule.examples.flagged, 1):
        name = f"flagged example {number}"
        told = _flagged(judge, flagged)
        if told:
            yield Disproof(rule.id, name, told)
        if flagged.fixed is not None:
            outcome = judge(draft_of(flagged.fixed, flagged.section), flagged.mended())
            if outcome.findings:
                yield Disproof(rule.id, f"{name}, fixed", f"still flagged: {_words(outcome)}")
    for number, passing in enumerate(rule.examples.passing, 1):
        outcome = judge(draft_of(passing.draft, passing.section), passing)
        if outcome.findings:
            yield Disproof(rule.id, f"passing example {number}", f"flagged: {_words(outcome)}")


def _flagged(judge: Judge, example: Flagged) -> str:
    draft = draft_of(example.draft, example.section)
    outcome = judge(draft, example)
    if outcome.outcome is not Outcome.FAILED:
        return f"not flagged ({outcome.outcome.value})"
    if example.missing is not None:
        missing = {finding.missing for finding in outcome.findings}
        return "" if example.missing in missing else f"{example.missing.value} is not reported missing"
    if not example.at:
        return ""
    found = [draft.text[f.range.start.offset : f.range.end.offset] for f in outcome.findings if f.range]
    return "" if found == list(example.at) else f"flagged {found}, expected {list(example.at)}"


def _words(outcome: RuleOutcome) -> str:
    return "; ".join(finding.excerpt or finding.message for finding in outcome.findings)
