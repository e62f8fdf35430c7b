"""`poalint lsp`: what the editor asks, and who answers it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

import poalint
from poalint.accepted import Entry, Sidecar
from poalint.accepted.sidecar import edited, read_sidecar, read_sidecar_text, sidecar_path
from poalint.api import Linter
from poalint.configfile import NAMES
from poalint.draft.read import SIDECAR_ENDING
from poalint.formats.words import say as told_by
from poalint.kinds.base import shorten
from poalint.lsp import actions, diagnostics, pages, rulefiles, structure
from poalint.lsp.checking import BURST, Checked, Desk, Letters
from poalint.lsp.diagnostics import Shown, range_of
from poalint.lsp.documents import Document, Sort, path_of, same_uri, sort_of, uri_of
from poalint.lsp.places import Encoding, Page
from poalint.lsp.protocol import LOG, Protocol, Writer, listen, strict_converter
from poalint.lsp.rulefiles import RuleChecked
from poalint.lsp.settings import Linters, Told
from poalint.lsp.words import say
from poalint.model import PoalintError
from poalint.pack.book import entry
from poalint.pack.faults import Fault

_SECTION = "poalint"
_WATCHED = (
    *(f"**/{name}" for name in NAMES),
    "**/pyproject.toml",
    f"**/*{SIDECAR_ENDING}",
    "**/pack.yaml",
    "**/rules/**/*.yaml",
    "**/rules/**/*.yml",
)
_LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class System:
    """What the program that runs the server lends it: the user's language, and how files are written in one step."""

    lang: str
    write: Callable[[Path, bytes], None]


