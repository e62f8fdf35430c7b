"""What several test files share."""

from __future__ import annotations

import pytest

from poalint.api import Linter


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The linter with the built-in pack; it loads the language pipeline, so all tests share it."""
    return Linter()
