"""The verb group of a clause: its head with auxiliaries, voice, negation, subject and times."""

from __future__ import annotations

from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence

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
    head, pseudo = _semi_modal(sentence, token)
    links = [token] if head == token else [token, head]
    auxiliaries: list[int] = []
    for link in links:
        auxiliaries += [child for child in sentence.children[link] if sentence.deps[child] in _AUX and child != head]
    subject = _subject(sentence, [*links, *auxiliaries])
    own_subject = subject is not None
    if pseudo in {"copula", "learner"}:
        auxiliaries.append(token)
        pseudo = "copula" if pseudo == "copula" else ""
    # “Since 6 May each number …”: a month, not a modal.
    auxiliaries = [c for c in auxiliaries if sentence.words[c] != "May" or not _number_beside(sentence.lower, c)]
    names = [_auxiliary(sentence, child) for child in sentence_order(auxiliaries)]
    negated = any(_negates(sentence, link) for link in links)
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
    tokens = sentence.subtree(token, frozenset(aside))
    return VerbGroup(
        head=head,
        tag=sentence.tags[head],
        lemma=sentence.lemma(head),
        auxiliaries=tuple(name for name in names if name != "to"),
        pseudo=pseudo,
        infinitive="to" in names and not pseudo,
        negated=negated,
        subject=subject,
        own_subject=own_subject,
        times=times(sentence, tokens),
        first=inner[0],
        last=inner[-1],
    )


def _subject(sentence: Sentence, tokens: list[int]) -> int | None:
    """The subject of the first of the tokens that has one: learners' verbs leave it with the auxiliary."""
    return next((child for at in tokens for child in sentence.children[at] if sentence.deps[child] in _SUBJECT), None)


def sentence_order(tokens: list[int]) -> list[int]:
    """The tokens without doublets, in the order of the sentence."""
    return sorted(set(tokens))


def _auxiliary(sentence: Sentence, token: int) -> str:
    word = sentence.lower[token]
    if word == "'s":
        return "have" if sentence.tags[sentence.heads[token]] == "VBN" and sentence.deps[token] == "aux" else "be"
    if word == "'d":
        return "had" if sentence.tags[sentence.heads[token]] == "VBN" else "would"
    return lex.CONTRACTED.get(word, word)


def _negates(sentence: Sentence, token: int) -> bool:
    children = sentence.children[token]
    return any(
        sentence.deps[child] == "neg" or (sentence.lower[child] in lex.NEGATIONS and sentence.deps[child] != "conj")
        for child in children
    ) or any(
        sentence.lower[grandchild] in {"no", "nobody"} and sentence.deps[child] in {"nsubj", "nsubjpass", "dobj"}
        for child in children
        for grandchild in (child, *sentence.children[child])
    )


def _first_conjunct(sentence: Sentence, token: int) -> int:
    """The verb before in the coordination, or the semi-modal above it: “have to be tested and signed off”."""
    above = sentence.heads[token]
    over = sentence.heads[above]
    if sentence.deps[above] in {"xcomp", "ccomp"} and over != above and _semi_modal(sentence, over)[0] == above:
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


def _semi_modal(sentence: Sentence, token: int) -> tuple[int, str]:
    """(the head proper, the modality above it): “going to train” → (train, will); the token itself and "" elsewhere."""
    if _is_be(sentence, token):
        return _be_to(sentence, token)
    if (
        sentence.lemma(token) in {"get", "become", "remain", "stay"}
        and (state := sentence.child(token, "acomp")) is not None
    ):
        return state, "copula"
    complement = _infinitive(sentence, token)
    if complement is None:
        return token, ""
    word, lemma = sentence.lower[token], sentence.lemma(token)
    kind = ""
    modal = lex.CONTRACTED.get(word, word)
    if sentence.tags[token] == "MD" and modal in lex.FUTURE_MODALS | lex.DUTY_MODALS:
        # Learners write “we will to check”, and “ought to” is so built.
        kind = "will" if modal in lex.FUTURE_MODALS else "must"
    elif word == "going" or word == "gonna":
        kind = "will"
    elif lemma in {"have", "need"} or word == "got":
        kind = _duty_tense(sentence, token)
    elif (
        sentence.tags[token] == "VBN"
        and lemma in lex.DUTY_PREDICATES
        and sentence.child(token, "auxpass", "aux") is not None
    ):
        kind = "must"
    elif (
        sentence.tags[token] == "VBN"
        and lemma in {"schedule", "expect"}
        and sentence.child(token, "auxpass") is not None
    ):
        kind = "will"
    return (complement, kind) if kind else (token, "")


def _duty_tense(sentence: Sentence, token: int) -> str:
    """“had to” and “have had to” tell what was done; “has to” and “will need to” what must be."""
    return "did" if sentence.lower[token] == "had" or sentence.tags[token] == "VBN" else "must"


def _infinitive(sentence: Sentence, token: int) -> int | None:
    for child in sentence.children[token]:
        if sentence.deps[child] in {"xcomp", "ccomp", "advcl"} and any(
            sentence.lower[at] == "to" and sentence.deps[at] == "aux" for at in sentence.children[child]
        ):
            return child
    return None


