"""A rule: one YAML file, read, checked and typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from poalint.draft import Draft
from poalint.facts import Compared, File, Folder, Materials, Past, parse_notice, parse_records
from poalint.kinds import KINDS, find_kind
from poalint.kinds.where import Where
from poalint.model import Category, Confidence, SectionKind, Severity, ViolationKind
from poalint.pack.faults import Faults, nearest
from poalint.pack.shape import compose, read, read_fields, schema_of

if TYPE_CHECKING:
    from poalint.kinds.base import Kind

_ID = re.compile(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in each language; `zh` falls back to `en`."""

    en: str = field(metadata={"doc": "in English"})
    zh: str | None = field(default=None, metadata={"doc": "in Chinese"})

    def __post_init__(self) -> None:
        if not self.en.strip():
            raise ValueError("the English text is empty; write one line")

    def say(self, lang: str, slots: Mapping[str, str] | None = None) -> str:
        """The words in `lang`, `{slots}` filled by name; a name that is not there stays as written."""
        words = self.zh if lang == "zh" and self.zh else self.en
        found = slots or {}
        return _SLOT.sub(lambda slot: found.get(slot[1], slot[0]), " ".join(words.split()))

    def slots(self) -> set[str]:
        """The names in braces, in any language."""
        return set(_SLOT.findall(f"{self.en} {self.zh or ''}"))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is known from, and when it was read."""

    title: str = field(metadata={"doc": "what it is"})
    url: str = field(metadata={"doc": "where it is, or a few words where there is no address"})
    read: str = field(metadata={"doc": "the date it was read, as 2026-11-22"})


def _beside(notice: str, orders: str, attachments: tuple[str, ...], earlier: tuple[str, ...]) -> Materials:
    """What an example puts beside its draft. The day is fixed, so that an example comes out the same for ever."""
    return Materials(
        notice=parse_notice(notice) if notice else None,
        records=parse_records(orders) if orders else None,
        folder=Folder(tuple(map(_file, attachments))) if attachments else None,
        today=EXAMPLE_DAY,
        past=_past(earlier) if earlier else None,
    )


def _past(texts: tuple[str, ...]) -> Past:
    """The earlier letters of an example, named by their number."""
    return Past(tuple(Compared(Draft(f"letter {at}", text)) for at, text in enumerate(texts, 1)))


def _file(written: str) -> File:
    """A file as an example writes it: its name, or “name = bytes” where the size matters."""
    name, _, size = written.partition(" = ")
    return File(name, int(size) if size.isdigit() else None)


EXAMPLE_DAY = date(2026, 11, 22)
"""The day on which examples are read."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A draft that breaks the rule: the words underlined, or the section missing, or neither where nothing is shown."""

    draft: str = field(metadata={"doc": "the text"})
    at: tuple[str, ...] = field(default=(), metadata={"doc": "the very words underlined, in order"})
    missing: SectionKind | None = field(default=None, metadata={"doc": "the section reported missing"})
    fixed: str | None = field(default=None, metadata={"doc": "the same text mended; must pass"})
    section: SectionKind | None = field(default=None, metadata={"doc": "the part of a letter the text stands in"})
    violation: ViolationKind | None = field(default=None, metadata={"doc": "the violation the letter answers"})
    marketplace: str | None = field(default=None, metadata={"doc": "the marketplace of the letter"})
    notice: str = field(default="", metadata={"doc": "Amazon's notice beside the letter"})
    orders: str = field(default="", metadata={"doc": "the seller's order report beside it, tab-separated"})
    attachments: tuple[str, ...] = field(default=(), metadata={"doc": "the names of the files attached"})
    fixed_attachments: tuple[str, ...] = field(
        default=(), metadata={"doc": "those beside the mended text, where a file is what is mended"}
    )
    earlier: tuple[str, ...] = field(default=(), metadata={"doc": "the texts of the seller's earlier letters"})

    def materials(self) -> Materials:
        """What lies beside the draft."""
        return _beside(self.notice, self.orders, self.attachments, self.earlier)

    def mended(self) -> Flagged:
        """The example with the files that lie beside the mended text."""
        return replace(self, attachments=self.fixed_attachments or self.attachments)


