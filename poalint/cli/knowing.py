"""`poalint facts`: the carriers, figures and forms the checks rest on, where they were read, and how old they are.

Run as a program it writes docs/facts.md, the table of what each check rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from poalint.formats import dump
from poalint.model import MARKETPLACES, PoalintError
from poalint.pack.book import Entry, built_in_book, built_in_folder

SCHEMA = 1
"""The number of the JSON shape."""

_OLD_DAYS = 365
_ELSEWHERE = "no address"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is about, what is so, since when as the source gives it, where it was read, how sure it is.

    `marketplaces` is empty where it holds everywhere; `sources` are keys of the topic's sources.
    """

    name: str
    told: str
    as_of: str
    sources: tuple[str, ...]
    confidence: str
    marketplaces: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one fact."""
        return {
            "name": self.name,
            "told": self.told,
            "marketplaces": list(self.marketplaces),
            "as_of": self.as_of,
            "confidence": self.confidence,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Topic:
    """The facts of one file, the day they were read, and where. `compiled` None: the file is not there."""

    name: str
    path: Path
    compiled: date | None = None
    rows: tuple[Row, ...] = ()
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def age(self, today: date) -> int | None:
        """How many days ago the facts were read."""
        return (today - self.compiled).days if self.compiled else None

    def to_dict(self, today: date) -> dict[str, object]:
        """The JSON shape of a topic."""
        used = {name for row in self.rows for name in row.sources}
        return {
            "topic": self.name,
            "compiled": self.compiled.isoformat() if self.compiled else None,
            "age_days": self.age(today),
            "facts": [row.to_dict() for row in self.rows],
            "sources": {name: dict(told) for name, told in self.sources.items() if name in used},
        }


# --- reading the files ----------------------------------------------------------------------------------------------


def _carriers(data: Mapping[str, Any]) -> Iterator[Row]:
    """Each carrier on each list that names it; those on no list by their names alone."""
    lists = {each["id"]: each for each in data["lists"]}
    for carrier in data["carriers"]:
        spelled = ", ".join(carrier["codes"]) or "no code"
        for named in carrier["integration"]:
            on = lists[named["list"]]
            said = {"listed": _KINDS_OF_LIST[on["kind"]], "not_listed": "reported as not recognised"}[named["status"]]
            yield Row(
                carrier["name"], f"{said}; code: {spelled}", _text(on["as_of"]), (on["source"],), on["confidence"],
                (on["marketplace"],),
            )  # fmt: skip
        if not carrier["integration"] and carrier["type"] != "placeholder":
            told = f"code: {spelled}; on no list found"
            yield Row(carrier["name"], told, _text(carrier["as_of"]), tuple(carrier["source"]), carrier["confidence"])
    for change in data["changes"]:
        yield Row(
            "every carrier", change["text"], f"since {change['since']}", tuple(change["source"]), change["confidence"],
            tuple(change["marketplaces"]),
        )  # fmt: skip


_KINDS_OF_LIST = {
    "integrated": "on a list of integrated carriers",
    "names": "on a list of names accepted",
    "report": "reported by a seller",
}
_EVERYWHERE = "all"
_COMPARED = {">=": "at least", "<=": "at most", "<": "under", ">": "over"}


def _figures(data: Mapping[str, Any]) -> Iterator[Row]:
    """Each target by marketplace and date, and each deadline."""
    for metric in data["metrics"]:
        for figure in metric["figures"]:
            unit = {"percent": "%"}.get(figure["unit"], f" {figure['unit']}")
            compared = _COMPARED.get(figure["op"], figure["op"])
            told = f"{compared} {figure['target']}{unit} over {figure['window']}"
            where = tuple(each for each in figure["marketplaces"] if each != _EVERYWHERE)
            yield Row(metric["name"], told, _in_force(figure), tuple(figure["sources"]), figure["confidence"], where)
    for deadline in data.get("deadlines", ()):
        yield Row("Deadline", deadline["text"], "", tuple(deadline["sources"]), deadline["confidence"])


def _in_force(figure: Mapping[str, Any]) -> str:
    since = f"since {figure['since']}" if figure.get("since") else _text(figure.get("since_told")) or "undated"
    return f"{since} until {figure['until']}" if figure.get("until") else since


def _forms(data: Mapping[str, Any]) -> Iterator[Row]:
    """Each form of a tracking number, with how it is checked."""
    for form in data.get("forms") or data.get("patterns") or ():
        checked = form.get("checksum")
        by = checked.get("name") or checked.get("algorithm") if isinstance(checked, Mapping) else checked
        told = f"checked by {by}" if by else "no check digit known"
        sources = form.get("sources") or form.get("source") or ()
        sources = (sources,) if isinstance(sources, str) else tuple(sources)
        yield Row(form.get("name") or form["id"], told, _text(form.get("as_of")), sources, form.get("confidence", ""))


_TOPICS = {
    "carriers": ("carriers.yaml", _carriers),
    "figures": ("policy.yaml", _figures),
    "forms": ("tracking.yaml", _forms),
}
TOPICS = tuple(_TOPICS)
"""What can be asked for."""


def read_topic(name: str, folder: Path) -> Topic:
    """The facts of a topic from the lexicons of a pack. Raises PoalintError where the file is damaged."""
    file, rows = _TOPICS[name]
    path = folder / "lexicons" / file
    if not path.is_file():
        return Topic(name, path)
    import yaml

    try:
        data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        sources = {key: {k: _text(v) for k, v in told.items()} for key, told in data["sources"].items()}
        return Topic(name, path, date.fromisoformat(_text(data["compiled"])), tuple(rows(data)), sources)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        told = " ".join(str(error).split())
        raise PoalintError(f"{path}: the list of {name} is damaged ({told}); reinstall poalint") from None


def _text(value: object) -> str:
    return "" if value is None else str(value)


# --- the command ----------------------------------------------------------------------------------------------------


def facts(
    topic: str | None, marketplace: str | None, output_format: str, today: date | None = None
) -> tuple[str, list[str]]:
    """What to print, and the warnings: a file that is not there, facts older than a year.

    Raises PoalintError for a marketplace that is none, or a damaged file.
    """
    now = today or date.today()
    wanted = _marketplace(marketplace)
    topics = [_only(read_topic(name, built_in_folder()), wanted) for name in ([topic] if topic else TOPICS)]
    told = [each for topic in topics for each in _warnings(topic, now)]
    if output_format == "json":
        shape = {"schema": SCHEMA, "marketplace": wanted, "topics": [topic.to_dict(now) for topic in topics]}
        return dump(shape, indent=2) + "\n", told
    return "\n".join(line for topic in topics for line in _page(topic, now)) + "\n", told


def _marketplace(given: str | None) -> str | None:
    if given is None:
        return None
    wanted = {"GB": "UK"}.get(given.upper(), given.upper())
    if wanted not in MARKETPLACES.values():
        raise PoalintError(
            f"no marketplace is called {given!r}; write one of {', '.join(sorted(MARKETPLACES.values()))}"
        )
    return wanted


def _only(topic: Topic, marketplace: str | None) -> Topic:
    """The topic with what holds on a marketplace, or everywhere."""
    if marketplace is None:
        return topic
    rows = tuple(row for row in topic.rows if not row.marketplaces or marketplace in row.marketplaces)
    return Topic(topic.name, topic.path, topic.compiled, rows, topic.sources)


def _warnings(topic: Topic, today: date) -> Iterator[str]:
    age = topic.age(today)
    if age is None:
        yield f"there are no {topic.name}: {topic.path} is missing; reinstall poalint"
    elif age > _OLD_DAYS:
        yield f"the {topic.name} were read {age} days ago, on {topic.compiled}; look for a newer poalint"


def _page(topic: Topic, today: date) -> Iterator[str]:
    if topic.compiled is None:
        return
    age = topic.age(today)
    yield f"{topic.name}: {len(topic.rows)} facts, read on {topic.compiled} ({age} day{'' if age == 1 else 's'} ago)"
    yield ""
    width = min(30, max((len(row.name) for row in topic.rows), default=0))
    for row in topic.rows:
        where = ", ".join(row.marketplaces)
        dated = row.as_of if not row.as_of or row.as_of.startswith(("since", "undated")) else f"as of {row.as_of}"
        told = "; ".join(filter(None, [row.told, dated]))
        sure = f"{row.confidence}: " if row.confidence else ""
        yield f"  {row.name:<{width}}  {where + ': ' if where else ''}{told} [{sure}{', '.join(row.sources)}]"
    yield ""
    used = {name for row in topic.rows for name in row.sources}
    for name in sorted(used & set(topic.sources)):
        source = topic.sources[name]
        dated = f" ({source['as_of']})" if source.get("as_of") else ""
        yield f"  [{name}] {source.get('title', '')}{dated}"
        yield f"      {_address(source)}"
    yield ""


def _address(source: Mapping[str, str]) -> str:
    url = source.get("url", "")
    return url if url.startswith("http") else _ELSEWHERE


# --- the page of the documentation ----------------------------------------------------------------------------------

_HEAD = """# What the checks rest on

