"""Whose doing it is: the seller's side, or the buyer's, Amazon's, a carrier's, a thing's."""

from __future__ import annotations

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence
from poalint.language.verbgroup import VerbGroup
from poalint.model import Agent

# In this order: a word may stand in two classes (“forwarder”), and “our carrier's driver” is the driver.
_CLASSES: tuple[tuple[frozenset[str], Agent], ...] = (
    (lex.EMPLOYEE_WORDS, Agent.EMPLOYEE),
    (lex.SELLER_WORDS, Agent.SELLER),
    (lex.BUYER_WORDS, Agent.BUYER),
    (lex.COMPETITOR_WORDS, Agent.COMPETITOR),
    (lex.CARRIER_WORDS, Agent.CARRIER),
    (lex.SUPPLIER_WORDS, Agent.SUPPLIER),
    (lex.AMAZON_WORDS, Agent.AMAZON),
    (frozenset().union(*lex.CIRCUMSTANCES.values()), Agent.CIRCUMSTANCE),
    (lex.SYSTEM_WORDS, Agent.SYSTEM),
)
_PERSONS = {Agent.EMPLOYEE, Agent.SELLER, Agent.BUYER, Agent.COMPETITOR, Agent.CARRIER, Agent.SUPPLIER}
_PRONOUNS = {
    "he",
    "she",
    "they",
    "who",
    "anyone",
    "everyone",
    "everybody",
    "someone",
    "somebody",
    "nobody",
    "one",
    "people",
}


_BY_WORD: dict[str, Agent] = {word: agent for names, agent in reversed(_CLASSES) for word in names}


def class_of(sentence: Sentence, token: int) -> Agent:
    """The class of the noun at `token`, by itself or by a noun that stands before it (“test department”)."""
    word = sentence.lower[token]
    if sentence.tags[token] == "CD" or word in {"some", "many", "most", "all", "each", "none"}:
        of = next((c for c in sentence.children[token] if sentence.lower[c] == "of"), None)
        inner = sentence.child(of, "pobj") if of is not None else None
        return class_of(sentence, inner) if inner is not None else Agent.OTHER
    if any(sentence.lower[child] == "your" for child in sentence.children[token]):
        return Agent.AMAZON
    agent = _BY_WORD.get(word) or _BY_WORD.get(sentence.lemma(token))
    if agent is Agent.SELLER and word not in _FIRST_PERSON:
        # “Amazon's team”, “the courier company”, “the brand owner” are not ours.
        agent = _whose(sentence, token) or agent
    if agent is not None:
        return agent
    if word not in {"he", "she", "they", "it"}:
        for child in reversed(sentence.children[token]):
            if sentence.deps[child] in {"compound", "poss"}:
                agent = _BY_WORD.get(sentence.lower[child]) if sentence.lower[child] not in {"policy", "rule"} else None
                if agent in {Agent.AMAZON, Agent.CARRIER, Agent.EMPLOYEE}:
                    return agent
    return Agent.OTHER


_FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my", "myself", "ourselves"})


def _whose(sentence: Sentence, token: int) -> Agent | None:
    """Whose a team, a company or an owner is, by what stands right before it."""
    for child in sentence.children[token]:
        word = sentence.lower[child]
        if sentence.deps[child] not in {"compound", "poss", "nmod", "amod"}:
            continue
        if (
            word in {"brand", "rights", "right", "trademark", "copyright", "patent"}
            and sentence.lower[token] == "owner"
        ):
            return Agent.OTHER
        named = _BY_WORD.get(word)
        if named in {Agent.AMAZON, Agent.CARRIER, Agent.SUPPLIER, Agent.BUYER} and word not in {"policy", "rule"}:
            return named
    return None


def is_person(sentence: Sentence, subject: int | None) -> bool:
    """Whether a subject can act by itself."""
    if subject is None:
        return False
    if sentence.lower[subject] in _PRONOUNS:
        return True
    # “UPS” and “the forwarder” act; a capitalised name does too.
    return class_of(sentence, subject) in _PERSONS


def agent_of(sentence: Sentence, token: int, group: VerbGroup) -> Agent:
    """Who does what the group tells: the subject, the agent of a passive, or the seller where nobody is named.

    A passive without an agent is the seller's doing unless it is what Amazon does to an account or a carrier to a
    parcel.
    """
    subject = group.subject
    if subject is None:
        return Agent.SELLER
    if sentence.lemma(subject) in lex.PLAN_NOUNS and group.pseudo:
        return Agent.SELLER
    if sentence.deps[subject] == "nsubjpass" or group.passive:
        return _passive_agent(sentence, token, group, subject)
    if sentence.lower[subject] in {"who", "which", "that"} and sentence.deps[token] == "relcl":
        return class_of(sentence, sentence.heads[token])
    if sentence.lower[subject] in {"he", "she", "they"}:
        return _antecedent(sentence, subject)
    return class_of(sentence, subject)


def _antecedent(sentence: Sentence, pronoun: int) -> Agent:
    """Whom he, she or they stand for: the nearest people named before in the sentence; an employee for he and she."""
    for token in range(pronoun - 1, -1, -1):
        if sentence.tags[token][0] == "N" and (agent := class_of(sentence, token)) in _PERSONS:
            return agent
    return Agent.OTHER if sentence.lower[pronoun] == "they" else Agent.EMPLOYEE


def _passive_agent(sentence: Sentence, token: int, group: VerbGroup, subject: int) -> Agent:
    for top in (group.head, token):
        by = sentence.child(top, "agent")
        named = sentence.child(by, "pobj") if by is not None else None
        agent = class_of(sentence, named) if named is not None else Agent.OTHER
        if agent is Agent.CARRIER and group.lemma in lex.SENDING:
            # “was sent again by UPS” names the way, not who did it.
            return Agent.SELLER
        if agent is not Agent.OTHER:
            return agent
    patient = {sentence.lower[at] for at in sentence.subtree(subject)} | {sentence.lemma(subject)}
    if (
        group.lemma in lex.AMAZON_DEEDS
        and sentence.lemma(subject) in lex.ACCOUNT_NOUNS
        and patient & {"our", "my", "we"}
    ):
        return Agent.AMAZON
    if group.lemma in lex.MISHAPS:
        return Agent.CIRCUMSTANCE
    if group.lemma in {"deliver", "lose", "delay", "transship"}:
        return Agent.CARRIER
    return Agent.SELLER
