"""Action, fault or other: what a clause tells, from its verb, its agent and its status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.agents import class_of
from poalint.language.status import Predicate
from poalint.model import Agent, ClauseKind, Status

_OURS = {Agent.SELLER, Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SYSTEM, Agent.OTHER}
_PAST = {Status.DONE, None}
# Subjects that point at no one in particular: a policy's sellers, or what was told before.
_NOBODY = frozenset({"seller", "sellers", "there"})
_POINTERS = frozenset({"it", "this", "these", "that", "which", "some", "others", "many", "all"})


def kind_of(predicate: Predicate, agent: Agent, told: Status | None, role: str) -> ClauseKind:
    """What the clause tells. The part of the letter it stands in is not looked at."""
    if predicate.sentence.words[-1] in {"?", "？"} or _titles(predicate, role):
        return ClauseKind.OTHER
    if _is_fault(predicate, agent, told):
        return ClauseKind.FAULT
    others = (
        told is None,
        not _ours(agent, told),
        role == "adverbial",
        _pointing(predicate, agent, told),
        _state_of_mind(predicate, told),
        _courtesy(predicate, agent, told),
        _reported(predicate, agent),
        role == "complement" and not _asserted(predicate),
        role == "relative" and (agent not in {Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SELLER} or _restricts(predicate)),
    )
    return ClauseKind.OTHER if any(others) else ClauseKind.ACTION


def _titles(predicate: Predicate, role: str) -> bool:
    """“What we have done so far”, “How we prevent it”: the words of a heading, no statement."""
    sentence = predicate.sentence
    opens = sentence.tags[0] in {"WP", "WRB"} and sentence.heads[0] == predicate.group.head
    return opens and role == "main"


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


def _pointing(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    """“Sellers must keep …”, “this led to …”, “two have since withdrawn”: nobody of the seller's side."""
    sentence, subject = predicate.sentence, predicate.group.subject
    if subject is None or _set_up(predicate, told):
        return False
    word = sentence.lower[subject]
    if word in _NOBODY:
        return True
    if word == "they" and agent is Agent.OTHER:
        return True
    passive = sentence.deps[subject] == "nsubjpass" or predicate.group.passive
    counted = sentence.tags[subject] == "CD" and agent is Agent.OTHER
    return not passive and (word in _POINTERS or counted)


def _state_of_mind(predicate: Predicate, told: Status | None) -> bool:
    """What one thinks or finds, what happens by itself, what a policy says."""
    sentence, group = predicate.sentence, predicate.group
    if group.lemma in lex.POLICY_VERBS and group.subject is not None:
        return True
    if group.lemma in {"receive", "get", "take"} and _handed_to_us(predicate):
        return True
    if group.lemma in lex.FINDING:
        fact = sentence.child(group.head, "ccomp", "xcomp")
        thing = sentence.child(group.head, "dobj")
        return fact is not None or (thing is not None and sentence.lemma(thing) in lex.FOUND_NOUNS)
    if _set_up(predicate, told):
        return False
    if group.lemma in lex.HAPPENING:
        acts = group.lemma in {"increase", "decrease", "raise", "make", "bring", "be", "remain"}
        acting = predicate.person or group.subject is None or group.passive
        return (
            not acts
            or not (acting and told is not Status.HABITUAL)
            or (group.lemma == "be" and told is not Status.OBLIGATION)
        )
    if group.lemma in lex.PURPOSES and group.infinitive:
        return True
    if (group.lemma in lex.BUSINESS and group.perfect) or (group.lemma == "intend" and group.negated):
        return True
    return group.lemma in lex.MENTAL and not _takes_on(predicate)


def _takes_on(predicate: Predicate) -> bool:
    """“we accept only 20 orders a day” is a deed; “we accept the decision” is none."""
    if predicate.group.lemma in {"mean", "agree"}:
        # “I mean to ring them”, “they have agreed to switch it off”
        return predicate.sentence.child(predicate.group.head, "xcomp") is not None
    thing = predicate.sentence.child(predicate.group.head, "dobj")
    return predicate.group.lemma == "accept" and thing is not None and predicate.sentence.lemma(thing) in lex.TAKEN_ON


