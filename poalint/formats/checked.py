"""What every format is given: the drafts with what came of them, what the run is known by, and remarks in one line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poalint.draft import Draft
from poalint.formats.columns import Ruler, Unit
from poalint.formats.shapes import Trouble
from poalint.formats.words import say
from poalint.model import Finding, Range, Report, Severity
from poalint.pack.rule import Rule

NOT_CHECKED = "poalint/not-checked"
"""What stands for a rule's id where a draft could not be checked."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Checked:
    """One draft and what came of it; the draft is None where it could not be read."""

    draft: Draft | None
    result: Report | Trouble

    @property
    def trouble(self) -> Trouble | None:
        """Why the draft could not be checked; None for one that was."""
        if isinstance(self.result, Trouble):
            return self.result
        if self.result.undecided_because is not None:
            return Trouble(self.result.path, self.result.undecided_because, self.result.undecided_help or "")
        return None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the draft."""
        return self.result.findings if isinstance(self.result, Report) else ()


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is known by. `exit_code` tells it once all drafts are done; paths are told relative to `folder`."""

    lang: str
    folder: Path
    rules: Sequence[Rule]
    fail_on: Severity | None
    fail_under: int | None
    exit_code: Callable[[], int]

    def relative(self, path: str) -> str:
        """A draft's path from the run's folder with slashes, as a repository names it; outside it the whole path."""
        whole = Path(os.path.normpath(self.folder / path))
        return (whole.relative_to(self.folder) if whole.is_relative_to(self.folder) else whole).as_posix()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: lines and columns from 1, the end exclusive; paragraphs for lines in a Word file."""

    line: int
    column: int
    end_line: int
    end_column: int


TOP = Place(1, 1, 1, 1)
"""Where formats that need a place put what is about the letter as a whole."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, or why a draft could not be checked, in words for one line; no place means the letter as a whole.

    `finding` is None for trouble. In a Word file the text begins with the paragraph, since lines mean nothing there.
    """

    path: str
    rule: str
    severity: Severity
    text: str
    place: Place | None
    finding: Finding | None

    @property
    def in_word(self) -> bool:
        """Whether the place is one in a Word file."""
        found = self.finding
        return found is not None and found.range is not None and found.range.start.paragraph is not None


def remarks(checked: Iterable[Checked], run: Run, unit: Unit) -> Iterator[Remark]:
    """All there is to say, draft by draft, with columns in a unit."""
    for each in checked:
        yield from remarks_on(each, run, unit)


def remarks_on(checked: Checked, run: Run, unit: Unit) -> Iterator[Remark]:
    """All there is to say of one draft."""
    if (trouble := checked.trouble) is not None:
        text = words_of_trouble(trouble, run.lang)
        yield Remark(trouble.path, NOT_CHECKED, Severity.ERROR, flat(text), None, None)
    ruler = Ruler(checked.draft, unit)
    for finding in checked.findings:
        place = place_of(finding.range, ruler) if finding.range is not None else None
        text = words_of(finding, run.lang)
        yield Remark(checked.result.path, finding.rule, finding.severity, flat(text), place, finding)


def place_of(where: Range, ruler: Ruler) -> Place:
    """A range by lines, in a Word file by paragraphs, and by the ruler's columns."""
    start, end = where.start, where.end
    return Place(start.paragraph or start.line, ruler.column(start), end.paragraph or end.line, ruler.column(end))


def words_of(finding: Finding, lang: str) -> str:
    """What is wrong and what to do; in a Word file with the paragraph in front."""
    gap = "" if lang == "zh" else " "
    text = f"{finding.message}{gap}{finding.help}"
    paragraph = finding.range.start.paragraph if finding.range is not None else None
    if paragraph is None:
        return text
    return f"{say(lang, 'paragraph', paragraph=paragraph)}{say(lang, 'colon')}{text}"


def words_of_trouble(trouble: Trouble, lang: str) -> str:
    """Why a draft could not be checked and what to do."""
    return ("；" if lang == "zh" else "; ").join(part for part in (trouble.message, trouble.help) if part)


def flat(text: str) -> str:
    """The text on one line: a space for what breaks or steers lines, a sign for what UTF-8 and XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", _BREAKS.sub(" ", text))


def fit_for_xml(text: str) -> str:
    """The text with a sign for each character that XML cannot hold; lines and tabs are kept."""
    return _NOT_IN_XML.sub("\ufffd", text)
