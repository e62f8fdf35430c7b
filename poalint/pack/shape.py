"""YAML nodes → typed values, by the annotations of dataclasses; and the JSON Schema of the same.

One mechanism for rules, packs and configuration. Every fault is noted at its node, none stops the reading.
Understands: str, int, float, bool, enums, Literal, `tuple[X, ...]`, `Mapping[str, X]`, `X | None`, dataclasses,
`Any`, and classes with `from_yaml(text)` and `json_schema()`.
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from poalint.pack.faults import Faults, nearest

T = TypeVar("T")

_MISSING: Any = object()
_DEEPEST = 40
_STR = "tag:yaml.org,2002:str"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(path: Path, shown: str, faults: Faults, *, trusted: bool = False) -> yaml.Node | None:
    """The root node of a YAML file, or None with the fault noted: unreadable, not UTF-8, not YAML, empty.

    `trusted` spares the look for what is made to choke on.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.add(None, "the file is not UTF-8", "save it as UTF-8")
        return None
    except OSError as error:
        faults.add(None, f"cannot be read ({error.strerror})", "check that the file is there and may be read")
        return None
    return compose_text(text, faults, trusted=trusted)


def compose_text(text: str, faults: Faults, *, trusted: bool = False) -> yaml.Node | None:
    """The root node of YAML text, or None with the fault noted."""
    try:
        if not trusted and not _digestible(text, faults):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        told = " ".join(str(error.problem or "not YAML").split())
        # What was opened and never closed is told at the end of the file; the place to mend is where it was opened.
        mark = error.problem_mark
        if "end of stream" in told and error.context_mark:
            mark, told = error.context_mark, f"{told} {error.context}"
        holder = yaml.ScalarNode("", "", start_mark=mark) if mark else None
        faults.add(holder, f"this is not YAML: {told}", "check indentation, quotes and colons on this line")
        return None
    except (yaml.YAMLError, ValueError):
        faults.add(None, "this is not YAML: a character that is not allowed", "remove control characters")
        return None
    if node is None:
        faults.add(None, "the file is empty", "write a mapping of keys")
    return node


