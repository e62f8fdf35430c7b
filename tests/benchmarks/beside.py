"""What the notice, the order records and the attachments add to a check.

    beside.py [--orders 40] [--records 20000] [--runs 5]

Checks a letter of some 2 000 words with nothing beside it, and again with a notice, an order report and a folder, read from
disk each time. Exits 1 where they add 0.3 s or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from poalint.api import Linter
from poalint.cli.beside import Beside
from poalint.draft import Draft, read_draft

LETTER = Path(__file__).parents[2] / "fixtures" / "drafts" / "vtr-long.txt"
MOST = 0.3


def order_id(number: int) -> str:
    """A made-up order ID."""
    return f"11{number % 5}-{number * 7919 % 10_000_000:07d}-{number * 104_729 % 10_000_000:07d}"


def notice(orders: int) -> str:
    """A notice that names orders."""
    ids = "\n".join(order_id(number) for number in range(orders))
    return (
        "Dear Seller,\n\nYour account's Valid Tracking Rate is 82.4% over the last 30 days, below our target of 95%. We have"
        " removed your seller-fulfilled selling privileges.\n\nThese orders had no valid tracking:\n"
        f"{ids}\n\nTo have your privileges reinstated, please send a plan of action with the root cause, the actions you have"
        " taken and the steps you have taken to prevent this, within 17 days.\n\nSeller Performance Team, Amazon.com\n"
    )


def report(records: int) -> str:
    """An order report, tab-separated."""
    head = "amazon-order-id\tpurchase-date\torder-status\tasin\tsku\tquantity\n"
    day = date(2026, 5, 1)
    rows = (
        f"{order_id(number)}\t{day + timedelta(days=number % 90)}T08:00:00+00:00\tShipped\tB0{number:08d}\tSKU-{number}\t1"
        for number in range(records)
    )
    return head + "\n".join(rows) + "\n"


def best(linter: Linter, draft: Draft, beside: Beside, runs: int) -> float:
    """The least seconds of a few runs, files read anew in each."""
    least = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        linter.check(draft, beside.materials())
        least = min(least, time.perf_counter() - start)
    return least


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=40)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    linter, draft = Linter(), read_draft(LETTER)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notice.txt").write_text(notice(given.orders), encoding="utf-8")
        (folder / "orders.txt").write_text(report(given.records), encoding="utf-8")
        (folder / "files").mkdir()
        for number in range(12):
            (folder / "files" / f"Attachment {number + 1} invoice.pdf").write_bytes(b"%PDF-1.4")
        beside = Beside(folder / "notice.txt", [folder / "orders.txt"], folder / "files")
        alone = best(linter, draft, Beside(), given.runs)
        whole = best(linter, draft, beside, given.runs)
    print(f"{len(draft.text.split())} words, {given.orders} orders in the notice, {given.records} records")
    print(f"alone {alone:.2f} s, with all beside it {whole:.2f} s: {whole - alone:+.2f} s (bar {MOST} s)")
    sys.exit(whole - alone >= MOST)


if __name__ == "__main__":
    main()
