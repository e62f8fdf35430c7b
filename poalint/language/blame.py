"""Who is made to carry the fault, by syntax: the subject or agent of a failing verb, the object of “because of”.

Two tables: nouns that are given as the cause, and deeds of others. Some deeds blame wherever they are told; others only
where the cause is told (“our new clerk typed the name” is a reproach there, and a fact elsewhere). A sentence in which
the seller owns the failure blames nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.culprits import actor_of, target_of
from poalint.language.sentence import Sentence
from poalint.model import Span


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that put the fault on somebody else.

    `target` is the class: buyer, amazon, carrier, weather, epidemic, … `outright` blames wherever it stands; what does
    not, only in the part that tells the cause. `construction` names the line of the table.
    """

    span: Span
    target: str
    outright: bool
    construction: str


# How the seller takes the failure on, anywhere in the sentence.
_OWNING = (
    r"\b(our|my) (own )?(full )?(fault|responsib|mistake|failure|negligence|dereliction)",
    r"\b(i am|we are|i'm|we're) (\w+ )?(responsible|accountable|to blame)",
    r"\b(we|i) (take|accept|own|assume) ",
    r"\bshould have\b",
    r"\bbecause (we|i) \b",
    r"\bour (\w+ ){0,2}(procedure|process|rule|checklist|instruction|training|sop|manual|routine|check)s? "
    r"(did|had|was|were|gave|said) (not|no)\b",
    r"\b(fault|mistake|blame) (is|was) (mine|ours)\b",
    r"\b(nobody|no one) (\w+ )?(compar|check|look|watch|not|read|count|ask|sign)\w*",
    r"\b(my|our) (own )?(dependence|reliance|decision|choice|oversight)",
    r"\b(on|with) (me|us)\b(?= ?[,.;]|$)",
    r"\b(rests?|lies?) with (us|me|the seller)",
    r"\bwithin (their|her|his) rights?",
    r"\bbecause (nobody|no one|there was no|our \w+ (had|did))\b",
    r"\b(we|i) (had no|lacked|failed|neglected|overlooked|forgot)\b",
    r"\b(we|i) (\w+ )?(approved|allowed|permitted)\b",
    r"\b(we|i) (did|do|have|had) (not|n't) (\w+ )?"
    r"(check|inspect|test|measure|verif|compar|count|cancel|delet|remov|review|monitor)\w*",
)
_OWNED = re.compile("|".join(_OWNING), re.IGNORECASE)


def blames(sentence: Sentence) -> Iterator[Blame]:
    """Where the sentence puts the fault on others; nothing where the seller owns it in the same breath."""
    taken: list[Blame] = []
    for blame in (*_causes(sentence), *_deeds(sentence)):
        if not any(blame.span.overlaps(other.span) for other in taken):
            taken.append(blame)
    if taken and not _owned(sentence):
        yield from taken


def _owned(sentence: Sentence) -> bool:
    words = " ".join(sentence.lower).replace(" n't", "n't").replace(" 'm", "'m").replace(" 're", "'re")
    return _OWNED.search(words) is not None


# --- nouns that are given as the cause -------------------------------------------------------------------------------

_CAUSAL = frozenset(
    {"because", "due", "owing", "result", "impact", "influence", "affected", "thanks", "down", "account"}
)
_FAULT_NOUNS = lex.FAULT_NOUNS | lex.words(
    "mistakes errors faults delays bug glitch breakdown outage problem fraud crash malfunction expectation"
)


def _causes(sentence: Sentence) -> Iterator[Blame]:
    for token, word in enumerate(sentence.lower):
        if word in _CAUSAL and _is_causal(sentence, token):
            yield from _because(sentence, token)
        if _is_fault_noun(sentence, token):
            yield from _somebodys_fault(sentence, token)
        if sentence.deps[token] == "attr" and sentence.lemma(token) in _NAMES_CALLED:
            yield from _called(sentence, token)
        if word == "blame" and sentence.tags[token] == "VB":
            yield from _to_blame(sentence, token)
        if sentence.deps[token] == "attr" and sentence.child(sentence.heads[token], "expl") is not None:
            yield from _there_was(sentence, token)
        if sentence.deps[token] == "attr" and target_of(sentence, token) == "competitor":
            yield from _it_is(sentence, token)


