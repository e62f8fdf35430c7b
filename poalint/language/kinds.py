"""Action, fault or other: what a clause tells, from its verb, its agent and its status."""

from __future__ import annotations

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence
from poalint.language.status import Predicate
from poalint.model import Agent, ClauseKind, Status

_OURS = {Agent.SELLER, Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SYSTEM, Agent.OTHER}
_PAST = {Status.DONE, None}
# Subjects that point at no one in particular: a policy's sellers, or what was told before.
_NOBODY = frozenset({"seller", "sellers", "there"})
_POINTERS = frozenset({"it", "this", "these", "that", "which", "some", "others", "many", "all"})


def kind_of(predicate: Predicate, agent: Agent, told: Status | None, role: str) -> ClauseKind:
    """What the clause tells. The part of the letter it stands in is not looked at."""
    if predicate.sentence.words[-1] in {"?", "？"}:
        return ClauseKind.OTHER
    if _is_fault(predicate, agent, told):
        return ClauseKind.FAULT
    others = (
        told is None,
        not _ours(agent, told),
        role == "adverbial",
        _pointing(predicate, agent),
        _state_of_mind(predicate, told),
        _courtesy(predicate, agent, told),
        role == "complement" and not _asserted(predicate),
        role == "relative" and (agent not in {Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SELLER} or _restricts(predicate)),
    )
    return ClauseKind.OTHER if any(others) else ClauseKind.ACTION


def _ours(agent: Agent, told: Status | None) -> bool:
    """Whether it is the seller's side that acts. What a carrier must do is the seller's order; what a program must, not."""
    if agent is Agent.SYSTEM:
        return told is not Status.OBLIGATION
    return agent in _OURS or (agent is Agent.CARRIER and told is Status.OBLIGATION)


def _restricts(predicate: Predicate) -> bool:
    """“steps we will take”, “the carrier we chose”: a relative clause without a pronoun only says which."""
    sentence = predicate.sentence
    if sentence.deps[predicate.group.head] != "relcl":
        return False
    inside = sentence.subtree(predicate.group.head)
    return not any(sentence.tags[token] in {"WDT", "WP", "WRB"} for token in inside if token < predicate.group.head)


def _pointing(predicate: Predicate, agent: Agent) -> bool:
    """“Sellers must keep …”, “this led to …”, “two have since withdrawn”: nobody of the seller's side."""
    sentence, subject = predicate.sentence, predicate.group.subject
    if subject is None:
        return False
    word = sentence.lower[subject]
    if word in _NOBODY:
        return True
    if word == "they" and agent is Agent.OTHER:
        return True
    passive = sentence.deps[subject] == "nsubjpass"
    return not passive and (word in _POINTERS or sentence.tags[subject] == "CD")


def _state_of_mind(predicate: Predicate, told: Status | None) -> bool:
    """What one thinks or finds, what happens by itself, what a policy says."""
    sentence, group = predicate.sentence, predicate.group
    if group.lemma in lex.POLICY_VERBS:
        return True
    if group.lemma in lex.FINDING:
        fact = sentence.child(group.head, "ccomp", "xcomp")
        thing = sentence.child(group.head, "dobj")
        return fact is not None or (thing is not None and sentence.lemma(thing) in lex.FOUND_NOUNS)
    if group.lemma in lex.HAPPENING:
        acts = group.lemma in {"increase", "decrease", "raise", "make", "bring", "be", "remain"}
        acting = predicate.person or group.subject is None
        return (
            not acts
            or not (acting and told is not Status.HABITUAL)
            or (group.lemma == "be" and told is not Status.OBLIGATION)
        )
    if group.lemma in lex.PURPOSES and group.infinitive:
        return True
    if (group.lemma in lex.BUSINESS and group.perfect) or (group.lemma == "intend" and group.negated):
        return True
    return group.lemma in lex.MENTAL


def _courtesy(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    """Words to the reader: “I am writing to appeal”, “please review”."""
    group, sentence = predicate.group, predicate.sentence
    if group.subject is None and sentence.lower[0] in {"please", "kindly", "thank", "thanks", "hope", "sorry"}:
        return True
    if any(sentence.lower[child] in {"please", "kindly"} for child in sentence.children[group.head]):
        return True
    if predicate.condition and _offers(sentence):
        return True
    if told is Status.OBLIGATION and group.lemma in {"say", "mention", "emphasize", "stress"}:
        return True
    if group.lemma in lex.POINTING and group.be and group.participle:
        return True
    if group.lemma == "look" and "forward" in sentence.lower:
        return True
    present = told in {Status.HABITUAL, Status.ONGOING, Status.PLANNED}
    if agent is not Agent.SELLER or not present or group.lemma not in lex.COURTESY or group.subject is None:
        return False
    return sentence.lower[group.subject] in {"i", "we"} and not predicate.has_time("routine")


def _offers(sentence: Sentence) -> bool:
    """“If you need the originals, we will send them”: an offer to the reader, not an action put off."""
    lower = sentence.lower
    return any(
        word == "you" and lower[at + 1] in {"need", "want", "require", "have", "wish", "like"}
        for at, word in enumerate(lower[:-1])
    )


def _asserted(predicate: Predicate) -> bool:
    """Whether a clause above gives this one as the seller's own word: “we guarantee that we won't sell …”."""
    sentence, subject = predicate.sentence, predicate.group.subject
    if subject is None or sentence.lower[subject] not in {"we", "i"}:
        return False
    return any(sentence.lemma(above) in lex.ASSERTING for above in sentence.ancestors(predicate.group.head))


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
    if group.lemma in {"admit", "confess"}:
        return True
    if told is Status.DONE and any(sentence.lower[c] in lex.FAULTY for c in _modifiers(predicate)):
        return True
    if group.negated and past and not predicate.has_time("now") and (subject is not None or "did" in group.auxiliaries):
        return told is Status.DONE and "longer" not in sentence.lower and not _denies(predicate)
    return "was" in group.auxiliaries and group.tag == "VBG"


def _modifiers(predicate: Predicate) -> list[int]:
    """The adjectives of what was done something to: “sent the wrong colour”, “the wrong colour was sent”."""
    sentence, group = predicate.sentence, predicate.group
    things = [c for c in sentence.children[group.head] if sentence.deps[c] in {"dobj", "nsubjpass"}]
    return [c for thing in things for c in sentence.children[thing] if sentence.deps[c] == "amod"]


def _denies(predicate: Predicate) -> bool:
    """“Our account was not linked”: a denial of what Amazon says, no failing."""
    group, sentence = predicate.group, predicate.sentence
    subject = group.subject
    return (
        subject is not None and sentence.deps[subject] == "nsubjpass" and sentence.lemma(subject) in lex.ACCOUNT_NOUNS
    )
