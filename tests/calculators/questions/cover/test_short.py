"""A plan in short: the same facts as `cover` and `data-path` give, in a line."""

from datetime import date

import pytest

from calculators.engines.cover.record import listed, of_host, plan
from calculators.engines.price import ended_offers, offer, offers
from calculators.questions.cover import COVER
from calculators.questions.cover.short import NOT_READ, Short
from calculators.questions.cover.words import OUTCOMES
from calculators.questions.data_path import DATA_PATH
from calculators.questions.data_path.inputs import PLACES
from calculators.questions.subscription.plans import plans

DAY = date(2026, 11, 29)
SOLD = [ident for ident in listed() if plan(ident).kind != "own"]


@pytest.mark.parametrize("ident", SOLD)
@pytest.mark.parametrize("home", PLACES)
def test_it_says_what_data_path_says_of_training_and_keeping(ident: str, home: str) -> None:
    short = Short(ident, home, DAY)
    answer = DATA_PATH.answer({"plan": ident, "home": home, "as_of": DAY.isoformat()})
    if short.plan is None:
        assert short.text == NOT_READ
        assert answer.verdict.status == "unknown"
    assert (short.trains == "yes") is (answer.verdict.status == "trained_on")
    if answer.verdict.status == "not_kept":
        assert short.text == "not trained on; not kept"
    if answer.verdict.word.startswith("Leaves, kept up to "):
        assert short.text.endswith(answer.verdict.word.removeprefix("Leaves, "))


@pytest.mark.parametrize("ident", SOLD)
@pytest.mark.parametrize("situation", ["unmodified", "edited"])
def test_it_says_what_cover_says_of_who_stands_behind_it(ident: str, situation: str) -> None:
    home = (plan(ident).homes or ("US",))[0]
    asked = {"plan": ident, "situation": situation, "home": home, "as_of": DAY.isoformat()}
    outcome = COVER.answer(asked).verdict.status
    assert Short(ident, home, DAY).behind(situation) == OUTCOMES[outcome]  # type: ignore[index]


def test_every_host_and_every_seat_plan_has_its_terms_or_none_by_name() -> None:
    hosts = {each.partition("/")[0] for each in (*offers(), *ended_offers())}
    known = {each: of_host(f"{each}/any") for each in hosts}
    assert {host for host, ident in known.items() if not ident} == {"meta", "minimax", "zai"}
    assert {ident for ident in known.values() if ident} <= listed().keys()
    assert {each.cover for each in plans().values() if each.cover} <= listed().keys()
    assert [each.id for each in plans().values() if not each.cover] == [
        "gemini-enterprise-business"
    ]


def test_terms_of_a_host_are_for_firms_and_the_same_everywhere() -> None:
    for each in offers():
        if ident := of_host(each):
            assert plan(ident).kind in ("business", "router")
            assert plan(ident).homes == ()


def test_of_amazon_only_its_own_models_are_sold_under_the_terms_that_name_them() -> None:
    makers = {offer(each).maker for each in offers() if each.startswith("aws/")}
    assert makers == {"Amazon"}


@pytest.mark.parametrize(
    ("ident", "home", "text"),
    [
        ("openai-api", "US", "not trained on; kept up to 30 days"),
        (
            "openai-chatgpt-consumer-other",
            "EU",
            "trained on unless you switch it off; kept for an unstated time",
        ),
        ("moonshot-api", "US", "trained on; kept for an unstated time"),
        ("mistral-commercial", "US", "whether it is trained on depends; kept up to 30 days"),
        ("ibm-watsonx-granite", "US", "training not known; how long it is kept is not known"),
        ("groq", "EU", "not trained on; not kept"),
        ("local-open-weights", "US", "not trained on; not kept"),
        ("google-gemini-app-europe", "US", NOT_READ),
        ("", "US", NOT_READ),
    ],
)
def test_a_line_says_whether_text_is_trained_on_and_how_long_it_is_kept(
    ident: str, home: str, text: str
) -> None:
    assert Short(ident, home, DAY).text == text


def test_before_its_day_a_text_counts_as_not_read() -> None:
    early = Short("openai-chatgpt-business", "US", date(2025, 1, 1))
    assert (early.text, early.behind("edited"), early.whose) == (NOT_READ,) * 3
    assert early.sources == ()
    assert list(early.text_sources) == []
    assert list(early.details("It")) == []


def test_where_one_lives_decides_whose_text_holds() -> None:
    for home, name in (("US", "(outside Europe)"), ("EU", "(European text)")):
        assert name in Short("openai-chatgpt-consumer-other", home, DAY).whose


def test_its_sources_are_texts_that_a_reader_can_open() -> None:
    for ident in SOLD:
        short = Short(ident, (plan(ident).homes or ("US",))[0], DAY)
        assert set(short.text_sources) <= set(short.sources)
        assert all(each.url.startswith("https://") for each in short.sources)
