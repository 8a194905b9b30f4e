import dataclasses
import json

from calculators.browser import respond
from calculators.browser.comparison import MARK, difference, difference_html
from calculators.core.view import to_html
from calculators.questions.fit import FIT
from tests.calculators.sample import WEIGH

OURS = WEIGH.answer({})
FIGURES = (dataclasses.replace(OURS.figures[0], value=3), OURS.figures[1])
THEIRS = dataclasses.replace(OURS, figures=FIGURES)
HTML = difference_html(OURS, THEIRS, difference(OURS, THEIRS))


def test_it_is_marked_as_the_readers_own_before_anything_else() -> None:
    assert HTML.startswith(f'<p class="sc-mark-yours">{MARK}</p>')
    assert HTML.count(MARK) == 2


def test_both_answers_are_said_and_the_difference_is_a_table() -> None:
    assert "<dt>Ours says</dt><dd>10 × apple weigh 2 kg.</dd>" in HTML
    assert "1 figure differs from ours. The other 1 are the same.</p>" not in HTML
    assert "1 figure differs from ours. The other is the same.</p>" in HTML
    assert (
        '<th role="rowheader" scope="row">Total</th><td role="cell">2 kg</td>'
        '<td role="cell">3 kg</td><td role="cell">+1 kg (+50%)</td></tr>'
    ) in HTML


def test_the_whole_answer_is_seen_as_ours_would_be() -> None:
    assert to_html(THEIRS) in HTML


def test_no_difference_is_an_answer_too() -> None:
    same = "Every figure is the same as ours. The rest of the answer is the same too."
    assert same in difference_html(OURS, OURS, difference(OURS, OURS))


def test_the_page_asks_with_the_edited_result() -> None:
    inputs = {"context": "4096"}
    edited = dataclasses.asdict(FIT.answer({"context": "8192"}))
    request = {"calculator": "fit", "inputs": inputs, "edited": edited}
    reply = json.loads(respond(json.dumps(request)))
    assert reply["ok"] is True
    assert reply["announcement"].endswith(" differ from ours.")
    assert reply["html"].startswith(f'<p class="sc-mark-yours">{MARK}</p>')


def test_an_edited_result_that_is_none_is_refused_in_a_sentence() -> None:
    for edited in ("text", 5, {"verdict": {}}, []):
        request = {"calculator": "fit", "inputs": {}, "edited": edited}
        reply = json.loads(respond(json.dumps(request)))
        assert reply["ok"] is False
        assert reply["errors"][0]["field"] == "edited"
        assert reply["announcement"].startswith("The ")
