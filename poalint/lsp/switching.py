"""A rule switched off in a configuration: the file's text with one line more, all else left as it is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from typing import Any

import yaml

_OFF = "{off: true}"
_TABLE = "[tool.poalint.overrides]"


def switched_off(text: str, rule: str, *, toml: bool) -> str | None:
    """The configuration with `rule` off; None where it is laid out so that this cannot be done by adding a line.

    What the text then says is read again: it must be what it said before and this, no more and no less.
    """
    load: Callable[[str], Any] = _toml if toml else _yaml
    new = (_in_toml if toml else _in_yaml)(text, rule)
    if new is None:
        return None
    try:
        before, after = load(text), load(new)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return None
    if not isinstance(before, dict) or not isinstance(before.get("overrides") or {}, dict):
        return None
    rules = dict(before.get("overrides") or {})
    rules[rule] = {**(rules.get(rule) or {}), "off": True if toml else "true"}
    return new if after == {**before, "overrides": rules} else None


def _yaml(text: str) -> Any:
    # All as text: YAML takes the word “off” for false.
    return yaml.load(text, Loader=yaml.BaseLoader) or {}


def _toml(text: str) -> Any:
    return tomllib.loads(text).get("tool", {}).get("poalint", {})


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _in_yaml(text: str, rule: str) -> str | None:
    end = _newline(text)
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    shift = len(text) - len(text.removeprefix("\ufeff"))
    if root is not None and not isinstance(root, yaml.MappingNode):
        return None
    overrides = _value(root, "overrides")
    if overrides is None:
        if root is not None and root.flow_style:
            return None
        begun = text if not text or text.endswith(("\n", "\r")) else text + end
        return f"{begun}overrides:{end}  {rule}: {_OFF}{end}"
    if not isinstance(overrides, yaml.MappingNode) or not overrides.value:
        return None
    entry = _value(overrides, rule)
    if entry is not None:
        return _in_entry(text, entry, shift)
    at = overrides.start_mark.index + shift
    if overrides.flow_style:
        return f"{text[: at + 1]}{rule}: {_OFF}, {text[at + 1 :]}"
    first = overrides.value[0][0].start_mark
    start = first.index + shift
    return f"{text[:start]}{rule}: {_OFF}{end}{' ' * first.column}{text[start:]}"


def _in_entry(text: str, entry: yaml.Node, shift: int) -> str | None:
    """The text with `off: true` in what it already says of the rule."""
    if not isinstance(entry, yaml.MappingNode) or not entry.value or _value(entry, "off") is not None:
        return None
    at = entry.value[0][0].start_mark
    start = at.index + shift
    between = ", " if entry.flow_style else f"{_newline(text)}{' ' * at.column}"
    return f"{text[:start]}off: true{between}{text[start:]}"


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _in_toml(text: str, rule: str) -> str:
    end = _newline(text)
    row = f"{json.dumps(rule)} = {{ off = true }}{end}"
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if line.split("#")[0].strip().replace(" ", "") == _TABLE:
            return "".join([*lines[:at], line.rstrip("\r\n") + end, row, *lines[at + 1 :]])
    begun = text if not text or text.endswith("\n") else text + end
    return f"{begun}{end if begun else ''}{_TABLE}{end}{row}"


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The one stretch, start and end in `old`, that differs, and what stands there in `new`; line ends stay whole."""
    start = 0
    shortest = min(len(old), len(new))
    while start < shortest and old[start] == new[start]:
        start += 1
    if start and old[start - 1] == "\r":
        start -= 1
    tail = 0
    while tail < shortest - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if tail and old[len(old) - tail] == "\n":
        tail -= 1
    return start, len(old) - tail, new[start : len(new) - tail]
