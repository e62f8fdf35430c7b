"""What the reading says of sentences: the tables' own examples, and cases that no example shows."""

from __future__ import annotations

import pytest

from poalint.api import Linter
from poalint.language.clauses import Clause
from poalint.language.kinds import FAULTS, Fault
from poalint.language.status import CONSTRUCTIONS, Construction
from poalint.model import Agent, ClauseKind, Status


def clauses(linter: Linter, text: str) -> list[tuple[str, Clause]]:
    reading = linter.inspect(text)
    return [(reading.draft[clause.head], clause) for clause in reading.clauses]


CASES = [
    # (text, head, status, kind, agent)
    ("We refunded both buyers on 3 May.", "refunded", "done", "action", "seller"),
    ("Trained all staff on 6 October.", "Trained", "done", "action", "seller"),
    ("Emailed both buyers the same day.", "Emailed", "done", "action", "seller"),
    ("Cartons upgraded.", "upgraded", "done", "action", "other"),
    ("Two hundred labels reprinted by hand.", "reprinted", "done", "action", "seller"),
    ("We has hire two packers already.", "hire", "done", "action", "seller"),
    ("All staffs have be trained.", "trained", "done", "action", "seller"),
    ("The contract is signed since 3 May.", "signed", "done", "action", "seller"),
    ("We already cancel the contract with that forwarder.", "cancel", "done", "action", "seller"),
    ("The boxes were cleaned, repacked and sent back.", "repacked", "done", "action", "seller"),
    ("Since 6 May each number has been scanned.", "scanned", "done", "action", "seller"),
    ("We are negotiating a new rate with the courier.", "negotiating", "ongoing", "action", "seller"),
    ("Implementing a new returns bench.", "Implementing", "ongoing", "action", "seller"),
    ("Our boss is interview new staff.", "interview", "ongoing", "action", "seller"),
    ("Introduction of a second check.", "Introduction", "ongoing", "action", "seller"),
    ("Stock is counted every Friday.", "counted", "habitual", "action", "seller"),
    ("We no longer use that carrier.", "use", "habitual", "action", "seller"),
    ("Two clerks now check every parcel.", "check", "habitual", "action", "employee"),
    ("We will train all staff next week.", "train", "planned", "action", "seller"),
    ("We are going to train all staff.", "train", "planned", "action", "seller"),
    ("We have and will continue to check.", "continue", "planned", "action", "seller"),
    ("The titles are to be rewritten.", "rewritten", "planned", "action", "seller"),
    ("We will to check each certificate.", "check", "planned", "action", "seller"),
    ("I'll ship it tomorrow.", "ship", "planned", "action", "seller"),
    ("We promise to keep every invoice.", "promise", "planned", "action", "seller"),
    ("If you reinstate us, we will drop this carrier.", "drop", "conditional", "action", "seller"),
    ("Once the account is restored, a second packer will be hired.", "hired", "conditional", "action", "seller"),
    ("Staff must sign the sheet.", "sign", "obligation", "action", "employee"),
    ("We need to train the staffs.", "train", "obligation", "action", "seller"),
    ("Scan every parcel before it leaves.", "Scan", "obligation", "action", "seller"),
    ("The boxes have to be tested and signed off by me.", "signed", "obligation", "action", "seller"),
    ("We are trying to get a licence.", "trying", "attempt", "action", "seller"),
    ("We will try our best to reply.", "try", "attempt", "action", "seller"),
    ("We did not check the list.", "check", "done", "fault", "seller"),
    ("I forgot to turn on vacation mode.", "forgot", "done", "fault", "seller"),
    ("Nobody compared the two lists.", "compared", "done", "fault", "other"),
    ("We should have refunded her at once.", "refunded", None, "fault", "seller"),
    ("Sellers must keep a rate of 95%.", "keep", "obligation", "other", "other"),
    ("Our account was suspended on 3 May.", "suspended", "done", "other", "amazon"),
    ("Amazon requires a valid number.", "requires", "habitual", "other", "amazon"),
    ("Please review the attached sheet.", "review", "obligation", "other", "seller"),
    ("The buyers will receive a new one.", "receive", "planned", "other", "buyer"),
    ("The label must have been printed twice.", "printed", None, "other", "seller"),
    ("wehave refunded the buyer,the parcel was lost.", "refunded", "done", "action", "seller"),
]


