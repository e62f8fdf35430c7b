"""What the reading says of sentences: the tables' own examples, and cases that no example shows."""

from __future__ import annotations

import pytest

from poalint.api import Linter
from poalint.language.blame import FAILURES, Failure
from poalint.language.clauses import Clause
from poalint.language.kinds import FAULTS, Fault
from poalint.language.repairs import REPAIRS, Repair
from poalint.language.semimodals import LINKS, Link
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


@pytest.mark.parametrize(
    ("link", "text", "head"),
    [(each, text, head) for each in LINKS for text, head in each.examples],
    ids=lambda value: value.name if isinstance(value, Link) else value,
)
def test_links_find_the_verb_below_them(linter: Linter, link: Link, text: str, head: str) -> None:
    sentence = next(iter(linter.inspect(text).sentences))
    found = [
        sentence.words[at]
        for token in range(len(sentence))
        if (at := link.complement(sentence, token)) is not None and (sentence.tags[token][0] == "V" or link.tells)
    ]
    assert head in found or head in [word for word, _ in clauses(linter, text)]
    assert head in [word for word, _ in clauses(linter, text)]


@pytest.mark.parametrize(
    ("repair", "text", "head"),
    [(each, text, head) for each in REPAIRS for text, head in each.examples],
    ids=lambda value: value.name if isinstance(value, Repair) else value,
)
def test_repairs_set_the_verb_free(linter: Linter, repair: Repair, text: str, head: str) -> None:
    clause = next((clause for word, clause in clauses(linter, text) if word == head), None)
    assert clause is not None
    assert clause.status is not None


@pytest.mark.parametrize(
    ("failure", "text"),
    [(each, text) for each in FAILURES for text in each.examples],
    ids=lambda value: value.name if isinstance(value, Failure) else value,
)
def test_failures_blame_in_the_cause(linter: Linter, failure: Failure, text: str) -> None:
    told = [blame.construction for blame in linter.inspect(f"Root cause:\n{text}").blames]
    assert told == [failure.name]
    elsewhere = linter.inspect(f"Corrective actions taken:\n{text}").blames
    assert bool(elsewhere) is failure.outright


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
    ("Our freelancer, who had used old boxes without asking, lost two of them.", "employee"),
    ("A change of packaging by the manufacturer was to blame.", "supplier"),
    ("Two parcels were stopped from the customs in Leipzig without any reason.", "customs"),
    ("Gearhaus let us down.", "other"),
    ("We were wrongly told that a slip is an invoice.", "other"),
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
        "Thanks for your notice of 6 November.",
        "Our clerks typed the numbers by hand, and nobody compared them.",
        "Order 113-7921485-2467149 – A-to-z claim, item damaged.",
        "The two buyers did nothing wrong.",
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


LETTER = """Root cause:
{cause}

Corrective actions taken:
{corrective}

Preventive measures:
{preventive}
"""


def in_part(linter: Linter, part: str, text: str) -> Clause:
    other = {"cause": "We did not look.", "corrective": "We refunded both.", "preventive": "Ann checks each box."}
    letter = LETTER.format(**(other | {part: text}))
    return next(clause for clause in linter.inspect(letter).clauses if text in letter[clause.span.start :][: len(text)])


def test_what_a_clause_says_depends_on_the_part_it_stands_in(linter: Linter) -> None:
    assert in_part(linter, "cause", "We have chosen it for its price.").kind is ClauseKind.FAULT
    assert in_part(linter, "corrective", "The sofa of the client is paid.").status is Status.DONE
    assert in_part(linter, "preventive", "Stock is kept in one place.").status is Status.HABITUAL
    assert in_part(linter, "corrective", "We did not charge it back.").kind is ClauseKind.OTHER


def test_the_ledger_tells_who_what_and_when(linter: Linter) -> None:
    reading = linter.inspect("Corrective actions taken:\nOn 3 May our packer Ann relabelled the boxes.\nWe will scan.")
    told = [
        (reading.draft[c.subject] if c.subject else None, reading.draft[c.when] if c.when else None, c.status)
        for c in reading.ledger
    ]
    assert told == [("our packer Ann", "On 3 May", Status.DONE), ("We", None, Status.PLANNED)]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("ourstaff are learning the policy.", ["learning"]),
        ("Wehave alreadysent the parcels.", ["sent"]),
        ("We wil delete the listing.", ["delete"]),
        ("I shoud check it and alredy did.", ["check", "did"]),
    ],
)
def test_run_together_and_misspelt_words_keep_their_places(linter: Linter, text: str, heads: list[str]) -> None:
    reading = linter.inspect(text)
    assert [text[c.head.start : c.head.end] for c in reading.clauses] == heads
    first = reading.clauses[0]
    assert text[first.span.start : first.span.end] in text.rstrip(".") + " and"


def test_names_and_known_words_are_not_split(linter: Linter) -> None:
    text = "Wesley and Haddad sold a weblisting on WeChat to shareholders."
    words = [word for sentence in linter.inspect(text).sentences for word in sentence.words]
    assert words[0] == "Wesley"
    assert {"Haddad", "WeChat", "shareholders"} <= set(words)


def test_the_words_of_a_clause_are_those_of_the_draft(linter: Linter) -> None:
    text = "wehave　refunded\u200b the **buyer**，and re-sent the parcel."
    reading = linter.inspect(text)
    assert [text[c.head.start : c.head.end] for c in reading.clauses] == ["refunded", "re-sent"]
