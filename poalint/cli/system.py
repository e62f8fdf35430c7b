"""What the computer tells of its user."""

from __future__ import annotations

import os


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "")
    if not spoken:
        import locale

        spoken = locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"
