"""`poalint check`: read each draft, check it, print it as soon as it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poalint.api import Linter
from poalint.cli.accepting import Accepts
from poalint.cli.fixing import Fixer, Wanted
from poalint.cli.opening import open_drafts, open_output, opened, refuse_overwriting, trouble
from poalint.cli.outputs import Output, tell
from poalint.config import Config
from poalint.draft import Draft
from poalint.facts import Materials
from poalint.formats.checked import Checked, Run
from poalint.formats.shapes import Trouble
from poalint.formats.words import troubles_of
from poalint.model import PoalintError, Report, Severity, Verdict

_MANY = 5
"""From how many drafts on a progress line is shown, where standard error is a terminal."""


def run(
    names: Sequence[str],
    config: Config,
    outputs: Sequence[Output],
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
    for output in outputs:
        refuse_overwriting(output.path, found)
    if accepts.file is not None and len(found) > 1:
        raise PoalintError("--accepted names what is accepted in one draft; check one draft at a time")
    if fixer is not None and wanted.diff:
        return _preview(checks, found, fixer, _only_text(outputs))
    told = Run(
        lang=config.lang or "en",
        folder=Path.cwd(),
        rules=tuple(checks.linter.pack.rules.values()),
        fail_on=status.fail_on,
        fail_under=config.fail_under,
        exit_code=lambda: status.code,
    )
    results = _aloud(status.watch(_checked(checks, found, fixer)))
    tell(results, outputs, told, config.min_severity, sys.stderr if piped else sys.stdout)
    return status.code


def _only_text(outputs: Sequence[Output]) -> Path | None:
    """Where a diff goes. Raises PoalintError where anything but text is asked for."""
    if len(outputs) > 1 or outputs[0].format != "text":
        raise PoalintError("--diff shows changes as text; leave out --format, and give --output one FILE")
    return outputs[0].path


class Status:
    """The exit status so far."""

    def __init__(self, config: Config) -> None:
        self.code = 0
        self.fail_on = None if config.fail_on == "never" else Severity(config.fail_on)
        self._fail_under = config.fail_under

    def watch(
        self, results: Iterator[tuple[Draft | None, Report | Trouble]]
    ) -> Iterator[tuple[Draft | None, Report | Trouble]]:
        """The results as they pass, each counted."""
        for draft, result in results:
            if isinstance(result, Trouble) or result.verdict is Verdict.UNDECIDED:
                self.code = 2
            elif result.fails(self.fail_on, self._fail_under):
                self.code = max(self.code, 1)
            yield draft, result


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


def _aloud(results: Iterator[tuple[Draft | None, Report | Trouble]]) -> Iterator[Checked]:
    """The results; once each is printed, a line on standard error for what of it could not be checked or used."""
    from rich.console import Console

    from poalint.formats.as_text import render_trouble

    errors = Console(stderr=True, highlight=False)
    for draft, result in results:
        checked = Checked(draft, result)
        yield checked
        if isinstance(result, Report):
            for line in troubles_of(result):
                sys.stderr.write(f"poalint: {line}\n")
        if checked.trouble is not None:
            render_trouble(errors, checked.trouble)
