"""Is it done? An ordered table of constructions; the first that holds decides.

Each line names a construction, shows it, and says what it tells. The tests read the examples from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.agents import class_of
from poalint.language.sentence import Sentence
from poalint.language.verbgroup import VerbGroup
from poalint.model import Agent, Status

_LABELS = {
    "done": Status.DONE, "completed": Status.DONE, "finished": Status.DONE,
    "in progress": Status.ONGOING, "ongoing": Status.ONGOING, "underway": Status.ONGOING,
    "planned": Status.PLANNED, "to do": Status.PLANNED, "next": Status.PLANNED, "next step": Status.PLANNED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group where it stands: its sentence, and the condition it hangs on.

    `condition` is `unmet` (if you reinstate us), `general` (when stock is low) or "". `person` tells a subject that
    can act: a pronoun or a word for people.
    """

    sentence: Sentence
    group: VerbGroup
    condition: str
    person: bool

    @property
    def label(self) -> str:
        """The lead-in of the passage, where this is its main predicate."""
        return self.sentence.passage.label

    @property
    def bare(self) -> bool:
        """No subject and no auxiliary: an item such as “Trained all staff”."""
        return self.group.subject is None and not self.group.auxiliaries and not self.group.pseudo

    @property
    def pronoun(self) -> bool:
        """Whether the subject is a personal pronoun."""
        return self.group.subject is not None and self.sentence.tags[self.group.subject] == "PRP"

    @property
    def alone(self) -> bool:
        """Whether nothing but punctuation hangs on the head: a title such as “TRAINING.”"""
        sentence = self.sentence
        return all(sentence.deps[child] == "punct" for child in sentence.children[self.group.head])

    @property
    def noun(self) -> bool:
        """Whether the head is a noun or an adjective and no verb stands with it."""
        return self.group.tag[0] in "NJCDR" and not self.group.auxiliaries

    def has_time(self, *names: str) -> bool:
        """Whether the clause has one of these kinds of time word."""
        return not self.group.times.isdisjoint(names)

    def has_word(self, word: str) -> bool:
        """Whether a word stands with the verb."""
        return any(self.sentence.lower[child] == word for child in self.sentence.children[self.group.head])

    @property
    def future(self) -> bool:
        """Will, shall, going to, about to, due to."""
        return self.group.pseudo == "will" or any(a in lex.FUTURE_MODALS for a in self.group.auxiliaries)


@dataclass(frozen=True, slots=True)
class Construction:
    """One line of the table: its name, what it tells, sentences that show it, and when it holds."""

    name: str
    status: Status | None
    examples: tuple[str, ...]
    holds: Callable[[Predicate], bool]


def _willing(p: Predicate) -> bool:
    return (
        p.future
        or p.group.modal in {"would", "could", "might", "may"}
        or p.group.lemma in lex.INTENDING | lex.WILLING_PREDICATES
    )


def _intends(p: Predicate) -> bool:
    group = p.group
    if (group.lemma == "look" and group.tag == "VBG") or group.lemma in {"mean", "hope"}:
        return not p.noun and any(p.sentence.deps[c] == "xcomp" for c in p.sentence.children[group.head])
    if group.lemma not in lex.INTENDING or p.noun:
        return False
    # “A difference is resolved before the driver leaves” settles it; nobody resolves to do a thing.
    if group.passive and group.lemma in {"resolve", "determine"} and not p.sentence.child(group.head, "xcomp", "ccomp"):
        return False
    # “We promised buyers a refund” is done; “we promised to pay” is not.
    if (
        not group.auxiliaries
        and p.sentence.child(group.head, "dobj")
        and not p.sentence.child(group.head, "xcomp", "ccomp")
    ):
        return False
    return group.lemma == "decide" or not (group.perfect or "was" in group.auxiliaries)


def _attempts(p: Predicate) -> bool:
    """Try, strive, seek; begin and start only with what is begun: “the clerk starts in June” is a date."""
    if p.group.lemma in lex.INCHOATIVE:
        return not p.noun and p.sentence.child(p.group.head, "xcomp", "dobj", "ccomp") is not None
    return (p.group.lemma in lex.ATTEMPTING and not p.noun) or _efforts(p)


