"""The dated facts about owning and renting."""

import pytest

from calculators.engines.ownership.record import Quote, Rental, record


def rental(*usd_per_hour: float) -> Rental:
    quotes = (
        Quote(provider="x", usd_per_hour=usd, read_on=f"2026-10-{day:02}", url="")
        for day, usd in enumerate(usd_per_hour, start=1)
    )
    specs = {"vram_gib": 80, "bandwidth_gb_s": 3360, "fp16_tflops": 267.6, "spec_url": ""}
    return Rental(id="x", label="x", quotes=tuple(quotes), **specs)  # type: ignore[arg-type]


def test_the_rate_of_a_card_is_the_middle_one_of_its_quotes() -> None:
    assert rental(3, 1, 2).rates == (1, 2, 3)
    assert rental(4, 1, 2, 3).rates == (1, 2.5, 4)
    assert rental(2).rates == (2, 2, 2)


def test_quotes_know_their_first_and_their_last_day() -> None:
    assert rental(3, 1, 2).days == ("2026-10-01", "2026-10-03")


def test_every_dated_fact_has_its_day_and_its_page() -> None:
    facts = record()
    for each in facts.electricity.values():
        assert each.as_of
        assert each.source.url.startswith("https://")
        assert each.low <= each.per_kwh <= each.high
    for each in facts.rentals.values():
        low, middle, high = each.rates
        assert 0 < low <= middle <= high
        for quote in each.quotes:
            assert quote.url.startswith("https://")
            assert len(quote.read_on) == 10
    assert facts.gain.value == pytest.approx(249.2 / 55.2)


def test_the_power_of_a_machine_is_that_of_the_longest_beginning_of_its_id() -> None:
    pro = record().power_of("mac-mini-m4-pro-48gb")
    assert pro is not None
    assert pro.machines == ("mac-mini-m4-pro-",)
    assert record().power_of("nothing-like-it") is None
