"""What is set for each letter: the configuration file above it, and over that what the editor's user set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from poalint.api import Linter
from poalint.config import Config, load_config
from poalint.configfile import find_config
from poalint.model import PoalintError
from poalint.pack.faults import Fault, Faults, PackError
from poalint.pack.shape import compose_text, read

_KEYS = {each.metadata.get("key", each.name): each.name for each in fields(Config)}
_CAMEL = {"minSeverity": "min-severity", "failOn": "fail-on", "failUnder": "fail-under"}
_ADDED = ("rules", "ignore")
"""Settings that add to those of the file; the others stand in place of them."""
_MOST_LINTERS = 16


@dataclass(frozen=True, slots=True)
class Told:
    """Something wrong with what is set: a line for the user, and the places in files."""

    message: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The linter for a letter, the configuration file it goes by, and what was wrong with either."""

    linter: Linter
    file: Path | None
    told: tuple[Told, ...] = ()


class Linters:
    """The linters in use, one a configuration. What is on disk is looked at anew for every letter checked.

    Used by the one thread that checks.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._given: dict[str, Any] = {}
        self._root: Path | None = None
        self._known: dict[object, Linter] = {}
        self._good: dict[Path | None, Linter] = {}

    def set(self, given: Mapping[str, Any] | None, root: Path | None) -> bool:
        """Take the editor's settings, and tell whether they are others than before; paths in them are relative to `root`."""
        named = {_CAMEL.get(key, key): value for key, value in (given or {}).items()}
        before = self._given, self._root
        self._given = {key: value for key, value in named.items() if value not in (None, "", [], {})}
        self._root = root
        return before != (self._given, self._root)

    def move(self, root: Path | None) -> None:
        """Take another folder for the one that is opened in the editor."""
        self._root = root

    def forget(self) -> None:
        """Read packs and configurations again when next asked."""
        self._known.clear()

    def file_for(self, path: Path | None) -> Path | None:
        """The configuration that a letter goes by; that of the folder opened for a buffer without a file."""
        named = self._given.get("config")
        if isinstance(named, str):
            return (self._root or Path.cwd()) / named
        start = path.absolute().parent if path is not None else self._root
        return find_config(start) if start is not None else None

    def packs_for(self, path: Path | None) -> tuple[str, ...]:
        """The packs named for files at a place; none where the configuration is broken."""
        try:
            return self._config(self.file_for(path)).rules
        except (PoalintError, OSError):
            return ()

    def settle(self, path: Path | None) -> Settled:
        """The linter for the letter at a path. Where what is set is broken, the last one that worked, or the default.

        Raises PoalintError where not even the default can be had: the language model is missing.
        """
        file = self.file_for(path)
        try:
            linter = self._linter(file)
        except PackError as error:
            told = Told(str(error), error.faults)
        except PoalintError as error:
            told = Told(str(error), (Fault(str(file), 1, 1, str(error), ""),) if file is not None else ())
        else:
            self._good[file] = linter
            return Settled(linter, file)
        return Settled(self._good.get(file) or self._default(), file, (told,))

    def _linter(self, file: Path | None) -> Linter:
        key = (file, _stamp(file), json.dumps(self._given, sort_keys=True, default=str), self.lang)
        if key not in self._known:
            if len(self._known) >= _MOST_LINTERS:
                self._known.clear()
            self._known[key] = Linter(self._config(file))
        return self._known[key]

    def _default(self) -> Linter:
        return Linter(Config(lang="zh" if self.lang == "zh" else "en"))

    def _config(self, file: Path | None) -> Config:
        """The file's settings with the editor's over them. Raises PackError with all faults of either."""
        if file is not None and not file.is_file():
            raise PoalintError(f"{file}: no such configuration; correct `poalint.config` in the editor's settings")
        config = load_config(file)
        given = {key: value for key, value in self._given.items() if key in _KEYS}
        if given:
            faults = Faults("the editor's settings for poalint")
            node = compose_text(yaml.safe_dump(json.loads(json.dumps(given)), allow_unicode=True), faults)
            over = read(node, Config, faults, "the settings") if node is not None else None
            if over is None or faults.found:
                raise PackError(replace(fault, line=0) for fault in faults.found)
            config = replace(config, **{name: self._laid(name, config, over) for name in map(_KEYS.__getitem__, given)})
        return replace(config, lang=config.lang or ("zh" if self.lang == "zh" else "en"))

    def _laid(self, name: str, config: Config, over: Config) -> Any:
        value = getattr(over, name)
        if name == "rules":
            value = tuple(str((self._root or Path.cwd()) / folder) for folder in value)
        return (*getattr(config, name), *value) if name in _ADDED else value


def _stamp(file: Path | None) -> object:
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