def _efforts(p: Predicate) -> bool:
    """“make efforts”, “do our best”, “work towards”."""
    sentence, group = p.sentence, p.group
    below = [sentence.lemma(child) for child in sentence.children[group.head]]
    if group.lemma in {"make", "do", "put", "spare"}:
        return any(word in lex.EFFORT_NOUNS for word in below)
    return group.lemma == "work" and any(word in {"towards", "toward"} for word in below)


def _progressive(p: Predicate) -> bool:
    aux = p.group.auxiliaries
    be = {"be", "was", "been"} & set(aux)
    # Learners write “are been taken” for “are being taken”, and “is been locked” for what has come to its end.
    slip = {"be", "been"} <= set(aux) and not p.group.perfect and p.group.lemma not in lex.TERMINATIVE
    return bool(be) and (p.group.tag == "VBG" or "being" in aux or slip)


def _state_in_course(p: Predicate) -> bool:
    """“we are having 4.6 rating”: a state, as Indian English tells it; “we are having the labels printed” is under way."""
    owned = p.sentence.child(p.group.head, "dobj")
    return (
        _progressive(p)
        and p.group.lemma in {"have", "own", "know", "belong"}
        and p.sentence.child(p.group.head, "ccomp", "xcomp") is None
        and (owned is None or p.sentence.child(owned, "acl") is None)
    )


def _standing(p: Predicate) -> bool:
    """“We are using only this button”: what is in use is in place, though learners tell it as a progressive."""
    told = p.group.tag == "VBG" and p.group.be and not p.group.passive and p.group.subject is not None
    return told and p.group.lemma in lex.STANDING and not p.group.perfect and not p.has_time("future")


def _learner_progressive(p: Predicate) -> bool:
    """“is produce the new label”: be with a bare form, somebody who acts, and what it is done to."""
    aux = p.group.auxiliaries
    bare = p.group.tag in {"VB", "VBP", "NN"} and p.group.pseudo != "copula"
    return (
        bare
        and p.person
        and (p.sentence.child(p.group.head, "dobj") is not None or p.pronoun)
        and bool({"be", "been"} & set(aux))
        and not p.has_time("past", "routine")
        and not p.group.modal
    )


def _present_passive(p: Predicate) -> bool:
    return (
        p.group.be and p.group.pseudo != "copula" and p.group.tag in {"VBN", "VBD", "VB", "VBP"} and not p.group.modal
    )


def _result(p: Predicate) -> bool:
    if not _present_passive(p) or p.has_time("routine") or p.group.negated:
        return False
    return p.has_time("past", "dated") or (p.group.lemma in lex.TERMINATIVE and not p.has_time("now"))


def _cannot(p: Predicate) -> bool:
    only = any(p.sentence.lower[c] in {"only", "just"} for c in p.sentence.children[p.group.head])
    subject = p.group.subject
    others = subject is not None and class_of(p.sentence, subject) in {Agent.EMPLOYEE, Agent.SUPPLIER}
    if p.group.modal == "can" and p.group.negated and others:
        # Of one's staff it is an order: “packers cannot leave early”.
        return True
    return (p.group.modal == "may" and p.group.negated) or (p.group.modal in {"can", "may", "could"} and only)


def _finite_past(p: Predicate) -> bool:
    return p.group.tag in {"VBD", "VBN"} and not p.group.auxiliaries and not p.group.infinitive


def _present(p: Predicate) -> bool:
    aux = set(p.group.auxiliaries)
    plain = not aux or aux <= {"do"} or aux <= {"get"}
    return plain and p.group.tag in {"VBZ", "VBP", "VB", "VBN"} and not p.group.infinitive


def _agentive_noun(nouns: frozenset[str]) -> Callable[[Predicate], bool]:
    return lambda p: p.noun and p.group.lemma in nouns and not p.alone


