"""JUnit's XML: a suite a draft, a case a finding, one passing case for a clean draft.

A finding fails its case where it would make the exit status 1 (`--fail-on`); a lesser one passes and is told in the case's
output. A score under `--fail-under` is a failing case of its own; a draft that could not be checked is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from poalint.formats.checked import Checked, Run, flat, words_of, words_of_trouble
from poalint.formats.words import say, spot
from poalint.model import Finding, Report


@dataclass(frozen=True, slots=True)
class _Case:
    """One case: its name, how it came out, and the words for that, on one line and in full."""

    name: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    told: str = ""

    def xml(self, suite: str) -> str:
        begin = f"    <testcase name={quoteattr(flat(self.name))} classname={quoteattr(suite)}"
        if not self.outcome:
            return f"{begin}/>\n"
        told = escape(flat(self.told))
        if self.outcome == "system-out":
            return f"{begin}><system-out>{told}</system-out></testcase>\n"
        how = f"{self.outcome} message={quoteattr(flat(self.message))} type={quoteattr(self.kind)}"
        return f"{begin}><{how}>{told}</{self.outcome}></testcase>\n"


def render(checked: Iterable[Checked], run: Run) -> Iterator[str]:
    """The document, a suite as each draft is done."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="poalint">\n'
    for each in checked:
        yield _suite(each, run)
    yield "</testsuites>\n"


def _suite(checked: Checked, run: Run) -> str:
    path = flat(checked.result.path)
    cases = list(_cases(checked, run)) or [_Case(say(run.lang, "no findings"))]
    counts = {name: sum(case.outcome == name for case in cases) for name in ("failure", "error")}
    return (
        f'  <testsuite name={quoteattr(path)} tests="{len(cases)}" failures="{counts["failure"]}"'
        f' errors="{counts["error"]}" skipped="0" file={quoteattr(path)}>\n'
        f"{''.join(case.xml(path) for case in cases)}  </testsuite>\n"
    )


def _cases(checked: Checked, run: Run) -> Iterator[_Case]:
    if (trouble := checked.trouble) is not None:
        name = say(run.lang, "not checked")
        yield _Case(name, "error", "not-checked", trouble.message, words_of_trouble(trouble, run.lang))
    for finding in checked.findings:
        yield _case(finding, run)
    report = checked.result
    if isinstance(report, Report) and report.score is not None and report.fails(None, run.fail_under):
        verdict = say(run.lang, report.verdict)
        told = say(run.lang, "score", score=report.score, grade=report.grade, verdict=verdict)
        yield _Case(f"--fail-under {run.fail_under}", "failure", "score", told, told)


def _case(finding: Finding, run: Run) -> _Case:
    fails = run.fail_on is not None and finding.severity.rank >= run.fail_on.rank
    return _Case(
        f"{finding.rule} ({spot(finding, run.lang)})",
        "failure" if fails else "system-out",
        finding.severity.value,
        finding.message,
        words_of(finding, run.lang),
    )
