"""Promises → reports: how a sentence would read once its deed is done, with gaps for what only the seller knows.

“We will contact the buyers of all nine orders.” → “On [date] [who] contacted the buyers of all nine orders ([result]).”
Where the grammar leaves a doubt there is no rewrite: what is said of a habit, a time ahead, a condition or nobody in
particular cannot be told as one deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.clauses import Clause
from poalint.language.inflection import past
from poalint.language.lexicon import words
from poalint.language.sentence import Sentence
from poalint.language.times import times
from poalint.language.verbgroup import verb_group
from poalint.model import Agent, Span, Status

Edits = tuple[tuple[Span, str], ...]

_DATE, _WHO, _RESULT = "[date]", "[who]", "([result])"
_DOERS = frozenset({Agent.SELLER, Agent.EMPLOYEE, Agent.SUPPLIER})
# What may stand between subject and verb and goes with the promise.
_AHEAD = words(
    "will 'll ’ll shall be being am is are 'm ’m 're ’re 's ’s to going gonna about have has need needs must should ought "
    "in the process middle midst of"
)
_FORMS_OF_BE = words("be being")
# Verbs that tell how things stand or go on, not a deed with a day and a result.
_STANDING = words(
    "be have ensure guarantee assure avoid prevent keep continue maintain comply abide follow obey adhere use cooperate "
    "respect pay strive improve strengthen enhance reinforce care remain stay become know understand see look like "
    "want need hope wait work let happen rely depend live believe mean belong"
)  # fmt: skip
# Words with which a sentence tells no single deed of the past, wherever they stand in it.
_UNFIT = words(
    "not n't n’t never no none nobody nothing neither nor any anyone anymore always soon soonest shortly asap later future "
    "onwards onward forward henceforth hereafter possible sure best utmost effort efforts attention please until till "
    "unless whenever whether would could might may following next tomorrow"
)
_CONDITIONS = words("if once when after as provided upon should were unless until")
_REOPENED = words(
    "reinstate restore reactivate re-activate unblock reopen re-open reinstatement restoration reactivation"
)
# “Whoever forgets will …”, “there will be …”
_NOBODY = frozenset({"WP", "WDT", "EX"})
_END = frozenset({".", ",", ":", "CC"})
_PLURAL = words("we you they these those both all many few several staff personnel people police")
# Amounts, which are one or many by what they are of.
_AMOUNTS = words(
    "rest remainder half majority number lot couple pair dozen most some none percent % series variety part"
)


def as_done(sentence: Sentence, clause: Clause, text: str) -> Edits:
    """Edits to `text` that tell the promise of `clause` as done; none where that is not certain.

    Verbs that share their subject are rewritten together, whichever of them the clause is.
    """
    deed = _Deed.of(sentence, clause)
    if deed is None or clause.agent not in _DOERS or not deed.fit(text):
        return ()
    if clause.status is Status.OBLIGATION and deed.named and not deed.passive:
        # “Our packers must weigh each parcel” is a rule for many days.
        return ()
    edits = deed.passive_edits(text) if deed.passive else deed.active_edits(text)
    return _merged(edits)


def _merged(edits: Iterable[tuple[Span, str]]) -> Edits:
    """The edits in order of place, those that touch made one."""
    merged: list[tuple[Span, str]] = []
    for span, new in sorted(edits, key=lambda edit: edit[0]):
        if merged and span.start == merged[-1][0].end:
            before, words_before = merged.pop()
            merged.append((Span(before.start, span.end), words_before + new))
        else:
            merged.append((span, new))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb to put into the past; `first` is the first token of what stands before it and goes."""

    at: int
    first: int


