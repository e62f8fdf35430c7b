"""What stands above a predicate without being one: “going to”, “have to”, be with what it links to.

An ordered table; the first link that finds a complement decides. The tests read the examples from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the table.

    `tells` is what the link says of its complement: `will` (going to, about to, due to), `must` (have to, need to, it is
    mandatory), `did` (had to; all we did was), `be-to`, `process` (in the middle of), `auxiliary` (be belongs to the
    verb), `copula` (be links to a state).
    """

    name: str
    tells: str
    examples: tuple[tuple[str, str], ...]
    complement: Callable[[Sentence, int], int | None]


def link(sentence: Sentence, token: int) -> tuple[int, str]:
    """(the head proper, what stands above it): “going to train” → (train, will); the token itself and "" elsewhere."""
    verb = sentence.tags[token][0] == "V" or sentence.tags[token] == "MD"
    for each in LINKS if verb else ():
        found = each.complement(sentence, token)
        if found is not None:
            return _within(sentence, found), each.tells
    return token, ""


def _within(sentence: Sentence, token: int) -> int:
    """“is going to be optimize”: below be, the learner's verb."""
    inner = _learner(sentence, token) if is_be(sentence, token) else None
    return token if inner is None else inner


def is_be(sentence: Sentence, token: int) -> bool:
    """Whether a token is a form of be that is no auxiliary."""
    return sentence.lower[token] in lex.BE and sentence.deps[token] not in {"aux", "auxpass"}


def infinitive(sentence: Sentence, token: int) -> int | None:
    """The to-infinitive below a token."""
    for child in sentence.children[token]:
        if sentence.deps[child] in {"xcomp", "ccomp", "advcl"} and any(
            sentence.lower[at] == "to" and sentence.deps[at] == "aux" for at in sentence.children[child]
        ):
            return child
    return None


def _subject(sentence: Sentence, token: int) -> int | None:
    return sentence.child(token, "nsubj", "nsubjpass", "csubj", "expl")


# --- other verbs than be --------------------------------------------------------------------------------------------


def _future(sentence: Sentence, token: int) -> int | None:
    word = sentence.lower[token]
    expected = sentence.tags[token] == "VBN" and sentence.child(token, "auxpass") is not None
    if word in {"going", "gonna"} or (expected and sentence.lemma(token) in {"schedule", "expect"}):
        return infinitive(sentence, token)
    return None


def _modal(sentence: Sentence, token: int) -> int | None:
    """“ought to” is built with to, and learners write “will to check”, “must to check”."""
    return infinitive(sentence, token) if sentence.tags[token] == "MD" else None


def _past_duty(sentence: Sentence, token: int) -> int | None:
    past = sentence.lower[token] == "had" or sentence.tags[token] == "VBN"
    return _own_duty(sentence, token) if past else None


def _own_duty(sentence: Sentence, token: int) -> int | None:
    """“has to scan”; not “had the lab test it” or “got our landlord to fit a lock”, where somebody else does it."""
    if sentence.lemma(token) not in {"have", "need"} and sentence.lower[token] != "got":
        return None
    complement = infinitive(sentence, token)
    if complement is None or (sentence.lemma(token) != "need" and _subject(sentence, complement) is not None):
        return None
    return None if sentence.lower[token] == "got" and sentence.child(token, "dobj") is not None else complement


def _duty(sentence: Sentence, token: int) -> int | None:
    auxiliaries = {sentence.lower[c] for c in sentence.children[token] if sentence.deps[c] in {"aux", "auxpass"}}
    if sentence.tags[token] == "VBN" and auxiliaries and not auxiliaries & {"was", "were", "been", "had"}:
        # “has been instructed to segregate” tells that the order was given.
        required = sentence.lemma(token) in lex.DUTY_PREDICATES
        if required or (sentence.lemma(token) in {"allow", "permit"} and _refused(sentence, token)):
            return infinitive(sentence, token)
    return _own_duty(sentence, token)


def _refused(sentence: Sentence, token: int) -> bool:
    """“nobody is allowed”, “packers are not permitted”, “only the manager is allowed”."""
    subject = _subject(sentence, token)
    words = {sentence.lower[at] for at in (*sentence.children[token], *([subject] if subject is not None else []))}
    below = {sentence.lower[at] for at in sentence.subtree(subject)} if subject is not None else set()
    return bool((words | below) & (lex.NEGATIONS | {"only"}))


