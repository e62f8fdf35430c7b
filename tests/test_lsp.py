"""The language server: places in every encoding, the raw protocol, and what a real client sees of letters and rules."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.draft import read_draft
from poalint.language.read import Memory
from poalint.lsp.documents import Document, Sort, sort_of
from poalint.lsp.places import Encoding, Page
from poalint.lsp.switching import difference, switched_off

COMMAND = [sys.executable, "-m", "poalint", "lsp"]
ROOT = Path(__file__).parent.parent
WEAK = """\
Root cause: 😀 our packing list 中文 named the wrong carrier for nine orders.\r
\r
Corrective actions:\x0b We will train our staff\u2028and We beg you to open the account!!\r
\tPreventive measures: cafe\u0301 😀 We will check each label"""
TRICKY = "ab é中\u0301😀\x0b\x0c\x85\u2028\u2029\t\r\n\r\n\ud83d"
TEXTS = st.text(alphabet=st.sampled_from(TRICKY), max_size=60)


class Wire:
    """A client that sends what it is told to, bytes too, over standard input and output of the real server."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "stderr.txt"
        self.process = subprocess.Popen(
            COMMAND, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log.open("wb")
        )
        self._came: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.kept: list[dict[str, Any]] = []
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()) not in {b"\r\n", b""}:
                name, _, value = line.partition(b":")
                # Anything but a header on standard output is a fault of the server's.
                assert name in {b"Content-Length", b"Content-Type"}, line
                length = int(value) if name == b"Content-Length" else length
            body = stream.read(length)
            self._came.put(json.loads(body) if body else None)
            if not body:
                return

    def raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: object) -> None:
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, **({} if params is None else {"params": params})})

    def ask(self, method: str, params: object = None) -> int:
        self._number += 1
        more = {} if params is None else {"params": params}
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, **more})
        return self._number

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        for at, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(at)
        while True:
            message_or_end = self._came.get(timeout=120)
            assert message_or_end is not None, self.log.read_text(encoding="utf-8")
            if wanted(message_or_end):
                return message_or_end
            self.kept.append(message_or_end)

    def answer(self, number: int | None) -> dict[str, Any]:
        return self.until(lambda message: "method" not in message and message["id"] == number)

    def result(self, method: str, params: object = None) -> Any:
        return self.answer(self.ask(method, params))["result"]

    def error(self, method: str, params: object = None) -> int:
        return int(self.answer(self.ask(method, params))["error"]["code"])

    def told(self, method: str, uri: str | None = None) -> Any:
        return self.until(
            lambda message: message.get("method") == method and uri in {None, message["params"].get("uri")}
        )["params"]

    def begin(self, folder: Path, **capabilities: object) -> dict[str, Any]:
        asked = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
        result: dict[str, Any] = self.result("initialize", asked)
        self.notify("initialized", {})
        return result

    def open(self, path: Path | str, text: str, language: str = "plaintext") -> str:
        uri = path if isinstance(path, str) else path.as_uri()
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, uri: str, version: int = 1) -> list[dict[str, Any]]:
        told = self.until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and message["params"].get("version") == version
            )
        )
        return list(told["params"]["diagnostics"])

    def actions(self, uri: str, at: dict[str, Any], *only: str) -> list[dict[str, Any]]:
        context = {"diagnostics": [], **({"only": only} if only else {})}
        found: list[dict[str, Any]] = self.result(
            "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": at, "context": context}
        )
        return found

    def run(self, command: str, *arguments: object) -> Any:
        return self.result("workspace/executeCommand", {"command": command, "arguments": arguments})

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.kill()
        return self.process.wait()