class Server(LanguageServer):
    """The state of one session: the documents open, what the client can do, and the two desks that check."""

    protocol: Protocol

    def __init__(self, system: System) -> None:
        super().__init__(
            "poalint",
            poalint.__version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
            converter_factory=strict_converter,
        )
        self.system = system
        self.documents: dict[str, Document] = {}
        self.abilities = actions.Abilities(Shown())
        self.root: Path | None = None
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checks")
        self.linters = Linters(system.lang)
        self.letters = Letters(self.linters)
        self.desk = Desk(self.worker, self.letters.check)
        self.rules = Desk(self.worker, self._check_rule)
        self.pulls = False
        self._publishing: dict[str, asyncio.Task[None]] = {}
        self._shown: set[str] = set()
        self._faulty: dict[Path | None, tuple[Fault, ...]] = {}

    def _check_rule(self, document: Document, page: Page, version: int | None) -> RuleChecked:
        del version
        return rulefiles.check(document, page, self.linters.packs_for(document.path))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log where an error came from; it is no news for the user, and its message may hold words of the letter."""
        del source
        data = getattr(error, "data", None)
        trace = data.get("traceback", ()) if isinstance(data, dict) else ()
        LOG.error("a request failed: %s\n%s", type(error).__name__, "".join(trace))

    # --- documents ------------------------------------------------------------------------------------------------

    def document(self, uri: str) -> Document | None:
        """The open document of a URI, in whichever spelling."""
        return self.documents.get(same_uri(uri))

    def sort(self, document: Document) -> Sort:
        """What a document is here."""
        path = document.path
        yaml = path is not None and path.suffix.lower() in {".yaml", ".yml"}
        return sort_of(document, self.linters.packs_for(path) if yaml else ())

    async def checked(self, document: Document | None) -> Checked | None:
        """What is said of a letter's newest version; None for what is no letter."""
        if document is None or self.sort(document) is not Sort.LETTER:
            return None
        checked = await self.desk.ask(document)
        if checked is not None:
            self.tell(checked)
        return checked

    async def diagnosed(self, document: Document) -> list[types.Diagnostic]:
        """The diagnostics of a document's newest version."""
        if self.sort(document) in {Sort.RULE, Sort.PACK, Sort.CONFIG}:
            told = await self.rules.ask(document)
            return told.diagnostics() if told else []
        checked = await self.checked(document)
        if checked is None:
            return []
        if checked.report is None:
            return [diagnostics.trouble(each.message) for each in checked.told]
        return diagnostics.of_report(checked.report, checked.page, document.uri, self.abilities.shown)

    def look(self, document: Document) -> None:
        """Check a document that changed. Diagnostics go out where the client does not come for them."""
        task = self._publishing.pop(document.uri, None)
        if task is not None:
            task.cancel()
        if self.sort(document) is not Sort.OTHER and not self.pulls:
            self._publishing[document.uri] = asyncio.create_task(self._publish(document))

    async def _publish(self, document: Document) -> None:
        revision = document.revision
        try:
            found = await self.diagnosed(document)
        except Exception as error:  # one letter that cannot be read must not end the session
            LOG.error("a check failed: %s", _traced(error))
            return
        if not document.closed and document.revision == revision:
            self.publish(document.uri, found, document.version)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Push diagnostics."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def forget(self, document: Document) -> None:
        """Let go a document that was closed."""
        document.closed = True
        task = self._publishing.pop(document.uri, None)
        if task is not None:
            task.cancel()
        self.desk.close(document.uri)
        self.rules.close(document.uri)
        self.letters.forget(document.uri)

    # --- what is set ----------------------------------------------------------------------------------------------

    def tell(self, checked: Checked) -> None:
        """Tell what was wrong with the configuration: once as a message, and in the file for as long as it is so."""
        for told in checked.told:
            if told.message not in self._shown:
                self._shown.add(told.message)
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, _message(told)))
        file = checked.settled.file if checked.settled else None
        before = self._faulty.get(file, ())
        faults = tuple(fault for told in checked.told for fault in told.faults if fault.line)
        if faults == before:
            return
        self._faulty[file] = faults
        if not faults:
            # Broken again in the same way, it is to be told again.
            self._shown.clear()
        for path in map(Path, dict.fromkeys(fault.path for fault in (*before, *faults))):
            if self.document(uri_of(path)) is None:
                text = self.text_of(path)
                page = Page(text[0] if text else "", self.abilities.encoding)
                here = [fault for fault in faults if fault.path == str(path)]
                self.publish(uri_of(path), diagnostics.of_faults(here, page))

    def told_of(self, path: Path | None) -> bool:
        """Whether faults of a file are shown for a configuration that it belongs to; they are to be shown anew."""
        here = [file for file, faults in self._faulty.items() if any(fault.path == str(path) for fault in faults)]
        for file in here:
            del self._faulty[file]
        return bool(here)

    def renew(self) -> None:
        """Check all anew, since something that is set changed."""
        self.worker.submit(self.linters.forget)
        self.desk.renew()
        self.rules.renew()
        for document in self.documents.values():
            self.look(document)
        self._refresh()

    def _refresh(self) -> None:
        workspace = self.client_capabilities.workspace
        if self.pulls and workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    async def ask_settings(self) -> None:
        """Fetch the editor's settings, where it offers them."""
        workspace = self.client_capabilities.workspace
        if not (workspace and workspace.configuration):
            return
        try:
            item = types.ConfigurationItem(section=_SECTION)
            found = await self.workspace_configuration_async(types.ConfigurationParams([item]))
        except Exception as error:
            LOG.warning("the editor does not tell its settings: %s", type(error).__name__)
            return
        # A client that has none to tell may have sent them when it began.
        if found and found[0] is not None:
            self.set(found[0])

    def set(self, given: object) -> None:
        """Take the editor's settings, and check all anew."""
        if self.linters.set(_plain(given), self.root):
            self.renew()

    def text_of(self, path: Path) -> tuple[str, int | None] | None:
        """A file's text and version, as the editor has it, else as saved; None where it cannot be read."""
        document = self.document(uri_of(path))
        if document is not None:
            return document.page.text, document.version
        try:
            return path.read_bytes().decode("utf-8"), None
        except (OSError, UnicodeDecodeError):
            return None

    async def work(self, task: Callable[[], Any]) -> Any:
        """Do something in the thread that checks."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, task)


def _message(told: Told) -> str:
    lines = told.message.splitlines()
    return lines[0] if len(lines) < 2 else f"{lines[0]} (+{len(lines) - 1})"


def _plain(given: object) -> dict[str, Any]:
    """Settings as a mapping, however the client wraps them."""
    if not isinstance(given, dict):
        given = getattr(given, "__dict__", None) or {}
    inner = given.get(_SECTION, given)
    return dict(inner) if isinstance(inner, dict) else {}


def _traced(error: BaseException) -> str:
    """Where an error came from, without its message, which may hold words of a letter."""
    places, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places)}"


# --- lifecycle ----------------------------------------------------------------------------------------------------


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Learn what the client can do. What takes time is begun, not waited for."""
    able = params.capabilities
    document, workspace = able.text_document, able.workspace
    ls.pulls = bool(document and document.diagnostic)
    told = (document.diagnostic if ls.pulls else document.publish_diagnostics) if document else None
    edit = workspace.workspace_edit if workspace else None
    encoding = Encoding(str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding)))
    ls.abilities = actions.Abilities(
        Shown.by(told),
        bool(edit and edit.document_changes),
        bool(edit and types.ResourceOperationKind.Create in (edit.resource_operations or ())),
        encoding,
    )
    folders = params.workspace_folders or ()
    root = folders[0].uri if folders else params.root_uri
    ls.root = path_of(root) if root else None
    if params.locale:
        ls.linters.lang = "zh" if params.locale.lower().startswith("zh") else ls.linters.lang
    ls.linters.set(_plain(params.initialization_options), ls.root)
    if ls.pulls:
        options = types.DiagnosticOptions(
            inter_file_dependencies=False, workspace_diagnostics=False, identifier="poalint"
        )
        ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(diagnostic)
    ls.worker.submit(_warm, ls.linters)


