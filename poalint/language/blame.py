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


_CAUSAL = frozenset({"because", "due", "owing", "result", "impact", "influence", "affected"})
_FAULT_NOUNS = lex.FAULT_NOUNS | lex.words("mistakes errors faults delays bug glitch breakdown outage problem fraud")
_BAD_WORDS = lex.words(
    "wrong wrongly mistakenly carelessly incorrect incorrectly late lost damaged broken slow malicious "
    "maliciously unreasonable unreasonably unfair unfairly false falsely fake dishonest incomplete "
    "careless irresponsible lazy unreliable unwilling impatient negligent bad hacked scammer down "
    "defective"
)
_BLAMING_WORDS = _BAD_WORDS | {"without", "error", "mistake", "fault"}
# Verbs that fail whoever does them.
_HARSH = lex.words(
    "fail lose break lie cheat abuse scam steal attack hijack mislead crash forget neglect overlook "
    "mistake misunderstand misuse violate manipulate sabotage malfunction delay damage ignore refuse "
    "withhold detain misplace"
)
# Verbs that blame only with a bad word beside them: “gave a wrong address”, “sent the goods late”.
_PLAIN = lex.words(
    "be make have give provide enter write type fill put send ship pack deliver open file leave claim "
    "complain change suspend close deactivate remove judge block tell cause do think"
)
# What each can be blamed for not having done. A buyer who “did not receive” a parcel is a fact, not a culprit.
_OMITTED: dict[str, frozenset[str] | None] = {
    "buyer": lex.words(
    "read pick reply answer respond collect check contact accept agree understand provide update pay"
),
    "amazon": lex.words(
    "tell inform warn notify explain answer reply help give send show tell update sync"
),
    "carrier": None, "supplier": None, "employee": None, "system": None, "competitor": None,
}  # fmt: skip
# A carrier or a tracking number as entries of a form, that match or do not.
_FIELD_VERBS = lex.words("match correspond fill appear belong")
_OWNED = re.compile(
    r"\b(our|my) (own )?(full )?(fault|responsib|mistake|failure|negligence|dereliction)|\b(i am|we are|i'm|we're) (\w+ )?"
    r"(responsible|accountable|to blame)|\b(we|i) (take|accept|own|assume) |\bshould have\b|\bbecause (we|i) \b"
    r"|\b(my|our) (own )?(dependence|reliance|decision|choice|oversight)"
    r"|\bbecause (nobody|no one|there was no|our \w+ (had|did))\b|\b(we|i) (had no|lacked|failed|neglected|overlooked|forgot)\b",
    re.IGNORECASE,
)
_TARGETS = {
    Agent.BUYER: "buyer", Agent.AMAZON: "amazon", Agent.CARRIER: "carrier", Agent.SUPPLIER: "supplier",
    Agent.EMPLOYEE: "employee", Agent.COMPETITOR: "competitor", Agent.SYSTEM: "system",
}  # fmt: skip
# Nouns that say little by themselves: what stands before tells whose they are (“the express company”, “Amazon's system”).
_GENERIC = lex.words(
    "company service services provider system systems site team staff department warehouse algorithm side "
    "support mail office worker people employee error errors problem problems party parties bot tool "
    "party"
)
_RULES = frozenset({"policy", "policies", "rule", "rules", "marketplace", "reviewer"})


def blames(sentence: Sentence) -> Iterator[Blame]:
    """Where the sentence puts the fault on others; nothing where the seller owns it in the same breath."""
    if _OWNED.search(" ".join(sentence.lower).replace(" n't", "n't").replace(" 'm", "'m").replace(" 're", "'re")):
        return
    taken: list[Span] = []
    for span, target in (*_causes(sentence), *_fault_nouns(sentence), *_failures(sentence)):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Blame(span, target)


def target_of(sentence: Sentence, token: int) -> str | None:
    """Whom the noun at `token` stands for, or what circumstance; None for the seller and for things."""
    if sentence.lower[token] in {"year"} and token and sentence.lower[token - 1] == "new":
        return "holiday"
    before = [c for c in sentence.children[token] if sentence.deps[c] in {"compound", "amod", "poss"}]
    for at in (token, *before):
        for name, nouns in lex.CIRCUMSTANCES.items():
            if sentence.lower[at] in nouns or sentence.lemma(at) in nouns:
                return name
    if sentence.lower[token] in _RULES:
        return None
    if sentence.lower[token] in _GENERIC or sentence.lemma(token) in _GENERIC:
        return _owner(sentence, token, before)
    if sentence.lower[token] in {"one", "some", "many"} and (of := sentence.child(token, "prep")) is not None:
        inner = sentence.child(of, "pobj")
        return target_of(sentence, inner) if inner is not None else None
    return _TARGETS.get(class_of(sentence, token))


