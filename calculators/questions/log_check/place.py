"""The report that is being filled in, and where in it the next line belongs."""

from __future__ import annotations

from calculators.questions.log_check.report import FULL, SLIDING, Cache, Context, Load, Report


class Place:
    """Where lines belong now: the load, the context and the cache that were last begun."""

    def __init__(self) -> None:
        self.report = Report()
        self.sliding = False
        self.answer_tokens: dict[str, float] = {}

    @property
    def load(self) -> Load:
        """The load that lines belong to now."""
        if not self.report.loads:
            self.report.loads.append(Load())
        return self.report.loads[-1]

    @property
    def context(self) -> Context:
        """The context that lines belong to now."""
        if not self.load.contexts:
            self.load.contexts.append(Context())
        return self.load.contexts[-1]

    @property
    def cache(self) -> Cache:
        """The cache that lines belong to now."""
        kind = SLIDING if self.sliding else FULL
        found = [each for each in self.context.caches if each.kind == kind]
        if not found:
            found = [Cache(kind)]
            self.context.caches += found
        return found[0]
