"""What a user sets: from .poalint.yml or pyproject.toml found upwards, and from the command line over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from poalint.kinds.where import Marketplace
from poalint.language.pipeline import DEFAULT_MODEL
from poalint.model import PoalintError, Severity, ViolationKind
from poalint.pack.faults import Fault, Faults, PackError
from poalint.pack.load import Override, Pack, load_pack
from poalint.pack.profile import load_profile
from poalint.pack.shape import compose, read, schema_of


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run. `rules` are pack folders, as given or relative to the file they stand in."""

    rules: tuple[str, ...] = field(default=(), metadata={"doc": "folders with rules of your own"})
    select: tuple[str, ...] = field(default=(), metadata={"doc": "only these rules or categories"})
    ignore: tuple[str, ...] = field(default=(), metadata={"doc": "not these rules or categories"})
    overrides: Mapping[str, Override] = field(
        default_factory=dict, metadata={"doc": "another severity or points for a rule, or off: true, by its id"}
    )
    profile: str | None = field(default=None, metadata={"doc": "a named way to weigh the rules, such as strict"})
    violation: ViolationKind | None = field(default=None, metadata={"doc": "the violation your letters answer"})
    marketplace: Marketplace | None = field(default=None, metadata={"doc": "the marketplace, such as US or DE"})
    lang: Literal["en", "zh"] | None = field(
        default=None, metadata={"doc": "the language of the messages; the command line asks the system, else en"}
    )
    min_severity: Severity = field(
        default=Severity.INFO, metadata={"doc": "show nothing below this severity", "key": "min-severity"}
    )
    fail_on: Literal["error", "warning", "info", "never"] = field(
        default="error", metadata={"doc": "the severity that makes the exit status 1", "key": "fail-on"}
    )
    fail_under: int | None = field(
        default=None,
        metadata={"doc": "the score below which the exit status is 1", "key": "fail-under", "least": 0, "most": 100},
    )
    model: str = field(default=DEFAULT_MODEL, metadata={"doc": "the installed English spaCy pipeline to read with"})

    def __post_init__(self) -> None:
        for name in ("rules", "select", "ignore"):
            if isinstance(getattr(self, name), str):
                raise TypeError(f"{name} must be a list of names, not one string")
        if self.violation is not None:
            object.__setattr__(self, "violation", ViolationKind(self.violation))

    def pack(self, *, deep: bool = True) -> Pack:
        """The pack these settings ask for, ready to check with or, where not `deep`, only to be listed.

        Raises PoalintError with every fault.
        """
        pack = load_pack(self.rules, deep=deep)
        if self.profile is not None:
            pack = load_profile(self.profile, self.rules, pack).over(pack)
        chosen = pack.overridden(self.overrides).only(self.select, self.ignore)
        if not chosen.rules:
            raise PoalintError("no rule is left to check with; widen `select` or shorten `ignore`")
        return chosen


def load_config(path: Path | None) -> Config:
    """The configuration in a file, or the defaults where there is none. Raises PackError with all its faults."""
    if path is None:
        return Config()
    faults = Faults(str(path))
    node = _toml_node(path, faults) if path.suffix == ".toml" else compose(path, str(path), faults)
    config = read(node, Config, faults, "the configuration") if node is not None else None
    if node is None and faults.found and faults.found[0].message == "the file is empty":
        return Config()
    if config is None or faults.found:
        raise PackError(faults.found)
    _check_overrides(path, config, node)
    return replace(config, rules=tuple(str(path.parent / folder) for folder in config.rules))


def _check_overrides(path: Path, config: Config, node: yaml.Node | None) -> None:
    if not config.overrides:
        return
    from poalint.pack.book import hint_for
    from poalint.pack.load import key_mark

    known = sorted(load_pack([path.parent / folder for folder in config.rules], deep=False).rules)
    unknown = [name for name in config.overrides if name not in known]
    if unknown:
        raise PackError(
            Fault(str(path), *key_mark(node, name, "overrides"), f"no rule is called {name!r}", hint_for(name, known))
            for name in unknown
        )


def _toml_node(path: Path, faults: Faults) -> yaml.Node | None:
    """The [tool.poalint] table as a YAML node, so that one reader checks both; places are those of its keys."""
    try:
        text = path.read_text(encoding="utf-8")
        table: Any = tomllib.loads(text).get("tool", {}).get("poalint", {})
    except UnicodeDecodeError:
        faults.add(None, "the file is not UTF-8", "save it as UTF-8")
        return None
    except tomllib.TOMLDecodeError as error:
        told = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
        what, line, column = (told[1], int(told[2]), int(told[3])) if told else (str(error), 1, 1)
        faults.found.append(Fault(str(path), line, column, f"this is not TOML: {what}", "correct it"))
        return None
    # The pure Python loader: the places of its nodes can be set.
    node = yaml.compose(yaml.safe_dump(table, allow_unicode=True) if table else "{}", Loader=yaml.SafeLoader)
    if node is not None:
        _place(node, ("tool", "poalint"), 0, _toml_places(text))
    return node


_TOML_NAME = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_TOML_LINE = re.compile(
    rf"\s*(?:\[\s*(?P<table>{_TOML_NAME}(?:\s*\.\s*{_TOML_NAME})*)\s*\]|(?P<key>{_TOML_NAME}(?:\s*\.\s*{_TOML_NAME})*)\s*=)"
)


def _toml_places(text: str) -> dict[tuple[str, ...], int]:
    """The line, from 0, on which each table and key of a TOML file is written."""
    places: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines()):
        found = _TOML_LINE.match(line)
        if found is None:
            continue
        names = tuple(name.strip("\"'") for name in re.findall(_TOML_NAME, found["table"] or found["key"]))
        table = names if found["table"] else table
        places.setdefault(names if found["table"] else (*table, *names), number)
    return places


def _place(node: yaml.Node, path: tuple[str, ...], line: int, places: Mapping[tuple[str, ...], int]) -> None:
    """Give a node, and all below it, the line of the nearest key above it that has one."""
    line = places.get(path, line)
    node.start_mark.line, node.start_mark.column = line, 0
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        inner = (*path, str(key.value))
        _place(key, (), places.get(inner, line), {})
        _place(value, inner, line, places)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        _place(item, (), line, {})


def config_schema() -> dict[str, Any]:
    """The JSON Schema of .poalint.yml."""
    schema = schema_of(Config)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "poalint's configuration", **schema}