Every check names what it is known from and when that was read; `poalint explain RULE` says the same. The lists of carriers,
figures and forms carry their own sources: `poalint facts` prints them all, and warns when they are older than a year.

This page is written by `python -m poalint.cli.knowing`.
"""


def docs_page() -> str:
    """What docs/facts.md must hold: what each check and each list rests on, with source and date."""
    topics = [read_topic(name, built_in_folder()) for name in TOPICS]
    lines = [_HEAD, "## The lists", "", *_table(("facts", "read", "sources", "file"), map(_topic_row, topics)), ""]
    for topic in topics:
        lines += [f"### {topic.name.capitalize()}", "", *_table(("source", "as of"), _source_rows(topic)), ""]
    by_category: dict[str, list[Entry]] = {}
    for entry in built_in_book().values():
        by_category.setdefault(entry["category"], []).append(entry)
    for category, entries in sorted(by_category.items()):
        lines += [f"## {category}", "", *_table(("check", "rests on", "read"), map(_rule_row, entries)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _topic_row(topic: Topic) -> tuple[str, ...]:
    used = {name for row in topic.rows for name in row.sources}
    return (
        f"{len(topic.rows)} {topic.name}",
        _text(topic.compiled),
        str(len(used)),
        f"`rules/lexicons/{topic.path.name}`",
    )


def _source_rows(topic: Topic) -> Iterator[tuple[str, ...]]:
    used = {name for row in topic.rows for name in row.sources}
    for name in sorted(used & set(topic.sources)):
        source = topic.sources[name]
        yield (_linked(source.get("title", name), source.get("url", "")), source.get("as_of", ""))


def _rule_row(entry: Entry) -> tuple[str, ...]:
    sources: Sequence[Mapping[str, str]] = entry["sources"]
    read = sorted({source["read"] for source in sources})
    return (f"`{entry['id']}`", " · ".join(_linked(s["title"], s["url"]) for s in sources), ", ".join(read))


def _linked(title: str, url: str) -> str:
    words = title.replace("|", "\\|").replace("[", "(").replace("]", ")")
    return f"[{words}](<{url}>)" if url.startswith("http") else words


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"| {' | '.join('---' for _ in head)} |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


if __name__ == "__main__":
    (built_in_folder().parent / "docs" / "facts.md").write_text(docs_page(), encoding="utf-8")
