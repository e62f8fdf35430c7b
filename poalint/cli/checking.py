"""`poalint check`: read each draft, check it, print it as soon as it is done."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from poalint.api import Linter
from poalint.cli.accepting import Accepts
from poalint.cli.fixing import Fixer, Wanted
from poalint.config import Config
from poalint.draft import Draft, find_drafts, read_draft, read_stdin
from poalint.facts import Materials
from poalint.formats.shapes import Trouble
from poalint.formats.words import troubles_of
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
    wanted: Wanted = Wanted(),  # noqa: B008 frozen
    accepts: Accepts = Accepts(),  # noqa: B008 frozen
) -> int:
    """The exit status of checking what `names` mean, each draft against what lies beside it, and mending it as wanted."""
    piped = wanted.filters(names)
    checks = _Checks(Linter(config), beside, accepts)
    status = Status(config)
    fixer = Fixer(wanted, config.lang or "en") if wanted != Wanted() else None
    found = list(open_drafts(names, stdin_filename))
    if accepts.file is not None and len(found) > 1:
        raise PoalintError("--accepted names what is accepted in one draft; check one draft at a time")
    if fixer is not None and wanted.diff:
        return _preview(checks, found, fixer, output)
    results = status.watch(_checked(checks, found, fixer))
    with open_output(output, machine=output_format != "text", standard=sys.stderr if piped else sys.stdout) as stream:
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


def open_output(output: Path | None, *, machine: bool, standard: IO[str] | None = None) -> IO[str]:
    """The stream to print to: a file, or `standard` (standard output), as UTF-8 where no person reads it."""
    standard = standard or sys.stdout
    if output is not None:
        try:
            return output.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise PoalintError(f"{output}: cannot be written ({error.strerror}); choose another file") from None
    if machine and isinstance(standard, io.TextIOWrapper):
        standard.reconfigure(encoding="utf-8", newline="\n")
    return _Kept(standard)  # type: ignore[return-value]


class _Kept:
    """Standard output, not closed at the end of a `with`."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __enter__(self) -> IO[str]:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class _Checks:
    """How the drafts of a run are checked: what lies beside them all, and where each has what is accepted in it."""

    linter: Linter
    beside: Materials
    accepts: Accepts

    def open(self, found: Draft | Trouble | str) -> tuple[Draft, Callable[[Draft], Report]] | Trouble:
        """The draft behind a path and how to check it, also once it is mended; or the trouble with either."""
        draft = opened(found)
        if isinstance(draft, Trouble):
            return draft
        try:
            sidecar = self.accepts.of(found if isinstance(found, str) else None)
        except PoalintError as error:
            return trouble(error, error.path or draft.path)
        return draft, lambda each: self.linter.check(each, self.beside, sidecar)


def _checked(
    checks: _Checks, found: Sequence[Draft | Trouble | str], fixer: Fixer | None = None
) -> Iterator[tuple[Draft | None, Report | Trouble]]:
    many = len(found) >= _MANY and sys.stderr.isatty() and fixer is None
    for number, each in enumerate(found, 1):
        if many:
            sys.stderr.write(f"\r\x1b[K{number}/{len(found)}")
            sys.stderr.flush()
        open_draft = checks.open(each)
        draft: Draft | None
        result: Report | Trouble
        if isinstance(open_draft, Trouble):
            draft, result = None, open_draft
        elif fixer is None:
            draft, result = open_draft[0], open_draft[1](open_draft[0])
        else:
            draft, result = _mended(*open_draft, fixer, piped=not isinstance(each, str))
        if many:
            sys.stderr.write("\r\x1b[K")
        yield draft, result


def _mended(
    draft: Draft, check: Callable[[Draft], Report], fixer: Fixer, *, piped: bool
) -> tuple[Draft, Report | Trouble]:
    """The draft after its fixes, and the report on it; a letter that was piped in goes to standard output."""
    try:
        draft, report = fixer.settle(draft, check, piped=piped)
    except PoalintError as error:
        return draft, trouble(error, draft.path)
    if piped:
        fixer.write_out(draft)
    return draft, report


def _preview(checks: _Checks, found: Sequence[Draft | Trouble | str], fixer: Fixer, output: Path | None) -> int:
    """Print what the fixes would change: 0 nothing, 1 something, 2 where a draft could not be checked."""
    from rich.console import Console

    from poalint.formats.as_text import render_trouble

    code = 0
    with open_output(output, machine=not sys.stdout.isatty()) as stream:
        for each in found:
            told = checks.open(each)
            try:
                if not isinstance(told, Trouble):
                    code = max(code, int(fixer.preview(*told, stream)))
                    continue
            except PoalintError as error:
                told = trouble(error, error.path or "")
            render_trouble(Console(stderr=True, highlight=False), told)
            code = 2
    return code


def _tell_unusable(result: Report | Trouble) -> None:
    """A line on standard error for each acceptance that cannot be used."""
    if isinstance(result, Report):
        for line in troubles_of(result):
            sys.stderr.write(f"poalint: {line}\n")


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
        _tell_unusable(result)
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
            _tell_unusable(result)
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