PUSHED = {
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "tagSupport": {"valueSet": [1]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letters")


@pytest.fixture(scope="module")
def wire(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    """One session for all tests that leave it as they found it: a client that is pushed diagnostics."""
    wire = Wire(tmp_path_factory.mktemp("session"))
    wire.begin(folder, **PUSHED)
    yield wire
    wire.end()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Wire]:
    wire = Wire(tmp_path)
    yield wire
    wire.end()


# --- places -------------------------------------------------------------------------------------------------------


def units(text: str, encoding: Encoding) -> int:
    """How many units of an encoding a text takes, by Python's own codecs."""
    if encoding is Encoding.UTF_32:
        return len(text)
    data = text.encode("utf-8" if encoding is Encoding.UTF_8 else "utf-16-le", "surrogatepass")
    return len(data) // (1 if encoding is Encoding.UTF_8 else 2)


def lines(text: str) -> list[str]:
    """The lines as the protocol has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(Encoding))
def test_every_place_leads_there_and_back(text: str, encoding: Encoding) -> None:
    page = Page(text, encoding)
    assert [page.line(at) for at in range(page.lines)] == lines(text)
    for at, line in enumerate(lines(text)):
        for column in range(len(line) + 1):
            told = page.units(at, column)
            assert told == units(line[:column], encoding)
            assert page.column(at, told) == column
        assert page.column(at, units(line, encoding) + 7) == len(line)
    assert page.offset(page.lines + 3, 0) == len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_draft_has_the_lines_and_columns_of_the_page(text: str) -> None:
    page = Page("\ufeff" + text, Encoding.UTF_16)
    told = page.plain.split("\n")
    assert [len(line) for line in told] == [len(line) for line in lines(text)]
    page.plain.encode("utf-8")


@st.composite
def edits(draw: st.DrawFn, text: str, encoding: Encoding) -> tuple[dict[str, dict[str, int]], str, str]:
    """An edit as a client tells it: its range, the new words, and the text that the client then has."""
    first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    # No client puts its cursor between the two characters of a line end.
    first, last = (at - 1 if text[at - 1 : at + 1] == "\r\n" else at for at in (first, last))
    new = draw(st.text(alphabet=st.sampled_from(TRICKY), max_size=6))

    def place(at: int) -> dict[str, int]:
        before = lines(text[:at])
        return {"line": len(before) - 1, "character": units(before[-1], encoding)}

    return {"start": place(first), "end": place(last)}, new, text[:first] + new + text[last:]


@settings(max_examples=25, deadline=None)
@given(st.data(), TEXTS, st.sampled_from(Encoding))
def test_fifty_edits_leave_the_server_with_the_clients_text(data: st.DataObject, text: str, encoding: Encoding) -> None:
    whole, partial = (Document("untitled:1", "plaintext", 1, Page(text, encoding)) for _ in range(2))
    for _ in range(50):
        at, new, text = data.draw(edits(text, encoding))
        stretch = types.Range(types.Position(**at["start"]), types.Position(**at["end"]))
        partial.change(types.TextDocumentContentChangePartial(stretch, new), encoding)
        whole.change(types.TextDocumentContentChangeWholeDocument(text), encoding)
        assert partial.page.text == whole.page.text == text


def test_a_long_line_is_measured_once() -> None:
    page = Page("中😀" * 100_000, Encoding.UTF_16)
    assert [page.column(0, page.units(0, at)) for at in range(0, 200_000, 20)] == list(range(0, 200_000, 20))


# --- the raw protocol ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", {}, -32602),
        ("textDocument/hover", {"textDocument": {"uri": 7}, "position": {"line": 0, "character": 0}}, -32602),
        ("textDocument/hover", {"textDocument": {"uri": "a:b"}, "position": {"line": -1, "character": 0}}, -32602),
        ("textDocument/hover", [1, 2], -32602),
        ("textDocument/hover", "text", -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": "a:b"}}, -32602),
        ("textDocument/documentSymbol", None, -32602),
        ("workspace/executeCommand", {"command": "poalint.unknown"}, -32602),
        ("workspace/executeCommand", {"command": "poalint.accept"}, -32602),
        ("workspace/executeCommand", {"command": "poalint.accept", "arguments": [1, 2, 3]}, -32602),
        ("workspace/executeCommand", {"command": "poalint.explain", "arguments": ["no/rule"]}, -32602),
        ("workspace/executeCommand", {"command": "poalint.runExamples", "arguments": ["file:///a.yaml"]}, -32602),
        ("textDocument/rename", {}, -32601),
        ("textDocument/diagnostic", {"textDocument": {"uri": "a:b"}}, -32601),
        ("textDocument/didOpen", {}, -32601),
        ("window/showMessage", {}, -32601),
        ("$/unknown", None, -32601),
        ("nothing/known", {"a": 1}, -32601),
        ("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, -32600),
    ],
)
def test_what_cannot_be_answered_is_refused(wire: Wire, method: str, params: object, code: int) -> None:
    assert wire.error(method, params) == code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"Content-Length: 7\r\n\r\n{nope]]", -32700),
        (b"Content-Length: 3\r\n\r\n\xff\xfe\xfd", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 4\r\n\r\nnull", -32600),
        (b'Content-Length: 17\r\n\r\n{"jsonrpc":"1.0"}', -32600),
        (b'Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}', -32600),
        (b'Content-Length: 42\r\n\r\n{"jsonrpc":"2.0","method":"x","id":[1, 2]}', -32600),
        (b"content-length:4\r\nContent-Type: x\r\n\r\n[{}]", -32600),
        (b'Content-Length: 10\r\n\r\n{"jsonrpc":"2.0","id":9,"method":"shutdown"}', -32700),
        (b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", -32700),
    ],
)
def test_what_is_no_message_is_refused_and_the_server_lives_on(wire: Wire, sent: bytes, code: int) -> None:
    wire.raw(sent)
    assert wire.answer(None)["error"]["code"] == code
    assert wire.error("nothing/known") == -32601


@pytest.mark.parametrize(
    "message",
    [
        {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"x": 1}},
        {"jsonrpc": "2.0", "method": "textDocument/didOpen"},
        {"jsonrpc": "2.0", "method": "textDocument/hover", "params": {}},
        {"jsonrpc": "2.0", "method": "$/unknown", "params": {}},
        {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 4711}},
        {"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "verbose"}},
        {"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": None}},
        {"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///none.txt"}}},
        {"jsonrpc": "2.0", "id": 12345, "result": {"nobody": "asked"}},
        {"jsonrpc": "2.0", "id": "x", "error": {"code": 1}},
    ],
    ids=lambda message: str(message.get("method", "response")),
)
def test_what_needs_no_answer_gets_none(wire: Wire, message: dict[str, Any]) -> None:
    wire.send(message)
    assert wire.error("nothing/known") == -32601
    assert not [each for each in wire.kept if "error" in each or each.get("id") in {12345, "x"}]


def test_requests_before_initialize_are_refused_and_notifications_dropped(fresh: Wire, tmp_path: Path) -> None:
    assert fresh.error("textDocument/hover", {}) == -32002
    assert fresh.error("shutdown") == -32002
    fresh.open(tmp_path / "a.txt", WEAK)
    assert fresh.begin(tmp_path)["serverInfo"]["name"] == "poalint"
    assert fresh.error("nothing/known") == -32601
    assert [each for each in fresh.kept if each.get("method") == "textDocument/publishDiagnostics"] == []


def test_after_shutdown_only_exit_is_heard_and_ends_with_0(fresh: Wire, tmp_path: Path) -> None:
    fresh.begin(tmp_path)
    assert fresh.result("shutdown") is None
    assert fresh.error("textDocument/hover", {}) == -32600
    fresh.notify("exit")
    assert fresh.process.wait(30) == 0


def test_exit_without_shutdown_ends_with_1(fresh: Wire, tmp_path: Path) -> None:
    fresh.begin(tmp_path)
    fresh.notify("exit")
    assert fresh.process.wait(30) == 1


def test_a_client_that_is_gone_ends_the_server_with_1(fresh: Wire) -> None:
    assert fresh.process.stdin is not None
    fresh.process.stdin.close()
    assert fresh.process.wait(30) == 1


def test_a_request_can_be_cancelled_and_the_next_is_answered(wire: Wire, folder: Path) -> None:
    text = "\n\n".join(f"{at}. We will train all our staff on the {at}th rule of the list." for at in range(200))
    uri = wire.open(folder / "cancelled.txt", text)
    number = wire.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    wire.notify("$/cancelRequest", {"id": number})
    assert wire.answer(number)["error"]["code"] == -32800
    assert wire.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_the_log_tells_no_words_of_letters(wire: Wire, folder: Path) -> None:
    uri = wire.open(folder / "secret.txt", "We will train Xanthippe.")
    assert wire.error("textDocument/hover", {"textDocument": {"uri": uri}, "words": "Xanthippe"}) == -32602
    wire.diagnostics(uri)
    assert "Xanthippe" not in wire.log.read_text(encoding="utf-8")


# --- letters ------------------------------------------------------------------------------------------------------


def expected(linter: Linter, text: str, encoding: Encoding, path: str = "a.txt") -> list[tuple[Any, ...]]:
    """The findings of the API as (rule, start, end), each place worked out by Python's codecs."""
    from poalint.draft import Draft

    told = lines(text)

    def place(line: int, column: int) -> tuple[int, int]:
        return line - 1, units(told[line - 1][: column - 1], encoding)

    return sorted(
        (
            each.rule,
            place(each.range.start.line, each.range.start.column) if each.range else (0, 0),
            place(each.range.end.line, each.range.end.column) if each.range else (0, 0),
        )
        for each in linter.check(Draft(path, "\n".join(told))).findings
    )


def shown(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            each["code"],
            (each["range"]["start"]["line"], each["range"]["start"]["character"]),
            (each["range"]["end"]["line"], each["range"]["end"]["character"]),
        )
        for each in found
    )


@pytest.mark.parametrize("encoding", Encoding)
def test_findings_stand_on_their_words_after_many_edits(
    fresh: Wire, tmp_path: Path, linter: Linter, encoding: Encoding
) -> None:
    offered = [encoding.value, "utf-16"]
    told = fresh.begin(tmp_path, general={"positionEncodings": offered}, **PUSHED)
    assert told["capabilities"]["positionEncoding"] == encoding.value
    assert told["capabilities"]["textDocumentSync"]["change"] == types.TextDocumentSyncKind.Full
    uri = fresh.open(tmp_path / "a.txt", WEAK)
    assert shown(fresh.diagnostics(uri)) == expected(linter, WEAK, encoding)
    text = WEAK
    for version in range(2, 52):
        at = (version * 37) % len(text)
        text = text[:at] + ("😀", "\r\n", "\x0b", "\u2028", "中", " We will write. ")[version % 6] + text[at:]
        fresh.change(uri, version, text)
    assert shown(fresh.diagnostics(uri, 51)) == expected(linter, text, encoding)
    # What was overtaken is not shown: fifty edits in a moment give a few results, not fifty.
    assert len([each for each in fresh.kept if each.get("method") == "textDocument/publishDiagnostics"]) < 25


def test_an_unknown_encoding_falls_back_to_utf_16(fresh: Wire, tmp_path: Path) -> None:
    told = fresh.begin(tmp_path, general={"positionEncodings": ["utf-7"]})
    assert told["capabilities"]["positionEncoding"] == "utf-16"


def test_a_letter_with_a_byte_order_mark_is_underlined_in_place(wire: Wire, folder: Path, linter: Linter) -> None:
    uri = wire.open(folder / "mark.txt", "\ufeffWe will train our staff.")
    found = {each["code"]: each["range"]["start"]["character"] for each in wire.diagnostics(uri)}
    report = linter.check("We will train our staff.")
    for finding in report.findings:
        if finding.range is not None and finding.range.start.column > 1:
            assert found[finding.rule] == finding.range.start.column


def test_diagnostics_tell_all_there_is(wire: Wire, folder: Path) -> None:
    uri = wire.open(folder / "all.txt", WEAK)
    found = wire.diagnostics(uri)
    promise = next(each for each in found if each["code"] == "tense/promised-action")
    assert promise["source"] == "poalint"
    assert promise["severity"] == types.DiagnosticSeverity.Error
    assert promise["data"]["rule"] == "tense/promised-action"
    assert len(promise["data"]["fingerprint"]) == 12
    assert promise["message"].startswith("“will train” promises")
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    cleared = wire.told("textDocument/publishDiagnostics", uri)
    assert cleared["diagnostics"] == []


@pytest.mark.parametrize(
    ("uri", "language", "count"),
    [
        ("untitled:Untitled-1", "plaintext", True),
        ("untitled:Untitled-2", "markdown", True),
        ("untitled:3", "rust", False),
    ],
)
def test_untitled_buffers_are_letters_where_they_hold_prose(wire: Wire, uri: str, language: str, count: bool) -> None:
    wire.open(uri, WEAK, language)
    document = {"textDocument": {"uri": uri}}
    assert bool(wire.result("textDocument/codeLens", document)) is count
    titles = [each["title"] for each in wire.actions(uri, WHOLE) or []]
    assert not any(title.startswith("Accept") for title in titles)
    wire.notify("textDocument/didClose", document)


WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}


