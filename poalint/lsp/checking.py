"""When a letter is checked: soon after it changes, in a thread of its own, and never two versions for one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from poalint.accepted import Sidecar
from poalint.accepted.sidecar import read_sidecar, sidecar_path
from poalint.api import Linter
from poalint.draft import Draft
from poalint.draft.read import MOST_CHARACTERS
from poalint.facts import Materials
from poalint.language.read import Memory
from poalint.lsp.documents import Document
from poalint.lsp.places import Page
from poalint.lsp.settings import Linters, Settled, Told
from poalint.model import PoalintError, Report
from poalint.reading import Reading

QUIET = 0.15
"""Seconds without an edit after which a burst of typing is checked. Its first edit is checked at once."""
BURST = 0.3
"""Edits that follow one another within so many seconds are one burst."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """One version of a letter and what is said of it; `reading` and `report` are None where it could not be checked."""

    page: Page
    version: int | None
    settled: Settled | None
    reading: Reading | None
    report: Report | None
    told: tuple[Told, ...] = ()

    @property
    def lang(self) -> str:
        """The language to tell it in."""
        return (self.settled.linter.config.lang if self.settled else None) or "en"


class OutdatedError(Exception):
    """The document changed, or was closed, before it could be looked at."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """A letter's memory, and the linter it is good for."""

    linter: Linter
    memory: Memory


class Letters:
    """Checks letters, in the one thread that does. Keeps for each document only what its last version said."""

    def __init__(self, linters: Linters) -> None:
        self._linters = linters
        self._of: dict[str, _Memory] = {}

    def forget(self, uri: str) -> None:
        """Let go what is kept of a document that was closed."""
        self._of.pop(uri, None)

    def check(self, document: Document, page: Page, version: int | None) -> Checked:
        """What is said of one version of a letter. Raises OutdatedError where it is no longer the newest."""
        try:
            settled = self._linters.settle(document.path)
        except PoalintError as error:
            return Checked(page, version, None, None, None, (Told(str(error)),))
        draft = Draft(document.draft_path, page.plain)
        told = settled.told
        try:
            if len(draft.text) > MOST_CHARACTERS:
                raise PoalintError(f"too long for a letter: at most {MOST_CHARACTERS:,} characters are read")
            reading = settled.linter.read(draft, Materials(today=date.today()), self._memory(document, settled.linter))
            # Parsed by now; what was typed meanwhile is not worth judging this version for.
            if reading.sentences and document.page is not page:
                raise OutdatedError
            sidecar, troubles = _sidecar(document)
            report = settled.linter.judge(reading, sidecar).at_least(settled.linter.config.min_severity)
            return Checked(page, version, settled, reading, report, (*told, *troubles))
        except PoalintError as error:
            return Checked(page, version, settled, None, None, (*told, Told(str(error))))

    def _memory(self, document: Document, linter: Linter) -> Memory:
        kept = self._of.get(document.uri)
        if kept is None or kept.linter is not linter:
            kept = self._of[document.uri] = _Memory(linter, Memory())
        return kept.memory


def _sidecar(document: Document) -> tuple[Sidecar, tuple[Told, ...]]:
    """What is accepted in a letter; nothing, and why, where its list cannot be read."""
    path = sidecar_path(str(document.path)) if document.path is not None else None
    if path is None or not path.exists():
        return Sidecar(), ()
    try:
        return read_sidecar(path), ()
    except PoalintError as error:
        return Sidecar(), (Told(str(error)),)


@dataclass(slots=True)
class _Job(Generic[T]):
    revision: tuple[int, int]
    task: asyncio.Task[T]


class Desk(Generic[T]):
    """Gives the work on each document to the worker once a version, and to all who ask the same answer."""

    def __init__(self, worker: Executor, work: Callable[[Document, Page, int | None], T]) -> None:
        self._worker = worker
        self._work = work
        self._jobs: dict[str, _Job[T]] = {}
        self._age = 0

    def renew(self) -> None:
        """Take what is known for outdated, since a configuration changed."""
        self._age += 1

    def close(self, uri: str) -> None:
        """Let go a document that was closed."""
        job = self._jobs.pop(uri, None)
        if job is not None:
            job.task.cancel()

    async def ask(self, document: Document) -> T | None:
        """What is said of the newest version, also where it changes meanwhile; None for a document that was closed."""
        while not document.closed:
            stamp = (document.revision, self._age)
            job = self._jobs.get(document.uri)
            if job is None or job.revision != stamp or job.task.cancelled():
                if job is not None:
                    job.task.cancel()
                job = self._jobs[document.uri] = _Job(stamp, asyncio.create_task(self._run(document, stamp)))
            # Waited for, not awaited: whoever gives up waiting must not end the work for the others.
            await asyncio.wait([job.task])
            if (document.revision, self._age) != stamp or job.task.cancelled():
                continue
            if isinstance(error := job.task.exception(), OutdatedError):
                continue
            if error is not None:
                raise error
            return job.task.result()
        return None

    async def _run(self, document: Document, stamp: tuple[int, int]) -> T:
        await _calm(document)

        def work() -> T:
            if document.closed or (document.revision, self._age) != stamp:
                raise OutdatedError
            return self._work(document, page, version)

        page, version = document.page, document.version
        future: Awaitable[T] = asyncio.get_running_loop().run_in_executor(self._worker, work)
        return await future


async def _calm(document: Document) -> None:
    """Wait until a burst of typing is over; not before its first edit."""
    if document.bursting:
        wait = document.changed_at + QUIET - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
