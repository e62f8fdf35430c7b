"""Dictionary form → past tense, from lemminflect's table.

The package's own reader builds 34 000 entries, which takes longer than checking a letter; a form is looked up in the text
of its table instead, in some milliseconds for the first. What the table does not list has no form here: lemminflect would
guess.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


@lru_cache(maxsize=1000)
def past(lemma: str) -> str | None:
    """The past tense of a verb in lower case: “write” → “wrote”; None for a verb that is not known."""
    table, key = _table(), f"\n{lemma},verb,".encode()
    at = table.find(key)
    if at >= 0:
        row = table[at + len(key) : table.find(b"\n", at + 1)].decode()
        spellings = row.partition(",")[0].split("/")
        return next((each for each in spellings if "-" not in each), spellings[0]) or None
    # “re-scan”, “rescan”, “double-check”: as the verb without what stands before it.
    before = re.match(r"(?:\w+-)+|re(?=\w{3})", lemma)
    told = past(lemma[before.end() :]) if before else None
    return before[0] + told if before and told else None


@lru_cache(maxsize=1)
def _table() -> bytes:
    """Lines `lemma,verb,past,participle,gerund,third person`, spellings parted by slashes; other parts of speech too."""
    package = find_spec("lemminflect")  # found and not imported: the import hangs attributes on spaCy's tokens
    assert package is not None
    assert package.origin is not None
    with gzip.open(Path(package.origin).parent / "resources" / "infl_lu.csv.gz") as file:
        return b"\n" + file.read()
