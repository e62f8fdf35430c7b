"""What lies beside the drafts of a run: the notice, the order records, the attachments, the earlier letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from poalint.draft import read_draft
from poalint.facts import Materials, parse_notice, read_folder, read_past, read_records


@dataclass(frozen=True, slots=True)
class Beside:
    """The files the command line names; None and empty where it is silent."""

    notice: Path | None = None
    orders: Sequence[Path] = ()
    attachments: Path | None = None
    against: Path | None = None

    def materials(self) -> Materials:
        """What is in them. Raises PoalintError, a line for each file that cannot be used."""
        return Materials(
            notice=parse_notice(read_draft(self.notice).text, str(self.notice)) if self.notice else None,
            records=read_records(tuple(self.orders)) if self.orders else None,
            folder=read_folder(self.attachments) if self.attachments else None,
            today=date.today(),
            past=read_past(self.against) if self.against else None,
        )
