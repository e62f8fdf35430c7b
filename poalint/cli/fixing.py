"""`poalint check` with --fix, --unsafe-fixes or --diff: what is mended, shown, asked and written."""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from poalint.draft import Draft
from poalint.fixing import Mended, changes_of, choose, mend
from poalint.formats.words import say
from poalint.model import Applicability, PoalintError, Report

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 160
"""Of how many code points a change is shown whole."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which fixes: the safe ones applied, the unsafe ones offered; with `diff` they are only shown."""

    fix: bool = False
    unsafe: bool = False
    diff: bool = False

    def filters(self, names: Iterable[str]) -> bool:
        """Whether the mended letter itself goes to standard output: --fix on standard input.

        Raises PoalintError where other drafts are named beside it.
        """
        given = list(names)
        if not self.fix or self.diff or "-" not in given:
            return False
        if given != ["-"]:
            raise PoalintError("-: with --fix standard input is mended by itself; name the files in a run of their own")
        return True


class Fixer:
    """Mends drafts and tells on standard error what it did."""

    def __init__(self, wanted: Wanted, lang: str) -> None:
        from rich.console import Console

        self._wanted = wanted
        self._lang = lang
        self._console = Console(stderr=True, highlight=False)

    def settle(self, draft: Draft, check: Callable[[Draft], Report], *, piped: bool) -> tuple[Draft, Report]:
        """The draft as it is after all that was applied, and the report on it. `piped`: it came on standard input.

        Raises PoalintError where it cannot be written; it is then as it was.
        """
        report = check(draft)
        if draft.word_lines:
            self._describe(draft, report)
            return draft, report
        if self._wanted.fix:
            source, mended = mend(draft, report, check, Applicability.SAFE)
            if mended.changes and not piped:
                source.write()
            self._tell_applied(mended)
            draft, report = mended.draft, mended.report
        if self._wanted.unsafe:
            source, mended = mend(draft, report, check, Applicability.UNSAFE)
            if mended.changes and self._agreed(draft, mended, piped=piped):
                source.write()
                self._tell_applied(mended)
                draft, report = mended.draft, mended.report
        return draft, report

    def preview(self, draft: Draft, check: Callable[[Draft], Report], stream: IO[str]) -> bool:
        """Print the diff of what would be applied; whether there is anything.

        Raises PoalintError where the draft cannot be judged.
        """
        from rich.console import Console

        report = check(draft)
        if report.undecided_because is not None:
            raise PoalintError(f"{draft.path}: {report.undecided_because}; {report.undecided_help}", draft.path)
        if draft.word_lines:
            return self._describe(draft, report)
        mended = Mended(draft, report, ())
        for applicability in [Applicability.SAFE] + [Applicability.UNSAFE] * self._wanted.unsafe:
            _, mended = mend(mended.draft, mended.report, check, applicability)
        if mended.draft.text != draft.text:
            print_diff(Console(file=stream, highlight=False), draft, mended.draft)
        return mended.draft.text != draft.text

    def write_out(self, draft: Draft) -> None:
        """Put the letter on standard output, where it is what --fix was asked for, in the encoding it came in."""
        if self._wanted.fix and not draft.word_lines:
            sys.stdout.flush()
            sys.stdout.buffer.write(draft.data)
            sys.stdout.buffer.flush()

    def _say(self, text: str) -> None:
        self._console.print(f"poalint: {text}", markup=False, soft_wrap=True)

    def _tell_applied(self, mended: Mended) -> None:
        path = mended.draft.path
        for each in mended.changes:
            self._say(
                f"{path}:{each.start.line}:{each.start.column}: {each.rule}: “{shown(each.old)}” → “{shown(each.new)}”"
            )
        if mended.changes:
            self._say(f"{path}: {say(self._lang, 'fixes applied', count=len(mended.changes))}")
        if mended.left:
            self._say(f"{path}: {say(self._lang, 'fixes left')}")

    def _describe(self, draft: Draft, report: Report) -> bool:
        """Tell what to change by hand in a Word file; whether there is anything."""
        wanted = [Applicability.SAFE] * (self._wanted.fix or self._wanted.diff)
        wanted += [Applicability.UNSAFE] * self._wanted.unsafe
        found = [(each, choose(report, draft, each)) for each in wanted]
        if not any(chosen for _, chosen in found):
            return False
        self._say(f"{draft.path}: {say(self._lang, 'fixes in word')}")
        for applicability, chosen in found:
            for finding, fix in chosen:
                if applicability is Applicability.UNSAFE:
                    self._say(f"{finding.rule}: {fix.title}")
                for each in changes_of(draft, finding, fix):
                    words = {"old": shown(each.old), "new": shown(each.new), "rule": each.rule}
                    self._say(say(self._lang, "fix in word", paragraph=each.start.paragraph, **words))
        return True

    def _agreed(self, draft: Draft, mended: Mended, *, piped: bool) -> bool:
        """Show what the unsafe fixes would do and ask; without a terminal nothing is applied."""
        import typer

        for each in mended.changes:
            self._say(f"{draft.path}:{each.start.line}:{each.start.column}: {each.rule}: {each.title}")
        print_diff(self._console, draft, mended.draft)
        if piped or not (sys.stdin.isatty() and sys.stderr.isatty()):
            self._say(f"{draft.path}: {say(self._lang, 'not written')}")
            return False
        return typer.confirm(say(self._lang, "apply"), default=False, err=True)


def print_diff(console: Console, old: Draft, new: Draft) -> None:
    """The unified diff of two states of a draft; line ends are told alike."""
    from rich.text import Text

    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = (_LINE.findall(old.text), _LINE.findall(new.text))
    for line in difflib.unified_diff(*lines, fromfile=old.path, tofile=new.path):
        whole = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        console.print(Text(whole, style=colours.get(line[0], "")), end="", soft_wrap=True)


def shown(text: str) -> str:
    """Words for a line on the screen: what cannot be seen by its number, line ends as ⏎, a long middle left out."""
    seen = "".join(_shown(sign) for sign in text)
    return seen if len(seen) <= _LONGEST else f"{seen[: _LONGEST * 2 // 3]} … {seen[-_LONGEST // 4 :]}"


def _shown(sign: str) -> str:
    if sign == "\n":
        return "⏎"
    hidden = sign != " " and unicodedata.category(sign) in {"Cc", "Cf", "Co", "Zs", "Zl", "Zp"}
    return f"⟨U+{ord(sign):04X}⟩" if hidden else sign