def _digestible(text: str, faults: Faults) -> bool:
    """Whether YAML holds no aliases, which may stand for a billion nodes, and no depth that its reader would fall into."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        holder: Any = yaml.ScalarNode("", "", start_mark=event.start_mark)  # type: ignore[arg-type]
        if isinstance(event, yaml.AliasEvent):
            faults.add(holder, f"the alias *{event.anchor} is not read", "write out what it stands for")
            return False
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if depth > 2 * _DEEPEST:
            faults.add(holder, "nested too deeply", "write it flatter")
            return False
    return True


def read(node: yaml.Node, shape: type[T], faults: Faults, what: str) -> T | None:
    """The node as a value of `shape`, or None with every fault noted. `what` names it in messages."""
    value = _read(node, shape, faults, what, 0)
    return None if value is _MISSING else value


def _read(node: yaml.Node, shape: Any, faults: Faults, what: str, depth: int) -> Any:
    if shape is str and type(node) is yaml.ScalarNode and node.tag == _STR:
        return node.value
    if depth > _DEEPEST:
        faults.add(node, f"{what} is nested too deeply", "write it flatter")
        return _MISSING
    origin, args = typing.get_origin(shape), typing.get_args(shape)
    if shape is Any:
        return _plain(node, faults, depth)
    if origin in {typing.Union, types.UnionType}:
        if node.tag == "tag:yaml.org,2002:null":
            return None
        return _read(node, next(arg for arg in args if arg is not type(None)), faults, what, depth)
    if origin is tuple:
        return _tuple(node, args[0], faults, what, depth)
    if origin is Mapping:
        return _mapping(node, args[1], faults, what, depth)
    if dataclasses.is_dataclass(shape) and not hasattr(shape, "from_yaml"):
        return read_fields(node, shape, faults, what, depth=depth)
    return _scalar(node, shape, args, faults, what)


def _plain(node: yaml.Node, faults: Faults, depth: int) -> Any:
    """The node as plain Python values; for what a kind hands on to a library."""
    if depth > _DEEPEST:
        faults.add(node, "nested too deeply", "write it flatter")
        return None
    if isinstance(node, yaml.MappingNode):
        return {key: _plain(value, faults, depth + 1) for key, value in _pairs(node, faults, "settings")}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, faults, depth + 1) for item in node.value]
    kind = next((kind for kind, (tag, _) in _SCALARS.items() if tag == node.tag), None)
    if kind is not None and isinstance(node, yaml.ScalarNode):
        return _number(node, kind, faults, "settings")
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _tuple(node: yaml.Node, item: Any, faults: Faults, what: str, depth: int) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        if isinstance(node, yaml.MappingNode) and not _takes_mapping(item):
            faults.add(node, f"{what} must be a list", "write one entry a line, each after a dash")
            return _MISSING
        if (
            node.value == "any"
            and isinstance(node, yaml.ScalarNode)
            and isinstance(item, type)
            and issubclass(item, (StrEnum, str))
        ):
            return ()
        nodes = [node]
    else:
        nodes = node.value
    values = [_read(child, item, faults, what, depth + 1) for child in nodes]
    return _MISSING if any(value is _MISSING for value in values) else tuple(values)


def _takes_mapping(item: Any) -> bool:
    return dataclasses.is_dataclass(item) or item is Any or typing.get_origin(item) is Mapping


def _mapping(node: yaml.Node, item: Any, faults: Faults, what: str, depth: int) -> Any:
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, f"{what} must be a mapping", "write `key: value`, one a line")
        return _MISSING
    found = {}
    for key, value in _pairs(node, faults, what):
        found[key] = _read(value, item, faults, f"{what}.{key}", depth + 1)
    return _MISSING if any(value is _MISSING for value in found.values()) else found


def _pairs(node: yaml.MappingNode, faults: Faults, what: str) -> list[tuple[str, yaml.Node]]:
    """The keys of a mapping with their values; a key written twice is a fault and counts once."""
    seen: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            faults.add(key, f"a key of {what} must be a word", "write `key: value`")
        elif key.value in seen:
            line = seen[key.value].start_mark.line + 1
            faults.add(key, f"key {key.value!r} is written twice (first on line {line})", "keep one of them")
        else:
            seen[key.value] = value
    return list(seen.items())


def read_fields(
    node: yaml.Node, shape: Any, faults: Faults, what: str, *, skip: frozenset[str] = frozenset(), depth: int = 0
) -> Any:
    """The node as an instance of dataclass `shape`; keys in `skip` are another reader's."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(node, f"{what} must be a mapping", f"write its keys: {', '.join(_keys(shape))}")
        return _MISSING
    fields, hints = _plan(shape)
    given: dict[str, Any] = {}
    before = len(faults.found)
    for key, value in _pairs(node, faults, what):
        if key in skip:
            continue
        if key not in fields:
            key_node = next(name for name, _ in node.value if isinstance(name, yaml.ScalarNode) and name.value == key)
            faults.add(key_node, f"unknown key {key!r} in {what}", nearest(key, list(fields)))
            continue
        each = fields[key]
        found = _read(value, hints[each.name], faults, key if what.startswith("the ") else f"{what}.{key}", depth + 1)
        if found is not _MISSING:
            _check_bound(value, found, each, faults)
        given[each.name] = found
    for key, each in fields.items():
        if each.name not in given and key not in skip and _required(each):
            faults.add(node, f"{what} has no {key!r}", f"write `{key}:` ({each.metadata.get('doc', 'required')})")
    if len(faults.found) > before:
        return _MISSING
    try:
        return shape(**given)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        faults.add(node, message, hint or "see the rule's kind")
        return _MISSING


def _check_bound(node: yaml.Node, value: Any, each: dataclasses.Field[Any], faults: Faults) -> None:
    if value == () and "filled" in each.metadata:
        faults.add(node, each.metadata["filled"], f"write one under `{_key(each)}:`")
    least, most = each.metadata.get("least"), each.metadata.get("most")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if least is not None and value < least:
            faults.add(node, f"{_key(each)} is {value:g}, less than {least:g}", f"write {least:g} or more")
        if most is not None and value > most:
            faults.add(node, f"{_key(each)} is {value:g}, more than {most:g}", f"write {most:g} or less")


def _required(each: dataclasses.Field[Any]) -> bool:
    return each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING


def _key(each: dataclasses.Field[Any]) -> str:
    """The key in YAML: the field's name, or the one it gives where the name is a word of Python's."""
    name: str = each.metadata.get("key", each.name)
    return name


def _keys(shape: Any) -> list[str]:
    return [_key(each) for each in dataclasses.fields(shape)]


@lru_cache(maxsize=64)
def _plan(shape: Any) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    """The fields of a dataclass by their keys, and their types."""
    return {_key(each): each for each in dataclasses.fields(shape)}, typing.get_type_hints(shape)


_SCALARS: dict[Any, tuple[str, str]] = {
    int: ("tag:yaml.org,2002:int", "a whole number"),
    float: ("tag:yaml.org,2002:float", "a number"),
    bool: ("tag:yaml.org,2002:bool", "true or false"),
}


def _scalar(node: yaml.Node, shape: Any, args: tuple[Any, ...], faults: Faults, what: str) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        faults.add(node, f"{what} must be one value, not a list or mapping", "write it on one line")
        return _MISSING
    if node.tag == "tag:yaml.org,2002:null":
        faults.add(node, f"{what} is empty", "write a value or leave the key out")
        return _MISSING
    text = node.value
    if typing.get_origin(shape) is typing.Literal:
        return text if text in args else _refused(node, text, list(args), faults, what)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        values = [member.value for member in shape]
        return shape(text) if text in values else _refused(node, text, values, faults, what)
    if shape in _SCALARS:
        return _number(node, shape, faults, what)
    if hasattr(shape, "from_yaml"):
        try:
            return shape.from_yaml(text)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            faults.add(node, f"{what}: {message}", hint or "correct it")
            return _MISSING
    return text


def _refused(node: yaml.Node, text: str, allowed: list[str], faults: Faults, what: str) -> Any:
    faults.add(node, f"unknown {what.rsplit('.', 1)[-1]} {text!r}", nearest(text, allowed))
    return _MISSING


def _number(node: yaml.ScalarNode, shape: Any, faults: Faults, what: str) -> Any:
    tag, name = _SCALARS[shape]
    tags = {tag} | ({"tag:yaml.org,2002:int"} if shape is float else set())
    if node.tag not in tags:
        faults.add(node, f"{what} is {node.value!r}", f"write {name}")
        return _MISSING
    try:
        value = yaml.safe_load(node.value)
        number = float(value) if shape is float else shape(value)
    except (ValueError, TypeError, yaml.YAMLError):
        number = None
    if number is None or not math.isfinite(number) or (shape is bool and not isinstance(value, bool)):
        faults.add(node, f"{what} is {node.value!r}", f"write {name}")
        return _MISSING
    return number


# --- JSON Schema --------------------------------------------------------------------------------------------------


def schema_of(shape: Any, *, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `read` accepts for `shape`."""
    origin, args = typing.get_origin(shape), typing.get_args(shape)
    if shape is Any:
        return {}
    if origin in {typing.Union, types.UnionType}:
        inner = schema_of(next(arg for arg in args if arg is not type(None)))
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        item = schema_of(args[0])
        return {"anyOf": [{"type": "array", "items": item}, item, *([{"const": "any"}] if "enum" in item else [])]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema_of(args[1])}
    if origin is typing.Literal:
        return {"enum": list(args)}
    if hasattr(shape, "json_schema"):
        return dict(shape.json_schema())
    if dataclasses.is_dataclass(shape):
        return _object_schema(shape, skip)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return {"enum": [member.value for member in shape]}
    return {int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}}.get(
        shape, {"type": ["string", "number", "boolean"]}
    )


def _object_schema(shape: Any, skip: frozenset[str]) -> dict[str, Any]:
    hints = _plan(shape)[1]
    properties: dict[str, Any] = {}
    for each in dataclasses.fields(shape):
        if _key(each) in skip:
            continue
        entry = schema_of(hints[each.name])
        for name, key in (("doc", "description"), ("least", "minimum"), ("most", "maximum")):
            if name in each.metadata:
                entry[key] = each.metadata[name]
        properties[_key(each)] = entry
    required = [_key(each) for each in dataclasses.fields(shape) if _required(each) and _key(each) not in skip]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