def test_comments_in_markdown_are_heard(wire: Wire, folder: Path) -> None:
    text = "Corrective actions:\n\n<!-- poalint: ignore tense -->\nWe will train our staff.\n"
    codes = {each["code"] for each in wire.diagnostics(wire.open(folder / "a.md", text, "markdown"))}
    assert "tense/promised-action" not in codes
    assert "tense/promised-action" in {each["code"] for each in wire.diagnostics(wire.open(folder / "b.txt", text))}


def test_what_cannot_be_judged_says_so_and_an_empty_letter_nothing(wire: Wire, folder: Path) -> None:
    (told,) = wire.diagnostics(wire.open(folder / "zh.txt", "我们已经培训了所有员工。"))
    assert (told["code"], told["severity"]) == ("undecided", types.DiagnosticSeverity.Information)
    assert wire.diagnostics(wire.open(folder / "empty.txt", "\n")) == []


def test_hover_says_why_and_what_to_write(wire: Wire, folder: Path) -> None:
    uri = wire.open(folder / "hover.txt", "Corrective actions:\n\nWe will train our staff.\n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 5}}
    value = wire.result("textDocument/hover", at)["contents"]["value"]
    assert value.startswith("**tense/promised-action** · error")
    for words in (
        "“will train” promises",
        "**do:** Do it before you submit",
        "**Why:**",
        "**Wrong:**",
        "**Right:**",
        "[date]",
    ):
        assert words in value
    assert wire.result("textDocument/hover", {**at, "position": {"line": 1, "character": 0}}) is None
    assert wire.result("textDocument/hover", {**at, "textDocument": {"uri": "file:///not/open.txt"}}) is None


def applied(text: str, edit: dict[str, Any], uri: str) -> str:
    """The text after a workspace edit's changes to one document."""
    page = Page(text, Encoding.UTF_16)
    changes = next(each for each in edit["documentChanges"] if each.get("textDocument", {}).get("uri") == uri)["edits"]
    for each in sorted(changes, key=lambda each: -page.offset(*each["range"]["start"].values())):
        start, end = (page.offset(at["line"], at["character"]) for at in (each["range"]["start"], each["range"]["end"]))
        text = text[:start] + each["newText"] + text[end:]
    return text


def test_a_safe_fix_is_preferred_and_a_rewrite_tells_its_gaps(wire: Wire, folder: Path) -> None:
    text = "Corrective actions:\r\n\r\n😀 We will train our staff. The the seller wrote it!!\r\n"
    uri = wire.open(folder / "fix.txt", text)
    offered = wire.actions(uri, WHOLE, "quickfix")
    assert {each["kind"] for each in offered} == {"quickfix"}
    (promise,) = [each for each in offered if each["title"].endswith("to fill: [date] [who] [result]")]
    assert "isPreferred" not in promise
    assert "we trained our staff" in applied(text, promise["edit"], uri).replace("[who] trained", "we trained")
    safe = [each for each in offered if each.get("isPreferred")]
    assert safe
    assert all(each["diagnostics"][0]["code"] for each in offered)
    (everything,) = wire.actions(uri, WHOLE, "source.fixAll")
    assert everything["kind"] == "source.fixAll.poalint"
    mended = applied(text, everything["edit"], uri)
    assert "The the" not in mended
    assert "will train" in mended
    assert mended.count("\r\n") == text.count("\r\n")
    assert wire.actions(uri, WHOLE, "refactor") == []


def test_a_finding_is_accepted_into_the_list_beside_the_letter(wire: Wire, folder: Path) -> None:
    path = folder / "accept.txt"
    text = "Corrective actions:\n\nWe will train our staff. We beg you.\n"
    path.write_text(text, encoding="utf-8")
    uri = wire.open(path, text)
    wire.diagnostics(uri)
    accept = next(each["command"] for each in wire.actions(uri, WHOLE) if each["title"].endswith("tone/begging"))
    assert wire.run(accept["command"], *accept["arguments"]) == {"path": f"{path}.accepted.yml"}
    assert "tone/begging" not in {each["code"] for each in wire.diagnostics(uri)}
    (entry,) = yaml.safe_load(Path(f"{path}.accepted.yml").read_text(encoding="utf-8"))
    assert (entry["rule"], entry["words"]) == ("tone/begging", "beg")
    # Of a letter that went on meanwhile, nothing is accepted.
    wire.change(uri, 2, "Corrective actions:\n\nWe trained our staff.\n")
    assert wire.run(accept["command"], *accept["arguments"]) is None
    assert path.read_text(encoding="utf-8") == text


def test_a_rule_is_switched_off_in_a_new_or_in_the_old_configuration(fresh: Wire, tmp_path: Path) -> None:
    letter, config = tmp_path / "a.txt", tmp_path / ".poalint.yml"
    fresh.begin(tmp_path, **PUSHED)
    uri = fresh.open(letter, "We beg you to open the account.\n")
    fresh.diagnostics(uri)
    (off,) = [each for each in fresh.actions(uri, WHOLE) if each["title"] == "Switch off tone/begging in .poalint.yml"]
    assert off["edit"]["documentChanges"][0]["kind"] == "create"
    text = applied("", off["edit"], config.as_uri())
    config.write_text("# mine\nlang: en\n", encoding="utf-8")
    fresh.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 1}]})
    fresh.diagnostics(uri)
    (off,) = [each for each in fresh.actions(uri, WHOLE) if each["title"] == "Switch off tone/begging in .poalint.yml"]
    assert applied("# mine\nlang: en\n", off["edit"], config.as_uri()) == "# mine\nlang: en\n" + text
    config.write_text("# mine\nlang: en\n" + text, encoding="utf-8")
    fresh.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 2}]})
    assert "tone/begging" not in {each["code"] for each in fresh.diagnostics(uri)}


