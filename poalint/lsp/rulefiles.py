"""Help for who writes rules: a rule's faults at their places, and its examples run."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from lsprotocol import types

from poalint.api import Linter
from poalint.config import Config, load_config
from poalint.configfile import find_config
from poalint.lsp.diagnostics import example, of_faults, whole_line, yaml_place
from poalint.lsp.documents import Document, Sort, pack_of, sort_of
from poalint.lsp.places import Page
from poalint.lsp.words import say
from poalint.model import PoalintError
from poalint.pack.faults import Fault, Faults, PackError
from poalint.pack.load import load_pack
from poalint.pack.rule import Rule, read_rule

RUN = "poalint.runExamples"


@dataclass(frozen=True, slots=True)
class Proved:
    """How many examples of a rule come out as written, and what is told of those that do not, by their YAML line."""

    passed: int
    failed: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RuleChecked:
    """One version of a rule, a pack's own file or a configuration: its faults and, where it has none, its examples run."""

    page: Page
    faults: tuple[Fault, ...] = ()
    proved: Proved | None = None

    def diagnostics(self) -> list[types.Diagnostic]:
        """What is wrong with it, each at its place."""
        failed = self.proved.failed if self.proved else ()
        return [*of_faults(self.faults, self.page), *(example(self.page, line, told) for line, told in failed)]

    def lenses(self, uri: str, lang: str) -> Iterator[types.CodeLens]:
        """How the examples came out, above them; a click runs them again."""
        if self.proved is not None:
            at = yaml_place(self.page, _line_of(self.page, "examples"), 1)[0]
            title = say(lang, "proved", passed=self.proved.passed, failed=len(self.proved.failed))
            yield types.CodeLens(whole_line(self.page, at), types.Command(title, RUN, arguments=[uri]))


def check(document: Document, page: Page, packs: tuple[str, ...]) -> RuleChecked:
    """What is said of one version of a file of a pack, or of a configuration. `packs` are those the configuration names."""
    path, sort = document.path, sort_of(document, packs)
    if path is None:
        return RuleChecked(page)
    if sort is Sort.RULE and (pack := pack_of(path, packs)) is not None:
        rule, faults = _read(path, pack, page)
        proved = _prove(rule, page) if rule is not None and not faults else None
        return RuleChecked(page, tuple(faults), proved)
    return RuleChecked(page, tuple(_saved(path, sort)))


def _read(path: Path, pack: Path, page: Page) -> tuple[Rule | None, list[Fault]]:
    """The rule as the editor has it. A rule is read from a file, whose place in its pack is its id."""
    faults = Faults(str(path))
    with TemporaryDirectory(prefix="poalint-") as folder:
        file = Path(folder, path.relative_to(pack))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.text.encode("utf-8", "replace"))
        return read_rule(file, Path(folder), str(path), faults), faults.found


def _saved(path: Path, sort: Sort) -> Iterator[Fault]:
    """The faults of a pack's own file or of a configuration, as saved: they hang on what lies around them."""
    try:
        if sort is Sort.PACK:
            load_pack([path.parent], deep=False)
        elif find_config(path.parent) == path:
            load_config(path).pack(deep=False)
    except PackError as error:
        yield from (fault for fault in error.faults if Path(fault.path) == path)
    except PoalintError as error:
        if sort is not Sort.PACK:
            yield Fault(str(path), 1, 1, str(error), "")


def _prove(rule: Rule, page: Page) -> Proved:
    """The examples run over the built-in pack's ground, as `poalint test` does."""
    linter = copy(Linter(Config()))
    linter.pack = replace(linter.pack, rules={rule.id: rule})
    count = len(rule.examples.flagged) + len(rule.examples.passing)
    failed = {each.example.partition(",")[0]: f"{each.example}: {each.told}" for each in linter.prove()}
    lines = {f"{sort} example {at}": line for sort in ("flagged", "passing") for at, line in _examples(page, sort)}
    return Proved(count - len(failed), tuple((lines.get(name, 1), told) for name, told in failed.items()))


def _examples(page: Page, sort: str) -> Iterator[tuple[int, int]]:
    """The number of each example of a sort and its line, both from 1."""
    node = _value(_value(yaml.compose(page.text.removeprefix("\ufeff"), Loader=yaml.SafeLoader), "examples"), sort)
    for at, item in enumerate(node.value if isinstance(node, yaml.SequenceNode) else (), 1):
        yield at, item.start_mark.line + 1


def _line_of(page: Page, name: str) -> int:
    root = yaml.compose(page.text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((key.start_mark.line + 1 for key, _ in pairs if key.value == name), 1)


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)