@dataclass(frozen=True, slots=True)
class Passing:
    """A draft that the rule must leave alone."""

    draft: str = field(metadata={"doc": "the text"})
    section: SectionKind | None = field(default=None, metadata={"doc": "the part of a letter the text stands in"})
    violation: ViolationKind | None = field(default=None, metadata={"doc": "the violation the letter answers"})
    marketplace: str | None = field(default=None, metadata={"doc": "the marketplace of the letter"})
    notice: str = field(default="", metadata={"doc": "Amazon's notice beside the letter"})
    orders: str = field(default="", metadata={"doc": "the seller's order report beside it, tab-separated"})
    attachments: tuple[str, ...] = field(default=(), metadata={"doc": "the names of the files attached"})
    earlier: tuple[str, ...] = field(default=(), metadata={"doc": "the texts of the seller's earlier letters"})

    def materials(self) -> Materials:
        """What lies beside the draft."""
        return _beside(self.notice, self.orders, self.attachments, self.earlier)


@dataclass(frozen=True, slots=True)
class Examples:
    """What proves a rule: drafts it flags and drafts it leaves alone."""

    flagged: tuple[Flagged, ...] = field(metadata={"doc": "at least one draft that breaks the rule"})
    passing: tuple[Passing, ...] = field(metadata={"doc": "at least one draft that nearly does"})

    def __post_init__(self) -> None:
        if not self.flagged or not self.passing:
            raise ValueError("a rule needs an example of each side; write under `flagged:` and under `passing:`")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of a draft, how it is checked, what is said, why, and the proof."""

    id: str = field(metadata={"doc": "category/kebab-name: the path of the file without .yaml"})
    title: Text = field(metadata={"doc": "what a good draft does, one line"})
    kind: str = field(metadata={"doc": "the kind of check"})
    severity: Severity = field(metadata={"doc": "error, warning or info"})
    message: Text = field(metadata={"doc": "what is wrong; slots of the kind in braces"})
    help: Text = field(metadata={"doc": "what to do, in the imperative"})
    why: Text = field(metadata={"doc": "why Amazon cares"})
    sources: tuple[Source, ...] = field(metadata={"doc": "where this is known from", "filled": "a rule needs a source"})
    examples: Examples = field(metadata={"doc": "drafts that prove the rule"})
    settings: Any = field(default=None, metadata={"doc": "read by the kind"})
    confidence: Confidence = field(default=Confidence.HIGH, metadata={"doc": "high, medium or low"})
    points: float | None = field(
        default=None,
        metadata={"doc": "what the first place costs; by severity where left out", "least": 0.0, "most": 40.0},
    )
    where: Where = field(default=Where(), metadata={"doc": "where the rule looks"})
    fix: Text | None = field(default=None, metadata={"doc": "the title of the fix the kind offers"})
    off: bool = field(default=False, metadata={"doc": "true leaves the rule out unless it is selected by its id"})
    yields_to: tuple[str, ...] = field(
        default=(), metadata={"doc": "rules that say more of a place: where one of them has a finding, this has none"}
    )
    url: str | None = field(default=None, metadata={"doc": "a page on the rule"})

    @property
    def category(self) -> Category:
        """The first half of the id."""
        return Category(self.id.partition("/")[0])

    @property
    def check(self) -> Kind:
        """The kind's module. The pack has seen to it that there is one."""
        kind = find_kind(self.kind)
        assert kind is not None, self.kind
        return kind


def read_rule(
    path: Path, folder: Path, shown: str, faults: Faults, *, deep: bool = True, trusted: bool = False
) -> Rule | None:
    """The rule in a file, or None with all its faults noted. `folder` is the pack's, which the id is relative to.

    `deep` False leaves the kind, the settings and the slots unread; `trusted` takes the patterns as proven, which
    spares compiling each.
    """
    node = compose(path, shown, faults, trusted=trusted)
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, "a rule must be a mapping", "begin with `id:`, `title:` and `kind:`")
        return None
    values = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    _check_id(values.get("id"), path, folder, faults)
    rule = _fields(node, faults)
    if not deep:
        return rule
    from poalint.kinds.base import on_trust

    kind = _kind(values.get("kind"), faults)
    with on_trust() if trusted else nullcontext():
        settings = _settings(values.get("settings"), node, kind, faults, trusted)
    if kind is not None:
        _check_slots(values, kind, faults)
    if rule is None or settings is None:
        return None
    return replace(rule, settings=settings)


