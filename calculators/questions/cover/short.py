"""A plan in short, as other questions show it: what happens to your text, and who stands behind it.

The facts are those of `cover` and `data-path`, so that no two answers of ours disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.core.results import Source
from calculators.engines.cover import record
from calculators.engines.cover.outcome import for_home, read
from calculators.engines.cover.record import Plan
from calculators.engines.data_path.way import Sees, Way
from calculators.engines.rules.decide import in_force
from calculators.questions.cover.words import OUTCOMES, clause_words, name_of, text_rows

NOT_READ = "terms not read by us"
_SWITCH = "yes_unless_opt_out"


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Short:
    """The terms of a plan on a day, for somebody who lives in some place."""

    ident: str
    """Of the plan in the records of `cover`; empty where no terms of it were read."""
    home: str
    on: date

    @cached_property
    def plan(self) -> Plan | None:
        """The plan whose text holds for that place and day; None where none was read."""
        found = for_home(record.plan(self.ident), self.home) if self.ident else None
        return found if found and in_force(found.in_force_from, "", self.on) else None

    @cached_property
    def way(self) -> Way:
        """The way of a text, as `data-path` follows it."""
        if self.plan and self.plan.kind == "own":
            return Way(plan=self.plan, home=self.home, own="machine")
        return Way(plan=self.plan, home=self.home)

    @property
    def trains(self) -> Sees:
        """Whether text is trained on as the plan comes."""
        return self.way.trains

    @property
    def text(self) -> str:
        """What happens to your text, in a line.

        >>> day = date(2026, 11, 28)
        >>> Short("openai-api", "US", day).text
        'not trained on; kept up to 30 days'
        >>> Short("anthropic-consumer-other", "US", day).text
        'trained on unless you switch it off; kept for an unstated time'
        >>> Short("", "US", day).text
        'terms not read by us'
        """
        return f"{self._trained}; {self._kept}" if self.plan else NOT_READ

    @property
    def _trained(self) -> str:
        code = self.plan.training.code(self.home) if self.plan else ""
        if self.trains == "yes":
            return "trained on unless you switch it off" if code == _SWITCH else "trained on"
        if self.trains == "no":
            return "not trained on"
        return "whether it is trained on depends" if code == "depends" else "training not known"

    @property
    def _kept(self) -> str:
        stay = self.way.stay
        if not stay.known:
            return "how long it is kept is not known"
        if stay.days is None:
            return "kept for an unstated time"
        return f"kept up to {stay.days} days" if stay.days else "not kept"

    def behind(self, situation: str, *, clause: bool = False) -> str:
        """Who stands behind an answer, in a word, on request with the clause that says so.

        >>> terms = Short("anthropic-commercial", "US", date(2026, 11, 28))
        >>> terms.behind("unmodified"), terms.behind("edited", clause=True)
        ('Covered', 'In part (K.3(a))')
        """
        if self.plan is None:
            return NOT_READ
        reading = read(self.plan, [situation], self.home, self.on)
        at = f" ({clause_words(reading.clause)})" if clause else ""
        return f"{OUTCOMES[reading.outcome]}{at}"

    @property
    def whose(self) -> str:
        """The text that holds, and when we looked."""
        return f"{name_of(self.plan)}, {self.plan.checked}" if self.plan else NOT_READ

    def details(self, name: str) -> Iterator[str]:
        """What the terms say on training and keeping, at more length, with where it stands."""
        rows = [*text_rows(self.plan, self.home)][:2] if self.plan else []
        for subject, words, where in rows:
            yield f"{name}, your text. {subject}: {words} [{where}]"

    @property
    def sources(self) -> tuple[Source, ...]:
        """All the texts that were read."""
        return self.plan.sources if self.plan else ()

    @property
    def text_sources(self) -> Iterator[Source]:
        """Those of them that say what happens to your text."""
        for fact in (self.plan.training, self.plan.kept) if self.plan else ():
            for part in fact.at.split("; "):
                ident = part.partition(" ")[0]
                if self.plan and ident in self.plan.texts:
                    yield record.source_of(ident, self.plan.checked)
