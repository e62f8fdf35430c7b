"""`poalint inspect`: what was understood of each draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from poalint import engine
from poalint.api import Linter
from poalint.cli.opening import open_drafts, open_output, opened, refuse_overwriting
from poalint.config import Config
from poalint.facts import Materials
from poalint.formats import dump, inspected
from poalint.formats.as_text import render_trouble
from poalint.formats.shapes import Trouble, envelope, reading_shape


def run(
    names: Sequence[str],
    config: Config,
    output_format: str,
    output: Path | None,
    stdin_filename: str,
    beside: Materials,
) -> int:
    """The exit status of inspecting what `names` mean: 2 where a draft could not be read, else 0."""
    linter = Linter(config)
    errors = Console(stderr=True, highlight=False)
    shapes: list[dict[str, object]] = []
    troubles: list[Trouble] = []
    drafts = list(open_drafts(names, stdin_filename))
    refuse_overwriting(output, drafts)
    with open_output(output, machine=output_format == "json") as stream:
        console = Console(file=stream, highlight=False)
        for found in drafts:
            draft = opened(found)
            if isinstance(draft, Trouble):
                troubles.append(draft)
                render_trouble(errors, draft)
                continue
            reading = linter.inspect(draft, beside)
            because = engine.undecided(reading)
            if because is not None:
                troubles.append(Trouble(draft.path, *because))
                render_trouble(errors, troubles[-1])
            if output_format == "json":
                shapes.append(reading_shape(reading))
            elif because is None:
                with console.capture() as capture:
                    inspected.render(console, reading)
                # A table fills its cells with spaces to the end of the line.
                stream.write(re.sub(r" +$", "", capture.get(), flags=re.MULTILINE))
        if output_format == "json":
            stream.write(dump(envelope(shapes, troubles)) + "\n")
    return 2 if troubles else 0
