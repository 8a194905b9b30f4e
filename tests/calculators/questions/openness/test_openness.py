"""What a reader is told: the name, the ladder, what is missing, and what nobody looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.engines.openness.record import release
from calculators.questions.openness import OPENNESS
from tests.laws import law

DAYS = st.sampled_from(["", "2024-06-30", "2026-05-28", "2026-05-29", "2027-06-01"])


def ask(**inputs: object) -> Result:
    return OPENNESS.answer(inputs)


def rows(title: str, **inputs: object) -> dict[str, tuple[str, ...]]:
    """The rows of a table, by their first cell."""
    (table,) = (each for each in ask(**inputs).tables if title in each.title)
    return {row[0]: row[1:] for row in table.rows}


def rungs(model: str) -> list[tuple[str, str, str]]:
    """The ladder from the top: name, sign and word."""
    path = ask(model=model).chart
    assert path is not None
    return [(each.label, each.sign, each.word) for each in path.stops]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("model", "word", "headline"),
    [
        (
            "olmo-3-7b",
            "Open source AI with open data",
            "Olmo 3 7B comes with its weights, its training code and its data.",
        ),
        (
            "apertus-8b",
            "Open source AI",
            "Apertus 8B comes with its weights, its training code and a way to rebuild its data.",
        ),
        (
            "phi-4",
            "Open weights",
            "You get the weights of Phi-4 14B under an open source licence, and not what they "
            "were made from.",
        ),
        (
            "gemma-4-12b",
            "At least open weights",
            "You get the weights of Gemma 4 12B under an open source licence, and perhaps more: "
            "not all of it was looked up.",
        ),
        (
            "llama-3.3-70b",
            "Weights available",
            "You get the weights of Llama 3.3 70B, under a licence that limits their use.",
        ),
        (
            "laguna-xs-2.1",
            "None of the four names",
            "None of the four names fits Laguna XS 2.1 33B-A3B: its licence limits nothing, and "
            "is no open source licence.",
        ),
    ],
)
def test_the_headline_says_what_you_get(model: str, word: str, headline: str) -> None:
    verdict = ask(model=model).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_the_ladder_stands_from_the_top_with_sign_and_word() -> None:
    assert rungs("phi-4") == [
        ("Open source AI with open data", "✗", "not reached"),
        ("Open source AI", "✗", "not reached"),
        ("Open weights", "✓", "here"),
        ("Weights available", "✓", "reached"),
    ]
    assert [word for _, _, word in rungs("gemma-4-12b")[:2]] == ["not looked up"] * 2
    assert {word for _, _, word in rungs("laguna-xs-2.1")} == {"does not fit"}


def test_what_would_lift_it_is_named_with_what_nobody_looked_up() -> None:
    told = [each.text for each in ask(model="apertus-8b").changes]
    assert told == ["To “Open source AI with open data”: the training data."]
    first = ask(model="gemma-3-4b").changes[0].text
    assert first == "To “Open weights”: an open source licence."
    gemma = ask(model="gemma-4-12b")
    assert gemma.changes_title == "What would lift it, if it is found"
    assert gemma.changes[0].text == (
        "To “Open source AI”: the training code (not looked up) and the training data (not looked "
        "up)."
    )


def test_a_part_that_nobody_looked_up_is_shown_as_not_known() -> None:
    found = rows("What was released", model="gemma-4-12b")
    assert found["Training code"] == ("Not known", "–")
    assert found["Open source licence"][0] == "Yes"
    owner = rows("What that means", model="gemma-4-12b")
    assert owner["Can you rebuild it?"] == ("Not known.",)


def test_what_can_be_read_another_way_is_said() -> None:
    reasons = ask(model="smollm3-3b").verdict.reasons
    assert any("ODC-By" in each for each in reasons)


def test_a_rating_of_this_release_is_shown_and_that_of_a_sister_only_named() -> None:
    other = "Other ratings"
    assert rows(other, model="gpt-oss-120b")["European Open Source AI Index"] == (
        "5 open, 1 in part, 6 closed, on 2026-03-13.",
    )
    assert rows("The European index on", model="gpt-oss-120b")["Licences"] == ("In part",)
    assert (
        "Command A Reasoning instead"
        in rows(other, model="command-r7b")["European Open Source AI Index"][0]
    )
    titles = [each.title for each in ask(model="command-r7b").tables]
    assert not any("European index on" in each for each in titles)
    assert any(
        "Command A Reasoning, not of this" in each.title
        for each in ask(model="command-r7b").sources
    )


def test_no_release_of_the_list_was_assessed_by_the_open_source_initiative() -> None:
    for model in ("olmo-3-7b", "llama-3.1-8b"):
        said = rows("Other ratings", model=model)["Open Source AI Definition"][0]
        assert said.startswith("Not assessed.")


def test_before_the_names_and_before_the_release_nothing_is_said() -> None:
    before = ask(model="olmo-3-7b", as_of="2026-05-28")
    assert before.words["outcome"] == "unknown"
    assert before.verdict.headline.endswith("the names are of 2026-05-29.")
    assert ask(model="olmo-3-7b", as_of="2026-05-29").words["outcome"] != "unknown"
    assert "it came out later" in ask(model="gemma-4-12b", as_of="2026-05-30").verdict.headline


def test_programs_are_told_the_name_the_licence_and_whether_it_is_a_floor() -> None:
    assert ask(model="gemma-4-12b").words == {
        "outcome": "open_weights",
        "clause": "Apache License 2.0",
        "floor": "yes",
        "framework": "unknown",
    }


@law()
@given(st.sampled_from(sorted(catalog.models())), DAYS)
def test_every_answer_has_sources_that_open_and_each_of_them_once(model: str, day: str) -> None:
    answer = ask(model=model, as_of=day)
    urls = [each.url for each in answer.sources]
    assert len(urls) == len(set(urls)) >= 5
    assert all(each.startswith("https://") for each in urls)
    found = release(model)
    for part in (found.code, found.data, found.paper, found.card):
        assert not part.at or part.address in urls
    assert len(answer.tables) == 4 if found.osai else 3


def test_a_model_that_is_not_in_the_list_is_refused_by_name() -> None:
    with pytest.raises(InputErrors, match="Model: “gpt-9” is not"):
        ask(model="gpt-9")
