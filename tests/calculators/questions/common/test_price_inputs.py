"""The menu of offers."""

from calculators.engines.price import ACCESS, TIERS, offers
from calculators.questions.common.price_inputs import offer_options


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
