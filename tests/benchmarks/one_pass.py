"""One spaCy pass serves all rules: `poalint check` against the floor, side by side.

    one_pass.py [FILE] [--times 50] [--runs 3]

Runs floor.py and `poalint check --format json` cold, on the letter and on its fifty-fold concatenation, and prints CPU
seconds and peak memory of each, and the ratios. Exits 1 where a ratio is over the bound or the growth is not linear.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LETTER = HERE.parent.parent / "fixtures" / "drafts" / "vtr-long.txt"
BOUND = 1.3


def measure(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one cold run."""
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(command: list[str], runs: int) -> tuple[float, float]:
    """The least CPU time and the least memory of a few runs."""
    found = [measure(command) for _ in range(runs)]
    return min(cpu for cpu, _ in found), min(memory for _, memory in found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=LETTER)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    text = given.file.read_text(encoding="utf-8")
    failed = False
    costs: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, given.times):
            letter = Path(folder) / f"letter-{times}.txt"
            letter.write_text("\n\n".join([text] * times), encoding="utf-8")
            floor = best([sys.executable, str(HERE / "floor.py"), str(letter)], given.runs)
            check = best([sys.executable, "-m", "poalint", "check", "--format", "json", str(letter)], given.runs)
            costs[times] = check[0]
            time_ratio, memory_ratio = check[0] / floor[0], check[1] / floor[1]
            failed |= time_ratio > BOUND or memory_ratio > BOUND
            print(f"{times:>3}×  {len(text.split()) * times:>7} words")
            print(f"      floor  {floor[0]:6.2f} s CPU {floor[1]:7.0f} MB")
            print(
                f"      check  {check[0]:6.2f} s CPU {check[1]:7.0f} MB   × {time_ratio:.2f} time, × {memory_ratio:.2f} memory"
            )
        third = Path(folder) / "letter-third.txt"
        third.write_text("\n\n".join([text] * (given.times // 2)), encoding="utf-8")
        half = best([sys.executable, "-m", "poalint", "check", "--format", "json", str(third)], given.runs)[0]
    growth = (costs[given.times] - half) / max(0.01, half - costs[1])
    print(f"growth of the second half against the first: × {growth:.2f} (linear: 1.0)")
    sys.exit(failed or growth > 1.4)


if __name__ == "__main__":
    main()
