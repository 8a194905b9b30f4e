"""What one request costs, by what the money is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.price import Rates, Usage

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """US dollars for one request, by what they pay for, fees included."""

    fresh: float
    cached: float
    written: float
    output: float

    @property
    def total(self) -> float:
        """The whole request."""
        return self.fresh + self.cached + self.written + self.output

    def times(self, factor: float) -> Parts:
        """So many of them."""
        return Parts(
            fresh=self.fresh * factor,
            cached=self.cached * factor,
            written=self.written * factor,
            output=self.output * factor,
        )

    def plus(self, other: Parts) -> Parts:
        """Both together."""
        return Parts(
            fresh=self.fresh + other.fresh,
            cached=self.cached + other.cached,
            written=self.written + other.written,
            output=self.output + other.output,
        )


def priced(rates: Rates, usage: Usage) -> Parts:
    """US dollars for a request at these rates; each token is paid for once.

    >>> from calculators.price import Rates, Usage
    >>> each = Rates(
    ...     input=4, cached=0.2, write=5, write_1h=8, output=20, listed=(), batch=False
    ... )
    >>> usage = Usage(
    ...     prompt_tokens=150_000,
    ...     cached_tokens=140_000,
    ...     cache_write_tokens=8_000,
    ...     cache_write_1h_tokens=8_000,
    ...     output_tokens=1_500,
    ... )
    >>> round(priced(each, usage).total, 6)
    0.13
    """
    fresh = usage.prompt_tokens - usage.cached_tokens - usage.cache_write_tokens
    short = usage.cache_write_tokens - usage.cache_write_1h_tokens
    return Parts(
        fresh=fresh * rates.input / MILLION,
        cached=usage.cached_tokens * rates.cached / MILLION,
        written=(short * rates.write + usage.cache_write_1h_tokens * rates.write_1h) / MILLION,
        output=usage.output_tokens * rates.output / MILLION,
    )
