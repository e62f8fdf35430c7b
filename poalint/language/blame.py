"""Who is made to carry the fault, by syntax: the subject or agent of a failing verb, the object of “because of”.

A sentence in which the seller owns the failure blames nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.agents import class_of
from poalint.language.sentence import Sentence
from poalint.model import Agent, Span


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that put the fault on somebody else. `target` is the class: buyer, amazon, carrier, weather, epidemic, …"""

    span: Span
    target: str


_CAUSAL = frozenset({"because", "due", "owing", "thanks", "result", "impact", "influence", "affected", "account"})
# What goes wrong: verbs of failing and harm, and states that are complaints.
_BAD_VERBS = lex.FAILING | frozenset(
    "delay lose damage break fail refuse lie cheat abuse complain scam steal attack hijack mislead crash stop"
    " misread mishandle hold return claim report forget withhold ignore mark mix send give write change".split()
)
_HARSH_VERBS = frozenset(
    "delay lose damage break fail refuse lie cheat abuse scam steal attack hijack mislead crash misread mishandle forget"
    " withhold ignore neglect overlook mistake misunderstand misuse violate manipulate sabotage malfunction".split()
)
_BAD_WORDS = frozenset(
    "wrong wrongly mistake mistakes error errors fault careless carelessness negligence negligent slow late delay delays"
    " delayed malicious maliciously unreasonable unfair unfairly false slack slackness incorrect incorrectly fake lost"
    " damaged broken down bug glitch failure without dishonest abuse mistakenly fraudulent incomplete breakdown"
    " irresponsible lazy unreliable unwilling impatient bad congestion shortage laziness outage hacked".split()
)
_OWNED = re.compile(
    r"\b(we|i) (did(n't| not)|failed|should have|should|take (full )?responsib|accept|own|were (not|unable)|overlooked|forgot"
    r"|neglected|had no|lacked|could(n't| not) )|\bour (own )?(fault|responsib|mistake|failure|negligence|error|dereliction)"
    r"|\b(my|our) (full )?(responsibility|fault)|\b(i am|we are) (fully |solely )?(responsible|accountable|to blame)",
    re.IGNORECASE,
)
_TARGETS = {
    Agent.BUYER: "buyer", Agent.AMAZON: "amazon", Agent.CARRIER: "carrier", Agent.SUPPLIER: "supplier",
    Agent.EMPLOYEE: "employee", Agent.COMPETITOR: "competitor", Agent.SYSTEM: "system",
}  # fmt: skip


def blames(sentence: Sentence) -> Iterator[Blame]:
    """Where the sentence puts the fault on others; nothing where the seller owns it in the same breath."""
    words = " ".join(sentence.lower)
    if _OWNED.search(words.replace(" n't", "n't")) or sentence.lower[-1] == "?":
        return
    taken: list[Span] = []
    for span, target in (*_causes(sentence), *_failures(sentence)):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Blame(span, target)


def target_of(sentence: Sentence, token: int) -> str | None:
    """Whom the noun at `token` stands for, or what circumstance; None for the seller and for things."""
    for at in (token, *(c for c in sentence.children[token] if sentence.deps[c] in {"compound", "amod", "conj"})):
        for name, nouns in lex.CIRCUMSTANCES.items():
            if sentence.lower[at] in nouns or sentence.lemma(at) in nouns:
                return name
    return _TARGETS.get(class_of(sentence, token))


