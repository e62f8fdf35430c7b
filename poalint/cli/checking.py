"""`poalint check`: read each draft, check it, print it as soon as it is done."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from poalint.api import Linter
from poalint.config import Config
from poalint.draft import Draft, find_drafts, read_draft, read_stdin
from poalint.facts import Materials
from poalint.formats.shapes import Trouble
from poalint.model import PoalintError, Report, Severity, Verdict

if TYPE_CHECKING:
    pass

_MANY = 5
"""From how many drafts on a progress line is shown, where standard error is a terminal."""


def run(
    names: Sequence[str],
    config: Config,
    output_format: str,
    output: Path | None,
    stdin_filename: str,
    beside: Materials,
) -> int:
    """The exit status of checking what `names` mean, each draft against what lies beside it."""
    linter = Linter(config)
    status = Status(config)
    results = status.watch(_checked(linter, list(open_drafts(names, stdin_filename)), beside))
    with open_output(output, machine=output_format != "text") as stream:
        if output_format == "text":
            _as_text(stream, results, config)
        else:
            _as_data(stream, results, config, output_format)
    return status.code


class Status:
    """The exit status so far."""

    def __init__(self, config: Config) -> None:
        self.code = 0
        self._fail_on = None if config.fail_on == "never" else Severity(config.fail_on)
        self._fail_under = config.fail_under

    def watch(
        self, results: Iterator[tuple[Draft | None, Report | Trouble]]
    ) -> Iterator[tuple[Draft | None, Report | Trouble]]:
        """The results as they pass, each counted."""
        for draft, result in results:
            if isinstance(result, Trouble) or result.verdict is Verdict.UNDECIDED:
                self.code = 2
            elif result.fails(self._fail_on, self._fail_under):
                self.code = max(self.code, 1)
            yield draft, result


def open_drafts(names: Sequence[str], stdin_filename: str) -> Iterator[Draft | Trouble | str]:
    """What the names mean: a path to read, the draft on standard input, or the trouble with a name."""
    for found in find_drafts(names):
        if isinstance(found, PoalintError):
            yield trouble(found, found.path or "")
        elif found == "-":
            try:
                yield read_stdin(stdin_filename)
            except PoalintError as error:
                yield trouble(error, stdin_filename)
        else:
            yield found


def opened(found: Draft | Trouble | str) -> Draft | Trouble:
    """The draft behind a path, or the trouble with it."""
    if not isinstance(found, str):
        return found
    try:
        return read_draft(found)
    except PoalintError as error:
        return trouble(error, found)


def trouble(error: PoalintError, path: str) -> Trouble:
    """An error about a draft, of the form “path: message; what to do”, taken apart."""
    message, _, advice = str(error).removeprefix(f"{path}: ").rpartition("; ")
    return Trouble(path, message or advice, advice if message else "")


def open_output(output: Path | None, *, machine: bool) -> IO[str]:
    """The stream to print to: a file, or standard output as UTF-8 where no person reads it."""
    if output is not None:
        try:
            return output.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise PoalintError(f"{output}: cannot be written ({error.strerror}); choose another file") from None
    if machine and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return _Kept(sys.stdout)  # type: ignore[return-value]


class _Kept:
    """Standard output, not closed at the end of a `with`."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __enter__(self) -> IO[str]:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self._stream.flush()


def _checked(
    linter: Linter, found: Sequence[Draft | Trouble | str], beside: Materials
) -> Iterator[tuple[Draft | None, Report | Trouble]]:
    many = len(found) >= _MANY and sys.stderr.isatty()
    for number, each in enumerate(found, 1):
        if many:
            sys.stderr.write(f"\r\x1b[K{number}/{len(found)}")
            sys.stderr.flush()
        draft = opened(each)
        result = draft if isinstance(draft, Trouble) else linter.check(draft, beside)
        if many:
            sys.stderr.write("\r\x1b[K")
        yield (None if isinstance(draft, Trouble) else draft), result


def _as_text(stream: IO[str], results: Iterator[tuple[Draft | None, Report | Trouble]], config: Config) -> None:
    from rich.console import Console

    from poalint.formats import as_text
    from poalint.formats.as_json import trouble_of
    from poalint.formats.words import say

    console, errors = Console(file=stream, highlight=False), Console(stderr=True, highlight=False)
    lang = config.lang or "en"
    verdicts: list[Verdict] = []
    for draft, result in results:
        if verdicts and draft is not None:
            console.print()
        if isinstance(result, Report) and draft is not None and result.score is not None:
            verdicts.append(result.verdict)
            as_text.render(console, draft, result, as_text.Shown(lang, config.min_severity))
        told = trouble_of(result)
        if told is not None:
            verdicts.append(Verdict.UNDECIDED)
            as_text.render_trouble(errors, told)
    if len(verdicts) > 1:
        counts = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
        console.print("\n" + say(lang, "drafts", count=len(verdicts), **counts), style="bold")


def _as_data(
    stream: IO[str], results: Iterator[tuple[Draft | None, Report | Trouble]], config: Config, output_format: str
) -> None:
    from rich.console import Console

    from poalint.formats import as_html, as_json
    from poalint.formats.as_text import render_trouble

    def only() -> Iterator[Report | Trouble]:
        errors = Console(stderr=True, highlight=False)
        for _, result in results:
            told = as_json.trouble_of(result)
            if told is not None:
                render_trouble(errors, told)
            yield result if isinstance(result, Trouble) else result.at_least(config.min_severity)

    renderers: dict[str, Callable[[Iterator[Report | Trouble]], Iterator[str]]] = {
        "json": as_json.render,
        "jsonl": as_json.render_lines,
        "html": partial(as_html.render, lang=config.lang or "en"),
    }
    for piece in renderers[output_format](only()):
        stream.write(piece)
        stream.flush()