def _warm(linters: Linters) -> None:
    """Load the language model and read a sentence, so that the first letter need not wait."""
    try:
        linters.settle(None).linter.check("We trained our staff on 2 October.")
    except PoalintError as error:
        LOG.error("not ready: %s", error)
    except Exception as error:
        LOG.error("not ready: %s", _traced(error))


async def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Ask for settings, and to be told when configurations change."""
    del params
    workspace = ls.client_capabilities.workspace
    registrations = []
    if workspace and workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
        watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registrations.append(types.Registration("poalint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
        section = {"section": _SECTION}
        registrations.append(types.Registration("poalint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if registrations:
        ls.client_register_capability(types.RegistrationParams(registrations))
    await ls.ask_settings()


# --- documents ----------------------------------------------------------------------------------------------------


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Begin to look after a document."""
    item = params.text_document
    known = ls.document(item.uri)
    if known is not None:
        ls.forget(known)
    document = Document(item.uri, item.language_id, item.version, Page(item.text, ls.abilities.encoding))
    ls.documents[same_uri(item.uri)] = document
    if ls.told_of(document.path) and ls.pulls:
        # Told so far without being asked for; from now on the client asks.
        ls.publish(document.uri, [])
    ls.look(document)


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Take the new text in."""
    document = ls.document(params.text_document.uri)
    if document is None:
        LOG.warning("a change of a document that is not open is ignored")
        return
    for event in params.content_changes:
        document.change(event, ls.abilities.encoding)
    now = asyncio.get_running_loop().time()
    document.bursting = now - document.changed_at < BURST
    document.changed_at = now
    document.revision += 1
    document.version = params.text_document.version
    ls.look(document)


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A configuration or a rule that was saved changes what is said of letters."""
    document = ls.document(params.text_document.uri)
    if document is not None and ls.sort(document) in {Sort.CONFIG, Sort.PACK, Sort.RULE}:
        ls.renew()


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Let go a document, and clear what is shown of it."""
    document = ls.documents.pop(same_uri(params.text_document.uri), None)
    if document is None:
        return
    ls.forget(document)
    ls.told_of(document.path)
    if not ls.pulls:
        ls.publish(document.uri, [])


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take the editor's new settings: those it sends, or ask for them."""
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.configuration:
        await ls.ask_settings()
    else:
        ls.set(params.settings)


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Something that letters are checked by changed on disk."""
    if params.changes:
        ls.renew()


def did_change_workspace_folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """The folder that paths are relative to is the first one open."""
    gone = {each.uri for each in params.event.removed}
    if ls.root is None or uri_of(ls.root) in gone:
        ls.root = path_of(params.event.added[0].uri) if params.event.added else None
        ls.linters.move(ls.root)
        ls.renew()


# --- what the client asks -----------------------------------------------------------------------------------------


async def diagnostic(
    ls: Server, params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    """The diagnostics of the newest version, or that they are those the client has."""
    document = ls.document(params.text_document.uri)
    found = await ls.diagnosed(document) if document is not None else []
    result = diagnostics.result_id(found, ls.protocol._converter)
    if params.previous_result_id == result:
        return types.RelatedUnchangedDocumentDiagnosticReport(result)
    return types.RelatedFullDocumentDiagnosticReport(found, result_id=result)


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Why, and what to write, for the findings at a place."""
    checked = await ls.checked(ls.document(params.text_document.uri))
    if checked is None or checked.report is None or checked.settled is None:
        return None
    at = params.position
    places = [(each, range_of(checked.page, each.range)) for each in checked.report.findings if each.range]
    here = [(each, place) for each, place in places if place.start <= at <= place.end]
    if not here:
        return None
    rules = checked.settled.linter.pack.rules
    # The nearest first: a word before the paragraph it stands in.
    here.sort(key=lambda each: each[0].range.end.offset - each[0].range.start.offset if each[0].range else 0)
    told = [pages.hover(each, entry(rules[each.rule]), checked.lang) for each, _ in here]
    able = ls.client_capabilities.text_document
    formats = (able.hover.content_format if able and able.hover else None) or ()
    kind = (
        types.MarkupKind.Markdown if types.MarkupKind.Markdown in formats or not formats else types.MarkupKind.PlainText
    )
    return types.Hover(types.MarkupContent(kind, "\n\n---\n\n".join(told)), here[0][1])


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """What can be done about the findings at a place."""
    document = ls.document(params.text_document.uri)
    checked = await ls.checked(document)
    if checked is None or document is None:
        return None
    only = [str(getattr(each, "value", each)) for each in params.context.only] if params.context.only else None
    offer = actions.Offer(document, checked, ls.root, ls.abilities, ls.text_of)
    return list(offer.actions(params.range, only))