@dataclass(frozen=True, slots=True)
class _Deed:
    """One subject with the verbs it shares. `tokens` are all words of it, in order; `last` ends it, punctuation apart."""

    sentence: Sentence
    subject: tuple[int, int] | None
    verbs: tuple[_Verb, ...]
    passive: bool
    tokens: tuple[int, ...]
    last: int
    condition: tuple[int, int] | None

    @classmethod
    def of(cls, sentence: Sentence, clause: Clause) -> _Deed | None:
        """The deed a clause belongs to; None where its parts do not stand as they do in a plain sentence."""
        head = next((at for at, start in enumerate(sentence.starts) if start == clause.head.start), None)
        top = _lead(sentence, head) if head is not None else None
        if top is None:
            return None
        group = verb_group(sentence, top)
        subject = _bounds(sentence, group.subject) if group.own_subject and group.subject is not None else None
        lead = _promised(sentence, group.head)
        others = frozenset(_beside(sentence, top, lead))
        condition = _condition(sentence, top)
        left_out = others | ({condition.head} if condition else frozenset())
        tokens = [at for at in sentence.subtree(top, left_out) if not condition or at not in condition.tokens]
        stop = min((min(sentence.subtree(other)) for other in others if other > top), default=len(sentence))
        words_of = [at for at in tokens if sentence.tags[at] not in _END]
        if not words_of or words_of[-1] >= stop or lead is None:
            return None
        first = subject[1] + 1 if subject else words_of[0]
        verbs = (_Verb(lead, first), *_sharing(sentence, lead))
        if not first <= lead or not all(each.first <= each.at for each in verbs):
            return None
        passive = sentence.tags[lead] in {"VBN", "VBD"}
        bounds = (condition.tokens[0], condition.tokens[-1]) if condition else None
        return cls(sentence, subject, verbs, passive, tuple(tokens), words_of[-1], bounds)

    def fit(self, text: str) -> bool:
        """Whether all that the deed says can be said of something done."""
        sentence = self.sentence
        if self.subject and any(sentence.tags[at] in _NOBODY for at in range(self.subject[0], self.subject[1] + 1)):
            return False
        removed = {at for verb in self.verbs for at in range(verb.first, verb.at)}
        for at in self.tokens:
            tag, word = sentence.tags[at], sentence.lower[at]
            if word in _UNFIT or word in {"?", "["} or _measure_of_time(sentence, at):
                return False
            if sentence.words[at] != text[sentence.starts[at] : sentence.ends[at]]:
                # Read as if mended: the letter does not have these words.
                return False
            if at not in removed and at not in {verb.at for verb in self.verbs}:
                if tag in {"MD", "VBP", "VBZ"} or (tag == "VB" and not _infinitive(sentence, at)):
                    return False
                if sentence.deps[at] == "mark" and word in _CONDITIONS:
                    return False
        after = sentence.lower[self.last + 1] if self.last + 1 < len(sentence) else ""
        return (
            after not in {"?", ":", "："}
            and not times(sentence, list(self.tokens))
            and all(self._fit_verb(verb) for verb in self.verbs)
            and (self.subject is not None or self.verbs[0].first == 0 or self.condition is not None)
            and sentence.tags[self.last - 1] != "."  # “… the option "Other."”
        )

    def _fit_verb(self, verb: _Verb) -> bool:
        sentence, at = self.sentence, verb.at
        tag, before = sentence.tags[at], range(verb.first, at)
        be = any(sentence.lower[token] in _FORMS_OF_BE for token in before)
        told = {"VBN", "VBD"} if self.passive else ({"VBG"} if self.verbs[0].at != at and self._gerund else None)
        forms = told or {"VB", "VBP", "VBG"}
        if tag not in forms or (tag == "VB" and be) or sentence.lemma(at) in _STANDING:
            return False
        if self.passive and at == self.verbs[0].at and not be:
            return False
        if self._gerund and sentence.lower[at + 1 : at + 2] == ["of"]:
            # “Rewriting of all titles”: a noun.
            return False
        return all(_goes(sentence, token) or _stays(sentence, token) for token in before)

    @property
    def named(self) -> bool:
        """Whether the subject says who; “we” leaves it open."""
        return self.subject is not None and self.sentence.lower[self.subject[0] : self.subject[1] + 1] != ["we"]

    @property
    def _gerund(self) -> bool:
        return self.sentence.tags[self.verbs[0].at] == "VBG"

    def active_edits(self, text: str) -> Iterator[tuple[Span, str]]:
        """“We will train” → “On [date] [who] trained”; any other subject stays, and the day stands at the end."""
        sentence = self.sentence
        told = [past(sentence.lemma(verb.at)) for verb in self.verbs]
        if None in told:
            return
        for number, (verb, form) in enumerate(zip(self.verbs, told, strict=True)):
            first = verb.first
            new = self._kept(verb) + (form or "")
            if number == 0 and not self.named:
                first = self.subject[0] if self.subject else verb.first
                opens = first == 0 or (self.condition is not None and self.condition[0] == 0)
                new = f"{'On' if opens else 'on'} {_DATE} {_WHO} {new}"
            yield self._edit(first, verb.at, new, text)
        yield from self._without_condition(text)
        yield self._at_end(f" on {_DATE} {_RESULT}" if self.named else f" {_RESULT}")

    def passive_edits(self, text: str) -> Iterator[tuple[Span, str]]:
        """“The packers will be trained” → “The packers were trained on [date] by [who]”."""
        sentence = self.sentence
        was = _was(sentence, self.subject) if self.subject else None
        if was is None or self.condition is not None:
            return
        for verb in self.verbs:
            lead = f"{was} " if verb is self.verbs[0] else ""
            yield self._edit(verb.first, verb.at, lead + self._kept(verb) + sentence.words[verb.at], text)
        last = self.verbs[-1].at
        told = any(sentence.deps[child] == "agent" for verb in self.verbs for child in sentence.children[verb.at])
        while last + 1 in sentence.children[self.verbs[-1].at] and sentence.tags[last + 1] == "RP":
            last += 1
        end = sentence.ends[last]
        yield Span(end, end), f" on {_DATE}" if told else f" on {_DATE} by {_WHO}"
        yield self._at_end(f" {_RESULT}")

    def _kept(self, verb: _Verb) -> str:
        """The adverbs before a verb, which stay: “will also contact”."""
        kept = [self.sentence.words[at] for at in range(verb.first, verb.at) if _stays(self.sentence, at)]
        return "".join(f"{word} " for word in kept)

    def _edit(self, first: int, last: int, new: str, text: str) -> tuple[Span, str]:
        """Tokens `first` to `last` replaced; “I'll” needs a space before what replaces its second half."""
        span = self.sentence.span(first, last)
        before = text[: span.start][-1:]
        glued = first > 0 and not before.isspace() and before not in '(“"'
        return span, (f" {new}" if glued else new)

    def _at_end(self, new: str) -> tuple[Span, str]:
        end = self.sentence.ends[self.last]
        return Span(end, end), new

    def _without_condition(self, text: str) -> Iterator[tuple[Span, str]]:
        """“Once the account is open, we …” without its condition."""
        if self.condition is None:
            return
        sentence, (first, last) = self.sentence, self.condition
        if first == 0:
            yield Span(sentence.starts[0], sentence.starts[last + 1]), ""
        else:
            yield Span(sentence.ends[first - 1], sentence.ends[last]), ""


