"""Promises told as done: what is offered, where nothing is, and that the offer is no promise any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from poalint.api import Linter
from poalint.draft import Draft, read_draft
from poalint.fixing import choose, mend
from poalint.language.inflection import past
from poalint.model import Applicability

DRAFTS = Path(__file__).parent.parent / "fixtures" / "drafts"
HEADING = "Corrective actions taken:\n\n"


def rewritten(linter: Linter, promise: str) -> str:
    """The sentence with every rewrite that is offered, as the corrective part has it."""
    draft = Draft("letter.txt", HEADING + promise, data=(HEADING + promise).encode())
    _, mended = mend(draft, linter.check(draft), linter.check, Applicability.UNSAFE)
    return mended.draft.text.removeprefix(HEADING)


REWRITES = [
    (
        "We will contact the buyers of all nine orders.",
        "On [date] [who] contacted the buyers of all nine orders ([result]).",
    ),
    ("We'll write to both buyers.", "On [date] [who] wrote to both buyers ([result])."),
    ("I'll refund both buyers.", "I refunded both buyers on [date] ([result])."),
    ("Our packers are going to scan each box.", "Our packers scanned each box on [date] ([result])."),
    ("We will check and train the packers.", "On [date] [who] checked and trained the packers ([result])."),
    (
        "We will write to all 10 buyers and tell them the number.",
        "On [date] [who] wrote to all 10 buyers and told them the number ([result]).",
    ),
    ("The packer will be trained.", "The packer was trained on [date] by [who] ([result])."),
    ("All packers will be trained and tested.", "All packers were trained and tested on [date] by [who] ([result])."),
    (
        "The list and the sheet are to be rewritten.",
        "The list and the sheet were rewritten on [date] by [who] ([result]).",
    ),
    ("One of the lamps will be tested by a lab.", "One of the lamps was tested on [date] by a lab ([result])."),
    (
        "The parcel will be handed over to the post office.",
        "The parcel was handed over on [date] by [who] to the post office ([result]).",
    ),
    ("The old stock is being counted.", "The old stock was counted on [date] by [who] ([result])."),
    (
        "We are rewriting the titles of all nine listings.",
        "On [date] [who] rewrote the titles of all nine listings ([result]).",
    ),
    ("- Replacing the torn cartons.", "- On [date] [who] replaced the torn cartons ([result])."),
    ("We plan to buy a second scale.", "On [date] [who] bought a second scale ([result])."),
    ("We have to inform the supplier.", "On [date] [who] informed the supplier ([result])."),
    ("1. Remove the two listings at once.", "1. On [date] [who] removed the two listings at once ([result])."),
    ("Then we will close the shop.", "Then on [date] [who] closed the shop ([result])."),
    ("We will also close the shop.", "On [date] [who] also closed the shop ([result])."),
    (
        "Once our right to sell is restored, we will destroy the 30 old plugs.",
        "On [date] [who] destroyed the 30 old plugs ([result]).",
    ),
    ("We will end the contract if you reinstate our account.", "On [date] [who] ended the contract ([result])."),
    (
        "We will destroy the cards, and we will send a letter to the supplier.",
        "On [date] [who] destroyed the cards ([result]), and on [date] [who] sent a letter to the supplier ([result]).",
    ),
]


@pytest.mark.parametrize(("promise", "report"), REWRITES)
def test_a_promise_is_offered_as_done_with_its_gaps(linter: Linter, promise: str, report: str) -> None:
    assert rewritten(linter, promise) == report


@pytest.mark.parametrize("report", [report for _, report in REWRITES])
def test_what_is_offered_is_no_promise_and_its_gaps_are_found(linter: Linter, report: str) -> None:
    found = linter.check(HEADING + report).findings
    gaps = [finding.excerpt for finding in found if finding.rule == "leftovers/placeholder"]
    assert [each.rule for each in found if each.rule.startswith("tense/")] == []
    assert len(gaps) == report.count("[")


@pytest.mark.parametrize(
    "promise",
    [
        "We will not use this carrier.",
        "Will we refund the buyers?",
        "We will do the following:",
        "We will train our staff next week.",
        "We will check the stock every day.",
        "We will comply with the policy.",
        "We will try our best to reply.",
        "We will remove any other names that we find.",
        "We will refund the buyer if the parcel is lost.",
        "The rest of the stock will be destroyed.",
        "The order will be shipped the same day.",
        "Our packers must weigh each parcel.",
        "There will be a second check.",
        "Whoever forgets will be fined.",
        "Rewriting of all titles.",
        "We will zorp the labels.",
        "We will contact the buyers on [date].",
    ],
)
def test_there_is_no_rewrite_where_the_grammar_leaves_a_doubt(linter: Linter, promise: str) -> None:
    assert rewritten(linter, promise) == promise


def test_only_deeds_of_the_corrective_part_are_rewritten(linter: Linter) -> None:
    report = linter.check("Preventive measures:\n\nWe will train our packers.")
    assert [finding.fixes for finding in report.findings if finding.rule.startswith("tense/")] == [()]


def test_the_offer_tells_when_it_may_be_taken(linter: Linter) -> None:
    report = linter.check(HEADING + "We will train our packers.")
    fix = next(fix for finding in report.findings for fix in finding.fixes)
    assert fix.applicability is Applicability.UNSAFE
    assert fix.title.startswith("Only once it is done")


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_rewrite_of_a_real_draft_is_flagged_again(linter: Linter, path: Path) -> None:
    draft = read_draft(path)
    report = linter.check(draft)
    _, mended = mend(draft, report, linter.check, Applicability.UNSAFE)
    assert not mended.left
    assert choose(mended.report, mended.draft, Applicability.UNSAFE) == []
    before, after = (sum(f.rule.startswith("tense/") for f in each.findings) for each in (report, mended.report))
    offered = {f.range for f in report.findings if f.rule.startswith("tense/") and f.fixes}
    assert after <= before - len(offered)


def test_the_past_is_that_of_the_library() -> None:
    import lemminflect

    for verb in (
        "train",
        "write",
        "tell",
        "scan",
        "set",
        "overwrite",
        "cancel",
        "teach",
        "stop",
        "label",
        "split",
        "pay",
    ):
        assert past(verb) in lemminflect.getInflection(verb, "VBD")
    assert [past(verb) for verb in ("rescan", "re-ship", "double-check", "zorp")] == [
        "rescanned", "re-shipped", "double-checked", None,
    ]  # fmt: skip
