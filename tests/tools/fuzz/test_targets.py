"""What the fuzzer asks of each door: honest texts pass, and a broken promise is seen."""

import copy
import json
import math
import re
from typing import Any

import pytest

from calculators.browser import respond
from tools.fuzz.targets import TARGETS, Broken, check_finite, check_html, seeds


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_begins_with_honest_texts_and_finds_nothing_in_them(target: str) -> None:
    texts = seeds(target)
    assert len(texts) > 10
    for text in texts[:: max(1, len(texts) // 20)]:
        TARGETS[target](text)


def test_configs_begin_with_every_architecture_that_is_read() -> None:
    begun = {json.loads(text).get("model_type") for text in seeds("config")}
    assert len(begun) > 60


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("text", [b"", b"\x00", b"\xff\xfe", b"[" * 5000, b'{"kept": 1', b"null"])
def test_no_bytes_are_an_error_of_the_target_itself(target: str, text: bytes) -> None:
    TARGETS[target](text)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>0</script>",
        "<b onclick=0>a</b>",
        "<a href='javascript:0'>a</a>",
        "<iframe srcdoc=a></iframe>",
    ],
)
def test_html_that_could_run_is_seen(html: str) -> None:
    with pytest.raises(Broken):
        check_html(html)


REPLY: dict[str, Any] = json.loads(respond('{"calculator": "fit", "inputs": {}}'))["data"]
NUMBERS = [
    *(("figures", name) for name, value in REPLY["figures"].items() if not isinstance(value, str)),
    *(
        ("details", name, end)
        for name, detail in REPLY["details"].items()
        for end in ("low", "high")
        if end in detail
    ),
]


def test_the_numbers_of_a_real_answer_are_figures_and_ranges() -> None:
    check_finite(REPLY)
    assert {path[0] for path in NUMBERS} == {"figures", "details"}


@pytest.mark.parametrize("path", NUMBERS, ids=".".join)
@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_one_number_that_is_none_is_seen(path: tuple[str, ...], number: float) -> None:
    broken = copy.deepcopy(REPLY)
    *way, last = path
    holder = broken
    for name in way:
        holder = holder[name]
    assert isinstance(holder[last], int | float)
    holder[last] = number
    with pytest.raises(Broken, match=re.escape(f"{'.'.join(path)} is {number}.")):
        check_finite(broken)
