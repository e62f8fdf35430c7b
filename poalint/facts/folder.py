"""The folder of attachments: what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """One file to be attached: its name and its size in bytes (None where only the name is known)."""

    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """The files to be attached, in order of name."""

    files: tuple[File, ...] = ()


def read_folder(path: Path) -> Folder:
    """The files of a folder, hidden ones left out. Raises PoalintError where it is no folder."""
    return Folder()
