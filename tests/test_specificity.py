"""What measures leave open. Cases beside the examples of the rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poalint.api import Linter
from poalint.kinds.specificity import Aspect, Settings
from poalint.model import Finding


def findings(linter: Linter, rule: str, text: str) -> list[Finding]:
    return [finding for finding in linter.check(text).findings if finding.rule == f"specificity/{rule}"]


def taken(*lines: str) -> str:
    return "Corrective actions taken:\n" + "\n".join(f"- {line}" for line in lines) + "\n"


def kept(*lines: str) -> str:
    return "Preventive measures:\n" + "\n".join(f"- {line}" for line in lines) + "\n"


@settings(max_examples=20, deadline=None)
@given(dated=st.integers(1, 6), bare=st.integers(0, 6))
def test_undated_actions_are_one_finding_from_half_of_them_on(linter: Linter, dated: int, bare: int) -> None:
    lines = [f"On {at + 1} May we refunded buyer {at}." for at in range(dated)]
    lines += [f"We refunded buyer {at + 10}." for at in range(bare)]
    found = findings(linter, "action-without-date", taken(*lines))
    assert bool(found) is (bare >= 2 and bare >= dated)
    if found:
        assert found[0].message.startswith(f"{bare} of {bare + dated} ")
        assert len(found[0].related) == bare - 1


def test_a_letter_without_any_date_is_left_to_the_other_rule(linter: Linter) -> None:
    text = taken("We refunded both buyers.", "We closed the listing.", "We counted the shelf.")
    assert findings(linter, "action-without-date", text) == []
    assert len(findings(linter, "no-dates", text)) == 1


@pytest.mark.parametrize(
    "when",
    [
        "on the 12th",
        "on Tuesday",
        "yesterday",
        "at 5 p.m.",
        "within the hour",
        "since May",
        "the same day",
        "[date]",
        "last week",
    ],
)
def test_days_hours_and_gaps_are_dates(linter: Linter, when: str) -> None:
    text = taken(
        "On 3 May we closed the listing.", f"We refunded both buyers {when}.", f"The shelf was counted {when}."
    )
    assert findings(linter, "action-without-date", text) == []


@pytest.mark.parametrize(
    "line",
    [
        "The warehouse lead weighs each carton.",
        "Each carton is weighed by Ms Lind.",
        "I weigh each carton.",
        "Our software refuses a carton without weight.",
        "My wife weighs each carton.",
        "Weight check, owner Chen Yulan: each carton is weighed.",
    ],
)
def test_a_role_a_name_the_writer_or_a_machine_is_an_owner(linter: Linter, line: str) -> None:
    rest = "Labels are compared with the order."
    assert findings(linter, "action-without-owner", kept(line, line, rest)) == []
    assert len(findings(linter, "action-without-owner", kept("We weigh each carton.", "We check labels.", rest))) == 1


@pytest.mark.parametrize(
    "number", ["https://example.com/help/G201817070", "attachment 3", "on 4 May", "111-1234567-1234567"]
)
def test_ids_dates_and_attachments_are_no_measure(linter: Linter, number: str) -> None:
    assert len(findings(linter, "action-without-measure", taken(f"We strengthened the management ({number})."))) == 1


def test_actions_ahead_are_left_to_the_tense_rules(linter: Linter) -> None:
    text = taken("On 3 May we closed the listing.", "We will train all staff.", "We are going to update our SOP.")
    assert [f.rule for f in linter.check(text).findings if f.rule.startswith("specificity/action")] == []
    assert findings(linter, "training-unproven", text) == findings(linter, "sop-unnamed", text) == []


def test_settings_that_ask_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing is asked"):
        Settings(())
    with pytest.raises(ValueError, match="no share"):
        Settings((Aspect.WHEN,), over=1.0)
