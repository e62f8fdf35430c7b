"""How much of a letter stands word for word elsewhere: in templates that go round, in the seller's own earlier letters.

Texts are compared sentence by sentence, each as the set of its runs of three words. What differs from letter to letter –
numbers, IDs, dates, names, the gaps of a template – counts as one and the same word, so that a filled-in template is still
known. Of the templates nothing is kept but hashes of such runs (`rules/lexicons/templates.json`).
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

from poalint.draft import Block, Draft, blocks, find_drafts, read_draft
from poalint.facts.identifiers import asins, order_ids
from poalint.language.lexicon import words
from poalint.model import PoalintError, Span

RUN = 3
"""Words of a run. Of a sentence of fifteen words with one word changed, ten of thirteen runs are left."""
FEWEST_RUNS = 5
"""A sentence of fewer runs, some seven words, is anybody's and is not compared."""
FEWEST_TELLING = 4
"""So is one with fewer words that tell something."""
ALIKE = 0.5
"""The share of a sentence's runs that must stand in one sentence elsewhere: fifteen words with three changed here and there."""
TAKEN_IN = 0.8
"""Or the share of that other sentence's runs, where it was taken into a longer one."""
FOLLOWING = 0.3
"""Where one sentence is sure, others of the same text are known by this share: it was gone through for other words."""
FEWEST_FOLLOWING = 3
"""And by at least so many runs."""
WORTH_TELLING = 0.05
"""The least share in common with an earlier letter that is told of; letters of two strangers have 0.03 at most."""

_GAP = "#"
_MARK_BYTES = 5
_MOST_LETTERS = 1000
"""More letters than any agency sends in a year: the folder is another one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it is compared: where it stands, how many words it has, how many of them tell something, its runs."""

    span: Span
    words: int
    telling: int
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A sentence of the letter that stands elsewhere. `words` are those in common; `source` names where."""

    span: Span
    words: float
    source: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a letter has in common with one other, or with all templates together.

    `share` is that of the letter's words, from 0 to 1. `letter` is the path of the other letter, "" for templates;
    `other_account`: both name their shop, and not the same; `same_case`: both are about the same orders.
    """

    letter: str
    share: float
    sentences: tuple[Borrowed, ...]
    other_account: bool = False
    same_case: bool = False


# --- sentences ----------------------------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!No)[.!?。！？;；][\"'”’)\]]*(?:\s+|(?=[A-Z]))|[。！？；]")
# Gaps of a template, links, IDs, numbers, dates, people with their titles; Amazon's site; words.
_TOKEN = re.compile(
    # A plain word, told first since most tokens are one.
    r"(?![MmDd][irs])[A-Za-z]+(?:['’][A-Za-z]+)?(?=[ \n,;:)!?]|\.[ \n])"
    r"|\[[^\[\]\n]{0,80}\]|\{\{?[^{}\n]{0,60}\}\}?|<[A-Za-z][^<>\n]{0,60}>|_{2,}|…+|\.{4,}|https?://\S+|\w[\w.+-]{0,63}@\S{1,255}\.\w+"
    r"|\b[A-Za-z]*\d[A-Za-z\d]*(?:[-./:,][A-Za-z]*\d[A-Za-z\d]*)*%?"
    r"|\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r)\b\.? +[A-Z]\w+(?: +[A-Z]\w+)?"
    r"|\b[Aa]mazon(?:\.[a-z]{2,3}){1,2}\b"
    r"|[A-Za-z]+(?:['’][A-Za-z]+)?"
)
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_GAPS = re.compile(rf"{_GAP}(?: {_GAP})+")
# What changes from letter to letter, written as a word.
_VARYING = words(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep"
    " sept oct nov dec monday tuesday wednesday thursday friday saturday sunday one two three four five six seven eight nine"
    " ten eleven twelve"
)
# One seller says “I”, the next who uses the same template “we”.
_SAME = {"i": "we", "my": "our", "me": "us", "mine": "ours", "myself": "ourselves", "am": "are"}
_SHORTENED = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "are"}
# Words that tell nothing of their own.
_SMALL = words(
    "# a an the and or but if so as at by for from in into of on onto out over to up with without we us our ours you your they"
    " them their he she his her it its this that these those there here who which what when where how why be is are was were"
    " been being have has had having do does did done will would shall should can could may might must not no any all some"
    " each every more most very also too only just than then again about after before"
)
# Both cases written out: Python looks a text through much faster for that than with a flag.
_NAMED = re.compile(
    r"\b(?:[Ss]eller|[Ss]tore|[Ss]hop|[Aa]ccount|[Mm]erchant|[Cc]ompany|STORE|SELLER|SHOP|ACCOUNT)(?:['’]s)?\s*(?:[Dd]isplay\s+)?"
    r"(?:[Nn]ame|NAME)\s*(?:is|:|：)\s*[\"“'‘]?(?P<label>[A-Z\d][^\n\"”',;.:’]{1,40})"
    r"|\b(?:[Oo]ur|[Mm]y)\s+(?:[Ss]eller\s+|[Aa]mazon\s+)*(?:[Ss]tore|[Ss]hop|[Aa]ccount)\s*(?:named|called|name)?"
    r"\s*[\"“‘](?P<quoted>[^\n\"”’]{2,40})[\"”’]"
    r"|(?:店铺名|店名|卖家名称)[称]?\s*(?:是|为|:|：)\s*(?P<chinese>[^\s,，。;；:：]{2,40})"
)


