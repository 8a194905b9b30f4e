"""The card that shows a reader what their browser keeps, before the script fills it."""

import pytest

from site_plugins.fences import progress


def test_without_a_script_the_card_says_why_it_is_empty_and_offers_no_button() -> None:
    html = progress.render()
    assert '<div data-part="kept"><p>What you’ve done is kept in this browser and nowhere' in html
    assert html.count("<button") == html.count(" hidden>") - 1 == 4


def test_a_fence_with_another_body_is_refused() -> None:
    with pytest.raises(ValueError, match="write `own`"):
        progress._make("mine", str)