def _is_causal(sentence: Sentence, token: int) -> bool:
    """“thanks to”, “down to”, “on account of” are causes; “thanks for”, “down by”, “your account” are not."""
    following = sentence.lower[token + 1] if token + 1 < len(sentence) else ""
    needed = {"thanks": "to", "down": "to", "account": "of"}.get(sentence.lower[token])
    return needed is None or needed == following


def _because(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“because of the typhoon”, “due to customs”, “affected by the epidemic”, “owing to delays of the courier”."""
    for noun in _object(sentence, token):
        target = _blamed(sentence, noun)
        if target is not None:
            tokens = sentence.subtree(noun, frozenset(_clausal(sentence, noun)))
            span = sentence.span(min(token, tokens[0]), max(token, tokens[-1]))
            yield Blame(span, target, True, "given as the cause")
            return


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
    if any(sentence.lower[child] in _BAD_WORDS for child in sentence.children[noun]) and (
        linked := _linked(sentence, noun)
    ):
        return linked
    own = any(sentence.lower[child] in {"our", "my"} for child in sentence.children[noun])
    return target if target in {"carrier", "amazon", "supplier", "competitor", "system"} and not own else None


def _is_fault_noun(sentence: Sentence, token: int) -> bool:
    return sentence.tags[token][0] == "N" and (
        sentence.lower[token] in _FAULT_NOUNS or sentence.lemma(token) in _FAULT_NOUNS
    )


_LINKS = frozenset({"of", "by", "from", "in", "with", "on", "at"})


def _linked(sentence: Sentence, noun: int) -> str | None:
    """Whose fault it is: “the carelessness of our staff”, “an error by the packer”, “the buyer's mistake”, “carrier delays”."""
    for child in sentence.children[noun]:
        inner: int | None = None
        if sentence.deps[child] in {"poss", "compound", "nmod", "amod"}:
            inner = child
        elif sentence.deps[child] in {"prep", "agent"} and sentence.lower[child] in _LINKS - (
            {"in", "at"} if sentence.lemma(noun) in {"lack", "shortage", "absence"} else set()
        ):
            inner = sentence.child(child, "pobj")
            if inner is not None and sentence.lower[inner] == "part":
                of = sentence.child(inner, "prep")
                inner = sentence.child(of, "pobj") if of is not None else None
        if inner is not None and (target := target_of(sentence, inner)):
            return target
        if inner is not None and sentence.lower[inner] in {"technical", "software"}:
            return "system"
    return None


def _somebodys_fault(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“it was a mistake by our packer”, “… was the slackness of our test team”, “there was a glitch in the app”."""
    if sentence.deps[token] not in {"attr", "nsubj", "ROOT", "nsubjpass", "oprd"}:
        return
    target = _linked(sentence, token)
    # “a lack of stock in the factory” is a want in ourselves as well as in the factory.
    if target is not None and not _hypothetical(sentence, sentence.heads[token]):
        tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
        yield Blame(sentence.span(tokens[0], tokens[-1]), target, True, "somebody's fault")


_NAMES_CALLED = lex.words("scammer fraudster swindler thief liar cheat cheater crook blackmailer")


def _called(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“two of the buyers are scammers”."""
    over = sentence.heads[token]
    subject = sentence.child(over, "nsubj")
    if subject is None or sentence.lower[subject] in {"we", "i"} or sentence.child(over, "neg") is not None:
        return
    if not _hypothetical(sentence, over) and not _overlooked(sentence, over):
        tokens = sentence.subtree(over, frozenset(_clausal(sentence, over)))
        target = target_of(sentence, subject) or "other"
        yield Blame(sentence.span(tokens[0], tokens[-1]), target, True, "called names")


def _to_blame(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“a change of packaging by the manufacturer was to blame”."""
    over = sentence.heads[token]
    subject = sentence.child(over, "nsubj") if sentence.lower[over] in lex.BE else None
    if subject is None or sentence.child(over, "neg") is not None:
        return
    ours = {sentence.lower[at] for at in sentence.subtree(subject)} & {"our", "my", "we", "i"}
    if not ours:
        tokens = sentence.subtree(over, frozenset(_clausal(sentence, over)))
        target = target_of(sentence, subject) or _linked(sentence, subject) or "other"
        yield Blame(sentence.span(tokens[0], tokens[-1]), target, True, "was to blame")


def _there_was(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“there was a traffic control on the highway”: a circumstance, where the cause is told."""
    target = target_of(sentence, token)
    if target in lex.CIRCUMSTANCES and sentence.lower[sentence.heads[token]] in {"was", "were", "been"}:
        tokens = sentence.subtree(sentence.heads[token], frozenset(_clausal(sentence, sentence.heads[token])))
        yield Blame(sentence.span(tokens[0], tokens[-1]), target or "", False, "there was")


def _it_is(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“maybe it is the competitor who complained”: a rival pointed at."""
    be = sentence.heads[token]
    subject = sentence.child(be, "nsubj")
    if subject is not None and sentence.lower[subject] in {"it", "this"} and sentence.child(be, "neg") is None:
        tokens = sentence.subtree(be, frozenset(set(_clausal(sentence, be))))
        yield Blame(sentence.span(subject, tokens[-1]), "competitor", True, "it is")


def _clausal(sentence: Sentence, token: int) -> list[int]:
    return [c for c in sentence.children[token] if sentence.deps[c] in {"advcl", "conj", "ccomp", "parataxis", "relcl"}]


# --- deeds of others -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with who does it. `target` is the class of the actor, `passive` tells an agent (“by the courier”)."""

    sentence: Sentence
    token: int
    actor: int
    target: str
    passive: bool
    lemma: str
    negated: bool

    @property
    def below(self) -> set[str]:
        """The words of the clause, without clauses below."""
        sentence = self.sentence
        return {sentence.lower[at] for at in sentence.subtree(self.token, frozenset(_clausal(sentence, self.token)))}

    @property
    def past(self) -> bool:
        """Whether it is told as something that has happened."""
        sentence, words = self.sentence, {self.sentence.lower[c] for c in self.sentence.children[self.token]}
        if sentence.tags[self.token] == "VBN":
            return not words & {"be", "being", "is", "are"} or self.passive
        told = sentence.tags[self.token] == "VBD" or bool(words & {"had", "has", "have", "did", "was", "were"})
        return told or (sentence.tags[self.token] in {"VBP", "VB"} and self._disagrees)

    @property
    def ours(self) -> bool:
        """Whether the actor is called ours."""
        return any(self.sentence.lower[c] in {"our", "my"} for c in self.sentence.children[self.actor])

    @property
    def _disagrees(self) -> bool:
        """A bare form with a subject in the singular: a learner's past (“the clerk take it home in 2022”)."""
        sentence = self.sentence
        subject = sentence.child(self.token, "nsubj")
        bare = not any(sentence.deps[c] in {"aux", "auxpass"} for c in sentence.children[self.token])
        return bare and subject is not None and sentence.tags[subject] in {"NN", "NNP"}

    @property
    def restricts(self) -> bool:
        """A relative clause that only says which: “customers who had already paid”."""
        sentence, token = self.sentence, self.token
        if sentence.deps[token] != "relcl":
            return False
        first = sentence.subtree(token)[0]
        return first == 0 or sentence.lower[first - 1] != ","


@dataclass(frozen=True, slots=True)
class Failure:
    """One line of the table of deeds: its name, sentences that show it, whether it blames wherever it stands, and when."""

    name: str
    examples: tuple[str, ...]
    outright: bool
    holds: Callable[[Deed], bool]


# Verbs that fail whoever does them.
_HARSH = lex.words(
    "fail lose break lie cheat abuse scam steal attack hijack mislead crash forget neglect overlook "
    "mistake misunderstand misuse violate manipulate sabotage malfunction delay damage ignore refuse "
    "withhold detain misplace mislay deceive defraud crush swindle"
)
_BAD_WORDS = lex.words(
    "wrong wrongly mistakenly carelessly incorrect incorrectly late lost damaged broken slow malicious "
    "maliciously unreasonable unreasonably unfair unfairly false falsely fake dishonest incomplete "
    "careless irresponsible lazy unreliable unwilling impatient negligent bad hacked scammer down "
    "defective"
)
_BLAMING_WORDS = _BAD_WORDS | {"without", "error", "mistake", "fault", "accidentally"}
# Verbs that blame only with a bad word beside them: “gave a wrong address”, “sent the goods late”.
_PLAIN = lex.words(
    "be make have give provide enter write type fill put send ship pack deliver open file leave claim "
    "complain change suspend close deactivate remove judge block tell cause do think show arrive get approve"
)
# What each can be blamed for not having done. A buyer who “did not receive” a parcel is a fact, not a culprit.
_OMITTED: dict[str, frozenset[str] | None] = {
    "buyer": lex.words(
        "read pick reply answer respond collect check contact accept agree understand provide update pay follow"
    ),
    "amazon": lex.words("tell inform warn notify explain answer reply help give send show tell update sync"),
    "carrier": None, "supplier": None, "employee": None, "system": None, "competitor": None,
}  # fmt: skip
# A carrier or a tracking number as entries of a form, that match or do not.
_FIELD_VERBS = lex.words("match correspond fill appear belong")
# What circumstances do.
_HINDERING = lex.words(
    "cause make lead delay hold affect result prevent stop block detain shut close lengthen wet slow"
)
# What people do in a story without any blame: they tell, find, look and join; a buyer asks and buys, a carrier carries.
_KNOWING = (
    lex.TELLING | lex.INVESTIGATING | lex.REMEDIAL | lex.MENTAL | lex.FINDING
    | lex.words("be have join start help sell work become grow happen continue need")
)  # fmt: skip
_NEUTRAL = _KNOWING | lex.words(
    "pay email mail phone call ring text ship send ask buy order purchase receive get return write state complain "
    "contact message open file claim leave request question find love deliver collect pick scan arrive carry work "
    "join start help train teach learn show confirm raise sell reach read happen become come take follow give "
    "explain withdraw move"
)
# Going away, and buying in the circle of the seller: a story, whose fault is told in what follows.
_COMING_AND_GOING = lex.words("leave resign quit retire buy purchase order log login") | {"leaved"}
_KIN = lex.words("cousin uncle aunt brother sister wife husband friend relative")
# What a neighbour does who happens to sell as well: “the office was rented by another seller before”.
_SHARING = lex.words("rent lease use share own occupy live work sell open register move have be")
# What befalls goods on the way; the way is somebody else's.
_MISHAPS = lex.words("lose mislay misplace crush damage wet soak hold strand stick detain lengthen")
_GOODS = lex.words(
    "parcel parcels package packages carton cartons box boxes pallet pallets order orders shipment shipments bag bags"
    " goods item items unit units container collar number they it stock cargo truck"
)


def _acts_in_cause(deed: Deed) -> bool:
    """Anything a third party did to the matter, told as the cause; what is neutral in any story aside."""
    if deed.lemma in lex.FINDING | lex.INVESTIGATING | lex.REMEDIAL:
        return False
    if deed.lemma in _COMING_AND_GOING and deed.target in {"employee", "system"} and not deed.below & _BLAMING_WORDS:
        return False
    if deed.sentence.lemma(deed.actor) in _KIN and deed.below & {"review", "reviews", "rating", "ratings"}:
        # “two cousins of me wrote reviews” owns up to what the notice asks about.
        return False
    if deed.target == "system" and deed.ours:
        # “our template carried the name over”: a tool of one's own is no stranger.
        return False
    neutral = _NEUTRAL if deed.target == "carrier" else _KNOWING
    carried = deed.target == "carrier" or not deed.passive
    if deed.lemma in neutral and carried and not deed.below & _BLAMING_WORDS:
        return False
    return deed.past and not deed.restricts


def _lets_down(deed: Deed) -> bool:
    words = deed.below
    return (deed.lemma == "let" and "down" in words) or (deed.lemma == "blame" and "to" in words)


FAILURES: tuple[Failure, ...] = (
    Failure("circumstance", ("The typhoon delayed the plane.", "A storm closed the roads."), True,
            lambda d: d.target in lex.CIRCUMSTANCES and d.lemma in _HINDERING),
    Failure("left undone", ("The forwarder did not pick up in time.",), True, lambda d: d.negated and _omits(d)),
    Failure("failing verb", ("The carrier lost the parcel.", "The factory misled us."), True,
            lambda d: not d.negated and (_rival(d) or (_harsh(d.lemma) and not _bereft(d)))),
    Failure("let down", ("The supplier let us down.",), True, _lets_down),
    Failure("bad word", ("The buyer gave a wrong address.", "The clerk closed two claims without reading them."), True,
            lambda d: not d.negated and not d.passive and d.lemma in _PLAIN and bool(d.below & _BLAMING_WORDS)),
    Failure("error by an agent", ("The error was made by the packer.", "It was entered wrongly by our clerk."), True,
            lambda d: d.passive and not d.negated and _faulty_passive(d)),
    Failure("deed told as the cause", ("The carrier name was written in Chinese by our new colleague.",
            "Our clerk uploaded the picture."), False,
            lambda d: not d.negated and d.target in {"employee", "supplier", "carrier", "system"} and _acts_in_cause(d)),
    Failure("deed of a circumstance", ("Covid took three of us out.",), False,
            lambda d: d.target in lex.CIRCUMSTANCES and d.past and not d.negated and d.lemma not in lex.HAPPENING),
)  # fmt: skip


def _rival(deed: Deed) -> bool:
    """A competitor who acts against us; other sellers also rent, share and sell beside us."""
    secretly = deed.below & (_BLAMING_WORDS | {"secret", "secretly", "illegally", "permission", "stolen"})
    return deed.target == "competitor" and (deed.lemma not in _SHARING or bool(secretly))


def _bereft(deed: Deed) -> bool:
    """“the buyer lost two days”, “customers have lost trust”: who loses no goods is the one that was wronged."""
    lost = deed.sentence.child(deed.token, "dobj")
    return deed.target == "buyer" and deed.lemma == "lose" and (lost is None or not _goods(deed.sentence, lost))


def _harsh(lemma: str) -> bool:
    return lemma in _HARSH or (lemma.startswith("mis") and lemma != "miss")


def _deeds(sentence: Sentence) -> Iterator[Blame]:
    for token in range(len(sentence)):
        if sentence.tags[token][0] != "V" or _hypothetical(sentence, token) or _overlooked(sentence, token):
            continue
        actor, passive = actor_of(sentence, token)
        target = target_of(sentence, actor) if actor is not None else None
        if actor is None or target is None:
            yield from _mishap(sentence, token)
            if actor is not None:
                yield from _wronged(sentence, token, actor)
            continue
        if target == "carrier" and sentence.lemma(token) in _FIELD_VERBS:
            continue
        negated = any(
            sentence.deps[c] == "neg" or sentence.lower[c] in {"never", "nothing"} for c in sentence.children[token]
        )
        deed = Deed(sentence, token, actor, target, passive, sentence.lemma(token), negated)
        if not sentence.lexicon.knows_verb(deed.lemma):
            # A number in a table, taken for a verb.
            continue
        failure = next((each for each in FAILURES if each.holds(deed)), None)
        if failure is not None:
            tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
            span = sentence.span(min(*tokens, actor), max(*tokens, actor))
            yield Blame(span, target, failure.outright, failure.name)


def _wronged(sentence: Sentence, token: int, actor: int) -> Iterator[Blame]:
    """“Gearhaus let us down”, “they changed the lock without telling us”: somebody whose name tells us nothing."""
    if sentence.lower[actor] in {"we", "i", "it", "that", "which", "who"} or sentence.tags[actor] == "CD":
        return
    us = any(sentence.lower[c] in {"us", "me"} for c in sentence.children[token])
    words = {sentence.lower[c] for c in sentence.children[token]}
    lemma = sentence.lemma(token)
    harmed = us and (_harsh(lemma) or (lemma == "let" and "down" in words))
    without = next((c for c in sentence.children[token] if sentence.lower[c] == "without"), None)
    untold = sentence.child(without, "pcomp") if without is not None else None
    if harmed or (untold is not None and sentence.lemma(untold) in lex.TELLING | {"ask"}):
        tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
        yield Blame(sentence.span(tokens[0], tokens[-1]), "other", True, "wronged us")


def _mishap(sentence: Sentence, token: int) -> Iterator[Blame]:
    """“all of the cartons were lost”, “they were held back”, “we were wrongly told”: others did it, whoever they are."""
    if sentence.tags[token] not in {"VBN", "VBD"}:
        return
    subject = sentence.child(token, "nsubjpass")
    if subject is None and sentence.tags[token] == "VBN" and sentence.heads[token] == token:
        subject = sentence.child(token, "nsubj")
    words = {sentence.lower[c] for c in sentence.children[token]}
    bare = sentence.heads[token] == token and not words & {"had", "has", "have"}
    if subject is None or not (bare or words & {"was", "were", "been", "got", "is", "are"}):
        return
    lemma = sentence.lemma(token)
    tokens = sentence.subtree(token, frozenset(_clausal(sentence, token)))
    span = sentence.span(tokens[0], tokens[-1])
    wrongly = bool(words & _BAD_WORDS) or lemma.startswith("mis")
    told = lemma in lex.TELLING | {"mislead", "misinform", "sell"}
    if sentence.lower[subject] in {"we", "i"} and told and wrongly:
        yield Blame(span, "other", True, "told wrongly")
    placed = any(sentence.lower[c] in {"in", "at", "by", "on", "during"} for c in sentence.children[token])
    if lemma in {"damage", "crush", "wet", "soak"} and not placed:
        # “item damaged” is what a claim says.
        return
    if lemma in _MISHAPS and _goods(sentence, subject):
        yield Blame(span, "carrier", False, "mishap on the way")


def _goods(sentence: Sentence, subject: int) -> bool:
    of = sentence.child(subject, "prep")
    inner = sentence.child(of, "pobj") if of is not None and sentence.lower[of] == "of" else None
    return any(sentence.lower[at] in _GOODS for at in (subject, *([inner] if inner is not None else [])))


def _overlooked(sentence: Sentence, token: int) -> bool:
    """“We did not notice that the courier had not scanned the bag”: what we missed is told, not blamed."""
    # The parser also writes ccomp for clauses joined by a comma; what is embedded follows its verb.
    return (
        sentence.deps[token] == "ccomp"
        and sentence.heads[token] < token
        and any(
            sentence.deps[child] == "neg" for above in sentence.ancestors(token) for child in sentence.children[above]
        )
    )


def _faulty_passive(deed: Deed) -> bool:
    faulty = {"cause", "make", "write", "enter", "fill", "do", "break", "type"}
    subject = deed.sentence.child(deed.token, "nsubjpass")
    named = subject is not None and _is_fault_noun(deed.sentence, subject)
    return deed.lemma in faulty and (named or (deed.target == "employee" and bool(deed.below & _BLAMING_WORDS)))


def _omits(deed: Deed) -> bool:
    """“the forwarder did not pick up”, “our staff didn't know”: what somebody failed to do."""
    present = {"do", "does"} if deed.target == "system" else set()
    past = {"did", "was", "were", "could", "had", "have", "has", "never"} | present
    finite = any(deed.sentence.lower[child] in past for child in deed.sentence.children[deed.token])
    verbs = _OMITTED.get(deed.target)
    known = deed.target in _OMITTED and (verbs is None or deed.lemma in verbs)
    return finite and known and deed.lemma not in _HARSH and deed.lemma not in lex.POLICY_VERBS


def _hypothetical(sentence: Sentence, token: int) -> bool:
    """Said of what might be, of what is avoided, or of what is not so: no accusation."""
    words = {
        sentence.lower[c] for c in sentence.children[token] if sentence.lower[c] != "to" or sentence.deps[c] == "aux"
    }
    doubt = {
        "will", "would", "if", "must", "should", "may", "might", "can", "shall", "to", "when", "whenever", "unless", "'ll",
    }  # fmt: skip
    return bool(words & doubt) or sentence.deps[token] == "pcomp"