# Without one of these a line names no shop: that is told sooner than by the pattern.
_SIGNS = ("ame", "AME", '"', "“", "‘", "店", "卖家")


def shop_names(text: str) -> tuple[str, ...]:
    """The names that a letter gives its shop, as written, each once."""
    lines = (line for line in text.split("\n") if any(sign in line for sign in _SIGNS))
    found = (match[match.lastgroup or 0].strip() for line in lines for match in _NAMED.finditer(line))
    return tuple(dict.fromkeys(name for name in found if name))


def wordings(
    draft: Draft, shops: Sequence[str] | None = None, laid_out: Sequence[Block] | None = None
) -> list[Wording]:
    """The sentences of a draft that can be compared, in order.

    `shops` are the names of its shop and `laid_out` its blocks, where they are known already.
    """
    text = draft.text
    for name in sorted(shop_names(text) if shops is None else shops, key=len, reverse=True):
        # A name is covered by as many signs of a gap, so that places stay what they are.
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: "_" * len(found[0]), text, flags=re.IGNORECASE)
    found = (_wording(text, span) for block in laid_out or blocks(draft) for span in _sentences(text, block.body))
    return [each for each in found if len(each.runs) >= FEWEST_RUNS and each.telling >= FEWEST_TELLING]


def _sentences(text: str, body: Span) -> Iterator[Span]:
    start = body.start
    for end in _SENTENCE_END.finditer(text, body.start, body.end):
        yield Span(start, end.end())
        start = end.end()
    if start < body.end:
        yield Span(start, body.end)


def _wording(text: str, span: Span) -> Wording:
    sentence = text[span.start : span.end]
    forms = _GAPS.sub(_GAP, " ".join(map(_form, _TOKEN.findall(sentence)))).split()
    runs = frozenset(map(" ".join, zip(*(forms[at:] for at in range(RUN)), strict=False)))
    telling = len(forms) - sum(map(_SMALL.__contains__, forms))
    return Wording(Span(span.start, span.start + len(sentence.rstrip())), len(forms), telling, runs)


@lru_cache(maxsize=1 << 14)
def _form(token: str) -> str:
    """The word, or the two, that a token counts as."""
    word = token.lower().replace("’", "'")
    if word.startswith("amazon"):
        return "amazon"
    if token == "May" or not _PLAIN.fullmatch(word) or set(word) == {"x"}:
        return _GAP
    for ending, meant in _SHORTENED.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return f"{_SAME.get(stem, stem)} {meant}"
    stem = word.partition("'")[0]
    return _GAP if stem in _VARYING else _SAME.get(stem, stem)