def _causes(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """“because of the typhoon”, “due to customs”, “affected by the epidemic”, “the carelessness of our staff”."""
    for token, word in enumerate(sentence.lower):
        if word not in _CAUSAL:
            continue
        for noun in _object(sentence, token):
            target = _blamed_noun(sentence, noun)
            if target is not None:
                tokens = sentence.subtree(noun, frozenset(_clausal(sentence, noun)))
                yield sentence.span(min(token, tokens[0]), max(token, tokens[-1])), target
                break


def _object(sentence: Sentence, token: int) -> Iterator[int]:
    """The nouns a causal word governs, through its preposition, coordination and “of”."""
    waiting = [token]
    for _ in range(12):
        if not waiting:
            return
        at = waiting.pop(0)
        for child in sentence.children[at]:
            if sentence.deps[child] in {"pcomp", "prep", "agent"} or (sentence.deps[child] == "dep" and child > token):
                waiting.append(child)
            elif sentence.deps[child] in {"pobj", "conj"} and child > token and sentence.tags[child][0] == "N":
                yield child
                waiting.append(child)


def _blamed_noun(sentence: Sentence, noun: int) -> str | None:
    own = any(sentence.lower[c] in {"our", "my"} for c in sentence.children[noun])
    target = target_of(sentence, noun)
    if target in lex.CIRCUMSTANCES:
        return target
    bad = sentence.lower[noun] in _BAD_WORDS or sentence.lemma(noun) in _BAD_WORDS | lex.FAULT_NOUNS
    if bad:
        # “the carelessness of our staff”, “the buyer's mistake”, “supplier delays”
        for child in sentence.children[noun]:
            inner = sentence.child(child, "pobj") if sentence.deps[child] == "prep" else None
            if sentence.deps[child] in {"poss", "compound", "nmod"}:
                inner = child
            if inner is not None and target_of(sentence, inner):
                return target_of(sentence, inner)
    if target in {"carrier", "amazon", "supplier", "competitor"} and not own:
        return target
    return None


def _clausal(sentence: Sentence, token: int) -> list[int]:
    return [child for child in sentence.children[token] if sentence.deps[child] in {"relcl", "advcl", "ccomp"}]


def _failures(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """“the carrier lost the parcel”, “the buyer gave a wrong address”, “was written wrongly by our new colleague”."""
    for token in range(len(sentence)):
        if sentence.tags[token][0] not in "V":
            continue
        actor = _actor(sentence, token)
        if actor is None:
            continue
        target = target_of(sentence, actor)
        if target is None or not _fails(sentence, token, target):
            continue
        tokens = [*sentence.subtree(token, frozenset(_other_clauses(sentence, token)))]
        yield sentence.span(min(*tokens, actor), max(*tokens, actor)), target


def _other_clauses(sentence: Sentence, token: int) -> list[int]:
    return [c for c in sentence.children[token] if sentence.deps[c] in {"advcl", "conj", "ccomp", "parataxis", "relcl"}]


def _actor(sentence: Sentence, token: int) -> int | None:
    agent = sentence.child(token, "agent")
    if agent is not None:
        return sentence.child(agent, "pobj")
    subject = sentence.child(token, "nsubj")
    if subject is None and sentence.deps[token] == "conj":
        subject = sentence.child(sentence.heads[token], "nsubj")
    if subject is not None and sentence.lower[subject] in {"who", "which", "that"} and sentence.deps[token] == "relcl":
        return sentence.heads[token]
    return subject


def _fails(sentence: Sentence, token: int, target: str) -> bool:
    """Whether the verb, as said of this target, tells of a failure that has happened."""
    if _hypothetical(sentence, token):
        return False
    lemma = sentence.lemma(token)
    below = [sentence.lower[at] for at in sentence.subtree(token, frozenset(_other_clauses(sentence, token)))]
    bad = any(word in _BAD_WORDS for word in below)
    negated = any(sentence.deps[c] == "neg" or sentence.lower[c] in {"never", "not"} for c in sentence.children[token])
    if target in lex.CIRCUMSTANCES:
        return lemma in {"cause", "make", "lead", "delay", "hold", "affect", "result", "prevent", "stop", "block"}
    if target == "buyer":
        return (lemma in _HARSH_VERBS - {"return"} or (bad and lemma in _BAD_VERBS)) and not negated
    if lemma in _HARSH_VERBS and not (negated and target != "employee"):
        return True
    if target in {"employee", "carrier", "supplier", "system", "amazon"} and negated:
        return sentence.tags[token] in {"VB", "VBN", "VBD"} and any(
            sentence.lower[c] in {"did", "does", "do", "was", "were", "could", "had", "have", "has"} for c in sentence.children[token]
        )
    return bad and lemma in _BAD_VERBS | {"be", "make", "have", "cause", "break", "enter", "fill", "type", "put", "ship", "pack"}


def _hypothetical(sentence: Sentence, token: int) -> bool:
    words = {sentence.lower[c] for c in sentence.children[token]}
    return bool(words & {"will", "would", "if", "must", "should", "may", "might", "can", "shall", "to", "when", "whenever", "unless"})
