"""Why the first is first, and what the answer rests on."""

from tests.calculators.questions.finder.asking import CARD, LAPTOP, TINY, ask


def test_the_place_is_worked_out_then_what_it_needs_and_how_fast_it_writes() -> None:
    place, needed, usable, read, token = ask(**LAPTOP).steps
    assert place.formula == "weights × 2 for each year newer than January 2026 (a rule of thumb)"
    assert (place.working, place.outcome) == ("8.79 billion × 1.19", "10.5 billion")
    assert needed.outcome == "9,986,287,616 bytes = 9.30 GiB"
    assert usable.working == "16.00 − 4.00 − 1.00"
    assert read.title == "Read from memory to write one token, after 600 others"
    assert token.outcome == "175.8 ms, or 5.69 tokens/s"


def test_of_a_mixture_the_mean_of_its_active_part_and_its_whole_counts() -> None:
    place = ask(machine="ryzen-ai-max-395-128gb", pace="quick").steps[0]
    assert place.formula.startswith("√(weights at work × all weights) × 2 for each year")
    assert place.working.startswith("√(")


def test_where_nothing_fits_nothing_is_worked_out() -> None:
    assert ask(**TINY).steps == ()


def test_notes_begin_with_the_rule_and_say_what_purpose_and_task_stand_for() -> None:
    notes = ask(**LAPTOP).notes
    assert notes[0].startswith("The order is a rule of thumb, not a test")
    assert "12 months newer counts like twice the size." in notes[0]
    assert notes[1].startswith("Everyday text and e-mail: 4,096 tokens hold about six pages")
    assert notes[2].startswith("The task that is timed: an e-mail of 225 words")
    assert "Windows itself: 4.00 GiB (2.50 to 5.00 GiB), our assumption." in notes


def test_sources_are_those_of_model_machine_speed_and_order() -> None:
    titles = [each.title for each in ask(**CARD).sources]
    assert "llama.cpp’s own memory report" in titles
    assert "Measured speeds: ggml-org/llama.cpp/discussions/15013" in titles
    assert "Xiao and others 2025: Densing law of LLMs" in titles
    without = [each.title for each in ask(**TINY).sources]
    assert not any("on Hugging Face" in title for title in without)
