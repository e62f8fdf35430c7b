"""Sentences → clauses: where each predicate's words begin and end, whose it is, and what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.agents import agent_of, is_person
from poalint.language.kinds import kind_of
from poalint.language.sentence import Sentence
from poalint.language.status import Predicate, status
from poalint.language.times import phrase
from poalint.language.verbgroup import VerbGroup, verb_group
from poalint.model import Agent, ClauseKind, Span, Status

_CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "dep", "csubj", "pcomp", "appos"})

_HEADING = _CLAUSAL | {"acl"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its words. Spans are places in the draft.

    `head` is the main verb, or the predicate word where there is no verb; `group` covers the verb with its auxiliaries
    (“will train”); `subject` and `when` are the words that say who and at what time, None where the clause has none.
    `construction` names the line of the status table that decided, `role` how the clause
    hangs in its sentence (`main`, `relative`, `complement`, `adverbial`).
    """

    span: Span
    group: Span
    head: Span
    lemma: str
    kind: ClauseKind
    status: Status | None
    agent: Agent
    negated: bool
    role: str
    construction: str
    passive: bool
    times: frozenset[str]
    subject: Span | None
    when: Span | None


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence, in the order of their heads."""
    heads = [token for token in range(len(sentence)) if _heads_clause(sentence, token)]
    tops = frozenset(heads)
    for token in heads:
        group = verb_group(sentence, token)
        own = sentence.subtree(token, tops - {token, group.head})
        yield _clause(sentence, token, group, own)


def _clause(sentence: Sentence, token: int, group: VerbGroup, own: list[int]) -> Clause:
    words = _trim(sentence, own)
    condition = _condition(sentence, token)
    agent = agent_of(sentence, token, group)
    predicate = Predicate(sentence, group, condition, is_person(sentence, group.subject))
    told, construction = status(predicate)
    role = _role(sentence, token)
    return Clause(
        span=sentence.span(words[0], words[-1]),
        group=_group_span(sentence, group),
        head=sentence.span(group.head, group.head),
        lemma=group.lemma,
        kind=kind_of(predicate, agent, told, role),
        status=told,
        agent=agent,
        negated=group.negated,
        role=role,
        construction=construction,
        passive=_passive(sentence, group),
        times=group.times,
        subject=_subject_span(sentence, group),
        when=sentence.span(*dated) if (dated := phrase(sentence, words)) else None,
    )


def _subject_span(sentence: Sentence, group: VerbGroup) -> Span | None:
    """The words of the subject without relative clauses; None where there is none, or only a relative pronoun or “there”."""
    if group.subject is None or sentence.tags[group.subject] in {"EX", "WDT", "WP"}:
        return None
    clausal = [c for c in sentence.children[group.subject] if sentence.deps[c] in {"relcl", "acl"}]
    words = _trim(sentence, sentence.subtree(group.subject, frozenset(clausal)))
    return sentence.span(words[0], words[-1])


def _passive(sentence: Sentence, group: VerbGroup) -> bool:
    return group.subject is not None and sentence.deps[group.subject] == "nsubjpass"


def _group_span(sentence: Sentence, group: VerbGroup) -> Span:
    """The verb with its auxiliaries; from its first own word where those are shared with another verb."""
    return sentence.span(group.first, group.last)


def _heads_clause(sentence: Sentence, token: int) -> bool:
    dep, tag = sentence.deps[token], sentence.tags[token]
    if dep not in _HEADING and sentence.heads[token] != token:
        return False
    if sentence.heads[token] == token:
        return tag not in {".", ",", ":", "''", "``", "-LRB-", "-RRB-", "SYM", "_SP"}
    if dep == "acl":
        return _predicative_participle(sentence, token)
    verbal = (
        tag[0] == "V"
        or tag == "MD"
        or any(sentence.deps[c] in {"nsubj", "nsubjpass"} for c in sentence.children[token])
    )
    if dep not in _CLAUSAL or not verbal:
        return False
    if dep == "conj":
        return _conjunct_of_clause(sentence, token)
    if dep in {"advcl", "pcomp", "csubj"}:
        # “to ensure …”, “by checking …”: purpose and means belong to the clause they serve.
        subject = any(sentence.deps[c] in {"nsubj", "nsubjpass"} for c in sentence.children[token])
        return subject and not _complement_of_semi_modal(sentence, token)
    return not _complement_of_semi_modal(sentence, token)


def _predicative_participle(sentence: Sentence, token: int) -> bool:
    """“Two hundred labels reprinted by hand”, “two scanners to arrive in May”: what was or will be done to a noun."""
    if sentence.heads[token] != sentence.root or not _verbless(sentence):
        return False
    ahead = sentence.lemma(token) in lex.SCHEDULED and any(
        sentence.lower[c] == "to" and sentence.deps[c] == "aux" for c in sentence.children[token]
    )
    return sentence.tags[token] == "VBN" or ahead


def _verbless(sentence: Sentence) -> bool:
    return sentence.tags[sentence.root][0] == "N"


def _conjunct_of_clause(sentence: Sentence, token: int) -> bool:
    above = sentence.heads[token]
    if sentence.deps[above] == "xcomp" and any(sentence.lower[c] == "to" for c in sentence.children[above]):
        own = any(sentence.deps[c] in {"nsubj", "nsubjpass"} for c in sentence.children[token])
        return own or verb_group(sentence, sentence.heads[above]).head == above
    return True


def _complement_of_semi_modal(sentence: Sentence, token: int) -> bool:
    above = sentence.heads[token]
    return sentence.deps[token] in {"ccomp", "advcl"} and verb_group(sentence, above).head == token


def _role(sentence: Sentence, token: int) -> str:
    for at in (token, *sentence.ancestors(token)):
        dep = sentence.deps[at]
        if dep == "conj":
            continue
        if dep in {"relcl", "acl"}:
            return "main" if _predicative_participle(sentence, at) else "relative"
        if dep == "ccomp":
            return "complement" if _governs(sentence, at) else "main"
        if dep in {"advcl", "csubj", "pcomp"}:
            return "adverbial"
        return "main"
    return "main"


def _governs(sentence: Sentence, token: int) -> bool:
    """Whether the clause above truly embeds this one: the parser also writes ccomp for clauses joined by a comma."""
    marked = any(sentence.deps[c] == "mark" for c in sentence.children[token])
    return marked or sentence.heads[token] < token


def _condition(sentence: Sentence, token: int) -> str:
    """The kind of condition the clause hangs on: `unmet`, `general` or ""."""
    found = ""
    above = token
    while sentence.deps[above] == "conj":
        above = sentence.heads[above]
    tops = {token, above} | ({sentence.heads[above]} if sentence.deps[above] == "ccomp" else set())
    for top in tops:
        for child in sentence.children[top]:
            if (
                sentence.deps[child] in {"advcl", "ccomp", "prep", "advmod", "acomp", "csubj", "csubjpass"}
                and child != token
            ):
                found = _condition_kind(sentence, child, top) or found
    own = sentence.child(token, "mark")
    if own is not None and sentence.heads[token] == token and sentence.lower[own] in lex.UNMET_MARKS:
        # “if the first factory late again the second one will supply”: the verb of the condition is missing.
        found = "unmet"
    return found


def _condition_kind(sentence: Sentence, child: int, top: int) -> str:
    words = [sentence.lower[at] for at in sentence.subtree(child)[:3]]
    marks = [sentence.lower[at] for at in sentence.children[child] if sentence.deps[at] in {"mark", "advmod"}]
    if sentence.deps[child] in {"advcl", "ccomp", "csubj", "csubjpass"}:
        if any(mark in lex.UNMET_MARKS for mark in marks) or (
            words and words[0] in lex.UNMET_MARKS | {"should", "were"}
        ):
            return "unmet"
        if words[:2] in (["as", "long"], ["as", "soon"], ["in", "case"]) or "reinstated" in words[:2]:
            return "unmet"
        if any(mark in {"when", "whenever", "where"} for mark in marks):
            return "general"
        return ""
    if words[:2] in (["as", "long"], ["as", "soon"], ["in", "case"], ["subject", "to"], ["depending", "on"]):
        return "unmet"
    return "unmet" if words and words[0] in lex.UNMET_MARKS else ""


def _trim(sentence: Sentence, tokens: list[int]) -> list[int]:
    """The tokens without conjunctions and punctuation at either end."""
    edge = {",", ".", ":", "''", "``", "-LRB-", "-RRB-", "HYPH", "CC"}
    kept = list(tokens)
    while len(kept) > 1 and sentence.tags[kept[0]] in edge:
        kept.pop(0)
    while len(kept) > 1 and sentence.tags[kept[-1]] in edge:
        kept.pop()
    return kept
