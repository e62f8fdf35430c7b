"""The Python API, the engine's report and the score."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import poalint
from poalint.api import Linter
from poalint.config import Config
from poalint.model import Outcome, PoalintError, Severity, Verdict, ViolationKind

DRAFTS = Path(__file__).parent.parent / "fixtures" / "drafts"
LETTER = "Root cause:\nOur packer did not check the list.\n\nCorrective actions taken:\nWe will train staff.\n"


def test_check_takes_text_or_a_path_and_not_both() -> None:
    assert poalint.check(LETTER).path == "<text>"
    assert poalint.check(path=DRAFTS / "strong-vtr.txt").verdict is Verdict.READY
    with pytest.raises(TypeError, match="either"):
        poalint.check()
    with pytest.raises(PoalintError, match="no such file"):
        poalint.check(path="nowhere.txt")


def test_many_drafts_are_checked_lazily_and_in_order(linter: Linter) -> None:
    taken: list[str] = []

    def drafts() -> Iterator[str]:
        for text in (LETTER, "We beg you.", ""):
            taken.append(text)
            yield text

    reports = linter.check_many(drafts())
    assert taken == []
    assert next(reports).to_dict() == linter.check(LETTER).to_dict()
    assert taken == [LETTER]
    assert [report.verdict for report in reports] == [Verdict.NOT_READY, Verdict.UNDECIDED]


def test_a_linter_is_shared_by_threads_and_pickled(linter: Linter) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DRAFTS.glob("weak-*.txt"))]
    serial = [linter.check(text).to_dict() for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [report.to_dict() for report in pool.map(linter.check, texts)] == serial
    other = pickle.loads(pickle.dumps(linter))
    assert other.check(texts[0]).to_dict() == serial[0]


def test_every_rule_has_an_outcome(linter: Linter) -> None:
    report = linter.check(LETTER)
    outcomes = {outcome.rule: outcome.outcome for outcome in report.outcomes}
    assert outcomes.keys() == linter.pack.rules.keys()
    assert outcomes["tense/promised-action"] is Outcome.FAILED
    assert outcomes["tense/promised-prevention"] is Outcome.NOT_APPLICABLE
    assert outcomes["orders/asin-form"] is Outcome.PASSED


def test_what_is_given_goes_before_what_is_detected() -> None:
    report = Linter(Config(violation=ViolationKind.IP)).check("Our valid tracking rate fell.")
    assert (report.violation.kind, report.violation.source) == (ViolationKind.IP, "given")


@pytest.mark.parametrize(
    ("text", "because"),
    [("", "empty"), (" \n\u3000\ufeff", "empty"), ("我们已经退款。", "English"), ("123 456", "words")],
)
def test_what_cannot_be_judged_gets_no_score(linter: Linter, text: str, because: str) -> None:
    report = linter.check(text)
    assert (report.verdict, report.score, report.grade, report.findings) == (Verdict.UNDECIDED, None, None, ())
    assert because in str(report.undecided_because)
    assert {outcome.outcome for outcome in report.outcomes} == {Outcome.UNDECIDED}


def test_no_findings_is_a_hundred_and_any_error_is_not_ready(linter: Linter) -> None:
    fine = linter.check(path_text("strong-vtr.txt"))
    assert (fine.score, fine.verdict, fine.findings) == (100, Verdict.READY, ())
    broken = linter.check(path_text("strong-vtr.txt") + "\nPlease, we beg you.\n")
    assert broken.verdict is Verdict.NOT_READY
    assert broken.score is not None
    assert 80 < broken.score < 100


def path_text(name: str) -> str:
    return (DRAFTS / name).read_text(encoding="utf-8")


def test_points_add_up_and_the_first_to_mend_costs_most(linter: Linter) -> None:
    report = linter.check(path_text("weak-reviews.txt"))
    assert sum(f.points for f in report.findings) == pytest.approx(
        sum(c.points for c in report.categories.values()), abs=0.1
    )
    costs = [mend.points for mend in report.mend_first]
    assert len(costs) == 3
    assert costs == sorted(costs, reverse=True)
    assert all(report.score is not None and mend.score_without >= report.score for mend in report.mend_first)


def test_hiding_hints_changes_no_score(linter: Linter) -> None:
    report = linter.check(path_text("weak-ip.txt"))
    shown = report.at_least(Severity.ERROR)
    assert (shown.score, shown.count(Severity.INFO)) == (report.score, report.count(Severity.INFO))
    assert {finding.severity for finding in shown.findings} == {Severity.ERROR}


def test_a_letter_twice_over_scores_about_as_much(linter: Linter) -> None:
    once, twice = linter.check(path_text("vtr-long.txt")), linter.check(path_text("vtr-long.txt") * 2)
    assert once.score is not None
    assert twice.score is not None
    assert abs(once.score - twice.score) <= 10


def test_unknown_names_are_refused() -> None:
    with pytest.raises(PoalintError, match="did you mean 'tense/promised-action'"):
        Linter(Config(select=("tense/promisd-action",)))
    with pytest.raises(AttributeError):
        _ = poalint.nothing
    with pytest.raises(PoalintError, match="pip install"):
        Linter(Config(model="en_core_web_nowhere"))


def test_a_pipeline_that_does_not_fit_is_one_clear_line(tmp_path: Path) -> None:
    import spacy

    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(PoalintError, match="has no tagger and no parser and no lemmatizer") as told:
        Linter(Config(model=str(tmp_path / "german")))
    assert "\n" not in str(told.value)


def test_choosing_no_rule_at_all_is_refused_and_not_a_hundred() -> None:
    with pytest.raises(PoalintError, match="no rule is left"):
        Linter(Config(select=("tone",), ignore=("tone",)))


def test_a_rule_that_yields_is_silent_where_the_other_speaks(linter: Linter) -> None:
    text = "Preventive measures:\n\nIf you give us back our privilege, we will end the contract.\nWe will weigh each box.\n"
    rules = [finding.rule for finding in linter.check(text).findings]
    assert "tense/conditional-on-reinstatement" in rules
    assert "tense/conditional-prevention" not in rules
    assert "tense/promised-prevention" in rules


def test_what_is_yielded_to_is_a_rule(linter: Linter) -> None:
    rules = linter.pack.rules
    assert {name for rule in rules.values() for name in rule.yields_to} <= rules.keys()


def test_each_rule_counts_its_findings(linter: Linter) -> None:
    summary = linter.check("Sorry, we beg you. We beg you again!").to_dict()["summary"]
    assert isinstance(summary, dict)
    assert summary["rules"]["tone/begging"] == 2
