"""What one request costs, by what the money is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calculators.engines.price.rates import Rates
    from calculators.engines.price.usage import Usage

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """US dollars for one request, by what they pay for."""

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


def priced(rates: Rates, usage: Usage) -> Parts:
    """US dollars for a request at these rates; each token is billed once, at its own price.

    >>> from calculators.engines.price import Rates, Usage
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
    short = usage.cache_write_5min_tokens * rates.write
    long = usage.cache_write_1h_tokens * rates.write_1h
    return Parts(
        fresh=usage.fresh_tokens * rates.input / MILLION,
        cached=usage.cached_tokens * rates.cached / MILLION,
        written=(short + long) / MILLION,
        output=usage.output_tokens * rates.output / MILLION,
    )