def _owner(sentence: Sentence, token: int, before: list[int]) -> str | None:
    """Whose a generic thing is, by what stands before it."""
    for at in before:
        word = sentence.lower[at]
        if word in {"your", "amazon"}:
            return "amazon"
        if word in {"customer", "client"} and sentence.lemma(token) == "service":
            return "employee"
        if word in {"third", "logistics", "express", "shipping", "delivery", "courier", "royal", "postal", "freight"}:
            return "supplier" if word == "third" else "carrier"
        if word in {"technical", "software", "erp", "network", "computer", "internet"}:
            return "system"
        named = _TARGETS.get(class_of(sentence, at))
        if named is not None and named != "buyer":
            return named
    return _TARGETS.get(class_of(sentence, token))


def _causes(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """“because of the typhoon”, “due to customs”, “affected by the epidemic”, “owing to delays of the courier”."""
    for token, word in enumerate(sentence.lower):
        if word not in _CAUSAL:
            continue
        for noun in _object(sentence, token):
            target = _blamed(sentence, noun)
            if target is not None:
                tokens = sentence.subtree(noun, frozenset(_clausal(sentence, noun)))
                yield sentence.span(min(token, tokens[0]), max(token, tokens[-1])), target
                break


def _object(sentence: Sentence, token: int) -> Iterator[int]:
    """The nouns a causal word governs, through its preposition and coordination."""
    waiting = [token]
    for at in waiting:
        for child in sentence.children[at]:
            if sentence.deps[child] in {"pcomp", "prep", "agent"} and len(waiting) < 12:
                waiting.append(child)
            elif sentence.deps[child] in {"pobj", "conj"} and child > token and sentence.tags[child][0] == "N":
                yield child
                waiting.append(child)


def _blamed(sentence: Sentence, noun: int) -> str | None:
    """Who is blamed by a noun that is given as the cause."""
    target = target_of(sentence, noun)
    if target in lex.CIRCUMSTANCES:
        return target
    if _is_fault_noun(sentence, noun) and (linked := _linked(sentence, noun)):
        return linked
    own = any(sentence.lower[child] in {"our", "my"} for child in sentence.children[noun])
    return target if target in {"carrier", "amazon", "supplier", "competitor"} and not own else None


def _is_fault_noun(sentence: Sentence, token: int) -> bool:
    return sentence.tags[token][0] == "N" and (
        sentence.lower[token] in _FAULT_NOUNS or sentence.lemma(token) in _FAULT_NOUNS
    )


def _linked(sentence: Sentence, noun: int) -> str | None:
    """Whose fault it is: “the carelessness of our staff”, “an error by the packer”, “the buyer's mistake”, “carrier delays”."""
    for child in sentence.children[noun]:
        inner: int | None = None
        if sentence.deps[child] in {"poss", "compound", "nmod"}:
            inner = child
        elif sentence.deps[child] in {"prep", "agent"} and sentence.lower[child] in {"of", "by", "from", "in", "with"}:
            inner = sentence.child(child, "pobj")
        if inner is not None and (target := target_of(sentence, inner)):
            return target
    return None


def _fault_nouns(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """A fault that is said to be somebody's: “it was a mistake by our packer”, “… was the slackness of our test team”."""
    for token in range(len(sentence)):
        if not _is_fault_noun(sentence, token) or sentence.deps[token] not in {
            "attr",
            "nsubj",
            "ROOT",
            "nsubjpass",
            "oprd",
        }:
            continue
        above = sentence.heads[token]
        target = _linked(sentence, token)
        if target is None or _hypothetical(sentence, above):
            continue
        tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
        yield sentence.span(tokens[0], tokens[-1]), target


def _clausal(sentence: Sentence, token: int) -> list[int]:
    return [c for c in sentence.children[token] if sentence.deps[c] in {"advcl", "conj", "ccomp", "parataxis", "relcl"}]


def _failures(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """“the carrier lost the parcel”, “the buyer gave a wrong address”, “was written wrongly by our new colleague”."""
    for token in range(len(sentence)):
        if sentence.tags[token][0] != "V":
            continue
        actor, passive = _actor(sentence, token)
        target = target_of(sentence, actor) if actor is not None else None
        if actor is None or target is None or _hypothetical(sentence, token) or _overlooked(sentence, token):
            continue
        if not _fails(sentence, token, target, passive):
            continue
        tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
        yield sentence.span(min(*tokens, actor), max(*tokens, actor)), target


def _overlooked(sentence: Sentence, token: int) -> bool:
    """“We did not notice that the courier had not scanned the bag”: what we missed is told, not blamed."""
    return sentence.deps[token] == "ccomp" and any(
        sentence.deps[child] == "neg" for above in sentence.ancestors(token) for child in sentence.children[above]
    )


def _actor(sentence: Sentence, token: int) -> tuple[int | None, bool]:
    """Who does what the verb tells, and whether as the agent of a passive."""
    for by in (
        c for c in sentence.children[token] if sentence.lower[c] == "by" and sentence.deps[c] in {"agent", "prep"}
    ):
        return sentence.child(by, "pobj"), True
    subject = sentence.child(token, "nsubj")
    if subject is None and sentence.deps[token] == "conj":
        subject = sentence.child(sentence.heads[token], "nsubj")
    if subject is not None and sentence.lower[subject] in {"who", "which", "that"} and sentence.deps[token] == "relcl":
        # “a distributor who could not …” says which; “our supplier, who sent …” blames.
        named = sentence.heads[token]
        definite = any(sentence.lower[c] in {"the", "our", "my", "this"} for c in sentence.children[named])
        comma = subject > 0 and sentence.lower[subject - 1] == ","
        return (named, False) if definite or comma else (None, False)
    return subject, False


def _fails(sentence: Sentence, token: int, target: str, passive: bool) -> bool:
    """Whether the verb, as said of this target, tells of a failure that has happened."""
    lemma = sentence.lemma(token)
    negated = any(sentence.deps[c] == "neg" or sentence.lower[c] == "never" for c in sentence.children[token])
    if target in lex.CIRCUMSTANCES:
        return lemma in {
            "cause",
            "make",
            "lead",
            "delay",
            "hold",
            "affect",
            "result",
            "prevent",
            "stop",
            "block",
            "detain",
        }
    if target == "carrier" and lemma in _FIELD_VERBS:
        return False
    if negated:
        return _omits(sentence, token, target, lemma)
    if target == "competitor" or lemma in _HARSH or (lemma.startswith("mis") and lemma not in {"miss"}):
        return True
    below = {sentence.lower[at] for at in sentence.subtree(token, frozenset(_clausal(sentence, token)))}
    if passive:
        faulty = {"cause", "make", "write", "enter", "fill", "do", "break", "type"}
        subject = sentence.child(token, "nsubjpass")
        return lemma in faulty and (target == "employee" or (subject is not None and _is_fault_noun(sentence, subject)))
    return bool(below & _BLAMING_WORDS) and lemma in _PLAIN


def _omits(sentence: Sentence, token: int, target: str, lemma: str) -> bool:
    """“the forwarder did not pick up”, “our staff didn't know”: what somebody failed to do."""
    past = {"did", "was", "were", "could", "had", "have", "has"} | ({"do", "does"} if target == "system" else set())
    finite = any(sentence.lower[child] in past for child in sentence.children[token])
    verbs = _OMITTED.get(target)
    return finite and lemma not in _HARSH and lemma not in lex.POLICY_VERBS and (verbs is None or lemma in verbs)


def _hypothetical(sentence: Sentence, token: int) -> bool:
    """Said of what might be, of what is avoided, or of what is not so: no accusation."""
    words = {sentence.lower[child] for child in sentence.children[token]}
    doubt = {
        "will",
        "would",
        "if",
        "must",
        "should",
        "may",
        "might",
        "can",
        "shall",
        "to",
        "when",
        "whenever",
        "unless",
        "'ll",
    }
    return bool(words & doubt) or sentence.deps[token] == "pcomp"