async def document_symbol(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The letter's parts and actions."""
    document = ls.document(params.text_document.uri)
    checked = await ls.checked(document)
    if checked is None or document is None:
        return None
    found = structure.symbols(checked)
    able = ls.client_capabilities.text_document
    tree = able and able.document_symbol and able.document_symbol.hierarchical_document_symbol_support
    return found if tree else list(structure.flat(found, document.uri))


async def folding_range(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """The letter's parts."""
    checked = await ls.checked(ls.document(params.text_document.uri))
    return list(structure.folds(checked)) if checked is not None else None


async def code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """The score of a letter, or how a rule's examples come out."""
    document = ls.document(params.text_document.uri)
    if document is None:
        return None
    if ls.sort(document) is Sort.RULE:
        told = await ls.rules.ask(document)
        return list(told.lenses(document.uri, ls.linters.lang)) if told else None
    checked = await ls.checked(document)
    return list(structure.lens(checked, document.uri)) if checked is not None else None


# --- commands -----------------------------------------------------------------------------------------------------


def _texts(arguments: tuple[Any, ...], *names: str) -> list[str]:
    """The arguments of a command, which must be these texts."""
    if len(arguments) < len(names) or not all(isinstance(each, str) for each in arguments[: len(names)]):
        raise JsonRpcInvalidParams(f"{JsonRpcInvalidParams.MESSAGE}: the arguments are {', '.join(names)}")
    return list(arguments[: len(names)])


async def accept(ls: Server, *arguments: Any) -> dict[str, str] | None:
    """Accept a finding: write it into the list beside the letter. Arguments: the letter's URI, the rule, the fingerprint."""
    uri, rule, fingerprint = _texts(arguments, "uri", "rule", "fingerprint")
    document = ls.document(uri)
    if document is None or document.path is None:
        raise JsonRpcInvalidParams(f"{JsonRpcInvalidParams.MESSAGE}: no such letter is open as a file")
    checked = await ls.checked(document)
    findings = checked.report.findings if checked and checked.report else ()
    finding = next((each for each in findings if (each.rule, each.fingerprint) == (rule, fingerprint)), None)
    lang = checked.lang if checked else "en"
    if finding is None:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, say(lang, "gone")))
        return None
    words = shorten(finding.excerpt or finding.message, _LONGEST_WORDS)
    new = Entry(finding.rule, finding.fingerprint, words, date.today().isoformat())
    path = sidecar_path(str(document.path))
    try:
        await ls.work(lambda: _write(ls.system, path, new, lang))
    except PoalintError as error:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
        return None
    ls.renew()
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, say(lang, "accepted", path=path.name)))
    return {"path": str(path)}


def _write(system: System, path: Path, new: Entry, lang: str) -> None:
    there = path.exists()
    sidecar = read_sidecar(path) if there else Sidecar(str(path))
    text = read_sidecar_text(path) if there else ""
    system.write(path, edited(sidecar, text, (), [new], told_by(lang, "sidecar head")).encode())


