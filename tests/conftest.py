"""What several test files share."""

from __future__ import annotations

import pytest
from hypothesis import settings

from poalint.api import Linter

# How long an example takes tells of the machine; benchmarks are where time is measured.
settings.register_profile("poalint", deadline=None)
settings.load_profile("poalint")


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The linter with the built-in pack; it loads the language pipeline, so all tests share it."""
    return Linter()