def _lead(sentence: Sentence, head: int) -> int | None:
    """The first of the verbs that share a subject, with what stands above it; None unless it heads its sentence."""
    at = _top(sentence, head)
    while sentence.deps[at] == "conj" and not verb_group(sentence, at).own_subject:
        at = _top(sentence, sentence.heads[at])
    above = at
    while sentence.deps[above] == "conj" and sentence.tags[sentence.heads[above]][0] == "V":
        above = sentence.heads[above]
    return at if sentence.heads[above] == above else None


def _top(sentence: Sentence, head: int) -> int:
    """The semi-modal above a verb: “going” of “going to train”, “plan” of “plan to train”; else the verb itself."""
    above = sentence.heads[head]
    linked = verb_group(sentence, above).head == head or _promised(sentence, above) == head
    return _top(sentence, above) if above != head and linked else head


def _promised(sentence: Sentence, head: int) -> int | None:
    """What is promised or tried: “train” of “plan to train”; the verb itself elsewhere; None where that is not certain."""
    if sentence.lemma(head) not in lex.INTENDING | lex.ATTEMPTING:
        return head
    below = [child for child in sentence.children[head] if sentence.deps[child] in {"xcomp", "dobj", "ccomp", "conj"}]
    plain = len(below) == 1 and sentence.deps[below[0]] == "xcomp" and _infinitive(sentence, below[0])
    return below[0] if plain else None