def test_a_broken_configuration_is_told_once_and_in_its_place(fresh: Wire, tmp_path: Path) -> None:
    config = tmp_path / ".poalint.yml"
    config.write_text("lang: en\nselekt: [tone]\n", encoding="utf-8")
    fresh.begin(tmp_path, **PUSHED)
    uri = fresh.open(tmp_path / "a.txt", "We beg you to open the account.\n")
    (fault,) = fresh.told("textDocument/publishDiagnostics", config.as_uri())["diagnostics"]
    assert fault["range"]["start"] == {"line": 1, "character": 0}
    assert "did you mean 'select'?" in fault["message"]
    assert "tone/begging" in {each["code"] for each in fresh.diagnostics(uri)}
    for version in (2, 3):
        fresh.change(uri, version, f"We beg you {version} times.\n")
        fresh.diagnostics(uri, version)
    fresh.told("window/showMessage")
    assert not [each for each in fresh.kept if each.get("method") == "window/showMessage"]
    config.write_text("lang: en\nselect: [tense]\n", encoding="utf-8")
    fresh.change(uri, 4, "We beg you again.\n")
    assert fresh.diagnostics(uri, 4) == []
    assert fresh.told("textDocument/publishDiagnostics", config.as_uri())["diagnostics"] == []


def test_the_editors_settings_are_asked_for_and_go_over_the_file(fresh: Wire, tmp_path: Path) -> None:
    fresh.begin(tmp_path, textDocument=PUSHED["textDocument"], workspace={"configuration": True})
    asked = fresh.until(lambda message: message.get("method") == "workspace/configuration")
    assert asked["params"]["items"] == [{"section": "poalint"}]
    told = {"lang": "zh", "select": ["tone"], "minSeverity": "info", "marketplace": "", "trace": {"server": "off"}}
    fresh.send({"jsonrpc": "2.0", "id": asked["id"], "result": [told]})
    uri = fresh.open(tmp_path / "a.txt", "We beg you. We will train our staff.\n")
    found = fresh.diagnostics(uri)
    assert {each["code"].partition("/")[0] for each in found} == {"tone"}
    assert "“beg”" in found[0]["message"]
    assert any(ord(char) > 0x2E7F for char in found[0]["message"])
    fresh.notify("workspace/didChangeConfiguration", {"settings": None})
    asked = fresh.until(lambda message: message.get("method") == "workspace/configuration")
    fresh.send({"jsonrpc": "2.0", "id": asked["id"], "result": [{"select": ["nonsense"]}]})
    assert "nonsense" in fresh.told("window/showMessage")["message"]


