"""Why the first is first, and what the answer rests on."""

from tests.calculators.questions.finder.asking import CARD, LAPTOP, TINY, ask


def test_the_place_is_worked_out_then_what_it_needs_and_how_fast_it_writes() -> None:
    place, closed, needed, usable, read, token = ask(**LAPTOP).steps
    assert place.formula == "its score − what estimates were too high at most"
    assert (place.working, place.outcome) == ("141.44 − 3.54", "137.90 points")
    assert closed.outcome == "o1 (142.45), 5 December 2024"
    assert needed.outcome == "5,656,086,784 bytes = 5.27 GiB"
    assert usable.working == "16.00 − 4.00 − 1.00"
    assert read.title == "Read from memory to write one token, after 600 others"
    assert token.outcome == "154.8 ms, or 6.46 tokens/s"


def test_a_score_of_epoch_s_own_counts_as_it_is() -> None:
    place = ask(machine="laptop-ryzen-7-7840u-32gb", pace="quick").steps[0]
    assert (place.formula, place.working) == ("its score", "143.50")


def test_without_a_score_size_and_date_count() -> None:
    place, needed, *_ = ask(machine="custom", memory_kind="integrated", ram_gib=3.5).steps
    assert place.formula == "weights × 2 for each year newer than January 2026 (a rule of thumb)"
    assert (place.working, place.outcome) == ("0.35 billion × 1.12", "0.398 billion")
    assert needed.title == "Memory needed"


def test_where_nothing_fits_nothing_is_worked_out() -> None:
    assert ask(**TINY).steps == ()


def test_notes_begin_with_the_rule_and_say_what_purpose_and_task_stand_for() -> None:
    notes = ask(**LAPTOP).notes
    assert "the score in the Epoch Capabilities Index decides, as of 11 August 2026" in notes[0]
    assert notes[1].startswith("Models without a score come behind those with one")
    assert "12 months newer counts like twice the size." in notes[1]
    assert notes[2].startswith("A score is skill at tests")
    assert notes[3].startswith("Everyday text and e-mail: 4,096 tokens hold about six pages")
    assert notes[4].startswith("The task that is timed: an e-mail of 225 words")
    assert "Windows itself: 4.00 GiB (2.50 to 5.00 GiB), our assumption." in notes


def test_sources_are_those_of_model_machine_speed_and_order() -> None:
    titles = [each.title for each in ask(**CARD).sources]
    assert "llama.cpp’s own memory report" in titles
    assert "Measured speeds: ggml-org/llama.cpp/discussions/15013" in titles
    assert "Epoch AI, Epoch Capabilities Index, scores of 11 August 2026" in titles
    assert any(title.startswith("timfduffy/teci, scores of small models") for title in titles)
    assert "Xiao and others 2025: Densing law of LLMs" in titles
    without = [each.title for each in ask(**TINY).sources]
    assert not any("on Hugging Face" in title for title in without)
