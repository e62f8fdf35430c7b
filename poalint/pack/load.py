"""Folders of YAML → Pack: rules and scoring; a user's pack laid over the one it extends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from poalint.model import PoalintError, Severity
from poalint.pack.book import built_in_folder, hint_for
from poalint.pack.faults import Fault, Faults, PackError, nearest
from poalint.pack.lexicons import LEXICONS, load_carriers, load_policy, load_templates, load_tracking
from poalint.pack.rule import Rule, read_rule
from poalint.pack.shape import compose, read

if TYPE_CHECKING:
    from poalint.facts import CarrierList, Templates
    from poalint.facts.policy import Policy
    from poalint.facts.tracking import TrackingForms
    from poalint.language.patterns import PatternSet

BUILT_IN = "poalint"
_META = "pack.yaml"
_NOT_RULES = frozenset({_META, "pack.yml", "COVERAGE.yaml"})
PROFILES = "profiles"
"""The folder of a pack that holds its profiles."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The lowest score that earns a grade."""

    grade: str = field(metadata={"doc": "the letter"})
    score: int = field(metadata={"doc": "the lowest score that earns it", "least": 0, "most": 100})


@dataclass(frozen=True, slots=True)
class Scoring:
    """The weights of a pack. `half` is the sum of points that halves the score."""

    error: float = field(default=8.0, metadata={"doc": "points of an error", "least": 0.0})
    warning: float = field(default=3.0, metadata={"doc": "points of a warning", "least": 0.0})
    info: float = field(default=0.6, metadata={"doc": "points of a hint", "least": 0.0})
    medium: float = field(
        default=0.8, metadata={"doc": "share that medium confidence counts", "least": 0.0, "most": 1.0}
    )
    low: float = field(default=0.5, metadata={"doc": "share that low confidence counts", "least": 0.0, "most": 1.0})
    fade: float = field(
        default=0.6,
        metadata={"doc": "each further place of a rule costs this share of the one before", "least": 0.0, "most": 0.95},
    )
    half: float = field(default=60.0, metadata={"doc": "the sum of points that halves the score", "least": 1.0})
    ready: int = field(
        default=85, metadata={"doc": "the lowest score of a letter that is ready", "least": 0, "most": 100}
    )
    grades: tuple[Grade, ...] = field(
        default=(Grade("A", 90), Grade("B", 80), Grade("C", 65), Grade("D", 50)),
        metadata={"doc": "grades from the best down; below the last it is F"},
    )

    def points(self, severity: Severity) -> float:
        """What the first place of a rule of this severity costs, where the rule does not say."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.INFO: self.info}[severity]


@dataclass(frozen=True, slots=True)
class Override:
    """What a pack or a configuration changes about a rule."""

    severity: Severity | None = field(default=None, metadata={"doc": "another severity"})
    points: float | None = field(default=None, metadata={"doc": "other points", "least": 0.0, "most": 40.0})
    off: bool | None = field(
        default=None, metadata={"doc": "true switches the rule off; false switches on one that is off by default"}
    )


@dataclass(frozen=True, slots=True)
class Meta:
    """A pack's own file, pack.yaml."""

    name: str = field(default="", metadata={"doc": "the pack's name"})
    extends: tuple[str, ...] = field(
        default=(BUILT_IN,), metadata={"doc": "packs laid under this one: poalint, or folders; [] for none"}
    )
    overrides: Mapping[str, Override] = field(
        default_factory=dict, metadata={"doc": "changes to the rules beneath, by id"}
    )
    scoring: Scoring | None = field(default=None, metadata={"doc": "the weights; those of the pack beneath by default"})


