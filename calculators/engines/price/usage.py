"""The tokens of one request."""

from __future__ import annotations

from dataclasses import dataclass, fields

from calculators.core.errors import InputErrors, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one request, or the average of many; raises `InputErrors` when they contradict.

    Tokens read from the cache and tokens written to it are parts of the prompt, and those written
    for an hour are part of those written.
    """

    prompt_tokens: float
    """The whole prompt."""
    cached_tokens: float = 0
    cache_write_tokens: float = 0
    cache_write_1h_tokens: float = 0
    output_tokens: float = 0
    """Reasoning included, which is billed as output."""

    @property
    def fresh_tokens(self) -> float:
        """The part of the prompt that is neither read from the cache nor written to it."""
        return self.prompt_tokens - self.cached_tokens - self.cache_write_tokens

    @property
    def cache_write_5min_tokens(self) -> float:
        """Those written to the cache for the usual time."""
        return self.cache_write_tokens - self.cache_write_1h_tokens

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        problems = [
            Problem(each.name, f"{getattr(self, each.name):g} tokens is less than none.")
            for each in fields(self)
            if getattr(self, each.name) < 0
        ]
        parts = self.cached_tokens + self.cache_write_tokens
        if not problems and parts > self.prompt_tokens:
            text = (
                f"{self.cached_tokens:,.0f} tokens read from the cache and "
                f"{self.cache_write_tokens:,.0f} written to it make {parts:,.0f}, more than the "
                f"whole prompt of {self.prompt_tokens:,.0f}. Both are parts of the prompt."
            )
            problems.append(Problem("cached_tokens", text))
        if not problems and self.cache_write_1h_tokens > self.cache_write_tokens:
            text = (
                f"{self.cache_write_1h_tokens:,.0f} tokens written for an hour is more than the "
                f"{self.cache_write_tokens:,.0f} written to the cache in all, which they are part "
                "of."
            )
            problems.append(Problem("cache_write_1h_tokens", text))
        if problems:
            raise InputErrors(problems)
