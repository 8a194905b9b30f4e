"""What the fuzzer asks of each door: honest texts pass, and a broken promise is seen."""

import json

import pytest

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


def test_a_figure_that_is_no_number_is_seen() -> None:
    check_finite({"figures": [{"value": 1.5}, {"value": None}]})
    with pytest.raises(Broken):
        check_finite({"figures": [{"value": float("nan")}]})