def _state(sentence: Sentence, token: int) -> int | None:
    return sentence.child(token, "acomp") if sentence.lemma(token) in {"get", "become", "remain", "stay"} else None


# --- be --------------------------------------------------------------------------------------------------------------


def _cleft(sentence: Sentence, token: int) -> tuple[int, int] | None:
    """(the do of the subject, what was done): “what we will do is ring”, “the first thing we did was to ring”."""
    if not is_be(sentence, token):
        return None
    subject = _subject(sentence, token)
    complement = infinitive(sentence, token) or sentence.child(token, "xcomp") or sentence.child(token, "ccomp", "dep")
    if subject is None or complement is None or sentence.tags[complement] not in {"VB", "VBP"}:
        return None
    done = next((at for at in (subject, *sentence.children[subject]) if sentence.lemma(at) == "do"), None)
    return (done, complement) if done is not None and sentence.deps[done] in {"relcl", "csubj"} else None


def cleft_subject(sentence: Sentence, token: int) -> int | None:
    """Who does what a pseudo-cleft tells: the subject of its “do”; None for what is no pseudo-cleft."""
    found = _cleft(sentence, token)
    return sentence.child(found[0], "nsubj") if found else None


def _cleft_ahead(sentence: Sentence, token: int) -> int | None:
    found = _cleft(sentence, token)
    if found is None:
        return None
    ahead = {"will", "'ll", "shall", "would", "'d", "going"}
    return found[1] if any(sentence.lower[at] in ahead for at in sentence.children[found[0]]) else None


def _cleft_past(sentence: Sentence, token: int) -> int | None:
    found = _cleft(sentence, token)
    return found[1] if found and sentence.lower[found[0]] in {"did", "done"} else None


def _process(sentence: Sentence, token: int) -> int | None:
    """The gerund under “in the process of”, “in the middle of”, “busy with”."""
    if not is_be(sentence, token):
        return None
    for at in sentence.children[token]:
        inner = sentence.child(at, "pobj") if sentence.lower[at] in {"in", "at"} else None
        if inner is not None and sentence.lower[inner] in lex.COURSE_NOUNS:
            of = sentence.child(inner, "prep")
            gerund = sentence.child(of, "pcomp") if of is not None else None
            if gerund is not None and sentence.tags[gerund] == "VBG":
                return gerund
        if sentence.lower[at] == "busy":
            return next((c for c in sentence.children[at] if sentence.tags[c] == "VBG"), None)
    return None


def _at_work(sentence: Sentence, token: int) -> int | None:
    """“there are two temps working”: the participle of whom there is."""
    if not is_be(sentence, token) or sentence.child(token, "expl") is None:
        return None
    somebody = sentence.child(token, "attr", "nsubj")
    return (
        next((c for c in sentence.children[somebody] if sentence.tags[c] == "VBG" and sentence.deps[c] == "acl"), None)
        if somebody is not None
        else None
    )


def _predicate(sentence: Sentence, token: int) -> int | None:
    """What be links to; “underway”, “about”, “in progress” too, which the parser takes for an adverb or a place."""
    if not is_be(sentence, token):
        return None
    named = sentence.child(token, "acomp", "attr", "oprd")
    if named is not None:
        return named
    for child in sentence.children[token]:
        if child < token:
            continue
        if sentence.lower[child] in lex.IN_PROGRESS | lex.FUTURE_PREDICATES:
            return child
        inner = sentence.child(child, "pobj") if sentence.deps[child] == "prep" else None
        under_way = inner is not None and sentence.lower[child] == "under" and sentence.lower[inner] == "way"
        if inner is not None and (sentence.lower[inner] in lex.IN_PROGRESS or under_way):
            return inner
    return None


def _planned(sentence: Sentence, token: int) -> int | None:
    """“the plan is to rent a unit”."""
    subject = _subject(sentence, token)
    if not is_be(sentence, token) or subject is None or sentence.lemma(subject) not in lex.PLAN_NOUNS:
        return None
    return infinitive(sentence, token) if sentence.lower[token] not in {"was", "were"} else None


def _be_to(sentence: Sentence, token: int) -> int | None:
    if not is_be(sentence, token) or _predicate(sentence, token) is not None:
        return None
    return infinitive(sentence, token)


