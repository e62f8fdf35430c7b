"""What the parser gets wrong in letters like these, put right from the tree itself before anything is read off it.

The models are trained on newspapers and the web: an item without a subject (“Emailed customers who …”) looks like a
noun to them, and a learner's past like a present. Each line of the table shows what it mends; the tests read it from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Repair:
    """One line of the table: its name, sentences with the verb that it sets free, and how."""

    name: str
    examples: tuple[tuple[str, str], ...]
    mend: Callable[[Sentence], None]


def mend(sentence: Sentence) -> Sentence:
    """The sentence, changed in place by every repair in order."""
    for repair in REPAIRS:
        repair.mend(sentence)
    return sentence


def _retag_pasts(sentence: Sentence) -> None:
    for token, tag in enumerate(sentence.tags):
        if tag == "VBG" and sentence.words[token].lower().endswith("ed"):
            sentence.tags[token] = "VBN"
        if tag not in {"VBP", "VB"}:
            continue
        word = sentence.words[token].lower()
        if len(word) > 3 and not word.endswith(("s", "ing")) and not sentence.lexicon.knows_verb(word):
            lemma = sentence.lexicon.lemma(word, "VBD")
            if lemma != word and sentence.lexicon.knows_verb(lemma):
                sentence.tags[token] = "VBD"


# Nouns of this trade whose first half looks like a gerund: “and handling time from one to two days”.
_COMPOUNDS = {
    "handling": lex.words("time times fee fees"),
    "tracking": lex.words("number numbers id ids rate information code codes data page pages event events upload"),
    "shipping": lex.words(
        "label labels time times method methods service services template templates fee fees cost costs"
    ),
    "packing": lex.words("slip slips list lists bench benches table tables station stations area line"),
    "selling": lex.words("privilege privileges account accounts right rights plan permission"),
    "processing": lex.words("time times fee fees"),
    "operating": lex.words("procedure procedures hours system instructions"),
}


def _join_compound(sentence: Sentence) -> None:
    """The first half of a compound taken for a verb becomes the noun's again; a number serves as well: “tracking QB82…”."""
    for token, tag in enumerate(sentence.tags[:-1]):
        nouns = _COMPOUNDS.get(sentence.lower[token]) if tag == "VBG" else None
        noun = token + 1
        if nouns is None or not (sentence.lower[noun] in nouns or re.search(r"[A-Z\d]\d{5}", sentence.words[noun])):
            continue
        top, dep = sentence.heads[token], sentence.deps[token]
        for child in list(sentence.children[token]):
            sentence.heads[child] = noun
        sentence.heads[noun], sentence.deps[noun] = (noun, "ROOT") if top == token else (top, "appos")
        if dep in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            sentence.deps[noun] = dep
        sentence.tags[token], sentence.deps[token], sentence.heads[token] = "NN", "compound", noun
        sentence.tags[noun] = sentence.tags[noun] if sentence.tags[noun][0] == "N" else "NN"
        sentence.forget()


# What may follow a verb that opens an item, and hardly a noun that does.
_OBJECT_STARTS = frozenset(
    {"DT", "PDT", "PRP", "PRP$", "CD", "NNS", "JJ", "NN", "NNP", "RP", "IN", "TO", "VBN", "VBG", "RB"}
)


def _raise_first_verb(sentence: Sentence) -> None:
    """A capital at the start makes the tagger see a name.

    A past form is a verb where no other finite verb heads the sentence; a base form only where a determiner, a
    possessive or a plural follows.
    """
    if len(sentence) < 2 or sentence.tags[0] in {"VBD", "VBG", "VBN", "MD", "PRP", "DT"}:
        return
    word, following = sentence.lower[0], sentence.tags[1]
    if sentence.root != 0 and (sentence.tags[sentence.root][0] not in "NJ" or _has_subject(sentence)):
        return
    tag = _verb_form(sentence, word, following)
    if tag is not None and following in _OBJECT_STARTS:
        _make_root(sentence, 0, tag, "dobj")


def _raise_participle(sentence: Sentence) -> None:
    """No determiner stands before it, and what it is said of goes on: “Damaged parcels” is a noun, and names a fault."""
    root = sentence.root
    if len(sentence) < 3 or sentence.tags[0] != "VBN" or sentence.deps[0] != "amod" or sentence.heads[0] != root:
        return
    if sentence.tags[root][0] != "N" or sentence.lemma(0) in lex.FAILING or _has_subject(sentence):
        return
    if sentence.lexicon.knows_verb(sentence.lemma(0)):
        _make_root(sentence, 0, "VBD", "dobj")


