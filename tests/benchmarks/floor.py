"""The least any reader of the letter must do: import spaCy, load the same components, parse the same paragraphs.

    floor.py FILE

Prints the number of tokens. Nothing is kept of a parsed paragraph.
"""

import re
import sys
from pathlib import Path

import spacy

from poalint.language.pipeline import DEFAULT_MODEL

nlp = spacy.load(DEFAULT_MODEL, exclude=["ner", "senter", "attribute_ruler"], disable=["lemmatizer"])
text = Path(sys.argv[1]).read_text(encoding="utf-8")
paragraphs = [p for p in re.split(r"\n\s*\n", text) if re.search("[A-Za-z]", p)]
print(sum(len(doc) for doc in nlp.pipe(paragraphs, batch_size=64)))