@dataclass(frozen=True)
class Pack:
    """Rules by id in order, and the weights. Frozen; safe to share."""

    rules: Mapping[str, Rule]
    scoring: Scoring

    @cached_property
    def carriers(self) -> CarrierList:
        """The carriers known."""
        return load_carriers(built_in_folder())

    @cached_property
    def tracking(self) -> TrackingForms:
        """The forms of tracking numbers."""
        return load_tracking(built_in_folder())

    @cached_property
    def templates(self) -> Templates:
        """The templates that go round."""
        return load_templates(built_in_folder())

    @cached_property
    def policy(self) -> Policy:
        """The figures and deadlines that Amazon sets."""
        return load_policy(built_in_folder())

    @cached_property
    def patterns(self) -> PatternSet:
        """The token and dependency patterns that the rules need matched, by rule id."""
        from poalint.kinds.base import pattern_of
        from poalint.language.patterns import PatternSet

        found = {rule.id: pattern_of(rule.check, rule.settings) for rule in self.rules.values()}
        return PatternSet({name: pattern for name, pattern in found.items() if pattern is not None})

    def only(self, select: Sequence[str], ignore: Sequence[str]) -> Pack:
        """The pack with the rules selected (all where none is) and not ignored: ids, categories, or `category/*`.

        A rule that is off by default is in it only where its very id is selected. Raises PoalintError for a name that
        fits no rule.
        """
        chosen = self._named(select) if select else set(self.rules)
        chosen -= self._named(ignore)
        chosen -= {name for name, rule in self.rules.items() if rule.off and name not in select}
        return replace(self, rules={name: rule for name, rule in self.rules.items() if name in chosen})

    def _named(self, names: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for name in names:
            prefix = name.removesuffix("*").removesuffix("/") + "/"
            fits = {each for each in self.rules if each == name or each.startswith(prefix)}
            if not fits:
                known = sorted({*self.rules, *(each.partition("/")[0] for each in self.rules)})
                raise PoalintError(
                    f"no rule is called {name!r}; {nearest(name, known) if len(known) < 9 else hint_for(name, known)}"
                )
            found |= fits
        return found

    def overridden(self, overrides: Mapping[str, Override]) -> Pack:
        """The pack with severities and points changed and rules switched off. Unknown ids are the caller's to report."""
        rules = {
            name: _override(rule, overrides[name]) if name in overrides else rule for name, rule in self.rules.items()
        }
        return replace(self, rules={name: rule for name, rule in rules.items() if rule is not None})


def _override(rule: Rule, change: Override) -> Rule | None:
    if change.off:
        return None
    severity = change.severity or rule.severity
    points = change.points if change.points is not None else (None if change.severity else rule.points)
    return replace(rule, severity=severity, points=points, off=rule.off and change.off is None)


def load_pack(folders: Sequence[str | Path] = (), *, deep: bool = True) -> Pack:
    """The built-in pack with the users' packs laid over it, in order.

    Raises PackError with all faults of all packs. `deep` False reads no settings and so imports no kind and no spaCy:
    enough to list and explain rules.
    """
    pack = _built_in(deep)
    faults: list[Fault] = []
    for folder in folders:
        try:
            if not Path(folder).is_dir():
                told = Fault(
                    str(folder), 0, 0, "there is no such pack folder", "check the name after --rules or `rules:`"
                )
                raise PackError([told])
            pack = _laid_over(Path(folder), pack, deep, ())
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(faults)
    return pack


@lru_cache(maxsize=2)
def _built_in(deep: bool) -> Pack:
    folder = built_in_folder()
    if not folder.is_dir():
        raise PoalintError(f"the built-in rules are not at {folder}; reinstall poalint")
    faults: list[Fault] = []
    meta, rules = _read_meta(folder, faults), _read_rules(folder, deep, faults, trusted=True)
    if faults:
        raise PackError(faults)
    return Pack(rules, meta.scoring or Scoring())


def _laid_over(folder: Path, ground: Pack, deep: bool, within: tuple[Path, ...]) -> Pack:
    """The pack in `folder` over the packs it extends; `poalint` among these is `ground`, the pack laid so far.

    `within` are the packs that extend this one, to see a circle.
    """
    faults: list[Fault] = []
    meta = _read_meta(folder, faults)
    base = Pack({}, ground.scoring)
    for at, name in enumerate(meta.extends):
        if name == BUILT_IN:
            base = replace(base, rules={**base.rules, **ground.rules})
            continue
        told = _unusable(folder, name, (*within, folder.resolve()))
        if told is not None:
            faults.append(Fault(str(folder / _META), *_item_mark(folder / _META, "extends", at), *told))
            continue
        try:
            beneath = _laid_over(folder / name, ground, deep, (*within, folder.resolve()))
        except PackError as error:
            faults += error.faults
        else:
            base = replace(base, rules={**base.rules, **beneath.rules}, scoring=beneath.scoring)
    rules = _read_rules(folder, deep, faults)
    if not rules and not meta.overrides and not faults:
        faults.append(Fault(str(folder), 0, 0, "the pack has no rules", f"write one as {folder}/category/name.yaml"))
    _check_overrides(folder, meta, base, rules, faults)
    faults += _unknown_stronger(folder, rules, {*base.rules, *rules})
    if faults:
        raise PackError(faults)
    changed = base.overridden(meta.overrides)
    return replace(changed, rules={**changed.rules, **rules}, scoring=meta.scoring or changed.scoring)


def _unusable(folder: Path, name: str, within: tuple[Path, ...]) -> tuple[str, str] | None:
    """Why a pack cannot be extended and what to do, or None where it can."""
    if not (folder / name).is_dir():
        return f"there is no pack folder {name!r}", "write it as seen from this pack"
    if (folder / name).resolve() in within:
        return "the pack extends itself", "take it out of `extends`"
    return None


def _read_meta(folder: Path, faults: list[Fault]) -> Meta:
    path = folder / _META
    if (folder / "pack.yml").is_file():
        faults.append(
            Fault(str(folder / "pack.yml"), 0, 0, "the pack's own file has another ending", f"rename it to {_META}")
        )
    if not path.is_file():
        return Meta()
    found = Faults(str(path))
    node = compose(path, str(path), found)
    meta = read(node, Meta, found, "the pack") if node is not None else None
    faults += found.found
    return meta or Meta()


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack, in order of their ids; both endings of YAML are read."""
    files = [path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file()]
    apart = {LEXICONS, PROFILES}
    return sorted(
        path for path in files if path.name not in _NOT_RULES and apart.isdisjoint(path.relative_to(folder).parts)
    )


def _read_rules(folder: Path, deep: bool, faults: list[Fault], *, trusted: bool = False) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        found = Faults(str(path))
        rule = read_rule(path, folder, str(path), found, deep=deep, trusted=trusted)
        if rule is not None and rule.id in rules:
            found.add(None, f"{rule.id} stands in another file too", "keep one of them")
        faults += found.found
        if rule is not None and not found.found:
            rules[rule.id] = rule
    return rules


def _check_overrides(folder: Path, meta: Meta, base: Pack, rules: Mapping[str, Rule], faults: list[Fault]) -> None:
    for name in meta.overrides:
        if name in base.rules:
            continue
        message, hint = f"no rule is called {name!r}", hint_for(name, sorted(base.rules))
        if name in rules:
            message, hint = f"{name!r} is a rule of this pack's own", "change it in its file"
        mark = key_mark(_composed(folder / _META), name, "overrides")
        faults.append(Fault(str(folder / _META), *mark, message, hint))


def _unknown_stronger(folder: Path, rules: Mapping[str, Rule], known: set[str]) -> Iterator[Fault]:
    """The rules yielded to that there are not."""
    for rule in rules.values():
        for at, name in enumerate(rule.yields_to):
            if name not in known:
                path = next(path for path in rule_files(folder) if path.with_suffix("") == folder / rule.id)
                message = f"`yields_to` names {name!r}, which is no rule"
                mark = _item_mark(path, "yields_to", at)
                yield Fault(str(path), *mark, message, hint_for(name, sorted(known)))


def _composed(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)


def _item_mark(path: Path, key: str, at: int) -> tuple[int, int]:
    """Where the n-th item of a list under a key stands in a file, from 1."""
    node = _composed(path)
    value = next((v for k, v in node.value if k.value == key), None) if isinstance(node, yaml.MappingNode) else None
    item = value.value[at] if isinstance(value, yaml.SequenceNode) else value
    return (item.start_mark.line + 1, item.start_mark.column + 1) if item is not None else (1, 1)


def key_mark(node: yaml.Node | None, name: str, under: str) -> tuple[int, int]:
    """Where the key `name` stands in the mapping under the key `under`, from 1."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == under and isinstance(value, yaml.MappingNode):
                for inner, _ in value.value:
                    if inner.value == name:
                        return inner.start_mark.line + 1, inner.start_mark.column + 1
    return 1, 1


__all__ = [
    "BUILT_IN",
    "Grade",
    "Meta",
    "Override",
    "Pack",
    "Scoring",
    "built_in_folder",
    "load_pack",
    "rule_files",
]