def _make_root(sentence: Sentence, token: int, tag: str, dep: str) -> None:
    """Let `token` head the sentence as a verb, and hang the old root on it."""
    root = sentence.root
    sentence.tags[token] = tag
    if root != token:
        sentence.heads[root], sentence.deps[root] = token, dep
        for at, head in enumerate(sentence.heads):
            if head == root and sentence.deps[at] == "punct" and at > root:
                sentence.heads[at] = token
        sentence.heads[token], sentence.deps[token] = token, "ROOT"
    sentence.forget()


def _has_subject(sentence: Sentence) -> bool:
    return any(
        sentence.deps[child] in {"nsubj", "nsubjpass", "cop", "aux"} for child in sentence.children[sentence.root]
    )


def _verb_form(sentence: Sentence, word: str, following: str) -> str | None:
    """The tag of a sentence's first word read as a verb, or None where it is none."""
    lemma = sentence.lexicon.lemma(word, "VBD")
    if lemma != word and not word.endswith(("s", "ing")) and sentence.lexicon.knows_verb(lemma):
        return "VBD"
    certain = following in {"DT", "PDT", "PRP", "PRP$"}
    likely = following == "NNS" and sentence.tags[-1] == "." and sentence.tags[0] in {"NN", "NNP", "VB", "VBP"}
    return "VB" if sentence.lexicon.knows_verb(word) and (certain or likely) else None


def _free_main_clause(sentence: Sentence) -> None:
    """A sentence without a main verb whose relative clause has “we” or “I” after a comma or a preposition's phrase."""
    root = sentence.root
    if sentence.tags[root][0] == "V" or sentence.tags[root] == "MD":
        return
    for token in range(len(sentence)):
        if sentence.deps[token] != "relcl" or sentence.tags[token][0] != "V":
            continue
        subject = next(
            (c for c in sentence.children[token] if sentence.lower[c] in {"we", "i"} and sentence.deps[c] == "nsubj"),
            None,
        )
        if subject and (sentence.lower[subject - 1] == "," or sentence.tags[root] == "IN"):
            for child in sentence.children[token]:
                if sentence.deps[child] == "nsubj" and child != subject:
                    sentence.deps[child] = "dep"
            _make_root(sentence, token, sentence.tags[token], "advcl" if sentence.tags[root] == "IN" else "dep")
            return


def _reattach_past(sentence: Sentence) -> None:
    """A past form joined to the present of a relative or complement clause goes on with the past main clause."""
    for token, dep in enumerate(sentence.deps):
        above = sentence.heads[token]
        if dep != "conj" or sentence.tags[token] not in {"VBD", "VBN"} or sentence.tags[above] not in {"VBP", "VBZ"}:
            continue
        if sentence.deps[above] not in {"relcl", "ccomp"} or _auxiliary_or_subject(sentence, token):
            continue
        higher = next((at for at in sentence.ancestors(above) if sentence.tags[at] in {"VBD", "VBN"}), None)
        if higher is not None:
            sentence.tags[token] = "VBD" if sentence.tags[higher] == "VBD" else sentence.tags[token]
            sentence.heads[token] = higher
            sentence.forget()


def _free_predicate(sentence: Sentence) -> None:
    """A passive whose participle was taken for an adjective: “was refunded”, “is drop-tested”."""
    for token, dep in enumerate(sentence.deps):
        be = sentence.heads[token]
        if dep not in {"acomp", "attr"} or sentence.lower[be] not in lex.BE or sentence.deps[be] in {"aux", "auxpass"}:
            continue
        word = sentence.lower[token]
        if sentence.tags[token] not in {"JJ", "VBN", "NN"} or sentence.lexicon.knows_adjective(word):
            continue
        lemma = sentence.lexicon.lemma(word, "VBN")
        if word.endswith("ed") or (lemma != word and sentence.lexicon.knows_verb(lemma)):
            _lift(sentence, token, "VBN")


def _noun_of_an_id(sentence: Sentence) -> None:
    """“order 111-1234567-1234561” names an order; what orders something is not followed by an ID."""
    for token in range(len(sentence) - 2):
        verb = sentence.lower[token] in {"order", "orders"} and sentence.tags[token][0] == "V"
        if verb and re.fullmatch(r"\d{3}(-\d{7}-\d{7})?", sentence.words[token + 1]):
            sentence.tags[token] = "NN"
            sentence.forget()


