"""Report → text, json, jsonl; one module each, imported when asked."""

from __future__ import annotations

import json


def dump(value: object, *, indent: int | None = None) -> str:
    """The value as JSON, Chinese and quotation marks as they are; on one line, which is ten times as quick."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
