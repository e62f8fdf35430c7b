"""The configuration of one run: the file found upwards, the command line over it, the language from the system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from poalint.cli.system import system_language
from poalint.config import Config, load_config
from poalint.configfile import find_config
from poalint.kinds.where import Marketplace
from poalint.model import PoalintError, Severity, ViolationKind


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line gives; None and empty where it is silent."""

    rules: Sequence[str] | None = None
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    violation: str | None = None
    marketplace: str | None = None
    lang: str | None = None
    min_severity: str | None = None
    fail_on: str | None = None
    fail_under: int | None = None
    profile: str | None = None


def settle(path: Path | None, given: Given) -> Config:
    """The settings of the run. Raises PoalintError for a bad file or an unknown marketplace."""
    if path is not None and not path.is_file():
        raise PoalintError(f"{path}: no such configuration; check the name after --config")
    config = load_config(path or find_config(Path.cwd()))
    changes: dict[str, Any] = {
        "rules": (*config.rules, *(given.rules or ())),
        "select": _names(given.select) or config.select,
        "ignore": (*config.ignore, *_names(given.ignore)),
        "lang": given.lang or config.lang or system_language(),
    }
    if given.violation:
        changes["violation"] = ViolationKind(given.violation)
    if given.marketplace:
        try:
            changes["marketplace"] = Marketplace.from_yaml(given.marketplace)
        except ValueError as error:
            raise PoalintError(str(error)) from None
    if given.min_severity:
        changes["min_severity"] = Severity(given.min_severity)
    changes.update({k: v for k, v in _plain(given) if v is not None})
    return replace(config, **changes)


def _plain(given: Given) -> tuple[tuple[str, object], ...]:
    return ("fail_on", given.fail_on), ("fail_under", given.fail_under), ("profile", given.profile)


def _names(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names of an option that may be repeated and may hold commas."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())