def test_symbols_folds_and_the_line_with_the_score(wire: Wire, folder: Path) -> None:
    text = (
        "Root cause:\nOur list named it.\n\nCorrective actions:\n- We refunded 😀 nine buyers.\n- We trained Mr Li.\n"
    )
    uri = wire.open(folder / "parts.txt", text)
    document = {"textDocument": {"uri": uri}}
    parts = wire.result("textDocument/documentSymbol", document)
    assert [each["name"] for each in parts] == ["Root cause", "Corrective actions"]
    assert [each["name"] for each in parts[1]["children"]] == ["We refunded 😀 nine buyers", "We trained Mr Li"]
    assert parts[1]["children"][0]["range"] == {
        "start": {"line": 4, "character": 2},
        "end": {"line": 4, "character": 28},
    }
    folds = wire.result("textDocument/foldingRange", document)
    assert [(each["startLine"], each["endLine"]) for each in folds] == [(0, 1), (3, 5)]
    (lens,) = wire.result("textDocument/codeLens", document)
    assert lens["command"]["title"].startswith("poalint: ")
    assert "not ready" in lens["command"]["title"] or "revise" in lens["command"]["title"]
    told = wire.run(lens["command"]["command"], *lens["command"]["arguments"])
    wire.until(lambda message: message.get("method") == "window/showMessage" and message["params"]["message"] == told)