def _fields(node: yaml.MappingNode, faults: Faults) -> Rule | None:
    """The rule without its settings, which are the kind's to read."""
    plain = _texts(node)
    before = len(faults.found)
    rule: Rule = read_fields(plain, Rule, faults, "the rule", skip=frozenset({"settings"}))
    return None if len(faults.found) > before else rule


def _texts(node: yaml.MappingNode) -> yaml.MappingNode:
    """The same node, a plain string where texts in several languages may stand made the English one."""
    pairs = []
    for key, value in node.value:
        if (
            isinstance(key, yaml.ScalarNode)
            and key.value in {"title", "message", "help", "why", "fix"}
            and isinstance(value, yaml.ScalarNode)
        ):
            name = yaml.ScalarNode("tag:yaml.org,2002:str", "en", value.start_mark, value.end_mark)
            pairs.append(
                (key, yaml.MappingNode("tag:yaml.org,2002:map", [(name, value)], value.start_mark, value.end_mark))
            )
        else:
            pairs.append((key, value))
    return yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark)


def _check_id(node: yaml.Node | None, path: Path, folder: Path, faults: Faults) -> None:
    if node is None or not isinstance(node.value, str):
        return
    wanted = path.relative_to(folder).with_suffix("").as_posix()
    if node.value != wanted:
        faults.add(node, f"the id is {node.value!r} but the file is {wanted}", f"write `id: {wanted}` or move the file")
    elif not _ID.fullmatch(node.value):
        faults.add(node, f"{node.value!r} is no rule id", "write category/kebab-name, such as tense/promised-action")
    elif (category := node.value.partition("/")[0]) not in list(Category):
        faults.add(node, f"unknown category {category!r}", nearest(category, [each.value for each in Category]))


def _kind(node: yaml.Node | None, faults: Faults) -> Kind | None:
    if node is None or not isinstance(node.value, str):
        return None
    kind = find_kind(node.value)
    if kind is None:
        faults.add(node, f"unknown kind {node.value!r}", nearest(node.value, sorted(KINDS)))
    return kind


def _settings(node: yaml.Node | None, rule: yaml.Node, kind: Kind | None, faults: Faults, trusted: bool) -> Any:
    if kind is None:
        return None
    if node is None:
        faults.add(rule, "the rule has no 'settings'", "write `settings:` with the keys of its kind")
        return None
    settings = read(node, kind.Settings, faults, "settings")
    fault_of: Callable[[Any], str | None] | None = getattr(kind, "fault", None)
    if not trusted and settings is not None and fault_of is not None and (told := fault_of(settings)):
        faults.add(node, f"the pattern is not one: {told}", "see spaCy's page on its matcher")
        return None
    return settings


def _check_slots(values: Mapping[str, yaml.Node], kind: Kind, faults: Faults) -> None:
    for key in ("message", "help", "fix"):
        for text in _scalars(values.get(key)):
            for slot in _SLOT.findall(text.value):
                if slot not in kind.SLOTS:
                    faults.add(text, f"{key} uses {{{slot}}}, which this kind does not fill", nearest(slot, kind.SLOTS))


def _scalars(node: yaml.Node | None) -> Iterable[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        yield from (value for _, value in node.value if isinstance(value, yaml.ScalarNode))


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, the settings of each kind among it."""
    schema = schema_of(Rule, skip=frozenset({"settings"}))
    for name in ("title", "message", "help", "why", "fix"):
        schema["properties"][name] = {"anyOf": [{"type": "string"}, schema["properties"][name]]}
    schema["properties"]["kind"] = {"type": "string", "description": f"one of {', '.join(KINDS)}, or a package's own"}
    schema["properties"]["settings"] = {"type": "object", "description": "read by the kind"}
    schema["required"] = [*schema["required"], "settings"]
    schema["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"properties": {"settings": schema_of(kind.Settings)}},
        }
        for name in KINDS
        if (kind := find_kind(name)) is not None
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A poalint rule",
        **schema,
    }
