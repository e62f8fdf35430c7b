"""Action, fault or other: what a clause tells, from its verb, its agent and its status."""

from __future__ import annotations

from poalint.language import lexicon as lex
from poalint.language.status import Predicate
from poalint.model import Agent, ClauseKind, Status

_OURS = {Agent.SELLER, Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SYSTEM, Agent.OTHER}
_PAST = {Status.DONE, None}


def kind_of(predicate: Predicate, agent: Agent, told: Status | None, role: str) -> ClauseKind:
    """What the clause tells. The part of the letter it stands in is not looked at."""
    sentence, group = predicate.sentence, predicate.group
    if sentence.lower[-1] == "?" or "？" in sentence.words[-1]:
        return ClauseKind.OTHER
    if _is_fault(predicate, agent, told):
        return ClauseKind.FAULT
    if told is None or agent not in _OURS | {Agent.CARRIER}:
        return ClauseKind.OTHER
    if agent is Agent.CARRIER and told is not Status.OBLIGATION:
        return ClauseKind.OTHER
    if role == "adverbial" or _circumstance(predicate):
        return ClauseKind.OTHER
    if group.lemma in lex.MENTAL | lex.HAPPENING and not (group.lemma == "increase" and agent is Agent.SELLER):
        return ClauseKind.OTHER
    if _courtesy(predicate, agent, told):
        return ClauseKind.OTHER
    if role == "complement" and not _promised(predicate):
        return ClauseKind.OTHER
    if role == "relative" and agent not in {Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SELLER}:
        return ClauseKind.OTHER
    return ClauseKind.ACTION


def _circumstance(predicate: Predicate) -> bool:
    """Policy and the like: “Sellers must keep …”, “Amazon requires that …”."""
    subject = predicate.group.subject
    if subject is None:
        return False
    return predicate.sentence.lower[subject] in {"seller", "sellers", "it", "this", "these", "that", "which", "there"}


def _courtesy(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    """Words to the reader: “I am writing to appeal”, “please review”, “we would like to”."""
    group, sentence = predicate.group, predicate.sentence
    if group.subject is None and sentence.lower[0] in {"please", "kindly", "thank", "thanks", "looking", "hope", "sorry"}:
        return "that" not in sentence.lower or "note" not in sentence.lower[:3]
    present = told in {Status.HABITUAL, Status.ONGOING, Status.PLANNED, Status.OBLIGATION}
    return agent is Agent.SELLER and present and group.lemma in lex.COURTESY and group.subject is not None and (
        sentence.lower[group.subject] in {"i", "we"} and not predicate.has_time("routine")
    )


def _promised(predicate: Predicate) -> bool:
    """Whether the clause above is the seller's word: “we guarantee that we won't sell …”."""
    sentence = predicate.sentence
    subject = predicate.group.subject
    return subject is not None and sentence.lower[subject] in {"we", "i"}


def _is_fault(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    sentence, group = predicate.sentence, predicate.group
    ours = agent in {Agent.SELLER, Agent.EMPLOYEE}
    subject = group.subject
    if predicate.future or group.pseudo == "must" or group.modal in {"would"}:
        return False
    past = told in _PAST or "was" in group.auxiliaries or group.pseudo == "copula"
    if group.pseudo == "copula":
        words = {sentence.lemma(group.head), sentence.lower[group.head]}
        return ours and (bool(words & lex.FAULTY) or (group.negated and "was" in group.auxiliaries))
    if group.tag[0] == "N" and group.lemma in lex.FAULT_NOUNS and not group.auxiliaries:
        return True
    if not ours:
        return False
    if group.modal == "should" and group.perfect:
        return True
    if group.lemma in lex.FAILING and past and not (group.negated and told is Status.DONE):
        return True
    if group.lemma == "use" and group.tag == "VBD" and sentence.child(group.head, "xcomp") is not None:
        return True
    if any(sentence.lower[c] in lex.FAULT_ADVERBS for c in sentence.children[group.head]):
        return True
    if group.negated and past and subject is not None and not predicate.has_time("now"):
        no_longer = any(sentence.lower[at] == "longer" for at in range(len(sentence)))
        return told is Status.DONE and not no_longer
    return "was" in group.auxiliaries and group.tag == "VBG"
