"""A profile: a named way to weigh the rules, such as `strict`. One YAML file in a pack's folder `profiles`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from poalint.model import PoalintError
from poalint.pack.book import built_in_folder, hint_for
from poalint.pack.faults import Fault, Faults, PackError, nearest
from poalint.pack.load import PROFILES, Override, Pack, Scoring, key_mark
from poalint.pack.rule import Text
from poalint.pack.shape import compose, read


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights a profile changes; the pack's own where it is silent."""

    error: float | None = field(default=None, metadata={"doc": "points of an error", "least": 0.0})
    warning: float | None = field(default=None, metadata={"doc": "points of a warning", "least": 0.0})
    info: float | None = field(default=None, metadata={"doc": "points of a hint", "least": 0.0})
    medium: float | None = field(
        default=None, metadata={"doc": "share that medium confidence counts", "least": 0.0, "most": 1.0}
    )
    low: float | None = field(
        default=None, metadata={"doc": "share that low confidence counts", "least": 0.0, "most": 1.0}
    )
    ready: int | None = field(
        default=None, metadata={"doc": "the lowest score of a letter that is ready", "least": 0, "most": 100}
    )

    def over(self, scoring: Scoring) -> Scoring:
        """The scoring with these weights in place of its own."""
        given = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(scoring, **given)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile is for, the rules it changes, and the weights."""

    title: Text = field(metadata={"doc": "what it is for, one line"})
    overrides: Mapping[str, Override] = field(default_factory=dict, metadata={"doc": "changes to rules, by id"})
    weights: Weights = field(default=Weights(), metadata={"doc": "the weights that differ"})

    def over(self, pack: Pack) -> Pack:
        """The pack as the profile has it."""
        changed = pack.overridden(self.overrides)
        return replace(changed, scoring=self.weights.over(changed.scoring))


def profile_files(folders: Sequence[str | Path]) -> dict[str, Path]:
    """The profiles by name, of the built-in pack and of the packs in `folders`; a later one stands for an earlier."""
    found: dict[str, Path] = {}
    for folder in (built_in_folder(), *map(Path, folders)):
        found |= {path.stem: path for path in sorted((folder / PROFILES).glob("*.yaml"))}
    return found


def load_profile(name: str, folders: Sequence[str | Path], pack: Pack) -> Profile:
    """The profile of this name. Raises PoalintError for a name that is none's, PackError with all faults of its file."""
    files = profile_files(folders)
    if name not in files:
        raise PoalintError(f"no profile is called {name!r}; {nearest(name, sorted(files))}")
    path = files[name]
    faults = Faults(str(path))
    node = compose(path, str(path), faults)
    profile = read(node, Profile, faults, "the profile") if node is not None else None
    if profile is None or faults.found:
        raise PackError(faults.found)
    unknown = [rule for rule in profile.overrides if rule not in pack.rules]
    if unknown:
        raise PackError(
            Fault(
                str(path),
                *key_mark(node, rule, "overrides"),
                f"no rule is called {rule!r}",
                hint_for(rule, sorted(pack.rules)),
            )
            for rule in unknown
        )
    return profile
