"""The verb group of a clause: its head with auxiliaries, voice, negation, subject and times."""

from __future__ import annotations

from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.semimodals import cleft_subject, is_be, link
from poalint.language.sentence import Sentence
from poalint.language.times import number_beside, times

_AUX = ("aux", "auxpass")
_MODALS = lex.FUTURE_MODALS | lex.DUTY_MODALS | lex.ABILITY_MODALS | {"would"}
_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """What the grammar says of one predicate. Token numbers are indices in the sentence.

    `auxiliaries` are in order, contractions and forms resolved (`will`, `have`, `had`, `be`, `was`, `been`, `being`,
    `get`, `do`, `did`, modals). `pseudo` is the semi-modal above the head: `will` (going to, about to, due to),
    `must` (have to, need to, required to), `did` (had to), `be-to`, `copula` (the head is what be links to: “is
    underway”), or "". `first` and `last` bound the group.
    """

    head: int
    tag: str
    lemma: str
    auxiliaries: tuple[str, ...]
    pseudo: str
    infinitive: bool
    negated: bool
    subject: int | None
    own_subject: bool
    times: frozenset[str]
    first: int
    last: int

    @property
    def modal(self) -> str:
        """The first modal, or ""."""
        return next((word for word in self.auxiliaries if word in _MODALS), "")

    @property
    def perfect(self) -> bool:
        """Have or had, with any form of the verb after it: learners write “has hire”."""
        return "have" in self.auxiliaries or "had" in self.auxiliaries

    @property
    def be(self) -> bool:
        """A present form of be right before the head."""
        return "be" in self.auxiliaries

    @property
    def passive(self) -> bool:
        """A participle after a form of be or get: “is to be rewritten” too, whose subject is an active one's."""
        return self.participle and not {"be", "was", "been", "being", "get"}.isdisjoint(self.auxiliaries)

    @property
    def participle(self) -> bool:
        """A form that can be a past participle."""
        return self.tag in {"VBN", "VBD"}


def verb_group(sentence: Sentence, token: int) -> VerbGroup:
    """The group headed by `token`; worked out once a sentence. See `_verb_group`."""
    found: VerbGroup | None = sentence.groups.get(token)
    if found is None:
        found = sentence.groups[token] = _verb_group(sentence, token)
    return found


def _verb_group(sentence: Sentence, token: int) -> VerbGroup:
    """The group headed by `token`, or by its complement where `token` is a semi-modal (“going to”, “have to”).

    Auxiliaries and subject are shared along a coordination whose members have none of their own.
    """
    head, pseudo = link(sentence, token)
    links = [token] if head == token else [token, head]
    auxiliaries: list[int] = []
    for at in links:
        auxiliaries += [child for child in sentence.children[at] if sentence.deps[child] in _AUX and child != head]
    subject = _subject(sentence, [*links, *auxiliaries])
    own_subject = subject is not None
    tag = sentence.tags[head]
    if head != token:
        subject = _real_subject(sentence, token, head, subject)
    if pseudo in {"copula", "auxiliary"}:
        auxiliaries.append(token)
        if pseudo == "auxiliary":
            pseudo = ""
            if is_be(sentence, token) and tag != "VBG":
                # A learner's bare form: of a passive, unless it has its object or somebody who acts.
                acts = sentence.child(head, "dobj") is not None or _pronoun(sentence, subject)
                tag = "VB" if acts else "VBN"
    # “Since 6 May each number …”: a month, not a modal.
    auxiliaries = [c for c in auxiliaries if sentence.words[c] != "May" or not number_beside(sentence.lower, c)]
    names = [_auxiliary(sentence, child) for child in sentence_order(auxiliaries)]
    negated = any(_negates(sentence, at) for at in links)
    if not own_subject and sentence.deps[token] == "conj":
        shared = verb_group(sentence, _first_conjunct(sentence, token))
        subject = shared.subject
        own = [name for name in names if name != "to"]
        # “would come down and be discussed”: a bare be is never finite and needs what came before.
        bare_be = own[:1] == ["be"] and any(sentence.lower[child] == "be" for child in auxiliaries)
        if bare_be or (not own and _shares(sentence, shared, head)):
            names, pseudo = [*shared.auxiliaries, *own], pseudo or shared.pseudo
            negated = negated or (shared.negated and sentence.tags[head] != "VBN")
    inner = sentence_order([*auxiliaries, token, head])
    # A date inside the subject says when the thing was made: “their report of 4 July names …”.
    aside = [*_clause_children(sentence, token), *([subject] if own_subject and subject is not None else [])]
    found = times(sentence, sentence.subtree(token, frozenset(aside)))
    if "routine" in found:
        # “Switched to a tool which updates every hour” says how often the tool updates.
        aside += [at for at in sentence.subtree(token) if sentence.deps[at] == "relcl" and at not in {token, head}]
        found = found - {"routine"} | times(sentence, sentence.subtree(token, frozenset(aside))) & {"routine"}
    if subject is None and sentence.deps[token] == "conj":
        # “Already stop the cooperation and sign with another”
        found |= verb_group(sentence, _first_conjunct(sentence, token)).times & {"past"}
    return VerbGroup(
        head=head,
        tag=tag,
        lemma=sentence.lemma(head),
        auxiliaries=tuple(name for name in names if name != "to"),
        pseudo=pseudo,
        infinitive="to" in names and not pseudo and not any(name in _MODALS for name in names),
        negated=negated,
        subject=subject,
        own_subject=own_subject,
        times=found,
        first=inner[0],
        last=inner[-1],
    )