def _infinitive(sentence: Sentence, at: int) -> bool:
    """Whether “to” stands with a verb, or it shares that of another."""
    while sentence.deps[at] == "conj":
        at = sentence.heads[at]
    below = sentence.deps[at] in {"ccomp", "xcomp"}
    return below or any(sentence.lower[child] == "to" for child in sentence.children[at])


def _sharing(sentence: Sentence, verb: int) -> Iterator[_Verb]:
    """The verbs joined to a verb that have no subject of their own, each with its own auxiliaries."""
    for child in sentence.children[verb]:
        if sentence.deps[child] == "conj" and sentence.tags[child][0] == "V" and not _own_subject(sentence, child):
            first = child
            while first > 0 and first - 1 in sentence.children[child] and _goes(sentence, first - 1):
                first -= 1
            yield _Verb(child, first)
            yield from _sharing(sentence, child)


def _beside(sentence: Sentence, *verbs: int | None) -> Iterator[int]:
    """The clauses joined to a verb that have a subject of their own, or are set beside it."""
    for verb in verbs:
        for child in sentence.children[verb] if verb is not None else ():
            joined = sentence.deps[child] == "conj" and sentence.tags[child][0] == "V"
            if sentence.deps[child] == "parataxis" or (joined and _own_subject(sentence, child)):
                yield child
            elif joined:
                yield from _beside(sentence, child)


def _own_subject(sentence: Sentence, verb: int) -> bool:
    return any(sentence.deps[child] in {"nsubj", "nsubjpass", "expl", "csubj"} for child in sentence.children[verb])


@dataclass(frozen=True, slots=True)
class _Condition:
    head: int
    tokens: tuple[int, ...]


def _condition(sentence: Sentence, top: int) -> _Condition | None:
    """The clause that waits for the account to be open again, at the beginning before a comma or at the end."""
    for child in sentence.children[top]:
        below = sentence.subtree(child)
        whole = below == list(range(below[0], below[-1] + 1))
        if sentence.deps[child] != "advcl" or not whole or sentence.lower[below[0]] not in _CONDITIONS:
            continue
        if not any(sentence.lemma(at) in _REOPENED for at in below):
            continue
        if below[0] == 0 and below[-1] + 1 < len(sentence) and sentence.lower[below[-1] + 1] == ",":
            return _Condition(child, (*below, below[-1] + 1))
        if below[0] > top:
            return _Condition(child, tuple(below))
    return None


def _bounds(sentence: Sentence, subject: int) -> tuple[int, int] | None:
    """The first and last token of the subject's words."""
    below = sentence.subtree(subject)
    return below[0], below[-1]


def _measure_of_time(sentence: Sentence, at: int) -> bool:
    """“will ship the same day”: a noun that stands as an adverb."""
    return sentence.deps[at] == "npadvmod" and sentence.tags[sentence.heads[at]][0] == "V"


def _goes(sentence: Sentence, at: int) -> bool:
    lemma = sentence.lemma(at)
    return sentence.lower[at] in _AHEAD or lemma in lex.INTENDING or lemma in lex.ATTEMPTING


def _stays(sentence: Sentence, at: int) -> bool:
    return sentence.tags[at] == "RB" and not _goes(sentence, at)


def _was(sentence: Sentence, subject: tuple[int, int]) -> str | None:
    """“was” or “were” by the subject's number; None where it could be either."""
    inside = range(subject[0], subject[1] + 1)
    head = next((at for at in inside if sentence.heads[at] not in inside), None)
    if head is None:
        return None
    word, tag = sentence.lower[head], sentence.tags[head]
    below = [sentence.lower[at] for at in sentence.children[head]]
    if tag[0] == "V" or word in _AMOUNTS or "or" in below or "nor" in below:
        return None
    joined = any(sentence.deps[child] == "conj" for child in sentence.children[head])
    if joined or word in _PLURAL or tag in {"NNS", "NNPS"}:
        return "were"
    if tag == "CD":
        return "was" if word in {"one", "1"} else "were"
    return "was" if tag in {"NN", "NNP"} or word in {"i", "he", "she", "it", "this", "that"} else None


__all__ = ["Edits", "as_done"]
