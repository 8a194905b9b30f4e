from calculators.core.inputs import today
from calculators.questions.fit import FIT, FitInputs
from calculators.questions.log_check import LOG_CHECK, LogCheckInputs
from site_plugins.fences.form import form_html
from tests.calculators.sample import WEIGH, Basket

FORM = form_html(WEIGH, "weigh", WEIGH.texts(Basket()))


def field(name: str) -> str:
    return FORM.split(f'<div class="sc-field" data-field="{name}"')[1].split("</div>")[0]


def test_a_choice_is_a_labelled_select_with_groups() -> None:
    assert (
        '<label for="weigh-fruit">Fruit</label>'
        '<select id="weigh-fruit" name="fruit" data-default="apple" '
        'aria-describedby="weigh-fruit-error"><optgroup label="Pome">'
        '<option value="apple" selected>Apple</option><option value="pear">Pear</option>'
        '</optgroup><optgroup label="Not listed"><option value="other">Other</option></optgroup>'
        "</select>"
    ) in field("fruit")


def test_a_number_has_its_unit_its_help_and_a_slider_twin() -> None:
    assert (
        '<input inputmode="numeric" autocomplete="off" id="weigh-count" name="count" '
        'data-default="10" aria-describedby="weigh-count-help weigh-count-error" value="10">'
        '<span class="sc-unit">pieces</span>'
    ) in field("count")
    assert 'data-for="weigh-count" data-stops="1 10 100" min="0" max="2"' in field("count")
    assert 'value="1" aria-label="Count, slider" aria-valuetext="10 pieces"' in field("count")
    assert '<p class="sc-help" id="weigh-count-help">How many.</p>' in field("count")


def test_a_conditional_input_says_when() -> None:
    assert field("other").startswith(' data-when="fruit=other" hidden>')


def test_what_describes_the_readers_machine_may_be_remembered() -> None:
    assert field("count").startswith(" data-remember>")
    assert "Remember my machine on this device" in FORM


def test_a_machine_can_be_found_out_without_a_script_and_guessed_with_one() -> None:
    form = form_html(FIT, "fit", FIT.texts(FitInputs()))
    beside = form.split('data-field="machine"')[1].split('data-field="memory_kind"')[0]
    assert "<summary>How do I find out?</summary>" in beside
    assert '<p class="sc-help"><b>Windows:</b> Ctrl+Shift+Esc' in beside
    assert "<b>Raspberry Pi:</b>" in beside
    assert '<button type="button" data-action="see">Fill in what this browser knows' in beside
    assert 'data-part="seen" hidden></div>' in beside
    assert form.count('data-action="see"') == 1
    assert 'data-action="see"' not in FORM


def test_a_switch_is_a_checkbox_with_its_label() -> None:
    assert (
        '<input type="checkbox" id="weigh-washed" name="washed" data-default="on" '
        'aria-describedby="weigh-washed-error" checked><label for="weigh-washed">Washed</label>'
    ) in field("washed")


def test_every_control_has_a_place_for_its_error() -> None:
    for each in WEIGH.fields:
        line = f'<p class="sc-error" id="weigh-{each.name}-error" data-part="error" hidden></p>'
        assert line in field(each.name)


def test_the_other_settings_are_folded() -> None:
    folded = FORM.split('<details class="sc-more">')[1].split("</details>")[0]
    assert 'data-field="weight"' in folded
    assert 'data-field="count"' not in folded


def test_a_hostile_default_is_escaped() -> None:
    html = form_html(WEIGH, "weigh", WEIGH.texts(Basket(fruit='"><script>', other="<b>")))
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_private_text_says_so_and_the_browser_does_not_keep_it() -> None:
    html = form_html(LOG_CHECK, "log", {**LOG_CHECK.texts(LogCheckInputs()), "log": "x"})
    assert '<div class="sc-field" data-field="log" data-private>' in html
    assert 'rows="6" spellcheck="false" autocomplete="off"' in html


def test_a_date_is_that_of_the_build_until_the_reader_comes() -> None:
    day = today().isoformat()
    assert (
        f'<input autocomplete="off" data-today id="weigh-on" name="on" data-default="{day}" '
        f'aria-describedby="weigh-on-error" value="{day}">'
    ) in field("on")
    named = form_html(WEIGH, "weigh", {**WEIGH.texts(Basket()), "on": "2026-12-01"})
    assert 'data-default="2026-12-01" aria-describedby="weigh-on-error" value="2026-12-01"' in named
    assert "data-today" not in named
