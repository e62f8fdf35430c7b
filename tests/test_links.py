"""Cause, action and prevention held against each other; shares. Cases beside the examples of the rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poalint.api import Linter
from poalint.kinds.link import Settings as LinkSettings
from poalint.kinds.points import points
from poalint.kinds.ratio import Filter
from poalint.kinds.ratio import Settings as RatioSettings
from poalint.kinds.topics import TOPICS, topics_of
from poalint.model import Finding, SectionKind


def findings(linter: Linter, rule: str, text: str) -> list[Finding]:
    return [finding for finding in linter.check(text).findings if finding.rule == rule]


def letter(cause: str, actions: str = "1. On 4 May we refunded both buyers.", measures: str = "") -> str:
    end = f"\n\nPreventive measures:\n{measures}" if measures else ""
    return f"Root cause:\n{cause}\n\nCorrective actions taken:\n{actions}{end}\n"


# --- topics ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "measure"),
    [
        ("The parcels was crushed by thin box", "Double-wall cartons since 5 May"),
        ("Nobody replied to letters at weekends", "Messages are answered within 12 hours"),
        ("The quantity was not synced", "The shelf is counted every Monday"),
        ("We did not know the rule", "All clerks were trained"),
        ("The supplier had no papers", "Invoices are filed"),
        (
            "The tittle used a word of other brand: trademark",
            "Each image and keyword is searched at the USPTO for patents",
        ),
    ],
)
def test_a_measure_meets_its_cause_in_other_words(cause: str, measure: str) -> None:
    assert topics_of(cause) & topics_of(measure)


@pytest.mark.parametrize(
    ("cause", "measure"),
    [
        ("Messages stayed unread", "The invoices are filed"),
        ("Thin cartons broke", "The trademark is searched"),
        ("Customs held the bag", "We review star ratings"),
    ],
)
def test_foreign_topics_do_not_meet(cause: str, measure: str) -> None:
    assert not topics_of(cause) & topics_of(measure)


@given(st.text(max_size=200))
def test_topics_are_those_of_the_table_and_case_does_not_matter(text: str) -> None:
    assert topics_of(text) <= set(TOPICS)
    assert topics_of("tracking " + text) >= topics_of("tracking")


def test_no_topic_is_shown_by_nothing() -> None:
    assert topics_of("") == topics_of("Zzz qqq.") == frozenset()


# --- points ---------------------------------------------------------------------------------------------------------


def test_items_inherit_the_heading_the_lead_in_and_the_item_above(linter: Linter) -> None:
    text = (
        "Corrective actions taken:\nOn 4 May we did this:\n1. We closed both listings:\n   a) the red lamp\n2. We paid."
    )
    reading = linter.inspect(text)
    found = points(reading, SectionKind.CORRECTIVE)
    assert [reading.draft[point.span] for point in found] == ["We closed both listings:", "the red lamp", "We paid."]
    above = [reading.draft[span] for span in found[1].above]
    assert above[-1] == "We closed both listings:"
    assert "On 4 May we did this:" in above


def test_sentences_inherit_those_before_them_in_their_paragraph(linter: Linter) -> None:
    reading = linter.inspect(
        "Corrective actions taken:\nOn 4 May we paid. We closed the listing.\n\nWe counted the shelf."
    )
    found = points(reading, SectionKind.CORRECTIVE)
    assert [reading.draft[point.span] for point in found][1:] == ["We closed the listing.", "We counted the shelf."]
    assert "4 May" in " ".join(reading.draft[span] for span in found[1].above)
    assert "4 May" not in " ".join(reading.draft[span] for span in found[2].above)


# --- links ----------------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 9))
def test_causes_are_too_many_from_the_sixth_on(linter: Linter, count: int) -> None:
    causes = "\n".join(
        f"{at}. Our clerk mixed up the labels of shelf {at} and did not look." for at in range(1, count + 1)
    )
    found = findings(linter, "structure/too-many-causes", letter(causes))
    assert [f"shelf {count}" in finding.excerpt or count > 6 for finding in found] == ([True] if count > 5 else [])


def test_rows_of_orders_are_no_causes(linter: Linter) -> None:
    rows = "\n".join(f"- Order 111-1234567-123456{at}: the digit was missing." for at in range(9))
    assert findings(linter, "structure/too-many-causes", letter(rows)) == []


def test_a_repeated_list_is_one_finding_with_the_places_related(linter: Linter) -> None:
    steps = (
        "1. We checked all tracking numbers of the open orders.\n2. The packers count the boxes of every shelf twice."
    )
    (found,) = findings(linter, "consistency/repeated-measure", letter("A typing mistake of our clerk.", steps, steps))
    assert found.message.startswith("“We checked all tracking numbers")
    assert len(found.related) == 2


def test_a_carrier_that_failed_to_come_may_be_named_with_its_number_put_right(linter: Linter) -> None:
    cause = "Had Evri's drivers not skipped our village twice, eleven parcels would have been scanned."
    text = letter(cause, "The nineteen parcels have been changed to Evri on 4 May.")
    assert findings(linter, "consistency/repeated-remedy", text) == []


def test_a_label_counts_as_words_of_its_cause(linter: Linter) -> None:
    cause = "- **Weather:** Roads were closed for nine nights by snow.\n- **Tape:** Boxes came open."
    text = letter(
        cause, "- On 4 May we bought new tape.", "- If severe weather is forecast, buyers are told the same day."
    )
    assert findings(linter, "consistency/cause-without-action", text) == []


def test_headings_need_a_notice(linter: Linter) -> None:
    assert findings(linter, "structure/headings-not-notice-wording", "Why it went wrong\nOur clerk erred.") == []


# --- shares ---------------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(done=st.integers(0, 6), ahead=st.integers(0, 6))
def test_mostly_undone_is_more_than_half_and_at_least_three(linter: Linter, done: int, ahead: int) -> None:
    lines = [f"- On 4 May we refunded buyer {at}." for at in range(done)]
    lines += [f"- We will refund buyer {at + 10}." for at in range(ahead)]
    found = findings(
        linter, "tense/mostly-undone", letter("Our clerk mixed up two labels.", "\n".join(lines) or "None.")
    )
    assert bool(found) is (ahead >= 3 and ahead > done)
    if found:
        assert found[0].message.startswith(f"{ahead} of {ahead + done} ")
        assert len(found[0].related) == ahead - 1


def test_bounds_that_cannot_be_met_are_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        RatioSettings(Filter(), Filter(), over=1.5)
    with pytest.raises(ValueError, match="greater than"):
        RatioSettings(Filter(), Filter(), over=0.5, under=0.4)
    with pytest.raises(ValueError, match="no share"):
        LinkSettings("symptom", alike=0)  # type: ignore[arg-type]
