"""The Python API: a Linter holds the pack and the language pipeline, and nothing of any draft."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from poalint import engine
from poalint.accepted import Sidecar
from poalint.config import Config
from poalint.draft import Draft, read_draft
from poalint.facts import Materials
from poalint.language.patterns import PatternSet
from poalint.language.pipeline import Pipeline, load
from poalint.language.read import Memory
from poalint.model import Confidence, PoalintError, Report, RuleOutcome, Violation, ViolationKind
from poalint.pack.load import Pack, load_pack
from poalint.pack.proof import Disproof, prove
from poalint.pack.rule import Flagged, Passing
from poalint.reading import Context, Reading


class Linter:
    """Checks drafts by one configuration. Safe to share between threads; pickled by its configuration.

    Raises PoalintError when built, where the pack is broken or the language model missing.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.pack: Pack = self.config.pack()
        self.pipeline: Pipeline = load(self.config.model)

    def __reduce__(self) -> tuple[type[Linter], tuple[Config]]:
        return (Linter, (self.config,))

    def inspect(self, draft: Draft | str, materials: Materials | None = None) -> Reading:
        """The draft as understood, with what lies beside it."""
        return self._read(draft, PatternSet(), self.config.violation, self.config.marketplace, materials)

    def check(
        self,
        draft: Draft | str,
        materials: Materials | None = None,
        accepted: Sidecar | None = Sidecar(),  # noqa: B008 frozen
    ) -> Report:
        """The report on one draft, held against what lies beside it.

        `accepted` are the findings accepted, as `poalint.accepted.sidecar.read_sidecar` reads them; None shows all, also
        what comments in a Markdown draft leave out.
        """
        return self.judge(self.read(draft, materials), accepted)

    def read(self, draft: Draft | str, materials: Materials | None = None, memory: Memory | None = None) -> Reading:
        """The draft read for `judge`. A memory is that of one draft, for reading it again after an edit."""
        given = (self.config.violation, self.config.marketplace)
        return self._read(draft, self.pack.patterns, *given, materials, memory)

    def judge(self, reading: Reading, accepted: Sidecar | None = Sidecar()) -> Report:  # noqa: B008 frozen
        """The report on a draft that `read` read; `accepted` as `check` takes it."""
        return engine.check(reading, self.pack, self.config.lang or "en", accepted, self._known)

    def _known(self) -> Collection[str]:
        """The ids of all rules there are, also of those that the configuration leaves out."""
        return load_pack(self.config.rules, deep=False).rules.keys()

    def check_many(self, drafts: Iterable[Draft | str]) -> Iterator[Report]:
        """The reports on drafts, lazily and in order."""
        if isinstance(drafts, str):
            raise TypeError("give a list of drafts; for one text use check()")
        return map(self.check, drafts)

    def prove(self) -> Iterator[Disproof]:
        """Every example of the pack's rules that does not come out as its rule says."""
        for rule in self.pack.rules.values():
            alone = replace(self.pack, rules={rule.id: rule})

            def judge(draft: Draft, example: Flagged | Passing, alone: Pack = alone) -> RuleOutcome:
                beside = example.materials()
                reading = self._read(draft, alone.patterns, example.violation, example.marketplace, beside)
                return engine.judge(reading, next(iter(alone.rules.values())), alone.scoring)

            yield from prove(rule, judge)

    def _read(
        self,
        draft: Draft | str,
        patterns: PatternSet,
        violation: ViolationKind | None,
        marketplace: str | None,
        materials: Materials | None = None,
        memory: Memory | None = None,
    ) -> Reading:
        if not isinstance(draft, Draft):
            if not isinstance(draft, str):
                raise TypeError(f"a draft is text or a Draft, not {type(draft).__name__}")
            draft = Draft("<text>", draft.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
        given = Violation(violation, "given", Confidence.HIGH) if violation else None
        beside = materials or Materials(today=date.today())
        context = Context(
            self.pipeline,
            self.pack.carriers,
            patterns,
            given,
            marketplace,
            beside,
            self.pack.policy,
            self.pack.tracking,
            self.pack.templates,
            memory,
        )
        return Reading(draft, context)


def check(
    text: str | None = None, *, path: str | os.PathLike[str] | None = None, config: Config | None = None
) -> Report:
    """The report on the text of a draft, or on the draft in a file.

    Raises PoalintError where the file cannot be read or the pack is broken, TypeError unless exactly one is given.
    """
    if (text is None) == (path is None):
        raise TypeError("give either the text of a draft or path=")
    return Linter(config).check(text if text is not None else read_draft(Path(path or "")))


__all__ = ["Linter", "PoalintError", "check"]
