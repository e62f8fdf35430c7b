"""Reports as text, data and the lines other programs read; one module each, imported when asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poalint.formats.checked import Checked, Run

_MODULES = {
    "json": "as_json",
    "jsonl": "as_jsonl",
    "html": "as_html",
    "sarif": "as_sarif",
    "gcc": "as_gcc",
    "unix": "as_unix",
    "eslint-compact": "as_eslint_compact",
    "github": "as_github",
    "gitlab": "as_gitlab",
    "checkstyle": "as_checkstyle",
    "junit": "as_junit",
    "rdjson": "as_rdjson",
    "rdjsonl": "as_rdjsonl",
    "vale": "as_vale",
    "csv": "as_csv",
}
FORMATS = ("text", *_MODULES)
"""The formats by name. `text` is for a terminal and has no renderer here; each other is `render` of its module."""


def renderer(name: str) -> Callable[[Iterable[Checked], Run], Iterator[str]]:
    """What turns checked drafts into a format, piece by piece."""
    from importlib import import_module

    render: Callable[[Iterable[Checked], Run], Iterator[str]] = import_module(f"{__name__}.{_MODULES[name]}").render
    return render


def dump(value: object, *, indent: int | None = None) -> str:
    """The value as JSON, Chinese and quotation marks as they are; on one line, which is ten times as quick."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
