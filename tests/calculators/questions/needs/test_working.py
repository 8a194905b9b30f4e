"""What the model needs, worked out as in `fit`, and what the list rests on."""

from calculators import catalog
from tests.calculators.questions.needs.asking import GEMMA, ask


def test_the_working_is_that_of_fit_without_what_one_machine_has() -> None:
    assert [each.title for each in ask(**GEMMA).steps] == [
        "Weights",
        "KV cache, layers that see the whole context",
        "KV cache, sliding-window layers",
        "Working space",
        "Part for pictures",
        "Working space for a picture",
        "Kept of the open chat, in main memory",
        "Memory needed",
    ]
    assert ask(**GEMMA).steps[-1].outcome == "8,212,734,144 bytes = 7.65 GiB"


def test_notes_say_what_the_machines_are_and_what_a_price_is() -> None:
    notes = ask(**GEMMA).notes
    assert notes[0].startswith("Machines are those of our catalog, not a market.")
    assert notes[1].startswith("A price is what one source reported for that month")
    assert notes[2].startswith("Everyday text and e-mail: 4,096 tokens hold about six pages")
    assert catalog.model("gemma-3-4b").licence_note in ask(model="gemma-3-4b").notes


def test_every_price_has_its_source() -> None:
    titles = [each.title for each in ask(**GEMMA).sources]
    assert "llama.cpp’s own memory report" in titles
    assert "Price of Mac Studio M3 Ultra, 96 GB, as reported in 2026-06-25" in titles
    assert titles[-1] == "Brysbaert 2019: how many words do we read per minute?"
