"""What priced questions ask and say alike."""

from datetime import date, datetime

from calculators.engines.price import ACCESS, TIERS, offer, offers
from calculators.questions.common.prices import (
    announced,
    beyond_list,
    names,
    offer_notes,
    offer_options,
    price_list,
    usual_notes,
    usual_sources,
)

TODAY = date(2026, 11, 24)
PEAKED = offer("deepseek/deepseek-flash")
ROUTED = offer("openrouter/openai/gpt-oss-120b")


def test_the_prices_have_one_date_of_the_list_and_one_of_the_day() -> None:
    assert price_list(TODAY) == "price list of 2026-11-10, still in force on 2026-11-24"


def test_a_day_that_the_list_cannot_know_is_said() -> None:
    days = (date(2026, 11, 9), date(2026, 11, 10), date(2027, 11, 10), date(2027, 11, 11))
    early, first, last, late = (" ".join(beyond_list(day)) for day in days)
    assert "the earliest one it has is used" in early
    assert (first, last) == ("", "")
    assert late.startswith("The price list of 2026-11-10 does not know the prices of 2027-11-11.")


def test_two_models_alike_are_called_by_their_hosts_and_others_are_not() -> None:
    hosts = ("groq/openai/gpt-oss-120b", "openrouter/openai/gpt-oss-120b", "zai/GLM-5.3")
    assert list(names(map(offer, hosts)).values()) == [
        "gpt-oss 120B from Groq",
        "gpt-oss 120B from OpenRouter",
        "GLM-5.3",
    ]
    assert list(names([offer(hosts[0])] * 2).values()) == ["gpt-oss 120B"]


def test_a_note_names_its_models_and_is_dropped_once_it_has_passed() -> None:
    chosen = [
        offer(ident)
        for ident in ("google/gemini-4-argon", "openai/gpt-6-luna", "openai/gpt-6.1-sol")
    ]
    long = (
        "GPT-6 Luna, GPT-6.1 Sol: Above 272,000 tokens in one prompt, input costs twice as much "
        "and output half as much again."
    )
    intro = "Gemini 4 Argon: Introductory prices until 2026-11-30."
    assert list(offer_notes(chosen, date(2026, 11, 30))) == [intro, long]
    assert list(offer_notes(chosen, date(2026, 12, 1))) == [long]


def test_what_else_a_note_says_stays() -> None:
    flash = [offer("google/gemini-3.8-flash")]
    (note,) = offer_notes(flash, date(2027, 1, 1))
    assert note.startswith("Gemini 3.8 Flash: Keeping text in an explicit cache costs extra")


def test_an_announced_price_is_said_before_its_day_and_not_after() -> None:
    argon = offer("google/gemini-4-argon")
    (before,) = announced(argon, datetime(2026, 11, 24), "Argon from Google")
    assert before.startswith("Argon from Google: from 2026-12-01 on, $4 and $20 per million tokens")
    assert list(announced(argon, datetime(2026, 12, 1))) == []


def test_where_nothing_is_averaged_nothing_is_said() -> None:
    for each in offers().values():
        if each.host not in (PEAKED.host, ROUTED.host):
            assert list(usual_notes([each], day=TODAY)) == []
            assert list(usual_sources([each])) == []


def test_what_is_averaged_is_said() -> None:
    assert list(usual_notes([PEAKED, ROUTED, ROUTED], day=TODAY)) == [
        "20.8% of the requests are counted at the price of peak hours.",
        "OpenRouter's prices are counted with 5.5% for buying credits; its least fee of $0.80 a "
        "purchase is not.",
    ]
    assert [each.url for each in usual_sources([PEAKED, ROUTED])] == [
        "https://openrouter.ai/docs/faq"
    ]


def test_the_menu_is_grouped_by_access_and_size() -> None:
    groups = list(dict.fromkeys(option.group for option in offer_options()))
    assert groups == [
        "Closed, frontier",
        "Closed, middle",
        "Closed, small and fast",
        "Open weights, frontier",
        "Open weights, middle",
        "Open weights, small and fast",
        "Open or closed not established, frontier",
    ]
    order = [(list(ACCESS).index(o.access), list(TIERS).index(o.tier)) for o in offers().values()]
    assert order == sorted(order)


def test_the_menu_names_the_host_unless_it_is_the_maker() -> None:
    labels = {option.value: option.label for option in offer_options()}
    assert labels["openai/gpt-6-luna"] == "GPT-6 Luna"
    assert labels["groq/openai/gpt-oss-20b"] == "gpt-oss 20B, Groq"
    assert len(set(labels.values())) == len(labels)
