"""What is told of a finding and of a rule, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from poalint.formats.rule_page import Examples, Part, Prose, grade, parts
from poalint.formats.words import say
from poalint.model import Finding
from poalint.pack.book import Entry


def hover(finding: Finding, entry: Entry, lang: str) -> str:
    """What is wrong, what to do, why, and a wrong wording beside a right one."""
    told = list(parts(entry, lang))
    first = entry["flagged"][0]
    # The page begins with the reason; its first examples are the wrong and the right wording, and then a word on gaps.
    examples = [at for at, part in enumerate(told) if isinstance(part, Examples)]
    shown = told[examples[0] : examples[0] + 1 + bool(first["fixed"]) + ("[" in (first["fixed"] or ""))]
    colon = say(lang, "colon").strip()
    head = f"**{finding.rule}** · {say(lang, finding.severity)}"
    mend = f"**{say(lang, 'help')}{colon}** {finding.help}"
    return "\n\n".join([head, finding.message, mend, *_told([told[0], *shown], colon)])


def page(entry: Entry, lang: str) -> str:
    """A rule's page."""
    head = [f"# {entry['id']}", f"## {entry['title'][lang]}", f"*{grade(entry, lang)}*"]
    return "\n\n".join([*head, *_told(parts(entry, lang), say(lang, "colon").strip())]) + "\n"


def _told(shown: Iterable[Part], colon: str) -> Iterator[str]:
    for part in shown:
        if isinstance(part, Prose):
            yield f"**{part.name}{colon}** {part.text}" if part.name else part.text
        elif isinstance(part, Examples):
            yield "\n\n".join([f"**{part.name}{colon}**", *_fenced(part.drafts)])
        else:
            rows = [f"- [{title}]({url}), {read}" for title, url, read in part.items]
            yield "\n".join([f"**{part.name}**\n", *rows])


def _fenced(drafts: Sequence[str]) -> Iterator[str]:
    for draft in drafts:
        yield f"~~~~text\n{draft.strip()}\n~~~~"
