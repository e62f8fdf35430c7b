"""A rule's page: one list of parts, shown in the terminal by `poalint explain` and written to docs/rules."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poalint.formats.words import say
from poalint.formats.wrapping import wrapped
from poalint.pack.book import Entry

_WIDTH = 78
_SHOWN = 3
"""How many examples of a sort are shown."""
_SLOT = re.compile(r"\{\w+\}")
_NAMES = {
    "en": {
        "grade": "{severity}, {confidence} confidence",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "why": "Why",
        "message": "Says",
        "help": "Mend",
        "sections": "Looks at",
        "violations": "For",
        "marketplaces": "On",
        "off": "Off",
        "how on": "by default; `--select {id}` runs it",
        "wrong": "Wrong",
        "right": "Right",
        "gaps": "Fill a gap such as [date] only with what is true; if it is not done yet, do it first.",
        "flagged": "Flagged too",
        "passing": "Left alone",
        "sources": "Sources",
        "read": "read {date}",
        "colon": ": ",
        "comma": ", ",
    },
    "zh": {
        "grade": "{severity}，把握{confidence}",
        "high": "高",
        "medium": "中",
        "low": "低",
        "why": "为什么",
        "message": "提示",
        "help": "改法",
        "sections": "只看",
        "violations": "适用于",
        "marketplaces": "站点",
        "off": "默认关闭",
        "how on": "用 `--select {id}` 打开",
        "wrong": "错误写法",
        "right": "正确写法",
        "gaps": "[date] 这类空格只能填真实情况；还没做的，先做再写。",
        "flagged": "也会提示",
        "passing": "不会提示",
        "sources": "来源",
        "read": "{date} 查阅",
        "colon": "：",
        "comma": "、",
    },
}


@dataclass(frozen=True, slots=True)
class Prose:
    """A few words under a name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Drafts, shown as they stand, under a name."""

    name: str
    drafts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the rule is known from: title, address, and when it was read."""

    name: str
    items: tuple[tuple[str, str, str], ...]


Part = Prose | Examples | Sources


def grade(entry: Entry, lang: str) -> str:
    """How grave the rule's findings are and how sure they are."""
    names = _NAMES[lang]
    return names["grade"].format(severity=say(lang, entry["severity"]), confidence=names[entry["confidence"]])


def parts(entry: Entry, lang: str) -> Iterator[Part]:
    """What the page says below its title, in order."""
    names = _NAMES[lang]
    for key in ("why", "message", "help"):
        yield Prose(names[key], _SLOT.sub("…", entry[key][lang]))
    if entry["sections"]:
        yield Prose(names["sections"], names["comma"].join(say(lang, each) for each in entry["sections"]))
    for key in ("violations", "marketplaces"):
        if entry[key]:
            yield Prose(names[key], names["comma"].join(entry[key]))
    if entry["off"]:
        yield Prose(names["off"], names["how on"].format(id=entry["id"]))
    yield from _examples(entry, lang)
    sources = tuple((each["title"], each["url"], each["read"]) for each in entry["sources"])
    yield Sources(names["sources"], sources)


def _examples(entry: Entry, lang: str) -> Iterator[Part]:
    names = _NAMES[lang]
    first, *others = entry["flagged"]
    yield Examples(names["wrong"], (first["draft"],))
    if first["fixed"]:
        yield Examples(names["right"], (first["fixed"],))
        if "[" in first["fixed"]:
            yield Prose("", names["gaps"])
    if others:
        yield Examples(names["flagged"], tuple(each["draft"] for each in others[:_SHOWN]))
    yield Examples(names["passing"], tuple(each["draft"] for each in entry["passing"][:_SHOWN]))


def as_text(entry: Entry, lang: str) -> str:
    """The page for a terminal, in lines of at most 78 cells."""
    lines = [f"{entry['id']}  ({grade(entry, lang)})", "", *wrapped(entry["title"][lang], _WIDTH, indent="  "), ""]
    for part in parts(entry, lang):
        if isinstance(part, Prose):
            name = f"{part.name}{_NAMES[lang]['colon']}" if part.name else ""
            lines += wrapped(part.text, _WIDTH, lead=name, indent="  ")
        elif isinstance(part, Examples):
            lines += ["", f"{part.name}{_NAMES[lang]['colon'].strip()}", *_quoted(part.drafts)]
        else:
            lines += ["", part.name]
            for title, url, read in part.items:
                lines += [*wrapped(f"{title} ({read})", _WIDTH, lead="  ", indent="  "), f"    {url}"]
    return "\n".join(lines) + "\n"


def as_markdown(entry: Entry) -> str:
    """The page for docs/rules, in English and then in Chinese."""
    pieces = [f"# {entry['id']}"]
    for lang in ("en", "zh"):
        pieces += [f"## {entry['title'][lang]}", f"*{grade(entry, lang)}*"]
        pieces += [
            _markdown(part, lang) for part in parts(entry, lang) if lang == "en" or not isinstance(part, Sources)
        ]
    return "\n\n".join(pieces) + "\n"


def _markdown(part: Part, lang: str) -> str:
    if isinstance(part, Prose):
        return f"**{part.name}{_NAMES[lang]['colon'].strip()}** {part.text}" if part.name else part.text
    if isinstance(part, Examples):
        drafts = (f"~~~~text\n{draft.strip()}\n~~~~" for draft in part.drafts)
        return "\n\n".join([f"**{part.name}**", *drafts])
    rows = [f"- [{title}]({url}), {_NAMES[lang]['read'].format(date=read)}" for title, url, read in part.items]
    return "\n".join([f"**{part.name}**\n", *rows])


def _quoted(drafts: Iterable[str]) -> list[str]:
    """The drafts behind a bar, an empty line between two; their own empty lines left out."""
    bar = "  │ "
    quoted: list[str] = []
    for draft in drafts:
        lines = [line for line in draft.strip().split("\n") if line.strip()]
        quoted += [""] * bool(quoted)
        quoted += [
            out for line in lines for out in textwrap.wrap(line, _WIDTH, initial_indent=bar, subsequent_indent=bar)
        ]
    return quoted