def _learner(sentence: Sentence, token: int) -> int | None:
    if not is_be(sentence, token):
        return None
    predicate = _predicate(sentence, token)
    if predicate is None and infinitive(sentence, token) is None:
        predicate = sentence.child(token, "xcomp", "ccomp", "dep")
    return predicate if predicate is not None and _bare_verb(sentence, token, predicate) else None


def _bare_verb(sentence: Sentence, token: int, predicate: int) -> bool:
    """“is produce the new version”, “have been hire”: a bare verb the tagger took for a noun or an adjective."""
    word, tag = sentence.lower[predicate], sentence.tags[predicate]
    if tag not in {"NN", "VB", "VBP", "JJ"} or not sentence.lexicon.knows_verb(word):
        return False
    if tag == "JJ" and sentence.lexicon.knows_adjective(word):
        return False
    between = sentence.tags[token + 1 : predicate]
    if any(tag != "RB" for tag in between) or any(sentence.lower[c] == "of" for c in sentence.children[predicate]):
        return False
    after = [sentence.deps[child] for child in sentence.children[predicate] if child > predicate]
    goes_on = any(dep in {"dobj", "prep", "advmod", "npadvmod", "agent", "appos"} for dep in after)
    return tag not in {"NN", "JJ"} or sentence.lower[token] in {"been", "be"} or goes_on


def _below_predicate(words: frozenset[str]) -> Callable[[Sentence, int], int | None]:
    """The infinitive below a predicate of these: “is due to start”, “it is mandatory for packers to wear gloves”."""

    def find(sentence: Sentence, token: int) -> int | None:
        predicate = _predicate(sentence, token)
        if predicate is None or sentence.lower[predicate] not in words:
            return None
        return infinitive(sentence, predicate) or infinitive(sentence, token)

    return find


def _that_duty(sentence: Sentence, token: int) -> int | None:
    """“it is compulsory that two people witness it”."""
    predicate = _predicate(sentence, token)
    if predicate is None or sentence.lower[predicate] not in lex.DUTY_PREDICATES:
        return None
    clause = sentence.child(token, "ccomp") or sentence.child(predicate, "ccomp")
    marked = clause is not None and any(sentence.lower[c] == "that" for c in sentence.children[clause])
    return clause if marked else None


LINKS: tuple[Link, ...] = (
    Link("pseudo-cleft ahead", "will", (("What we will do is ring every buyer.", "ring"),), _cleft_ahead),
    Link("pseudo-cleft of the past", "did", (("All we did was move the shelf.", "move"),), _cleft_past),
    Link("modal with to", "auxiliary", (("We ought to have rung them.", "rung"), ("We will to check it.", "check")), _modal),
    Link("going to, expected to", "will", (("We are going to train the packers.", "train"),), _future),
    Link("had to", "did", (("We had to discard the lids.", "discard"),), _past_duty),
    Link("have to, must", "must",
         (("Packers have to scan each box.", "scan"), ("Nobody is allowed to edit a title.", "edit")), _duty),
    Link("in the process of", "process", (("We are in the middle of replacing every door.", "replacing"),), _process),
    Link("somebody is there at work", "auxiliary", (("There are two temps sorting the bins.", "sorting"),), _at_work),
    Link("verb of a learner", "auxiliary",
         (("My nephew have been hire for full time.", "hire"), ("Our mail is answer within 8 hours.", "answer")), _learner),
    Link("the plan is to", "will", (("The plan is to rent a second unit.", "rent"),), _planned),
    Link("is mandatory that", "must", (("It is compulsory that two people sign it.", "sign"),), _that_duty),
    Link("is mandatory to", "must", (("It is mandatory for packers to wear gloves.", "wear"),),
         _below_predicate(lex.DUTY_PREDICATES)),
    Link("is due to", "will", (("The clerk is due to start in May.", "start"),),
         _below_predicate(lex.FUTURE_PREDICATES | {"prepared"})),
    Link("is to", "be-to", (("The titles are to be rewritten.", "rewritten"),), _be_to),
    Link("state", "copula", (("We are sorry.", "sorry"), ("The check is underway.", "underway")), _predicate),
    Link("come to a state", "copula", (("We became careless.", "careless"),), _state),
)  # fmt: skip
