"""Action, fault or other: what a clause tells, from its verb, its agent and its status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    passive = sentence.deps[subject] == "nsubjpass" or predicate.group.passive
    return not passive and (word in _POINTERS or sentence.tags[subject] == "CD")


def _state_of_mind(predicate: Predicate, told: Status | None) -> bool:
    """What one thinks or finds, what happens by itself, what a policy says."""
    sentence, group = predicate.sentence, predicate.group
    if group.lemma in lex.POLICY_VERBS and group.subject is not None:
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
    above = next(sentence.ancestors(predicate.group.head), None)
    if (predicate.future or predicate.group.modal == "would") and above is not None:
        # “we told the supplier that we would stop buying”: promised, to whomever.
        return sentence.lemma(above) not in lex.MENTAL
    return any(sentence.lemma(above) in lex.ASSERTING for above in sentence.ancestors(predicate.group.head))


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to admit a fault: its name, sentences that show it, and when it holds. `ours` asks for the seller's side."""

    name: str
    examples: tuple[str, ...]
    ours: bool
    holds: Callable[[Predicate, Status | None], bool]


def _is_fault(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    group = predicate.group
    if predicate.future or group.pseudo == "must" or group.modal == "would":
        return False
    ours = agent in {Agent.SELLER, Agent.EMPLOYEE}
    return any(fault.holds(predicate, told) for fault in FAULTS if ours or not fault.ours)


def _faulty_state(predicate: Predicate, told: Status | None) -> bool:
    group = predicate.group
    if group.pseudo != "copula":
        return False
    words = {group.lemma, predicate.sentence.lower[group.head]}
    return bool(words & lex.FAULTY) or (group.negated and "was" in group.auxiliaries)


def _undone(predicate: Predicate, told: Status | None) -> bool:
    group = predicate.group
    if not group.negated or told is not Status.DONE or predicate.has_time("now"):
        return False
    named = group.subject is not None or "did" in group.auxiliaries
    return named and "longer" not in predicate.sentence.lower and not _denies(predicate)


def _failing(predicate: Predicate, told: Status | None) -> bool:
    group = predicate.group
    past = told in _PAST or "was" in group.auxiliaries
    return group.lemma in lex.FAILING and past and not (group.negated and told is Status.DONE)


FAULTS: tuple[Fault, ...] = (
    Fault("faulty state", ("We were careless.", "Our QC was not strict."), True, _faulty_state),
    Fault("noun of a fault", ("Failure to train the temps.",), False,
          lambda p, told: p.group.tag[0] == "N" and p.group.lemma in lex.FAULT_NOUNS and not p.group.auxiliaries),
    Fault("nobody did", ("Nobody compared the two lists.",), False,
          lambda p, told: told is Status.DONE and p.group.subject is not None and _nobody(p)),
    Fault("should have done", ("We should have refunded her at once.",), True,
          lambda p, told: p.group.modal in {"should", "ought"} and p.group.perfect),
    Fault("verb of failing", ("I forgot the holiday setting.", "We overlooked the list."), True, _failing),
    Fault("former habit", ("We used to confirm orders at six.",), True,
          lambda p, told: p.group.lemma == "use" and p.group.tag == "VBD"
          and p.sentence.child(p.group.head, "xcomp") is not None),
    Fault("adverb of fault", ("I wrongly thought it generic.",), True,
          lambda p, told: any(p.sentence.lower[c] in lex.FAULT_ADVERBS for c in p.sentence.children[p.group.head])),
    Fault("admission", ("We admit that our checks were poor.",), True,
          lambda p, told: p.group.lemma in {"admit", "confess"}),
    Fault("a wrong thing done", ("The wrong colour was sent.",), True,
          lambda p, told: told is Status.DONE and any(p.sentence.lower[c] in lex.FAULTY for c in _modifiers(p))),
    Fault("left undone", ("We did not check the list.",), True, _undone),
    Fault("course of the past", ("We were buying without papers.",), True,
          lambda p, told: "was" in p.group.auxiliaries and p.group.tag == "VBG"),
)  # fmt: skip


def _modifiers(predicate: Predicate) -> list[int]:
    """The adjectives of what was done something to: “sent the wrong colour”, “the wrong colour was sent”."""
    sentence, group = predicate.sentence, predicate.group
    things = [c for c in sentence.children[group.head] if sentence.deps[c] in {"dobj", "nsubjpass"}]
    return [c for thing in things for c in sentence.children[thing] if sentence.deps[c] == "amod"]


def _nobody(predicate: Predicate) -> bool:
    """“Nobody compared the two lists”, “no one looked”: what was left undone."""
    sentence, subject = predicate.sentence, predicate.group.subject
    assert subject is not None
    words = sentence.lower[max(0, subject - 1) : subject + 1]
    return words[-1] == "nobody" or words == ["no", "one"]


def _denies(predicate: Predicate) -> bool:
    """“Our account was not linked”: a denial of what Amazon says, no failing."""
    group, sentence = predicate.group, predicate.sentence
    subject = group.subject
    return (
        subject is not None and sentence.deps[subject] == "nsubjpass" and sentence.lemma(subject) in lex.ACCOUNT_NOUNS
    )
