"""What the computer tells of its user, and files written on it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from poalint.draft.write import written_beside
from poalint.model import PoalintError


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "")
    if not spoken:
        import locale

        spoken = locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def exists(path: Path) -> bool:
    """Whether a file is there. A name too long for a file system is none's, where `Path.exists` raises."""
    return os.path.exists(path)  # noqa: PTH110


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step, permissions kept, or leave what was there. Raises PoalintError where it cannot be written.

    A link stays a link: what it leads to is replaced.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with written_beside(target, data) as new:
            new.chmod(0o666 & ~_umask() if mode is None else mode)
            new.replace(target)
    except OSError as error:
        told = error.strerror or "unknown error"
        raise PoalintError(
            f"{path}: cannot be written ({told}); is the folder protected or the file open elsewhere?"
        ) from None


def _umask() -> int:
    """The permissions that this user's new files lack; a temporary file has its owner's only."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
