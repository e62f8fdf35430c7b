"""The command line: a thin adapter. Every command's work is imported when it runs."""

from __future__ import annotations


def main() -> None:
    """Run `poalint`."""
    import gc

    # A run makes many objects and drops few before it ends: looking for garbage so often costs a tenth of it.
    gc.set_threshold(50_000, 20, 20)
    from poalint.cli.app import app

    app(prog_name="poalint")
