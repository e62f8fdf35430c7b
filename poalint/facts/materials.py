"""What lies beside the letter, as far as it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from poalint.facts.folder import Folder
from poalint.facts.likeness import Past
from poalint.facts.notice import Notice
from poalint.facts.records import Records


@dataclass(frozen=True, slots=True)
class Materials:
    """Amazon's notice, the seller's order records, the attachments, the earlier letters, and the day the letter is read.

    None where it was not given; without a day, dates are not held against the calendar.
    """

    notice: Notice | None = None
    records: Records | None = None
    folder: Folder | None = None
    today: date | None = None
    past: Past | None = None
