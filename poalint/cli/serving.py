"""`poalint lsp`: the language server, lent what the command line knows of the system."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NoReturn

from poalint.cli.system import replace_file, system_language
from poalint.model import PoalintError


def run() -> NoReturn:
    """Serve one editor, and end with the exit status of that. Raises PoalintError where the extra is not installed."""
    if find_spec("pygls") is None or find_spec("lsprotocol") is None:
        raise PoalintError("the language server is not installed; run: pip install 'poalint[lsp]'")
    from poalint.lsp.server import System, serve

    serve(System(system_language(), replace_file))
