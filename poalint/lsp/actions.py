"""What can be done about a finding, as the editor's quick fixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from poalint.configfile import NAMES
from poalint.fixing import choose
from poalint.lsp import switching
from poalint.lsp.checking import Checked
from poalint.lsp.diagnostics import Shown, of_finding, range_of
from poalint.lsp.documents import Document, uri_of
from poalint.lsp.places import Encoding, Page
from poalint.lsp.words import say
from poalint.model import Applicability, Edit, Finding, Fix, Report

ACCEPT, EXPLAIN = "poalint.accept", "poalint.explain"
FIX_ALL = "source.fixAll.poalint"
_GAP = re.compile(r"\[[^\[\]]+\]")
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the client can do with edits and actions."""

    shown: Shown
    versions: bool = False
    creates: bool = False
    encoding: Encoding = Encoding.UTF_16


@dataclass(frozen=True, slots=True)
class Offer:
    """What the actions on one letter are made from. `text_of` tells a file's text as the editor has it."""

    document: Document
    checked: Checked
    root: Path | None
    abilities: Abilities
    text_of: Callable[[Path], tuple[str, int | None] | None]

    def actions(self, place: types.Range, only: Sequence[str] | None) -> Iterator[types.CodeAction]:
        """The actions for a place, of the kinds the client asks for; all where it does not say."""
        report = self.checked.report
        if report is None:
            return
        if _wanted(types.CodeActionKind.QuickFix, only):
            for finding in report.findings:
                at = range_of(self.checked.page, finding.range)
                if at.start <= place.end and place.start <= at.end:
                    yield from self._for(finding)
        if only is not None and _wanted(FIX_ALL, only):
            yield from self._fix_all(report)

    def _for(self, finding: Finding) -> Iterator[types.CodeAction]:
        lang = self.checked.lang
        diagnostic = of_finding(finding, self.checked.page, self.document.uri, self.abilities.shown)

        def action(title: str, **more: object) -> types.CodeAction:
            return types.CodeAction(title, types.CodeActionKind.QuickFix, diagnostics=[diagnostic], **more)  # type: ignore[arg-type]

        for fix in finding.fixes:
            safe = fix.applicability is Applicability.SAFE
            yield action(
                fix.title if safe else _unsafe(fix, lang),
                edit=self._edit(fix.edits),
                is_preferred=True if safe else None,
            )
        if self.document.path is not None:
            title = say(lang, "accept", rule=finding.rule)
            arguments = [self.document.uri, finding.rule, finding.fingerprint]
            yield action(title, command=types.Command(title, ACCEPT, arguments=arguments))
        off = self._switch_off(finding.rule)
        if off is not None:
            path, edit = off
            yield action(say(lang, "off", rule=finding.rule, path=path.name), edit=edit)
        title = say(lang, "explain", rule=finding.rule)
        yield action(title, command=types.Command(title, EXPLAIN, arguments=[finding.rule, self.document.uri]))

    def _fix_all(self, report: Report) -> Iterator[types.CodeAction]:
        if self.checked.reading is None:
            return
        chosen = choose(report, self.checked.reading.draft, Applicability.SAFE)
        edits = [edit for _, fix in chosen for edit in fix.edits]
        if edits:
            yield types.CodeAction(say(self.checked.lang, "fix all"), FIX_ALL, edit=self._edit(edits))

    def _edit(self, edits: Sequence[Edit]) -> types.WorkspaceEdit:
        page = self.checked.page
        texts = [types.TextEdit(range_of(page, edit.range), edit.text) for edit in edits]
        return self._changes(self.document.uri, self.checked.version, texts)

    def _changes(self, uri: str, version: int | None, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        if not self.abilities.versions:
            return types.WorkspaceEdit(changes={uri: edits})
        of = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(of, list(edits))])

    def _switch_off(self, rule: str) -> tuple[Path, types.WorkspaceEdit] | None:
        """The configuration file and its edit, or that which creates it; None where there is no place for one."""
        file = self.checked.settled.file if self.checked.settled else None
        if file is None:
            return self._create(rule)
        told = self.text_of(file)
        if told is None:
            return None
        text, version = told
        new = switching.switched_off(text, rule, toml=file.suffix == ".toml")
        if new is None:
            return None
        page = Page(text, self.abilities.encoding)
        start, end, words = switching.difference(text, new)
        place = types.Range(types.Position(*page.place(start)), types.Position(*page.place(end)))
        return file, self._changes(uri_of(file), version, [types.TextEdit(place, words)])

    def _create(self, rule: str) -> tuple[Path, types.WorkspaceEdit] | None:
        path = self.document.path
        inside = path is not None and self.root is not None and self.root in path.parents
        folder = self.root if path is None or inside else path.parent
        if folder is None:
            return None
        file = folder / NAMES[0]
        text = switching.switched_off("", rule, toml=False) or ""
        edit = types.TextEdit(range_of(Page("", self.abilities.encoding), None), text)
        if not (self.abilities.versions and self.abilities.creates):
            return file, types.WorkspaceEdit(changes={uri_of(file): [edit]})
        uri = uri_of(file)
        created = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
        of = types.OptionalVersionedTextDocumentIdentifier(uri, None)
        return file, types.WorkspaceEdit(document_changes=[created, types.TextDocumentEdit(of, [edit])])


def _unsafe(fix: Fix, lang: str) -> str:
    """The title of a rewrite that states what only the writer can know, with the gaps it leaves."""
    gaps = " ".join(dict.fromkeys(_GAP.findall(" ".join(edit.text for edit in fix.edits))))
    return say(lang, "gaps" if gaps else "unsafe", title=fix.title, gaps=gaps)


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a client asks for a kind: by its name or by what stands before a dot in it."""
    return only is None or any(not each or kind == each or kind.startswith(each + ".") for each in only)