def test_explain_gives_the_rules_page(wire: Wire) -> None:
    told = wire.run("poalint.explain", "tense/promised-action")
    assert told.startswith("# tense/promised-action\n\n## Corrective actions are already done\n")


def test_diagnostics_are_pulled_or_pushed_but_never_both(fresh: Wire, tmp_path: Path) -> None:
    again_please = {"refreshSupport": True}
    told = fresh.begin(
        tmp_path,
        textDocument={"diagnostic": {}, "publishDiagnostics": {}},
        workspace={"diagnostics": again_please, "codeLens": again_please},
    )
    assert told["capabilities"]["diagnosticProvider"]["interFileDependencies"] is False
    uri = fresh.open(tmp_path / "a.txt", WEAK)
    asked: dict[str, Any] = {"textDocument": {"uri": uri}}
    full = fresh.result("textDocument/diagnostic", asked)
    assert full["kind"] == "full"
    assert "tense/promised-action" in {each["code"] for each in full["items"]}
    again = fresh.result("textDocument/diagnostic", {**asked, "previousResultId": full["resultId"]})
    assert again == {"kind": "unchanged", "resultId": full["resultId"]}
    fresh.change(uri, 2, "We trained Mr Li on 2 October.\n")
    other = fresh.result("textDocument/diagnostic", {**asked, "previousResultId": full["resultId"]})
    assert other["kind"] == "full"
    config = (tmp_path / ".poalint.yml").as_uri()
    fresh.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config, "type": 2}]})
    for method in ("workspace/diagnostic/refresh", "workspace/codeLens/refresh"):
        asked_for = fresh.until(lambda message, method=method: message.get("method") == method)  # type: ignore[misc]
        fresh.send({"jsonrpc": "2.0", "id": asked_for["id"], "result": None})
    fresh.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    none = fresh.result("textDocument/diagnostic", asked)
    assert (none["kind"], none["items"]) == ("full", [])
    assert not [each for each in fresh.kept if each.get("method") == "textDocument/publishDiagnostics"]


