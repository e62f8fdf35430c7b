"""The wire: messages in and out, each request answered, whatever it holds. Knows nothing of letters.

pygls parses and dispatches; what it leaves open is settled here: requests whose parameters are wrong, messages that are no
messages, what may be asked before `initialize` and after `shutdown`, and the exit status.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Any, BinaryIO

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method

LOG = logging.getLogger("poalint.lsp")
"""Tells methods, files and kinds of errors; never the words of a letter."""
_LENGTH = re.compile(rb"content-length\s*:\s*(\d+)\s*$", re.IGNORECASE)
_MOST_BYTES = 200_000_000
_LONGEST_HEADER = 1_000_000


def read_message(stream: BinaryIO) -> bytes | None:
    """The body of the next message; None where the stream ends.

    What stands between messages is skipped, so that a client's wrong length costs it one message and not the session.
    """
    length: int | None = None
    while line := stream.readline(_LONGEST_HEADER):
        if found := _LENGTH.search(line.rstrip()):
            length = int(found[1])
        elif not line.strip() and length is not None:
            if length > _MOST_BYTES:
                return b""
            body = stream.read(length)
            return body if len(body) == length else None
    return None


class Writer:
    """The client's end of the wire. A client that is gone is noticed by the reader."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        """Send one message."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except OSError:
            LOG.error("the client does not read any more")

    def close(self) -> None:
        """Nothing to do: the stream is the process's own."""


class Protocol(LanguageServerProtocol):
    """The protocol with every request answered. `exit_code` is None until the client says `exit`."""

    exit_code: int | None = None
    _greeted = False

    def receive(self, body: bytes) -> None:
        """Take one message's body in, and answer what cannot be understood."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            self._refuse(None, JsonRpcParseError("the message is not JSON"))
            return
        if not isinstance(data, dict):
            self._refuse(None, JsonRpcInvalidRequest("the message is no object"))
            return
        method, number = data.get("method"), data.get("id")
        proper = isinstance(number, (str, int)) and not isinstance(number, bool)
        if data.get("jsonrpc") != self.VERSION:
            self._refuse(number if proper else None, JsonRpcInvalidRequest("the message is not of JSON-RPC 2.0"))
        elif "method" not in data and ("result" in data or "error" in data):
            self._response(data)
        elif not isinstance(method, str) or ("id" in data and not proper):
            self._refuse(number if proper else None, JsonRpcInvalidRequest("the message has no method or a bad id"))
        elif "id" in data:
            self._request(number, method, data)
        else:
            self._notification(method, data)

    def _request(self, number: str | int | None, method: str, data: dict[str, Any]) -> None:
        try:
            if self._shutdown:
                raise JsonRpcInvalidRequest("the server is shut down")
            if not self._greeted and method != types.INITIALIZE:
                raise JsonRpcServerNotInitialized("send `initialize` first")
            if self._greeted and method == types.INITIALIZE:
                raise JsonRpcInvalidRequest("the server is initialized already")
            self._get_handler(method)
            if not _is(method, "Request"):
                raise JsonRpcMethodNotFound(f"{method} is a notification")
            message = self._structured(data)
            self._greeted = True
        except JsonRpcException as error:
            LOG.warning("%s refused: %s", method[:80], error.message[:200])
            self._refuse(number, error)
            return
        self.handle_message(message)

    def _notification(self, method: str, data: dict[str, Any]) -> None:
        if method == types.EXIT:
            self.exit_code = 0 if self._shutdown else 1
            return
        if not self._greeted or self._shutdown or not _is(method, "Notification"):
            LOG.warning("%s ignored", method[:80])
            return
        try:
            message = self._structured(data)
        except JsonRpcException:
            LOG.warning("%s ignored: its parameters are wrong", method[:80])
            return
        self.handle_message(message)

    def _response(self, data: dict[str, Any]) -> None:
        try:
            self.handle_message(self._structured(data))
        except JsonRpcException:
            LOG.warning("a response of the client cannot be read")
            number: Any = data.get("id")
            future = self._request_futures.pop(number, None) if isinstance(number, str) else None
            if future is not None and not future.done():
                future.cancel()

    def _structured(self, data: dict[str, Any]) -> Any:
        """The message as an object. Raises JsonRpcException, InvalidParams for a request that does not fit its type."""
        try:
            return self.structure_message(data)
        except JsonRpcException as error:
            raise JsonRpcInvalidParams(_told(error)) from None

    def _send_response(
        self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        """Answer. Of an error of ours only its kind is told: its message and trace may hold words of the letter."""
        if error is not None and error.code == types.ErrorCodes.InternalError:
            error = types.ResponseError(error.code, f"internal error: {error.message.partition(':')[0]}")
        super()._send_response(msg_id, result, error)

    def _refuse(self, number: str | int | None, error: JsonRpcException) -> None:
        """Answer with an error. Written out, since a message that cannot be read is answered with `id: null`."""
        told = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": told})

    # pygls keeps texts of its own, with lines split by Python's rules; ours are kept in `documents`.

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """Pass on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


def _told(error: JsonRpcException) -> str:
    cause = error.__cause__
    return f"{JsonRpcInvalidParams.MESSAGE}: {type(cause).__name__}" if cause else JsonRpcInvalidParams.MESSAGE


def _is(method: str, sort: str) -> bool:
    """Whether the protocol has a method as a `Request` or a `Notification`; one it does not know may be either."""
    known = types.METHOD_TO_TYPES.get(method)
    return known is None or known[0].__name__.endswith(sort)


def strict_converter() -> Converter:
    """pygls's reader of messages, except that a number is no text and a text no number: neither is made the other."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]

    def exactly(value: Any, wanted: type) -> Any:
        if issubclass(wanted, Enum):
            return wanted(value)
        if isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool)):
            return value
        raise TypeError(f"{type(value).__name__} in place of {wanted.__name__}")

    for each in (str, int):
        converter.register_structure_hook(each, exactly)
    return converter


async def listen(protocol: Protocol, stream: BinaryIO) -> int:
    """Take messages in until `exit` or the end of the stream. The exit status: 1 unless `shutdown` came before."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader") as reader:
        while protocol.exit_code is None:
            body = await loop.run_in_executor(reader, read_message, stream)
            if body is None:
                return 1
            protocol.receive(body)
    return protocol.exit_code
