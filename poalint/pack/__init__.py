"""rules/ → Pack, with errors that say file, line, column and what to write."""

from poalint.pack.faults import Fault, PackError
from poalint.pack.load import Meta, Override, Pack, Scoring, built_in_folder, load_pack, rule_files
from poalint.pack.rule import Flagged, Passing, Rule, Source, Text, rule_schema

__all__ = [
    "Fault",
    "Flagged",
    "Meta",
    "Override",
    "Pack",
    "PackError",
    "Passing",
    "Rule",
    "Scoring",
    "Source",
    "Text",
    "built_in_folder",
    "load_pack",
    "rule_files",
    "rule_schema",
]