def _handed_to_us(predicate: Predicate) -> bool:
    """“we received your notice”, “I got an email”: what came to us, from whomever."""
    thing = predicate.sentence.child(predicate.group.head, "dobj")
    return thing is not None and predicate.sentence.lemma(thing) in lex.MAIL_NOUNS


def _set_up(predicate: Predicate, told: Status | None) -> bool:
    """“there is now a second pair of eyes on every invoice”, “there will be a spot check”: what was or will be set up."""
    group, sentence = predicate.group, predicate.sentence
    formal = sentence.child(sentence.heads[group.head], "expl") if group.pseudo == "copula" else None
    return formal is not None and not group.negated and told in {Status.PLANNED, Status.HABITUAL}


def _courtesy(predicate: Predicate, agent: Agent, told: Status | None) -> bool:
    """Words to the reader: “I am writing to appeal”, “please review”."""
    group, sentence = predicate.group, predicate.sentence
    if group.subject is None and sentence.lower[0] in {"please", "kindly", "thank", "thanks", "hope", "sorry"}:
        return True
    if any(sentence.lower[child] in {"please", "kindly"} for child in sentence.children[group.head]):
        return True
    if told is Status.OBLIGATION and group.lemma in {"say", "mention", "emphasize", "stress"}:
        return True
    if group.lemma in lex.POINTING and group.be and group.participle and _points(predicate):
        return True
    if group.lemma == "look" and "forward" in sentence.lower:
        return True
    present = told in {Status.HABITUAL, Status.ONGOING, Status.PLANNED}
    if agent is not Agent.SELLER or not present or group.lemma not in lex.COURTESY or group.subject is None:
        return False
    return (
        sentence.lower[group.subject] in {"i", "we"} and not predicate.has_time("routine") and not _addressed(predicate)
    )


def _addressed(predicate: Predicate) -> bool:
    """“we are asking the forwarder”, “I write to the eleven buyers”: words to somebody else than the reader."""
    sentence, head = predicate.sentence, predicate.group.head
    to = [inner for c in sentence.children[head] if sentence.lower[c] == "to" and (inner := sentence.child(c, "pobj"))]
    objects = [c for c in sentence.children[head] if sentence.deps[c] in {"dobj", "dative"}]
    others = {Agent.BUYER, Agent.CARRIER, Agent.SUPPLIER, Agent.EMPLOYEE}
    return any(
        class_of(sentence, at) in others or sentence.lower[at] in {"them", "him", "her"} for at in (*to, *objects)
    )


def _points(predicate: Predicate) -> bool:
    """“the invoices are attached”, “the orders are listed below”; not “nothing is listed until …”."""
    group, sentence = predicate.group, predicate.sentence
    if group.lemma in {"attach", "enclose", "append"}:
        return not group.negated
    below = {sentence.lower[at] for at in sentence.subtree(group.head)}
    return not below.isdisjoint(
        {"below", "above", "here", "attached", "appendix", "annex", "exhibit", "following", "as"}
    )


def _asserted(predicate: Predicate) -> bool:
    """Whether a clause above gives this one as the seller's own word: “we guarantee that we won't sell …”."""
    sentence, subject = predicate.sentence, predicate.group.subject
    if _gives_the_rule(predicate):
        return True
    if subject is None or sentence.lower[subject] not in {"we", "i"}:
        return _ordered(predicate)
    above = next(sentence.ancestors(predicate.group.head), None)
    if (predicate.future or predicate.group.modal == "would") and above is not None:
        # “we told the supplier that we would stop buying”: promised, to whomever.
        return sentence.lemma(above) not in lex.MENTAL
    return any(sentence.lemma(above) in lex.ASSERTING for above in sentence.ancestors(predicate.group.head))


def _gives_the_rule(predicate: Predicate) -> bool:
    """“what happens now is that my mother opens every parcel”, “the rule is that nobody packs alone”."""
    sentence = predicate.sentence
    above = next(sentence.ancestors(predicate.group.head), None)
    if above is None or sentence.lower[above] not in {"is", "'s"}:
        return False
    subject = sentence.child(above, "nsubj", "csubj")
    return subject is not None and (
        sentence.lemma(subject) in {"happen"} | lex.RULE_NOUNS or sentence.deps[subject] == "csubj"
    )


