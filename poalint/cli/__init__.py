"""The command line: a thin adapter. Every command's work is imported when it runs."""

from __future__ import annotations


def main() -> None:
    """Run `poalint`."""
    import gc
    import io
    import sys

    # A run makes many objects and drops few before it ends: looking for garbage so often costs a tenth of it.
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A pipe gets UTF-8, whatever the system's encoding; a console what it can show.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    from poalint.cli.app import app

    app(prog_name="poalint")
