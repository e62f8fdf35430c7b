"""Where the reports of a run go: `--format` and `--output`, several at once, machine output alone on standard output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from poalint.cli.opening import open_output
from poalint.formats import FORMATS, renderer
from poalint.model import PoalintError, Report, Severity, Verdict

if TYPE_CHECKING:
    from poalint.formats.checked import Checked, Run

_SCREEN = "-"


@dataclass(frozen=True, slots=True)
class Output:
    """One format and the file it goes to; standard output where there is none."""

    format: str
    path: Path | None = None


def outputs_of(given: Sequence[str], output_format: str | None) -> list[Output]:
    """What `--output` and `--format` ask for.

    `--output` takes FORMAT:FILE, FORMAT for standard output, or FILE, which gets the format of `--format`, text where it
    is not given. Raises PoalintError for an unknown format, and for two outputs at one place.
    """
    outputs = [_output(each, output_format or "text") for each in given]
    taken = any(output.path is None for output in outputs)
    named = all(_names_format(each) for each in given)
    if not outputs or (output_format is not None and named and not taken):
        outputs.append(Output(output_format or "text"))
    seen: dict[Path | None, Output] = {}
    for output in outputs:
        if (other := seen.setdefault(output.path, output)) is not output:
            place = "standard output" if output.path is None else str(output.path)
            raise PoalintError(
                f"--output: {other.format} and {output.format} both go to {place}; "
                f"write one to a file of its own, as in --output {output.format}:FILE"
            )
    return outputs


def _output(given: str, default: str) -> Output:
    if given in FORMATS:
        return Output(given)
    name, _, file = given.partition(":")
    if name in FORMATS:
        if not file:
            raise PoalintError(f"--output {given}: names no file; write {name}:FILE, or {name} for standard output")
        return Output(name, None if file == _SCREEN else Path(file))
    if file and _looks_like_a_format(name):
        raise PoalintError(
            f"--output {given}: no format is called {name!r}; {_hint(name)}, or write ./{given} for a file"
        )
    return Output(default, None if given == _SCREEN else Path(given))


def _names_format(given: str) -> bool:
    return given.partition(":")[0] in FORMATS


def _looks_like_a_format(name: str) -> bool:
    """Whether a name before a colon is meant as a format: letters and hyphens, and more than a drive of Windows."""
    return len(name) > 1 and name.replace("-", "").isalpha() and name.isascii() and name.islower()


def _hint(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, FORMATS, n=1)
    return f"did you mean {near[0]!r}" if near else f"there are {', '.join(FORMATS)}"


def tell(
    checked: Iterator[Checked], outputs: Sequence[Output], run: Run, least: Severity, standard: IO[str] | None = None
) -> None:
    """Write every output, findings below `least` left out; that on standard output as each draft is done.

    `standard` stands for standard output. Raises PoalintError before any draft is read where a file cannot be written.
    """
    first, *others = sorted(outputs, key=lambda output: output.path is not None)
    with ExitStack() as stack:
        streams = [
            stack.enter_context(open_output(each.path, machine=each.format != "text", standard=standard))
            for each in (first, *others)
        ]
        seen: list[Checked] = []
        _write(streams[0], first, _kept(checked, seen) if others else checked, run, least)
        for stream, output in zip(streams[1:], others, strict=True):
            _write(stream, output, iter(seen), run, least)


def _kept(checked: Iterator[Checked], seen: list[Checked]) -> Iterator[Checked]:
    """The drafts as they pass, kept for the outputs that come after."""
    for each in checked:
        seen.append(each)
        yield each


def _write(stream: IO[str], output: Output, checked: Iterator[Checked], run: Run, least: Severity) -> None:
    if output.format == "text":
        _write_text(stream, checked, run.lang, least)
        return
    for piece in renderer(output.format)(_shown(checked, least), run):
        stream.write(piece)
        stream.flush()


def _shown(checked: Iterator[Checked], least: Severity) -> Iterator[Checked]:
    """The drafts with only the findings to be shown."""
    from poalint.formats.checked import Checked

    for each in checked:
        result = each.result
        yield Checked(each.draft, result.at_least(least)) if isinstance(result, Report) else each


def _write_text(stream: IO[str], checked: Iterator[Checked], lang: str, least: Severity) -> None:
    from rich.console import Console

    from poalint.formats import as_text
    from poalint.formats.words import say

    console = Console(file=stream, highlight=False)
    verdicts: list[Verdict] = []
    for each in checked:
        if verdicts and each.draft is not None:
            console.print()
        if isinstance(each.result, Report) and each.draft is not None and each.result.score is not None:
            verdicts.append(each.result.verdict)
            as_text.render(console, each.draft, each.result, as_text.Shown(lang, least))
        if each.trouble is not None:
            verdicts.append(Verdict.UNDECIDED)
    if len(verdicts) > 1:
        counts = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
        console.print("\n" + say(lang, "drafts", count=len(verdicts), **counts), style="bold")
