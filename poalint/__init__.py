"""poalint: the linter for Amazon sellers' Plan of Action drafts.

`check` reads one draft; `Linter` loads rules and language model once for many. Nothing heavy is imported until used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from poalint.api import Linter, check
    from poalint.config import Config
    from poalint.model import Finding, PoalintError, Report

__all__ = ["Config", "Finding", "Linter", "PoalintError", "Report", "__version__", "check"]

_HOMES = {
    "Linter": "poalint.api",
    "check": "poalint.api",
    "Config": "poalint.config",
    "Finding": "poalint.model",
    "PoalintError": "poalint.model",
    "Report": "poalint.model",
}


def __getattr__(name: str) -> object:
    """The public names, imported from their rooms on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'poalint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