# --- rules --------------------------------------------------------------------------------------------------------

RULE = """\
# yaml-language-server: $schema=rule.json
id: tone/hype
title: No hype
kind: pattern
severity: info
confidence: high
settings: {any: ['(?i:world-class)']}
message: "“{words}” says nothing."
help: Leave it out.
why: Amazon looks for facts.
sources:
  - {title: Ours, url: "https://example.com/", read: 2026-11-22}
examples:
  flagged:
    - draft: "Our world-class team did it."
      at: ["world-class"]
    - draft: "A world-class list."
  passing:
    - draft: "We trained Mr Li."
    - draft: "We trained Mr Wu."
    - draft: "Nothing here."
"""


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text("name: ours\n", encoding="utf-8")
    (tmp_path / "tone").mkdir()
    path = tmp_path / "tone" / "hype.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


def test_a_rules_examples_are_run_above_them(wire: Wire, rule: Path) -> None:
    text = rule.read_text(encoding="utf-8")
    uri = wire.open(rule, text, "yaml")
    assert wire.diagnostics(uri) == []
    document = {"textDocument": {"uri": uri}}
    (lens,) = wire.result("textDocument/codeLens", document)
    assert lens["command"]["title"] == "run examples: 5 passed, 0 failed"
    assert text.split("\n")[lens["range"]["start"]["line"]] == "examples:"
    wire.change(uri, 2, text.replace("Nothing here", "World-class here"))
    (failed,) = wire.diagnostics(uri, 2)
    assert failed["message"].startswith("passing example 3: flagged")
    assert (
        "World-class here"
        in text.replace("Nothing here", "World-class here").split("\n")[failed["range"]["start"]["line"]]
    )
    told = wire.run(lens["command"]["command"], *lens["command"]["arguments"])
    assert (told["passed"], told["failed"]) == (4, 1)


def test_a_rules_faults_stand_at_their_places(wire: Wire, rule: Path) -> None:
    text = rule.read_text(encoding="utf-8").replace("severity: info", "severity: grave")
    uri = wire.open(rule, text, "yaml")
    (fault,) = wire.diagnostics(uri)
    start = fault["range"]["start"]
    assert text.split("\n")[start["line"]][start["character"] :] == "grave"
    assert wire.result("textDocument/codeLens", {"textDocument": {"uri": uri}}) == []
    assert wire.run("poalint.runExamples", uri)["faults"]
    (parse,) = wire.diagnostics(wire.open(rule.with_name("broken.yaml"), "id: [ours\n", "yaml"))
    assert "YAML" in parse["message"]


def test_other_yaml_is_left_alone(wire: Wire, folder: Path) -> None:
    uri = wire.open(folder / "compose.yaml", "services: {}\n", "yaml")
    assert wire.result("textDocument/codeLens", {"textDocument": {"uri": uri}}) is None
    assert wire.actions(uri, WHOLE) is None