def _is_be(sentence: Sentence, token: int) -> bool:
    return sentence.lower[token] in lex.BE and sentence.deps[token] not in _AUX


def _be_to(sentence: Sentence, token: int) -> tuple[int, str]:
    """“is to be done”, “are due to start”, “is prepared to pay”, “it is mandatory to wear”, “is underway”."""
    direct = _infinitive(sentence, token)
    predicate = sentence.child(token, "acomp", "attr", "oprd") or _late_predicate(sentence, token)
    if predicate is None and direct is None:
        predicate = sentence.child(token, "xcomp", "ccomp", "dep")
        return (
            (predicate, "learner") if predicate is not None and _bare_verb(sentence, token, predicate) else (token, "")
        )
    if direct is not None and predicate is None:
        return direct, "be-to"
    if predicate is None:
        return token, ""
    if _bare_verb(sentence, token, predicate):
        return predicate, "learner"
    complement = _infinitive(sentence, predicate) or direct
    word = sentence.lower[predicate]
    if complement is not None and word in lex.DUTY_PREDICATES:
        return complement, "must"
    if complement is not None and word in lex.FUTURE_PREDICATES | {"prepared"}:
        return complement, "will"
    return predicate, "copula"


def _bare_verb(sentence: Sentence, token: int, predicate: int) -> bool:
    """“is produce the new version”, “have been hire”: a learner's be with a bare verb the tagger took for a noun."""
    if sentence.tags[predicate] not in {"NN", "VB", "VBP"} or not sentence.lexicon.knows_verb(
        sentence.lower[predicate]
    ):
        return False
    between = sentence.tags[token + 1 : predicate]
    if any(tag not in {"RB", "JJ"} for tag in between) or "JJ" in between:
        return False
    after = [sentence.deps[child] for child in sentence.children[predicate] if child > predicate]
    if any(sentence.lower[child] == "of" for child in sentence.children[predicate]):
        return False
    goes_on = any(dep in {"dobj", "prep", "advmod", "npadvmod", "agent", "appos"} for dep in after)
    return sentence.tags[predicate] != "NN" or sentence.lower[token] == "been" or goes_on


def _late_predicate(sentence: Sentence, token: int) -> int | None:
    """“is underway”, “is about to”, “is in progress”: what the parser takes for an adverb or a place."""
    for child in sentence.children[token]:
        if child < token:
            continue
        if sentence.lower[child] in lex.IN_PROGRESS | lex.FUTURE_PREDICATES:
            return child
        inner = sentence.child(child, "pobj") if sentence.deps[child] == "prep" else None
        if inner is not None and sentence.lower[inner] in lex.IN_PROGRESS:
            return inner
    return None


def times(sentence: Sentence, tokens: list[int]) -> frozenset[str]:
    """What the time words among `tokens` tell: `routine`, `past`, `now`, `future`, `dated`."""
    lower = sentence.lower
    found = set()
    for at in tokens:
        word = lower[at]
        kind = _TIME_WORDS.get(word)
        if kind is None:
            if word[0].isdigit() and _dated(word):
                found.add("dated")
            continue
        told = _time(lower, at, kind)
        if told:
            found.add(told)
    return frozenset(found) if found else _NO_TIMES


_NO_TIMES: frozenset[str] = frozenset()
# What a word may tell of time; those in brackets only with what stands beside them.
_TIME_WORDS: dict[str, str] = {
    **dict.fromkeys(lex.MONTHS, "dated"),
    **dict.fromkeys(("may", "mar"), "(month)"),
    **dict.fromkeys(lex.ROUTINE_ADVERBS, "routine"),
    **dict.fromkeys(lex.PAST_ADVERBS, "past"),
    **dict.fromkeys(lex.NOW_ADVERBS, "now"),
    **dict.fromkeys(lex.FUTURE_ADVERBS, "future"),
    **dict.fromkeys(("every", "each"), "(every)"),
    **dict.fromkeys(("a", "an", "per"), "(per)"),
    "last": "(last)",
    "next": "(next)",
    "at": "(at)",
}


def _time(lower: list[str], at: int, kind: str) -> str:
    """What the time word at a place tells, by its neighbours; "" where it tells nothing."""
    if kind[0] != "(":
        return kind
    following = lower[at + 1] if at + 1 < len(lower) else ""
    before = lower[at - 1] if at else ""
    period = following in lex.TIME_NOUNS or following in lex.MONTHS
    told = {
        "(every)": "routine" if following in lex.TIME_NOUNS or following.isdigit() else "",
        "(per)": "routine" if following in lex.TIME_NOUNS and before not in {"", "in", "within", "for", "is"} else "",
        "(last)": "past" if period else "",
        "(next)": "future" if period else "",
        "(at)": "now" if following == "present" else "",
        "(month)": "dated" if _number_beside(lower, at) else "",
    }
    return told[kind]


def _dated(word: str) -> bool:
    digits = word.replace("/", "").replace(".", "").replace("-", "")
    return digits.isdigit() and (
        (len(digits) == 4 and word[:2] in {"19", "20"}) or (3 <= len(digits) <= 8 and word != digits)
    )


def _number_beside(lower: list[str], at: int) -> bool:
    return any(0 <= beside < len(lower) and lower[beside][:1].isdigit() for beside in (at - 1, at + 1))
