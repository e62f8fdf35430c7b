"""Adds templates to rules/lexicons/templates.json: `python tests/make_templates.py FILE…`. The texts themselves are not kept.

A file begins with lines `title:`, `url:` and `read:`, then a blank line, then the template, or those sentences of it that
are stock. A source of the same address is replaced. Left out are short sentences, and those that a good letter has as well.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from poalint.draft import Draft, read_draft
from poalint.facts.likeness import Compared, Past, Wording, fingerprint, wordings

HERE = Path(__file__).parent.parent
LEXICON = HERE / "rules" / "lexicons" / "templates.json"
GOOD = sorted(path for path in (HERE / "fixtures" / "drafts").rglob("*.txt") if "strong" in path.as_posix())
FEWEST_TELLING = 6
"""Words that tell something; with fewer, anybody might write the sentence."""


def source(path: Path, good: Past) -> dict[str, object]:
    """A template's entry: where it was read, and the fingerprints of its stock sentences."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    sentences = list(stock(Draft(str(path), body.replace("\n", "\n\n")), good))
    return {"title": told["title"], "url": told["url"], "read": told["read"], "sentences": sentences}


def stock(draft: Draft, good: Past) -> Iterator[str]:
    """The fingerprints of the sentences worth keeping, each once, in an order that tells nothing."""
    kept = [each for each in wordings(draft) if each.telling >= FEWEST_TELLING and not _common(draft, each, good)]
    yield from sorted({fingerprint(each) for each in kept})


def _common(draft: Draft, wording: Wording, good: Past) -> bool:
    return bool(good.compare(Compared(Draft(draft.path, "")), [wording]))


def main(files: Sequence[str]) -> None:
    """Write the lexicon with the files' templates added."""
    good = Past(tuple(Compared(read_draft(path)) for path in GOOD))
    known = json.loads(LEXICON.read_text(encoding="utf-8"))["sources"] if LEXICON.exists() else []
    by_url = {each["url"]: each for each in known}
    for file in files:
        entry = source(Path(file), good)
        by_url[entry["url"]] = entry
    sources = sorted(by_url.values(), key=lambda each: str(each["url"]))
    text = json.dumps({"sources": sources}, ensure_ascii=False, indent=1)
    LEXICON.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
