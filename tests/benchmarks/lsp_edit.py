"""From an edit to its diagnostics: the real server over standard input and output, a letter edited a word at a time.

    lsp_edit.py [FILE] [--edits 100] [--pause 0.3] [--burst]

Sends the whole text after each edit, as an editor does, waits for the diagnostics of that version, and prints p50 and p95
in milliseconds; with --burst each edit is followed by a second at once, so that the wait for quiet is in the
figure. Exits 1 where p95 is over the bound.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LETTER = HERE.parent.parent / "fixtures" / "drafts" / "vtr-long.txt"
BOUND = 100.0
"""Milliseconds."""


class Client:
    """The least that speaks the protocol."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "poalint", "lsp"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def take(self) -> dict[str, Any]:
        """The next message of the server's."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline()) != b"\r\n":
            if not line:
                sys.exit("the server ended")
            if line.startswith(b"Content-Length"):
                length = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(stream.read(length))
        return found

    def diagnosed(self, version: int) -> None:
        """Wait for the diagnostics of a version."""
        while True:
            told = self.take()
            if told.get("params", {}).get("version") == version and "diagnostics" in told["params"]:
                return

    def end(self) -> None:
        """Take leave."""
        self.send({"id": 2, "method": "shutdown"})
        while self.take().get("id") != 2:
            pass
        self.send({"method": "exit"})
        self._process.wait()


def edited(text: str, rng: random.Random) -> str:
    """The text with one word more, or one sign less, at a place drawn by lot."""
    at = rng.randrange(len(text))
    if rng.random() < 0.3:
        return text[:at] + text[at + 1 :]
    return text[:at] + rng.choice(["x", " new", ",", " 12", "\n", " We checked it."]) + text[at:]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=LETTER)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--pause", type=float, default=0.3)
    parser.add_argument("--burst", action="store_true")
    given = parser.parse_args()
    text, rng = given.file.read_text(encoding="utf-8"), random.Random(1)
    client, uri = Client(), given.file.resolve().as_uri()
    client.send({"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}})
    client.take()
    client.send({"method": "initialized", "params": {}})
    document = {"uri": uri, "languageId": "plaintext", "version": 0, "text": text}
    began = time.perf_counter()
    client.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    client.diagnosed(0)
    print(
        f"{len(text.split())} words; opened to diagnostics, the model's loading in it: {time.perf_counter() - began:.1f} s"
    )
    waits: list[float] = []
    version = 0
    for _ in range(given.edits):
        time.sleep(given.pause)
        began = time.perf_counter()
        for _ in range(2 if given.burst else 1):
            text, version = edited(text, rng), version + 1
            changes = [{"text": text}]
            told = {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
            began = time.perf_counter()
            client.send({"method": "textDocument/didChange", "params": told})
        client.diagnosed(version)
        waits.append((time.perf_counter() - began) * 1000)
    client.end()
    waits.sort()
    p50, p95 = waits[len(waits) // 2], waits[int(len(waits) * 0.95)]
    print(f"{given.edits} edits: p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {waits[-1]:.0f} ms (bound {BOUND:.0f} ms)")
    sys.exit(p95 > BOUND)


if __name__ == "__main__":
    main()
