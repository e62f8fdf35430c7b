"""`poalint accept`: what is accepted in a draft goes into the file beside it; the draft itself is left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from poalint.accepted import Entry, Sidecar
from poalint.accepted.sidecar import edited, read_sidecar, read_sidecar_text, sidecar_path
from poalint.api import Linter
from poalint.cli.system import exists, replace_file
from poalint.draft import Draft, read_draft, read_stdin
from poalint.facts import Materials
from poalint.formats.words import say, spot
from poalint.kinds.base import shorten
from poalint.model import AcceptedBy, Finding, PoalintError, Report

_LONGEST = 80
"""How many characters of the words flagged are kept for people to know them by."""


@dataclass(frozen=True, slots=True)
class Accepts:
    """Where a run looks for what is accepted: beside each draft, in one `file`, or nowhere where `off`."""

    file: Path | None = None
    off: bool = False

    def of(self, draft: str | None) -> Sidecar | None:
        """What is accepted in the draft at a path; for None in that on standard input, with nothing beside it.

        None to show all. Raises PoalintError, with the list's path, where that cannot be read.
        """
        if self.off:
            return None
        path = self.file or (sidecar_path(draft) if draft is not None else None)
        if path is None or (self.file is None and not exists(path)):
            return Sidecar()
        return read_sidecar(path)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The findings meant: of these rules or categories, on these lines; all where neither is given."""

    rules: Sequence[str] = ()
    lines: Sequence[int] = ()

    def among(self, report: Report, linter: Linter) -> list[Finding]:
        """Those of a report. Raises PoalintError for a name that no rule has, and where nothing is meant."""
        rules = linter.pack.only(self.rules, ()).rules
        found = [each for each in report.findings if each.rule in rules and self._on_line(each)]
        if not found and (self.rules or self.lines):
            meant = " ".join((*self.rules, *(f"line {line}" for line in self.lines)))
            raise PoalintError(f"{report.path}: no finding fits {meant}; `poalint check` shows each rule and line")
        return found

    def _on_line(self, finding: Finding) -> bool:
        """Whether a finding stands on one of the lines, or in one of these paragraphs of a Word file."""
        if not self.lines or finding.range is None:
            return not self.lines
        start, end = finding.range.start, finding.range.end
        first, last = start.paragraph or start.line, end.paragraph or end.line
        return any(first <= line <= last for line in self.lines)


@dataclass(frozen=True, slots=True)
class Job:
    """The draft, the file that lists what is accepted in it, and the language to tell it in."""

    draft: Draft
    path: Path
    lang: str

    def listed(self, linter: Linter, beside: Materials) -> Iterator[str]:
        """What is accepted, each with its place now, as lines to print."""
        sidecar = self._sidecar()
        report = self._report(linter, beside, sidecar)
        if not sidecar.entries and not report.accepted:
            yield self._say("none accepted", path=self.path)
        places = {each.finding.fingerprint: spot(each.finding, self.lang) for each in report.accepted}
        stale = _stale(report, sidecar)
        for entry in sidecar.entries:
            unseen = self._say("not found" if entry in stale else "not looked for")
            yield _row(places.get(entry.fingerprint, unseen), entry)
        for each in report.accepted:
            if each.source is AcceptedBy.COMMENT:
                yield _row(spot(each.finding, self.lang), _entry(each.finding, each.because))

    def accept(self, linter: Linter, beside: Materials, chosen: Chosen | None, because: str | None) -> Iterator[str]:
        """Accept the findings chosen and drop what is no longer found; the lines to print. None chosen: only drop."""
        sidecar = self._sidecar()
        report = self._report(linter, beside, sidecar)
        stale = _stale(report, sidecar)
        findings = chosen.among(report, linter) if chosen is not None else []
        today = date.today().isoformat()
        new = [_entry(finding, because, today) for finding in findings]
        if new or stale:
            text = read_sidecar_text(self.path) if exists(self.path) else ""
            replace_file(self.path, edited(sidecar, text, stale, new, self._say("sidecar head")).encode())
        if new:
            yield self._say("accepted now", count=len(new), path=self.path)
            yield from (_row(spot(finding, self.lang), entry) for finding, entry in zip(findings, new, strict=True))
        if stale:
            yield self._say("dropped", count=len(stale), path=self.path)
            yield from (_row("", entry) for entry in stale)
        if not new and not stale:
            yield self._say("nothing to accept" if chosen is not None else "nothing to drop")

    def _sidecar(self) -> Sidecar:
        return read_sidecar(self.path) if exists(self.path) else Sidecar(str(self.path))

    def _report(self, linter: Linter, beside: Materials, sidecar: Sidecar) -> Report:
        report = linter.check(self.draft, beside, sidecar)
        if report.undecided_because is not None:
            raise PoalintError(f"{report.path}: {report.undecided_because}; {report.undecided_help}")
        return report

    def _say(self, key: str, **values: object) -> str:
        return say(self.lang, key, **values)


def job(name: str, stdin_filename: str, file: Path | None, lang: str) -> Job:
    """The job for a draft named by its path, or `-`. Raises PoalintError where it cannot be read."""
    if name != "-":
        return Job(read_draft(name), file or sidecar_path(name), lang)
    if file is None:
        raise PoalintError("-: nothing lies beside standard input; name the list of what is accepted with --accepted")
    return Job(read_stdin(stdin_filename), file, lang)


def _stale(report: Report, sidecar: Sidecar) -> list[Entry]:
    """The entries that nothing fits any more; those of rules that are unknown or did not run are left to the writer."""
    idle = {each.line for each in report.unused if each.source is AcceptedBy.SIDECAR and each.trouble is None}
    return [entry for entry in sidecar.entries if entry.line in idle]


def _entry(finding: Finding, because: str | None, today: str | None = None) -> Entry:
    words = shorten(finding.excerpt or finding.message, _LONGEST)
    return Entry(finding.rule, finding.fingerprint, words, today, because)


def _row(place: str, entry: Entry) -> str:
    told = (place, entry.rule, f"“{entry.words}”" if entry.words else "", entry.date or "", entry.because or "")
    return "  " + "  ".join(part for part in told if part)
