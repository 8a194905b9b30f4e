"""The price list that ships."""

from collections import Counter
from datetime import UTC, datetime

from calculators.catalog import models
from calculators.engines.price import offer, offers, package, typed_offer
from calculators.engines.price.rates import has_batch, rates


def test_how_many_there_are() -> None:
    assert len(offers()) == 68
    assert Counter(each.access for each in offers().values()) == {
        "open": 43,
        "closed": 23,
        "unverified": 2,
    }


def test_an_offer_names_its_price_list_and_its_date() -> None:
    opus = offer("anthropic/claude-opus-5-5")
    assert opus.source.title == "Anthropic: prices, as in genai-prices 0.2.3"
    assert opus.source.url == "https://www.anthropic.com/pricing#api"
    assert opus.source.checked == package().released == "2026-11-10"


def test_an_open_model_names_its_licence() -> None:
    glm = offer("zai/GLM-5.3")
    assert (glm.access, glm.licence, glm.host) == ("open", "GLM-5.3 License", "Z.ai")


def test_a_licence_that_nobody_could_be_quoted_for_is_not_established() -> None:
    unknown = [each.id for each in offers().values() if each.licence == "not established"]
    assert unknown == [
        "together/meta-models/Muse-Spark-Open-816B-A42B",
        "mistral/mistral-medium-3-5",
        "minimax/MiniMax-M3.1-Flash",
        "mistral/mistral-large-4",
        "moonshotai/kimi-k3.1-pro",
    ]


def test_weights_that_are_in_the_catalog_have_its_licence() -> None:
    same = [each for each in offers().values() if each.model]
    assert len(same) == 22
    assert [each.licence for each in same] == [models()[each.model].licence for each in same]


def test_an_unknown_context_window_is_unknown() -> None:
    assert offer("openrouter/qwen/qwen3.5-9b").context_window is None
    assert offer("groq/openai/gpt-oss-20b").context_window == 131_072


def test_an_offer_no_longer_made_is_not_in_the_menu_but_keeps_its_price() -> None:
    gone = offer("together/thinkingmachines/Inkling")
    assert gone.withdrawn == "2026-11-06"
    assert gone.id not in offers()
    mini = offer("openai/gpt-5-mini")
    assert (mini.ended("2026-12-10"), mini.ended("2026-12-11")) == (False, True)


def test_prices_of_a_reader_s_own_have_a_batch_price_only_where_it_is_lower() -> None:
    usual = typed_offer(usd_input=1, usd_output=4)
    half = typed_offer(usd_input=1, usd_output=4, batch_share=0.5)
    day = datetime(2026, 11, 24, tzinfo=UTC)
    assert [has_batch(each, at=day) for each in (usual, half)] == [False, True]
    assert rates(half, at=day, prompt_tokens=1, batch=True).output == 2
