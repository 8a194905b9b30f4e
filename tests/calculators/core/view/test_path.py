"""A path is an ordered list, in the page and in a terminal."""

from dataclasses import replace

from calculators.core.results import Path, Stop
from calculators.core.view import to_data, to_html, to_text
from tests.calculators.sample import WEIGH

STOPS = (
    Stop(label="You", sign="●", word="sees it", says="You type it."),
    Stop(label="<b>Host</b>", sign="?", word="not known"),
)
WAY = Path(title="Where it goes", stops=STOPS)
LADDER = Path(title="How high", stops=STOPS, rising=True)


def test_each_stop_has_its_sign_for_the_eye_and_its_word_for_everybody() -> None:
    html = to_html(replace(WEIGH.answer({}), chart=WAY))
    assert '<figcaption>Where it goes</figcaption><ol class="sc-path sc-way"><li>' in html
    assert (
        '<li><span class="sc-sign" aria-hidden="true">●</span><strong>You</strong> '
        '<span class="sc-word">sees it</span><p>You type it.</p></li>'
    ) in html


def test_what_a_stop_says_is_escaped() -> None:
    html = to_html(replace(WEIGH.answer({}), chart=WAY))
    assert "<b>" not in html
    assert "&lt;b&gt;Host&lt;/b&gt;" in html


def test_a_ladder_counts_down_from_its_highest_rung() -> None:
    result = replace(WEIGH.answer({}), chart=None, more_charts=(LADDER,))
    assert '<ol class="sc-path sc-ladder" reversed>' in to_html(result)
    assert "How high\n2. ● You: sees it. You type it.\n1. ? <b>Host</b>: not known." in to_text(
        result
    )


def test_a_terminal_shows_the_way_after_the_reasons_and_long_stops_are_folded() -> None:
    long = replace(STOPS[0], says="word " * 30)
    text = to_text(replace(WEIGH.answer({}), chart=Path(title="The way", stops=(long,))))
    assert "- You can carry it.\n\nThe way\n1. ● You: sees it. word" in text
    assert "\n   word" in text


def test_programs_get_the_stops_and_other_answers_say_nothing_of_a_path() -> None:
    found = to_data(replace(WEIGH.answer({}), chart=WAY))["paths"]
    assert found[0]["title"] == "Where it goes"
    assert found[0]["stops"][1] == {
        "label": "<b>Host</b>",
        "sign": "?",
        "word": "not known",
        "says": "",
    }
    assert "paths" not in to_data(WEIGH.answer({}))