# --- the configuration as text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "overrides:\n  a/b: {off: true}\n"),
        ("lang: en", "lang: en\noverrides:\n  a/b: {off: true}\n"),
        ("lang: en\r\n", "lang: en\r\noverrides:\r\n  a/b: {off: true}\r\n"),
        ("overrides:\n    x/y: {off: true} # no\n", "overrides:\n    a/b: {off: true}\n    x/y: {off: true} # no\n"),
        ("overrides: {x/y: {off: true}}\n", "overrides: {a/b: {off: true}, x/y: {off: true}}\n"),
        ("overrides:\n  a/b: {severity: info}\n", "overrides:\n  a/b: {off: true, severity: info}\n"),
        ("overrides:\n  a/b:\n    points: 2\n", "overrides:\n  a/b:\n    off: true\n    points: 2\n"),
        ("overrides:\n  a/b: {off: false}\n", None),
        ("{lang: en}\n", None),
        ("- a\n", None),
        ("lang: [\n", None),
    ],
)
def test_a_rule_is_switched_off_by_a_line_more(text: str, wanted: str | None) -> None:
    assert switched_off(text, "a/b", toml=False) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "[tool.poalint]\nlang = 'en'\n",
            "[tool.poalint]\nlang = 'en'\n\n[tool.poalint.overrides]\n\"a/b\" = { off = true }\n",
        ),
        ("[tool.poalint.overrides]\n", '[tool.poalint.overrides]\n"a/b" = { off = true }\n'),
        ("[tool.poalint]\noverrides = {}\n", None),
        ("[tool.poalint.overrides]\n'a/b' = { points = 2 }\n", None),
    ],
)
def test_a_rule_is_switched_off_in_pyproject(text: str, wanted: str | None) -> None:
    assert switched_off(text, "a/b", toml=True) == wanted


@given(TEXTS, TEXTS)
def test_a_difference_makes_the_new_text(old: str, new: str) -> None:
    start, end, words = difference(old, new)
    assert old[:start] + words + old[end:] == new


# --- reading again ------------------------------------------------------------------------------------------------


def test_what_is_remembered_gives_what_reading_anew_gives(linter: Linter) -> None:
    text = read_draft(ROOT / "fixtures" / "drafts" / "strong-vtr.txt").text
    memory = Memory()
    linter.judge(linter.read(text, memory=memory))
    for step in range(12):
        at = (step * 997 + 11) % len(text)
        text = (
            text[:at] + ("x", " ", "\n\n", "We will train staff. ", "ourstaff ", "")[step % 6] + text[at + step % 3 :]
        )
        again = linter.read(text, memory=memory)
        assert linter.judge(again).to_dict() == linter.check(text).to_dict(), step
        assert again.clauses == linter.read(text).clauses


# --- a real client ------------------------------------------------------------------------------------------------


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def client(lsp_client: LanguageClient):  # type: ignore[no-untyped-def]
    able = pytest_lsp.client_capabilities("visual-studio-code")
    assert able.text_document is not None
    assert able.workspace is not None
    # As Visual Studio Code was before it came for diagnostics; this client does not answer what it is asked.
    able.text_document.diagnostic = None
    able.workspace.did_change_watched_files = able.workspace.did_change_configuration = able.workspace.code_lens = None
    await lsp_client.initialize_session(types.InitializeParams(capabilities=able, workspace_folders=[]))
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_a_client_sees_what_the_command_line_tells(client: LanguageClient) -> None:
    for name in ("example.txt", "odd-circled.txt", "odd-markdown.md", "weak-ip.txt"):
        path = ROOT / "fixtures" / "drafts" / name
        text = path.read_bytes().decode("utf-8")
        item = types.TextDocumentItem(path.as_uri(), "plaintext", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        found = [
            (each.code, *((at.line, at.character) for at in (each.range.start, each.range.end)))
            for each in client.diagnostics[path.as_uri()]
        ]
        told = json.loads(CliRunner().invoke(app, ["check", "--format", "json", "--lang", "en", str(path)]).stdout)
        assert sorted(found) == sorted(
            (each["rule"], *(_place(text, at) for at in (each["range"] or NOWHERE).values()))
            for each in told["results"][0]["findings"]
        )


NOWHERE = {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}}


def _place(text: str, at: dict[str, int]) -> tuple[int, int]:
    """A place of the JSON as the protocol has it."""
    return at["line"] - 1, units(lines(text)[at["line"] - 1][: at["column"] - 1], Encoding.UTF_16)


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poalint.cli.serving.find_spec", lambda name: None)
    told = CliRunner().invoke(app, ["lsp"])
    assert told.exit_code == 2
    assert told.stderr == "poalint: the language server is not installed; run: pip install 'poalint[lsp]'\n"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("appeal.txt", True),
        ("README.md", False),
        ("requirements-dev.txt", False),
        ("poalint-tone-begging.md", False),
        ("noticed.txt", True),
        ("securityletter.txt", True),
    ],
)
def test_what_lies_about_in_every_project_is_no_letter(name: str, letter: bool, tmp_path: Path) -> None:
    document = Document((tmp_path / name).as_uri(), "plaintext", 1, Page("We beg you.", Encoding.UTF_16))
    assert (sort_of(document) is Sort.LETTER) is letter
