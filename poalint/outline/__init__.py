"""What the parts of a letter are: headings, pasted stretches, sections with their kind."""

from poalint.outline.headings import Heading, find_headings, heading_kind, label_of
from poalint.outline.in_place import in_place
from poalint.outline.pasted import Pasted, PastedKind, find_pasted, is_foreign
from poalint.outline.sections import MAIN, Section, find_sections

__all__ = [
    "MAIN",
    "Heading",
    "Pasted",
    "PastedKind",
    "Section",
    "find_headings",
    "find_pasted",
    "find_sections",
    "heading_kind",
    "in_place",
    "is_foreign",
    "label_of",
]
