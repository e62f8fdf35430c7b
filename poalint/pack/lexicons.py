"""What the checks know of the world, read from the built-in lexicons: carriers, numbers, Amazon's figures, templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from poalint.model import Confidence, PoalintError

if TYPE_CHECKING:
    from poalint.facts import Carrier, CarrierList, Templates
    from poalint.facts.carriers import Change
    from poalint.facts.policy import Policy, PolicySource, Target
    from poalint.facts.tracking import TrackingForms

LEXICONS = "lexicons"
"""The folder of a pack that holds its lexicons."""


@lru_cache(maxsize=1)
def load_tracking(folder: Path) -> TrackingForms:
    """The forms of tracking numbers of the built-in lexicon; its file is read, and found damaged, at the first number."""
    from poalint.facts.tracking import TrackingForms

    return TrackingForms(folder / LEXICONS / "tracking.yaml")


@lru_cache(maxsize=1)
def load_templates(folder: Path) -> Templates:
    """The templates of the built-in lexicon; its file is read, and found damaged, at the first letter compared."""
    from poalint.facts import Templates

    return Templates(folder / LEXICONS / "templates.json")


@lru_cache(maxsize=1)
def load_carriers(folder: Path) -> CarrierList:
    """The carriers of the built-in lexicon. Raises PoalintError where the file is damaged."""
    path = folder / LEXICONS / "carriers.yaml"
    try:
        from poalint.facts import CarrierList
        from poalint.facts.carriers import Change

        data = _loaded(path)
        lists = {each["id"]: each for each in data["lists"]}
        changes = tuple(
            Change(
                date.fromisoformat(e["since"]), frozenset(e["marketplaces"]), e["effect"], frozenset(e["homes"]),
                e["text"], tuple(e["source"]),
            )
            for e in data["changes"]
        )  # fmt: skip
        carriers = tuple(_carrier(entry, lists, changes) for entry in data["carriers"])
        return CarrierList(carriers, tuple(data["services"]["names"]))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        told = " ".join(str(error).split())
        raise PoalintError(f"{path}: the list of carriers is damaged ({told}); reinstall poalint") from None


def _loaded(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _carrier(entry: Mapping[str, Any], lists: Mapping[str, Any], changes: tuple[Change, ...]) -> Carrier:
    from poalint.facts import Carrier, Listing

    def listing(named: Mapping[str, Any]) -> Listing:
        on = lists[named["list"]]
        since = date.fromisoformat(on["since"]) if on["since"] else None
        return Listing(
            on["id"], on["marketplace"], on["kind"], named["status"], on["as_of"], since, on["source"],
            Confidence(on["confidence"]),
        )  # fmt: skip

    return Carrier(
        entry["id"], entry["name"], entry["type"], entry.get("home"), tuple(entry["codes"]), tuple(entry["en"]),
        tuple(entry["zh"]), tuple(map(listing, entry["integration"])), entry["feed_code"], changes,
    )  # fmt: skip


@lru_cache(maxsize=1)
def load_policy(folder: Path) -> Policy:
    """The figures and deadlines of the built-in lexicon. Raises PoalintError where the file is damaged."""
    path = folder / LEXICONS / "policy.yaml"
    try:
        from poalint.facts.policy import Deadline, Policy, PolicyMetric, PolicySource

        data = _loaded(path)
        sources = {name: PolicySource(**told) for name, told in data["sources"].items()}
        metrics = {
            e["id"]: PolicyMetric(
                e["id"], e["name"], tuple(e["zh"]), e["better"], e.get("note", ""),
                tuple(_target(figure, sources) for figure in e["figures"]),
            )
            for e in data["metrics"]
        }  # fmt: skip
        deadlines = (
            Deadline(e["id"], e["text"], Confidence(e["confidence"]), tuple(sources[name] for name in e["sources"]))
            for e in data["deadlines"]
        )
        return Policy(metrics, tuple(deadlines), date.fromisoformat(data["compiled"]))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        told = " ".join(str(error).split())
        raise PoalintError(f"{path}: the list of Amazon's figures is damaged ({told}); reinstall poalint") from None


def _target(entry: Mapping[str, Any], sources: Mapping[str, PolicySource]) -> Target:
    from poalint.facts.policy import Target

    since, until = entry.get("since"), entry.get("until")
    return Target(
        marketplaces=tuple(entry["marketplaces"]),
        target=float(entry["target"]),
        op=entry["op"],
        unit=entry["unit"],
        window=entry["window"],
        since=date.fromisoformat(since) if since else None,
        since_told=entry.get("since_told", ""),
        until=date.fromisoformat(until) if until else None,
        note=entry.get("note", ""),
        confidence=Confidence(entry["confidence"]),
        sources=tuple(sources[name] for name in entry["sources"]),
    )
