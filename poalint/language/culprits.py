"""Whom a noun or a verb's subject stands for, as somebody or something that can be blamed."""

from __future__ import annotations

from poalint.language import lexicon as lex
from poalint.language.agents import class_of
from poalint.language.sentence import Sentence
from poalint.model import Agent

_TARGETS = {
    Agent.BUYER: "buyer", Agent.AMAZON: "amazon", Agent.CARRIER: "carrier", Agent.SUPPLIER: "supplier",
    Agent.EMPLOYEE: "employee", Agent.COMPETITOR: "competitor", Agent.SYSTEM: "system",
}  # fmt: skip
# Nouns that say little by themselves: what stands before tells whose they are (“the express company”, “Amazon's system”).
_GENERIC = lex.words(
    "company service services provider system systems site team staff department warehouse algorithm side "
    "support mail office worker people employee error errors problem problems party parties bot tool "
    "party handling delay delays hub depot terminal man guy boy boys rep representative robot agent"
)
_RULES = frozenset({"policy", "policies", "rule", "rules", "marketplace", "reviewer"})


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
    if sentence.lower[token] == "it":
        return _antecedent(sentence, token)
    if sentence.lower[token] in _GENERIC or sentence.lemma(token) in _GENERIC:
        return _owner(sentence, token, before)
    if sentence.lower[token] in {"one", "some", "many"} and (of := sentence.child(token, "prep")) is not None:
        inner = sentence.child(of, "pobj")
        return target_of(sentence, inner) if inner is not None else None
    if sentence.lower[token] in {"seller", "sellers", "reseller", "resellers"}:
        rival = {"another", "other", "competing", "rival", "unauthorized", "unauthorised", "malicious"}
        return "competitor" if any(sentence.lower[c] in rival for c in sentence.children[token]) else None
    if sentence.lower[token] in lex.HEADS_OF_STAFF and (
        sentence.child(token, "appos") is not None or any(sentence.tags[c] == "NNP" for c in before)
    ):
        return "employee"
    named = _TARGETS.get(class_of(sentence, token))
    return named or _renamed(sentence, token)


def _renamed(sentence: Sentence, token: int) -> str | None:
    """A name that an apposition explains: “Carla, a temp on the evening shift”, “the purchasing manager, Mr. Adeyemi”."""
    other = sentence.child(token, "appos")
    if other is None or sentence.tags[token] not in {"NNP", "NN"}:
        return None
    return _TARGETS.get(class_of(sentence, other))


def _antecedent(sentence: Sentence, pronoun: int) -> str | None:
    """What it or they stand for: a program named before in the sentence as subject or cause."""
    for at in range(pronoun - 1, -1, -1):
        if sentence.tags[at][0] == "N" and sentence.lower[at] not in {"amazon"}:
            target = _TARGETS.get(class_of(sentence, at))
            if target is not None:
                return target if target in {"system", "carrier", "supplier"} else None
    return None


def _owner(sentence: Sentence, token: int, before: list[int]) -> str | None:
    """Whose a generic thing is, by what stands before it or after its “of”."""
    of = next((c for c in sentence.children[token] if sentence.lower[c] == "of"), None)
    inner = sentence.child(of, "pobj") if of is not None else None
    for at in [*before, *([inner] if inner is not None else [])]:
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


def actor_of(sentence: Sentence, token: int) -> tuple[int | None, bool]:
    """Who does what the verb tells, and whether as the agent of a passive."""
    by = _by(sentence, token)
    if by is not None:
        return by, True
    subject = sentence.child(token, "nsubj")
    if subject is None and sentence.lemma(token) in {"crash", "fail", "break"}:
        # Learners write “the system was crashed”.
        subject = sentence.child(token, "nsubjpass")
    if subject is None and sentence.deps[token] == "conj" and sentence.child(token, "nsubjpass") is None:
        subject = sentence.child(sentence.heads[token], "nsubj")
    if subject is not None and sentence.lower[subject] in {"who", "which", "that"} and sentence.deps[token] == "relcl":
        # “a distributor who could not …” says which; “our supplier, who sent …” blames.
        named = sentence.heads[token]
        over = sentence.heads[named]
        if target_of(sentence, named) is None and sentence.lower[over] == "of":
            # “one trader of the bazaar, who has cheated us”
            named = sentence.heads[over]
        definite = any(sentence.lower[c] in {"the", "our", "my", "this"} for c in sentence.children[named])
        comma = subject > 0 and "," in sentence.lower[max(0, subject - 1) : subject]
        return (named, False) if definite or comma else (None, False)
    return subject, False


def _by(sentence: Sentence, token: int) -> int | None:
    """The agent of a passive, also where the parser hangs its “by” on a noun: “with a plastic of less quality by the factory”."""
    passive = sentence.child(token, "nsubjpass", "auxpass") is not None
    for at in sentence.children[token]:
        if sentence.lower[at] == "by" and (sentence.deps[at] == "agent" or passive):
            return sentence.child(at, "pobj")
        if sentence.lower[at] == "from" and passive:
            # Learners write “was stopped from the customs”.
            source = sentence.child(at, "pobj")
            if source is not None and target_of(sentence, source) in {"customs", "carrier", "weather"}:
                return source
    if not passive:
        return None
    for at in sentence.subtree(token):
        if sentence.lower[at] == "by" and sentence.tags[sentence.heads[at]][0] in "NJR":
            named = sentence.child(at, "pobj")
            if named is not None and target_of(sentence, named) is not None:
                return named
    return None