def _ordered(predicate: Predicate) -> bool:
    """“we will get the agency to sign”: to be done by others because we say so."""
    sentence = predicate.sentence
    above = next(sentence.ancestors(predicate.group.head), None)
    if above is None or not predicate.group.infinitive or sentence.lemma(above) != "get":
        return False
    return any(sentence.lower[child] in {"will", "'ll", "shall"} for child in sentence.children[above])


def _reported(predicate: Predicate, agent: Agent) -> bool:
    """“the inspector told us the valve was sound”, “my supplier swore that …”: word from others, no deed of ours."""
    sentence, group = predicate.sentence, predicate.group
    if agent is Agent.SELLER or group.passive or group.lemma not in lex.TELLING:
        return False
    us = any(
        sentence.lower[child] in {"us", "me"} and sentence.deps[child] in {"dobj", "dative"}
        for child in sentence.children[group.head]
    )
    return us or sentence.child(group.head, "ccomp") is not None


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
    never = any(predicate.sentence.lower[child] == "never" for child in predicate.sentence.children[group.head])
    named = group.subject is not None or "did" in group.auxiliaries or never
    return named and "longer" not in predicate.sentence.lower and not _denies(predicate)


def _below(predicate: Predicate) -> list[int]:
    return predicate.sentence.children[predicate.group.head]


def _there_was_no(predicate: Predicate, told: Status | None) -> bool:
    """“there was no second check”; not “there were no complaints since”."""
    group, sentence = predicate.group, predicate.sentence
    if group.pseudo != "copula" or "was" not in group.auxiliaries:
        return False
    formal = sentence.child(sentence.heads[group.head], "expl")
    none = any(sentence.lower[child] == "no" for child in sentence.children[group.head])
    return formal is not None and none and group.lemma in lex.CONTROLS


def _admitted(predicate: Predicate) -> bool:
    sentence, head = predicate.sentence, predicate.group.head
    above = next(sentence.ancestors(head), None)
    if above is None or sentence.deps[head] != "ccomp":
        return False
    if sentence.lemma(above) in {"admit", "confess"}:
        return True
    subject = sentence.child(above, "nsubj")
    named = subject is not None and sentence.lemma(subject) in {"cause", "reason", "problem", "mistake", "fault"}
    return named and sentence.lower[above] in lex.BE


def _without(predicate: Predicate) -> bool:
    sentence = predicate.sentence
    for child in _below(predicate):
        if sentence.lower[child] == "without":
            inner = sentence.child(child, "pobj", "pcomp")
            return inner is not None and sentence.lemma(inner) in lex.LEAVE_OR_CHECK
    return False


def _own_fault(predicate: Predicate) -> bool:
    """A noun of fault that is nobody else's, as the subject of what it did."""
    sentence, group = predicate.sentence, predicate.group
    subject = group.subject
    if subject is None or sentence.lemma(subject) not in lex.FAULT_NOUNS or group.passive:
        return False
    caused = group.lemma in {"leave", "cause", "lead", "result", "mean", "let", "make", "blame", "be"}
    own = any(sentence.lower[child] in {"our", "my"} for child in sentence.children[subject])
    return caused and (own or sentence.lemma(subject) in {"lack", "absence", "failure", "shortage"})


def _wrong_of_us(predicate: Predicate, told: Status | None) -> bool:
    sentence, group = predicate.sentence, predicate.group
    if group.pseudo != "copula" or group.negated or not {group.lemma, sentence.lower[group.head]} & lex.FAULTY:
        return False
    of = [child for child in _below(predicate) if sentence.lower[child] in {"of", "on"}]
    named = [inner for child in of if (inner := sentence.child(child, "pobj")) is not None]
    return any(sentence.lower[at] in {"our", "my", "us", "me"} for at in (*_below(predicate), *named))