T = Status
CONSTRUCTIONS: tuple[Construction, ...] = (
    Construction("label: done", T.DONE, ("Done: boxes relabelled.",), lambda p: _LABELS.get(p.label) is T.DONE),
    Construction(
        "label: in progress", T.ONGOING, ("In progress: rewriting of all titles.",),
        lambda p: _LABELS.get(p.label) is T.ONGOING,
    ),
    Construction("label: planned", T.PLANNED, ("Next: a new scale.",), lambda p: _LABELS.get(p.label) is T.PLANNED),
    Construction(
        "condition with a future", T.CONDITIONAL, ("If you reinstate us, we will drop this carrier.",),
        lambda p: bool(p.condition) and _willing(p) and not (p.condition == "general" and not p.future),
    ),
    Construction(
        "future attempt", T.ATTEMPT, ("We will try our best to reply.",),
        lambda p: p.future and (p.group.lemma in lex.ATTEMPTING - lex.INCHOATIVE or _efforts(p)),
    ),
    Construction("future", T.PLANNED, ("We are going to train the packers.", "Parcels will be scanned."), lambda p: p.future),
    Construction("deduction", None, ("The label must have been printed twice.", "We would have corrected them."),
                 lambda p: p.group.modal in lex.DUTY_MODALS | {"would"} and p.group.perfect and not p.group.pseudo),
    Construction("would as a promise", T.PLANNED, ("We would never reuse a box.",), lambda p: p.group.modal == "would"),
    Construction(
        "duty", T.OBLIGATION, ("Staff must sign the sheet.", "Packers have to scan each box."),
        lambda p: p.group.pseudo == "must" or p.group.modal in lex.DUTY_MODALS,
    ),
    Construction("duty in the past, or all that was done", T.DONE,
                 ("We had to discard the lids.", "All we did was move the shelf."), lambda p: p.group.pseudo == "did"),
    Construction(
        "is to be done", T.PLANNED, ("The titles are to be rewritten.",),
        lambda p: p.group.pseudo == "be-to" and p.group.participle,
    ),
    Construction("is set for a date", T.PLANNED, ("Training for our two receivers is set for May 3.",),
                 lambda p: p.group.be and p.group.lemma in lex.SET_FOR and p.has_word("for")
                 and p.has_time("dated", "future")),
    Construction(
        "somebody is to do", T.OBLIGATION, ("Suppliers are to send a letter.",),
        lambda p: p.group.pseudo == "be-to" and p.person,
    ),
    Construction("the step was to do", T.DONE, ("The first step was to ring both buyers.",),
                 lambda p: p.group.pseudo == "be-to" and p.sentence.lower[p.group.first] == "was" and not p.person),
    Construction("the task is to do", T.HABITUAL, ("My job is to count stock.",), lambda p: p.group.pseudo == "be-to"),
    Construction("permission refused", T.OBLIGATION,
                 ("Packers may not leave early.", "New staff cannot open the shipping page."), _cannot),
    Construction("ability", None, ("The parcel can be tracked.",), lambda p: p.group.modal in lex.ABILITY_MODALS),
    Construction(
        "attempt", T.ATTEMPT, ("We have begun to scan.", "We try to answer sooner."),
        _attempts,
    ),
    Construction("to-infinitive", T.PLANNED, ("To add a fuse.", "Contracts to be renewed."), lambda p: p.group.infinitive),
    Construction("intention", T.PLANNED, ("We plan to hire a clerk.", "We decided to change."), _intends),
    Construction(
        "progressive with a date ahead", T.PLANNED, ("We are moving next month.",),
        lambda p: _progressive(p) and p.group.be and p.has_time("future"),
    ),
    Construction("in the middle of", T.ONGOING, ("We are in the process of replacing every door.",),
                 lambda p: p.group.pseudo == "process"),
    Construction("keep doing", T.ONGOING, ("We keep chasing the depot for the missing scans.",),
                 lambda p: p.group.tag == "VBG" and "keep" in p.group.auxiliaries),
    Construction(
        "perfect progressive", T.ONGOING, ("We have been auditing two pages a day.",),
        lambda p: _progressive(p) and p.group.perfect,
    ),
    Construction("state told as going on", None, ("We are having a good rating.",), _state_in_course),
    Construction("progressive of what is in use", T.HABITUAL, ("We are using only the Request a Review button.",), _standing),
    Construction(
        "progressive", T.ONGOING, ("The labels are being changed.", "We are auditing."), _progressive
    ),
    Construction("progressive of a learner", T.ONGOING, ("Our boss is interview new staff.",), _learner_progressive),
    Construction("perfect", T.DONE, ("We have trained all packers.", "We has hire two clerks."),
                 lambda p: p.group.perfect and p.group.pseudo != "copula"),
    Construction(
        "past passive", T.DONE, ("Both buyers were refunded.",),
        lambda p: "was" in p.group.auxiliaries and p.group.pseudo != "copula",
    ),
    Construction("is underway", T.ONGOING, ("The check is underway.",),
                 lambda p: p.group.pseudo == "copula" and p.sentence.lower[p.group.head] in lex.IN_PROGRESS | {"way"}),
    Construction("there is now", T.HABITUAL, ("There is now a second pair of eyes on every invoice.",),
                 lambda p: p.group.pseudo == "copula" and p.has_time("now") and p.group.be
                 and p.sentence.child(p.sentence.heads[p.group.head], "expl") is not None),
    Construction("state", None, ("We are sorry.",), lambda p: p.group.pseudo == "copula"),
    Construction("result of a present passive", T.DONE, ("The contract is signed.",), _result),
    Construction("routine of a present passive", T.HABITUAL, ("Stock is counted weekly.",), _present_passive),
    Construction("past with did", T.DONE, ("We did not check.",), lambda p: "did" in p.group.auxiliaries),
    Construction(
        "gerund without a subject", T.ONGOING, ("Implementing a new returns bench.",),
        lambda p: p.group.tag == "VBG" and not p.group.auxiliaries and not p.alone,
    ),
    Construction(
        "participle with a routine", T.HABITUAL, ("Counted twice a day.",),
        lambda p: p.bare and _finite_past(p) and p.has_time("routine"),
    ),
    Construction("past", T.DONE, ("We refunded both buyers.", "Trained all staff.", "Cartons upgraded.",
                                   "Switched to a tool which updates every hour."), _finite_past),
    Construction("noun of an end", T.DONE, ("Termination of the contract.",), _agentive_noun(lex.DONE_NOUNS)),
    Construction(
        "noun with a date ahead", T.PLANNED, ("Migration to FBA in June.",),
        lambda p: p.noun and p.group.lemma in lex.ONGOING_NOUNS and p.has_time("future", "dated"),
    ),
    Construction("noun with a rhythm", T.HABITUAL, ("Training of all packers every Monday.",),
                 lambda p: p.noun and p.group.lemma in lex.ONGOING_NOUNS and p.has_time("routine")),
    Construction("noun of a course", T.ONGOING, ("Introduction of a second check.",), _agentive_noun(lex.ONGOING_NOUNS)),
    Construction("no predicate", None, ("Weekly stock take.", "Training."), lambda p: p.noun or p.group.tag == "VBG"),
    Construction(
        "present settled by a past time", T.DONE, ("We already cancel the contract.",),
        lambda p: _present(p) and (p.group.subject is not None or p.has_word("already")) and p.has_time("past"),
    ),
    Construction(
        "present with a day", T.DONE, ("I register another account in 2020.",),
        lambda p: p.group.tag in {"VBP", "VB"} and not p.group.auxiliaries and p.group.subject is not None
        and p.has_time("dated") and not p.has_time("routine", "now", "future") and p.group.lemma not in lex.SCHEDULED,
    ),
    Construction(
        "form past and present alike", T.DONE, ("I read the policy with my helper.", "We let the carrier go."),
        lambda p: p.group.lemma in lex.SAME_PAST and not p.group.auxiliaries and not p.has_time("routine", "now")
        and ((p.group.tag == "VBP" and p.group.subject is not None) or (p.bare and p.has_time("past", "dated"))),
    ),
    Construction(
        "present with a date ahead", T.PLANNED, ("The clerk starts in June.",),
        lambda p: _present(p) and p.group.subject is not None and not p.has_time("routine", "now")
        and (p.has_time("future") or (p.has_time("dated") and p.group.lemma in lex.SCHEDULED)),
    ),
    Construction(
        "bare order", T.OBLIGATION, ("Scan every parcel.", "Do not hand over a parcel before it is scanned."),
        lambda p: p.group.tag in {"VB", "VBP"} and p.group.subject is None
        and ("do" not in p.group.auxiliaries or p.group.negated),
    ),
    Construction("present", T.HABITUAL, ("We check every parcel.", "Boxes get scanned."), _present),
)  # fmt: skip


def status(predicate: Predicate) -> tuple[Status | None, str]:
    """What the first construction that holds tells, and its name; (None, "none") where none holds."""
    for construction in CONSTRUCTIONS:
        if construction.holds(predicate):
            return construction.status, construction.name
    return None, "none"
