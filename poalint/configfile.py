"""Where a configuration stands, and the one `poalint init` writes. Imports nothing, so that asking costs nothing."""

from __future__ import annotations

import re
from pathlib import Path

_OURS = re.compile(rb"(?m)^\s*\[\s*tool\s*\.\s*poalint\s*[\].]")
NAMES = (".poalint.yml", ".poalint.yaml")


def find_config(start: Path) -> Path | None:
    """The nearest configuration at or above a folder: .poalint.yml, or pyproject.toml with a [tool.poalint] table."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        project = folder / "pyproject.toml"
        if project.is_file() and _OURS.search(project.read_bytes()):
            return project
    return None


TEMPLATE = """\
# poalint's configuration. Every key is optional; this file is looked for upwards from where you run poalint.

# Folders with rules of your own, laid over the built-in ones.
# rules: [our-rules]

# Only these rules or categories, or all but these. `poalint rules` lists them.
# select: [tense, structure]
# ignore: [language/odd-markers]

# Another severity or points for a rule, or the rule switched off.
# overrides:
#   structure/too-long: {severity: info}
#   tone/courtesy-padding: {off: true}

# A named way to weigh the rules: strict (the last look before you send) or first-letter.
# profile: strict

# What your letters answer, where it is always the same: vtr, odr, late-shipment, early-confirmation, cancellation,
# inauthentic, used-as-new, not-as-described, ip, safety, linked, reviews, dropship, other.
# violation: vtr
# marketplace: US

# The language of the messages: en or zh. By default that of your computer.
# lang: zh

# Show nothing below this severity (error, warning, info), and what makes the exit status 1.
# min-severity: info
# fail-on: error
# fail-under: 80

# Another installed English spaCy pipeline.
# model: en_core_web_md
"""