def _retag_bare(sentence: Sentence) -> None:
    """With an auxiliary it is a verb, whatever the tagger says: “are redesign the plug”, “is buy from the factory”."""
    for token, tag in enumerate(sentence.tags):
        if tag not in {"JJ", "NN"} or sentence.child(token, "aux", "auxpass") is None:
            continue
        word = sentence.lower[token]
        lemma = sentence.lexicon.lemma(word, "VBN")
        if sentence.lexicon.knows_verb(word):
            sentence.tags[token] = "VB"
        elif lemma != word and sentence.lexicon.knows_verb(lemma):
            sentence.tags[token] = "VBN"


def _lift(sentence: Sentence, token: int, tag: str) -> None:
    """Let a predicate take the place of the be above it, which becomes its auxiliary."""
    be = sentence.heads[token]
    place, dep = sentence.heads[be], sentence.deps[be]
    for at, head in enumerate(sentence.heads):
        if head == be and at not in {token, be}:
            sentence.heads[at] = token
            if sentence.deps[at] == "nsubj":
                sentence.deps[at] = "nsubjpass"
    sentence.tags[token], sentence.deps[token] = tag, dep
    sentence.heads[token] = token if place == be else place
    sentence.heads[be], sentence.deps[be] = token, "auxpass"
    sentence.forget()


def _raise_gerund(sentence: Sentence) -> None:
    root = sentence.root
    if root and sentence.tags[0] == "VBG" and sentence.heads[0] == root and sentence.tags[root][0] == "N":
        _make_root(sentence, 0, "VBG", "dobj")


# What asks for a verb in the singular after it.
_SINGULAR = frozenset({"each", "every", "no", "nothing", "nobody", "everything", "everyone", "anybody", "anyone"})


def _verb_from_compound(sentence: Sentence) -> None:
    """“All orders ship from our bay”, “Nothing ships from a shop”: a noun and its verb, taken for a compound."""
    root = sentence.root
    if not root or sentence.tags[root] not in {"NN", "NNS", "NNP", "NNPS"} or sentence.heads[root - 1] != root:
        return
    word, before = sentence.lower[root], sentence.tags[root - 1]
    subject = sentence.deps[root - 1] in {"compound", "nmod"}
    follows = root + 1 < len(sentence) and sentence.tags[root + 1] in {"DT", "IN", "PRP$", "RP", "RB", "TO", "PRP"}
    has_object = sentence.child(root, "dobj") is not None
    if not subject or not sentence.lexicon.knows_verb(sentence.lexicon.lemma(word, "VBZ")):
        return
    plural = before == "NNS" and sentence.tags[root] == "NN" and follows
    singular = sentence.tags[root] == "NNS" and (sentence.lower[0] in _SINGULAR) and not has_object
    if plural or singular or (has_object and sentence.tags[root][:2] == "NN"):
        sentence.tags[root] = "VBZ" if sentence.tags[root] == "NNS" else "VBP"
        sentence.deps[root - 1] = "nsubj"
        for at in list(sentence.children[root]):
            # What described the noun belongs to the subject now.
            if at < root - 1 and sentence.deps[at] in {"det", "amod", "compound", "poss", "nummod", "nmod"}:
                sentence.heads[at] = root - 1
        sentence.forget()


def _free_after_condition(sentence: Sentence) -> None:
    """“If the owner send the notice we will remove it”: without a comma the main clause hangs on the condition."""
    root = sentence.root
    mark = sentence.child(root, "mark", "advmod")
    if mark is None or sentence.lower[mark] not in lex.UNMET_MARKS | {"when", "whenever"} or mark > root:
        return
    for token, dep in enumerate(sentence.deps):
        own = sentence.child(token, "nsubj", "nsubjpass")
        if (
            dep in {"relcl", "acl", "ccomp"}
            and token > root
            and own is not None
            and sentence.tags[own] in {"PRP", "NN", "NNS"}
        ):
            _make_root(sentence, token, sentence.tags[token], "advcl")
            return


def _auxiliary_or_subject(sentence: Sentence, token: int) -> bool:
    return any(sentence.deps[child] in {"nsubj", "nsubjpass", "aux", "auxpass"} for child in sentence.children[token])


def _free_of_noun(sentence: Sentence) -> None:
    """A base form cannot be joined to a noun or a gerund: it goes on with the verb above that has a modal."""
    for token, dep in enumerate(sentence.deps):
        above = sentence.heads[token]
        noun = sentence.tags[above][0] == "N" or sentence.tags[above] == "VBG"
        if dep != "conj" or sentence.tags[token] != "VB" or not noun or _auxiliary_or_subject(sentence, token):
            continue
        higher = next((at for at in sentence.ancestors(above) if _with_modal(sentence, at) and at < above), None)
        if higher is not None:
            sentence.heads[token] = higher
            sentence.forget()


