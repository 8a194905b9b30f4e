from calculators.core.inputs import today
from calculators.questions.api_cost import API_COST
from calculators.questions.fit import FIT, FitInputs
from calculators.questions.gap import GAP
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


def group(form: str, heading: str) -> str:
    return next(each for each in form.split("<details")[1:] if f"<span>{heading}" in each)


def test_the_other_inputs_are_folded_under_their_heading() -> None:
    folded = group(FORM, "More about it").split("</details>")[0]
    assert "<fieldset><legend>More about it</legend>" in folded
    assert 'data-field="weight"' in folded
    assert 'data-field="count"' not in folded
    assert "set for this page" not in folded


def test_a_group_says_what_its_page_sets_otherwise_than_usual() -> None:
    html = form_html(WEIGH, "weigh", WEIGH.texts(Basket(weight=1, washed=False)))
    assert "More about it <small>2 set for this page</small>" in html


def test_a_group_of_models_to_compare_with_names_them() -> None:
    bill = API_COST.texts(API_COST.read({"model_3": "none", "model_4": "none"}))
    heading = "Compare with " + '<span data-part="chosen">'
    assert f"{heading}Mistral Large 3, GPT-6 Luna, DeepSeek V4.1 Flash</span>" in form_html(
        API_COST, "bill", bill
    )
    alone = API_COST.texts(API_COST.read({"work": "own"}))
    assert f"{heading}nothing</span>" in form_html(API_COST, "bill", alone)


def test_a_group_without_anything_to_ask_is_not_shown() -> None:
    usual, of_a_machine = (GAP.texts(GAP.read(each)) for each in ({}, {"about": "machine"}))
    start = ' class="sc-more" data-part="group"'
    assert group(form_html(GAP, "gap", usual), "More about the machine").startswith(
        f"{start} hidden>"
    )
    assert group(form_html(GAP, "gap", of_a_machine), "More about the machine").startswith(
        f"{start}>"
    )


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
        '<input autocomplete="off" data-today="2040-12-31" id="weigh-on" name="on" '
        f'data-default="{day}" '
        f'aria-describedby="weigh-on-error" value="{day}">'
    ) in field("on")
    named = form_html(WEIGH, "weigh", {**WEIGH.texts(Basket()), "on": "2026-12-01"})
    assert 'data-default="2026-12-01" aria-describedby="weigh-on-error" value="2026-12-01"' in named
    assert "data-today" not in named