def _left(predicate: Predicate, told: Status | None) -> bool:
    sentence, group = predicate.sentence, predicate.group
    if group.lemma != "leave" or told is not Status.DONE or group.negated:
        return False
    states = [c for c in _below(predicate) if sentence.deps[c] in {"prt", "acomp", "oprd"} or sentence.tags[c] == "RP"]
    return any(sentence.lower[c] in lex.LEFT_STATES or sentence.lower[c].startswith("un") for c in states)


def _too(predicate: Predicate, told: Status | None) -> bool:
    """A degree that is too high, of the verb's own words or of what it is done to."""
    if told is not Status.DONE or predicate.group.negated:
        return False
    sentence = predicate.sentence
    near = [*_below(predicate), *(c for child in _below(predicate) for c in sentence.children[child])]
    return any(
        sentence.lower[at] == "too" and sentence.tags[sentence.heads[at]][0] in "JR" and at + 1 == sentence.heads[at]
        for child in near
        for at in (child, *sentence.children[child])
    )


def _former_habit(predicate: Predicate, told: Status | None) -> bool:
    sentence, group = predicate.sentence, predicate.group
    habit = sentence.child(group.head, "xcomp") if group.lemma == "use" and group.tag == "VBD" else None
    if habit is None:
        return False
    subject = group.subject
    first = subject is not None and sentence.lower[subject] in {"we", "i"}
    # “I used to be a teacher” tells of a life, not of how parcels were packed.
    return (first and sentence.lemma(habit) != "be") or any(
        sentence.lower[child] == "be" for child in sentence.children[habit]
    )


def _failing(predicate: Predicate, told: Status | None) -> bool:
    group = predicate.group
    past = told in _PAST or "was" in group.auxiliaries
    return group.lemma in lex.FAILING and past and not (group.negated and told is Status.DONE)


FAULTS: tuple[Fault, ...] = (
    Fault("fault as a subject", ("The lack of a rota left messages unread.", "My own carelessness is to blame."), False,
          lambda p, told: _own_fault(p)),
    Fault("wrong of us", ("It was wrong of me to reuse the pictures.", "It was our own oversight."), False, _wrong_of_us),
    Fault("there was no", ("There was no written check on what came in.",), False, _there_was_no),
    Fault("not understood", ("We did not understand the policy.", "We not know the rule."), True,
          lambda p, told: p.group.negated and p.group.lemma in lex.KNOWING and not p.has_time("now")
          and (told is Status.DONE or "do" not in p.group.auxiliaries)),
    Fault("what one admits", ("We admit that we bought 60 reviews.", "The cause is that we trusted the supplier."), True,
          lambda p, told: told in {Status.DONE, Status.HABITUAL} and _admitted(p)),
    Fault("done without leave or check", ("We used the picture without permission of the owner.",), True,
          lambda p, told: told in {Status.DONE, Status.HABITUAL} and _without(p)),
    Fault("gone wrong", ("Where we went wrong was in trusting him.",), True,
          lambda p, told: p.group.lemma == "go" and any(p.sentence.lower[c] == "wrong" for c in _below(p))),
    Fault("lapse of a thing", ("Three orders slipped through.",), False,
          lambda p, told: told is Status.DONE and p.group.lemma in lex.LAPSING),
    Fault("left in a wrong state", ("The vacation setting was left on.", "We left the box unlocked."), True, _left),
    Fault("too much or too little", ("Too little padding was used.", "We shipped too late."), True, _too),
    Fault("faulty state", ("We were careless.", "Our QC was not strict."), True, _faulty_state),
    Fault("noun of a fault", ("Failure to train the temps.",), False,
          lambda p, told: p.group.tag[0] == "N" and p.group.lemma in lex.FAULT_NOUNS and not p.group.auxiliaries),
    Fault("nobody did", ("Nobody compared the two lists.",), False,
          lambda p, told: told is Status.DONE and p.group.subject is not None and _nobody(p)),
    Fault("should have done", ("We should have refunded her at once.",), True,
          lambda p, told: p.group.modal in {"should", "ought"} and p.group.perfect),
    Fault("verb of failing", ("I forgot the holiday setting.", "We overlooked the list."), True, _failing),
    Fault("former habit", ("We used to confirm orders at six.", "Orders used to be ticked off from memory."), False,
          _former_habit),
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