async def explain(ls: Server, *arguments: Any) -> str | None:
    """A rule's page, returned, and shown where the client can show a document. Arguments: the rule, and a letter's URI."""
    (rule,) = _texts(arguments, "rule")
    uri = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], str) else None
    document = ls.document(uri) if uri else None
    linter: Linter = (await ls.work(lambda: ls.linters.settle(document.path if document else None))).linter
    found = linter.pack.rules.get(rule)
    if found is None:
        raise JsonRpcInvalidParams(f"{JsonRpcInvalidParams.MESSAGE}: no rule is called {rule[:80]!r}")
    told = pages.page(entry(found), linter.config.lang or "en")
    window = ls.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        file = Path(tempfile.gettempdir(), f"poalint-{rule.replace('/', '-')}.md")
        ls.system.write(file, told.encode())
        ls.window_show_document(types.ShowDocumentParams(uri_of(file), external=False, take_focus=True))
    return told


async def mend_first(ls: Server, *arguments: Any) -> str | None:
    """What to mend first, as a message and returned. Argument: the letter's URI."""
    (uri,) = _texts(arguments, "uri")
    checked = await ls.checked(ls.document(uri))
    if checked is None:
        return None
    told = structure.mend_first(checked)
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
    return told


async def run_examples(ls: Server, *arguments: Any) -> dict[str, Any] | None:
    """Run a rule's examples, as a message and returned. Argument: the URI of the rule's file."""
    (uri,) = _texts(arguments, "uri")
    document = ls.document(uri)
    told = await ls.rules.ask(document) if document is not None and ls.sort(document) is Sort.RULE else None
    if told is None:
        raise JsonRpcInvalidParams(f"{JsonRpcInvalidParams.MESSAGE}: no such rule is open")
    lang = ls.linters.lang
    if told.proved is None:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, say(lang, "faulty")))
        return {"passed": 0, "failed": 0, "faults": [str(each) for each in told.faults]}
    counts = {"passed": told.proved.passed, "failed": len(told.proved.failed)}
    kind = types.MessageType.Warning if counts["failed"] else types.MessageType.Info
    ls.window_show_message(types.ShowMessageParams(kind, say(lang, "proved", **counts)))
    return {**counts, "told": [each for _, each in told.proved.failed], "faults": []}


_FEATURES: tuple[tuple[str, Callable[..., Any], object], ...] = (
    (types.INITIALIZE, initialize, None),
    (types.INITIALIZED, initialized, None),
    (types.TEXT_DOCUMENT_DID_OPEN, did_open, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
    (types.TEXT_DOCUMENT_DID_SAVE, did_save, types.SaveOptions(include_text=False)),
    (types.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, did_change_configuration, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_workspace_folders, None),
    (types.TEXT_DOCUMENT_HOVER, hover, None),
    (types.TEXT_DOCUMENT_CODE_ACTION, code_action, types.CodeActionOptions(list(actions.KINDS))),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbol, None),
    (types.TEXT_DOCUMENT_FOLDING_RANGE, folding_range, None),
    (types.TEXT_DOCUMENT_CODE_LENS, code_lens, types.CodeLensOptions(resolve_provider=False)),
)
_COMMANDS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (actions.ACCEPT, accept),
    (actions.EXPLAIN, explain),
    (structure.MEND_FIRST, mend_first),
    (rulefiles.RUN, run_examples),
)


def make(system: System) -> Server:
    """A server for one session."""
    server = Server(system)
    for name, answer, options in _FEATURES:
        server.feature(name, options)(answer)
    for name, command in _COMMANDS:
        server.command(name)(command)
    return server


def serve(system: System) -> NoReturn:
    """Serve one client over standard input and output, and end: 0 where `shutdown` came before `exit`, else 1."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="poalint: %(message)s")
    # Whatever else writes to standard output, in Python or below, would end the conversation.
    wire = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    code = asyncio.run(_session(make(system), sys.stdin.buffer, wire))
    sys.stderr.flush()
    # A check may be under way that nobody waits for any more; an orderly end would wait for it.
    os._exit(code)


async def _session(server: Server, incoming: BinaryIO, outgoing: BinaryIO) -> int:
    server.protocol.set_writer(Writer(outgoing))
    try:
        return await listen(server.protocol, incoming)
    finally:
        server.worker.shutdown(wait=False, cancel_futures=True)


__all__ = ["Server", "System", "make", "serve"]