@pytest.mark.parametrize(("text", "head", "status", "kind", "agent"), CASES, ids=[case[0] for case in CASES])
def test_what_a_sentence_tells(linter: Linter, text: str, head: str, status: str, kind: str, agent: str) -> None:
    clause = next((clause for word, clause in clauses(linter, text) if word == head), None)
    assert clause is not None, [word for word, _ in clauses(linter, text)]
    told = (clause.status, clause.kind, clause.agent)
    assert told == (Status(status) if status else None, ClauseKind(kind), Agent(agent))


@pytest.mark.parametrize(
    ("construction", "example"),
    [(each, text) for each in CONSTRUCTIONS for text in each.examples],
    ids=lambda value: value.name if isinstance(value, Construction) else value,
)
def test_constructions_hold_for_their_examples(linter: Linter, construction: Construction, example: str) -> None:
    text = f"- {example}" if construction.name.startswith("label") else example
    found = [(clause.construction, clause.status) for _, clause in clauses(linter, text)]
    assert (construction.name, construction.status) in found


@pytest.mark.parametrize(
    ("fault", "example"),
    [(each, text) for each in FAULTS for text in each.examples],
    ids=lambda value: value.name if isinstance(value, Fault) else value,
)
def test_faults_hold_for_their_examples(linter: Linter, fault: Fault, example: str) -> None:
    assert ClauseKind.FAULT in [clause.kind for _, clause in clauses(linter, example)]


BLAMES = [
    ("The buyer gave us a wrong address.", "buyer"),
    ("The carrier lost a whole bag of parcels.", "carrier"),
    ("Because of the typhoon the parcels were late.", "weather"),
    ("Due to the epidemic our packers stayed at home.", "epidemic"),
    ("The address was written wrongly by our new colleague.", "employee"),
    ("It was a mistake by our packer.", "employee"),
    ("Our ERP crashed on Sunday.", "system"),
    ("The factory changed the cable without telling us.", "supplier"),
    ("Amazon's system failed to read our numbers.", "amazon"),
    ("A competitor left malicious reviews on our listing.", "competitor"),
]


@pytest.mark.parametrize(("text", "target"), BLAMES)
def test_blame_is_seen(linter: Linter, text: str, target: str) -> None:
    assert [blame.target for blame in linter.inspect(text).blames] == [target]


@pytest.mark.parametrize(
    "text",
    [
        "Both buyers did not receive their parcels.",
        "Two customers reported a delay.",
        "Our ERP did not fail.",
        "It is our own fault that the carrier lost two parcels.",
        "The carrier does not match the tracking number.",
        "If the carrier loses a parcel, we refund the buyer.",
        "Amazon does not allow used items.",
        "We did not notice that the courier had not scanned the bag.",
        "We bought from a distributor who could not supply proof.",
        "Orders are handed to the carrier before six.",
    ],
)
def test_facts_and_ownership_are_no_blame(linter: Linter, text: str) -> None:
    assert linter.inspect(text).blames == []


def test_a_deed_told_as_the_cause_is_a_fault(linter: Linter) -> None:
    letter = (
        "Root cause:\nWe confirmed the orders at six.\n\nCorrective actions taken:\nWe confirmed the orders at six."
    )
    kinds = [clause.kind for clause in linter.inspect(letter).clauses]
    assert kinds == [ClauseKind.FAULT, ClauseKind.ACTION]


def test_the_words_of_a_clause_are_those_of_the_draft(linter: Linter) -> None:
    text = "wehave　refunded\u200b the **buyer**，and re-sent the parcel."
    reading = linter.inspect(text)
    assert [text[c.head.start : c.head.end] for c in reading.clauses] == ["refunded", "re-sent"]