def _subject(sentence: Sentence, tokens: list[int]) -> int | None:
    """The subject of the first of the tokens that has one: learners' verbs leave it with the auxiliary."""
    return next((child for at in tokens for child in sentence.children[at] if sentence.deps[child] in _SUBJECT), None)


def _real_subject(sentence: Sentence, token: int, head: int, formal: int | None) -> int | None:
    """Who it is that acts where “it”, “there” or “what we will do” stands in the subject's place."""
    cleft = cleft_subject(sentence, token)
    if cleft is not None or formal is None:
        return cleft if cleft is not None else formal
    if sentence.deps[formal] == "expl" and sentence.deps[head] == "acl":
        return sentence.heads[head]
    own = sentence.child(head, "nsubj", "nsubjpass")
    return own if own is not None and sentence.lower[formal] == "it" else formal


def _pronoun(sentence: Sentence, token: int | None) -> bool:
    return token is not None and sentence.lower[token] in {"we", "i", "he", "she", "they"}


def sentence_order(tokens: list[int]) -> list[int]:
    """The tokens without doublets, in the order of the sentence."""
    return sorted(set(tokens))


def _auxiliary(sentence: Sentence, token: int) -> str:
    word = sentence.lower[token]
    if word == "'s":
        head = sentence.heads[token]
        perfect = (sentence.tags[head] == "VBN" and sentence.deps[token] == "aux") or any(
            sentence.lower[child] == "been" for child in sentence.children[head]
        )
        return "have" if perfect else "be"
    if word == "'d":
        return "had" if sentence.tags[sentence.heads[token]] == "VBN" else "would"
    return lex.CONTRACTED.get(word, word)


def _negates(sentence: Sentence, token: int) -> bool:
    # “Not only did we refund them” says that we did.
    children = [
        child
        for child in sentence.children[token]
        if not (sentence.lower[child] == "not" and any(sentence.lower[c] == "only" for c in sentence.children[child]))
    ]
    return any(
        sentence.deps[child] == "neg"
        or (sentence.lower[child] in lex.NEGATIONS and sentence.deps[child] != "conj")
        or (child < token and sentence.deps[child] == "prep" and _at_no(sentence, child))
        for child in children
    ) or any(
        sentence.lower[grandchild] in {"no", "nobody"} and sentence.deps[child] in {"nsubj", "nsubjpass", "dobj"}
        for child in children
        for grandchild in (child, *sentence.children[child])
    )


def _at_no(sentence: Sentence, preposition: int) -> bool:
    """“at no point”, “under no circumstances”, “in no case”: a negation that opens its clause."""
    noun = sentence.child(preposition, "pobj")
    return noun is not None and any(sentence.lower[child] == "no" for child in sentence.children[noun])


def _first_conjunct(sentence: Sentence, token: int) -> int:
    """The verb before in the coordination, or the semi-modal above it: “have to be tested and signed off”."""
    above = sentence.heads[token]
    over = sentence.heads[above]
    if sentence.deps[above] in {"xcomp", "ccomp"} and over != above and link(sentence, over)[0] == above:
        return over
    return above


def _shares(sentence: Sentence, shared: VerbGroup, head: int) -> bool:
    """Whether the form of `head` can stand after the auxiliaries of the conjunct before it."""
    tag = sentence.tags[head]
    if shared.modal or shared.pseudo or "do" in shared.auxiliaries or "did" in shared.auxiliaries:
        passive = tag in {"VBN", "VBD"} and not {"be", "been", "have"}.isdisjoint(shared.auxiliaries)
        return passive or tag in {"VB", "VBP", "NN"}
    if shared.auxiliaries:
        return tag in {"VBN", "VBD", "VBG"} or (tag == "VB" and shared.tag == "VB")
    return False


def _clause_children(sentence: Sentence, token: int) -> list[int]:
    deps = {"conj", "ccomp", "advcl", "relcl", "parataxis"}
    return [child for child in sentence.children[token] if sentence.deps[child] in deps]