def _with_modal(sentence: Sentence, token: int) -> bool:
    return any(sentence.deps[c] == "aux" and sentence.tags[c] == "MD" for c in sentence.children[token])


def _join_run_on(sentence: Sentence) -> None:
    """“Customer service check each claim, reply within a day”: the second verb has the subject of the first."""
    root = sentence.root
    first = sentence.child(root, "ccomp")
    if sentence.tags[root] not in {"VB", "VBP"} or _auxiliary_or_subject(sentence, root) or first is None:
        return
    subject = sentence.child(first, "nsubj")
    marked = sentence.child(first, "mark", "neg") is not None
    plain = sentence.tags[first] in {"VB", "VBP", "VBZ"} and sentence.lower[first] not in lex.BE
    comma = any(sentence.lower[at] == "," for at in range(first, root))
    if first > root or subject is None or sentence.tags[subject] not in {"PRP", "NN", "NNP", "NNS"}:
        return
    if plain and comma and not marked and sentence.lower[subject] not in {"it", "this", "that"}:
        _make_root(sentence, first, sentence.tags[first], "conj")


def _embed_object_and_verb(sentence: Sentence) -> None:
    """“We have arrange all staff study the policy”: what somebody is made to do belongs to the verb above."""
    for token, dep in enumerate(sentence.deps):
        above = sentence.heads[token]
        if dep != "dep" or sentence.tags[token] not in {"VB", "VBP"} or _auxiliary_or_subject(sentence, token):
            continue
        made = sentence.child(above, "dobj")
        if made is not None and above < made < token and sentence.lemma(above) in _CAUSING:
            sentence.deps[token] = "xcomp"


_CAUSING = lex.words("arrange organize organise ask require request make let order tell remind instruct urge demand")


REPAIRS: tuple[Repair, ...] = (
    Repair("noun before an ID", (("We refunded order 111-1234567-1234561 and order 111-1234567-1234562 in full.", "refunded"),),
           _noun_of_an_id),
    Repair("half of a compound taken for a verb",
           (("We changed the cut-off from 15:00 to 12:00 and handling time from one to two days.", "changed"),), _join_compound),
    Repair("past form taken for another", (("I forgot the holiday setting.", "forgot"), ("We choosed it.", "choosed")),
           _retag_pasts),
    Repair("first verb of an item taken for a noun",
           (("Ship packages on the day of the order.", "Ship"), ("Emailed the buyers.", "Emailed")), _raise_first_verb),
    Repair("participle of an item taken for an adjective",
           (("Emailed customers who bought from the old batch.", "Emailed"), ("Attached labels to each jar.", "Attached")),
           _raise_participle),
    Repair("main clause taken for a relative one",
           (("The 40 units which in FBA,we also create removal order yesterday.", "create"),
            ("After walking the floor ourselves we found and fixed the leaking shelf.", "found")), _free_main_clause),
    Repair("gerund of an item taken for a subject",
           (("Implementing a daily dashboard for ODR, claims, and feedback.", "Implementing"),), _raise_gerund),
    Repair("bare form taken for an adjective", (("Our engineer are redesign the plug for the UK.", "redesign"),), _retag_bare),
    Repair("participle of a passive taken for an adjective",
           (("The help-desk app was uninstalled.", "uninstalled"), ("The buyers was refunded.", "refunded")), _free_predicate),
    Repair("verb taken for a compound noun",
           (("All orders ship from our own bay.", "ship"), ("Nothing ships from a retailer.", "ships")), _verb_from_compound),
    Repair("main clause hung on its condition",
           (("If any rights owner send the notice we will be removing the ASIN within 2 hours.", "removing"),),
           _free_after_condition),
    Repair("base form joined to a noun", (("He will take picture of packing slip and upload on the drive.", "upload"),),
           _free_of_noun),
    Repair("verbs joined by a comma",
           (("Customer service check A-to-Z claims and feedback everyday, reply within 24 hours.", "reply"),), _join_run_on),
    Repair("verb of those who are made to do it", (("We have arrange all staffs study the policy.", "arrange"),),
           _embed_object_and_verb),
    Repair("past joined to a present", (("Photographed labels that differ and requested updates.", "requested"),),
           _reattach_past),
)  # fmt: skip
