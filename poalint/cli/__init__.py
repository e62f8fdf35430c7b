"""The command line: a thin adapter. Every command's work is imported when it runs."""

from __future__ import annotations


def main() -> None:
    """Run `poalint`."""
    from poalint.cli.app import app

    app(prog_name="poalint")