# --- what is alike ------------------------------------------------------------------------------------------------------

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Match:
    """A sentence of the letter and one elsewhere, by its number, with the runs in common."""

    wording: Wording
    number: int
    common: int
    sure: bool

    @property
    def words(self) -> float:
        """How many of the letter's words they have in common."""
        return self.wording.words * self.common / len(self.wording.runs)


class _Index(Generic[_Key]):
    """Sentences by their runs, for finding those that a letter's sentence has most in common with."""

    def __init__(self, sentences: Iterable[Collection[_Key]], key: Callable[[str], _Key]) -> None:
        self._key = key
        self._holding: defaultdict[_Key, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for number, runs in enumerate(sentences):
            for run in runs:
                self._holding[run].append(number)
            self._sizes.append(len(runs))

    def like(self, wording: Wording) -> Iterator[_Match]:
        """The sentences that have something in common, surely or perhaps, in no order."""
        counts: Counter[int] = Counter()
        for run in wording.runs:
            counts.update(self._holding.get(self._key(run), ()))
        size = len(wording.runs)
        for number, common in counts.items():
            if common >= FEWEST_RUNS and (common >= ALIKE * size or common >= TAKEN_IN * self._sizes[number]):
                yield _Match(wording, number, common, sure=True)
            elif common >= FEWEST_FOLLOWING and common >= FOLLOWING * size:
                yield _Match(wording, number, common, sure=False)


def _kept(matches: Iterable[tuple[_Match, str]]) -> list[tuple[_Match, str]]:
    """The sure matches, and the others of texts that have a sure one; the best of each sentence, in order of place."""
    found = list(matches)
    sources = {source for match, source in found if match.sure}
    best: dict[Span, tuple[_Match, str]] = {}
    for match, source in found:
        span = match.wording.span
        if source in sources and (span not in best or match.common > best[span][0].common):
            best[span] = (match, source)
    return [best[span] for span in sorted(best, key=lambda span: span.start)]


def _likeness(letter: str, own: Sequence[Wording], matches: Iterable[tuple[_Match, str]]) -> Likeness:
    """What the matches come to."""
    sentences = tuple(Borrowed(match.wording.span, match.words, source) for match, source in _kept(matches))
    total = sum(wording.words for wording in own)
    return Likeness(letter, sum(each.words for each in sentences) / total if total else 0.0, sentences)


# --- templates ----------------------------------------------------------------------------------------------------------


def mark(run: str) -> bytes:
    """What is kept of a run of a template."""
    return blake2b(run.encode(), digest_size=_MARK_BYTES).digest()


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """Where a template was read: title, address, the day."""

    title: str
    url: str
    read: str


class Templates:
    """The templates known; their file is read when the first letter is compared. Safe to share.

    Raises PoalintError, then, where the file is damaged.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @cached_property
    def _file(self) -> tuple[tuple[TemplateSource, ...], list[int], _Index[bytes]]:
        if self._path is None:
            return (), [], _Index((), mark)
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            sources = tuple(TemplateSource(e["title"], e["url"], e["read"]) for e in data["sources"])
            owners = [at for at, each in enumerate(data["sources"]) for _ in each["sentences"]]
            sentences = [_taken_apart(marks) for each in data["sources"] for marks in each["sentences"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            told = " ".join(str(error).split())
            raise PoalintError(f"{self._path}: the list of templates is damaged ({told}); reinstall poalint") from None
        return sources, owners, _Index(sentences, mark)

    @property
    def sources(self) -> tuple[TemplateSource, ...]:
        """Where they were read."""
        return self._file[0]

    def compare(self, own: Sequence[Wording]) -> Likeness:
        """What the sentences have in common with all templates together."""
        sources, owners, index = self._file
        matches = ((match, sources[owners[match.number]].title) for each in own for match in index.like(each))
        return _likeness("", own, matches)


def _taken_apart(marks: str) -> list[bytes]:
    data = b64decode(marks, validate=True)
    return [data[at : at + _MARK_BYTES] for at in range(0, len(data), _MARK_BYTES)]


def fingerprint(wording: Wording) -> str:
    """A sentence of a template as it is kept: the marks of its runs, sorted, so that their order tells nothing."""
    return b64encode(b"".join(sorted(map(mark, wording.runs)))).decode("ascii")


# --- earlier letters ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One letter as it is compared with others: its sentences, and what tells whose it is and what it is about.

    `laid_out` are its blocks, where they are known already.
    """

    draft: Draft
    laid_out: Sequence[Block] | None = field(default=None, compare=False)

    @cached_property
    def shops(self) -> tuple[str, ...]:
        """The names it gives its shop, as written."""
        return shop_names(self.draft.text)

    @cached_property
    def wordings(self) -> list[Wording]:
        """Its sentences that can be compared."""
        return wordings(self.draft, self.shops, self.laid_out)

    @cached_property
    def orders(self) -> frozenset[str]:
        """Its order IDs."""
        return frozenset(each.text for each in order_ids(self.draft.text))

    @cached_property
    def asins(self) -> frozenset[str]:
        """Its ASINs."""
        return frozenset(each.text for each in asins(self.draft.text))

    def same_case(self, other: Compared) -> bool:
        """Whether both are about the same orders; where neither names any, about the same products."""
        if self.orders or other.orders:
            return not self.orders.isdisjoint(other.orders)
        return not self.asins.isdisjoint(other.asins)

    def other_account(self, other: Compared) -> bool:
        """Whether both name their shop, and not the same."""
        own, others = ({re.sub(r"[\W_]", "", name).lower() for name in each.shops} for each in (self, other))
        return bool(own and others) and own.isdisjoint(others)


@dataclass(frozen=True)
class Past:
    """The earlier letters, held in memory only."""

    letters: tuple[Compared, ...] = ()

    @cached_property
    def _index(self) -> tuple[list[int], _Index[str]]:
        owners = [at for at, letter in enumerate(self.letters) for _ in letter.wordings]
        return owners, _Index((each.runs for letter in self.letters for each in letter.wordings), str)

    def compare(self, letter: Compared, own: Sequence[Wording]) -> list[Likeness]:
        """What a letter's sentences have in common with each earlier letter, where that is worth telling; the most first.

        The letter itself, where it lies in the same folder, is not compared.
        """
        owners, index = self._index
        by_letter: defaultdict[int, list[tuple[_Match, str]]] = defaultdict(list)
        for each in own:
            for match in index.like(each):
                at = owners[match.number]
                by_letter[at].append((match, self.letters[at].draft.path))
        itself = _place(letter.draft.path)
        found = [
            _with(self.letters[at], letter, likeness)
            for at, matches in by_letter.items()
            if (likeness := _likeness(self.letters[at].draft.path, own, matches)).share >= WORTH_TELLING
            and _place(likeness.letter) != itself
        ]
        return sorted(found, key=lambda likeness: (-likeness.share, likeness.letter))


def _with(past: Compared, letter: Compared, likeness: Likeness) -> Likeness:
    """The likeness with what tells the two letters apart."""
    return replace(likeness, other_account=past.other_account(letter), same_case=past.same_case(letter))


def _place(path: str) -> str:
    """A path as the system has it: one file may be named in several ways."""
    return os.path.normcase(Path(path).resolve())


def read_past(folder: Path) -> Past:
    """The letters of a folder and of those within it.

    Raises PoalintError, a line for each file that cannot be read: the letter not compared may be the one that matters.
    """
    if not folder.is_dir():
        told = "is a file, not a folder" if folder.exists() else "no such folder"
        raise PoalintError(f"{folder}: {told}; give the folder that holds your earlier letters")
    letters: list[Compared] = []
    faults: list[str] = []
    for found in find_drafts([str(folder)]):
        if len(letters) == _MOST_LETTERS:
            raise PoalintError(f"{folder}: holds more than {_MOST_LETTERS} letters; give a folder with fewer")
        try:
            if isinstance(found, PoalintError):
                raise found
            letters.append(Compared(read_draft(found)))
        except PoalintError as error:
            faults.append(str(error))
    if faults:
        raise PoalintError("\n".join(faults))
    return Past(tuple(letters))
