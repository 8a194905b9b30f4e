from datetime import date

from calculators.engines.price import package
from calculators.engines.price.age import age_warning


def test_prices_count_as_old_after_45_days() -> None:
    assert package().released == "2026-11-10"
    assert age_warning(package(), date(2026, 12, 25)) == ""
    assert age_warning(package(), date(2026, 12, 26)) == (
        "genai-prices 0.2.3, which all prices come from, came out 46 days ago: "
        "look for a newer one (CONTRIBUTING.md, “Prices”)."
    )
