"""What is pasted is read as one JSON object, or refused in a sentence, in linear time."""

import json
from time import process_time

import pytest

from calculators.engines.model_config.document import MAX_BYTES, ConfigError, read_object


def problem(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read_object(text)
    (only,) = caught.value.problems
    return only


def test_an_object_is_read_with_its_values() -> None:
    assert read_object('{"a": [1, 2.5, null, true], "b": {"c": "d"}}') == {
        "a": [1, 2.5, None, True],
        "b": {"c": "d"},
    }


def test_a_byte_order_mark_before_the_object_is_passed_over() -> None:
    assert read_object('\ufeff{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" \n\t", "Nothing was pasted. Paste the whole config.json of the model."),
        ("[1, 2]", "This is a JSON list, not an object. Paste the file from { to }."),
        ('"llama"', "This is a JSON text, not an object. Paste the file from { to }."),
        ("null", "This is a JSON null, not an object. Paste the file from { to }."),
        ("true", "This is a JSON true or false, not an object. Paste the file from { to }."),
        ("12", "This is a JSON number, not an object. Paste the file from { to }."),
        ("1.5", "This is a JSON number, not an object. Paste the file from { to }."),
        (
            '{\n "a": }',
            "This is not JSON: Expecting value at line 2, column 7. Paste the whole file, "
            "unchanged.",
        ),
    ],
)
def test_what_is_no_object_is_refused_by_its_kind(text: str, expected: str) -> None:
    assert problem(text) == expected


def test_a_text_of_256_kb_is_read_and_one_byte_more_is_refused() -> None:
    frame = len('{"a": ""}')
    assert read_object('{"a": "' + "x" * (MAX_BYTES - frame) + '"}')["a"]
    assert problem('{"a": "' + "x" * (MAX_BYTES - frame + 1) + '"}') == (
        "The text is 256 kB; the limit is 256 kB. Paste config.json only, not the tokenizer or the "
        "weights' index."
    )


def test_the_limit_counts_bytes_not_characters() -> None:
    assert problem('{"a": "' + "ü" * (MAX_BYTES // 2) + '"}').startswith("The text is 256 kB;")


def test_half_of_a_pair_of_surrogates_is_read_as_it_stands() -> None:
    assert read_object('{"a": "\ud800"}') == {"a": "\ud800"}


def test_32_levels_are_read_and_33_are_refused() -> None:
    assert read_object('{"a": ' + "[" * 31 + "]" * 31 + "}")
    assert problem('{"a": ' + "[" * 32 + "]" * 32 + "}") == (
        "The JSON nests more than 32 levels deep; a config.json does not."
    )


@pytest.mark.parametrize("text", ["[" * 40, "{" * 40, '\\"' + "[" * 40, '"' * 8 + "]" * 40])
def test_brackets_inside_text_are_not_nesting(text: str) -> None:
    assert read_object(json.dumps({"note": text, "list": [[1]]}))["note"] == text


def test_nesting_after_a_text_that_ends_in_a_backslash_is_counted() -> None:
    assert "32 levels" in problem('{"a": "\\\\", "b": ' + "[" * 40)


def test_an_unclosed_text_is_named_with_its_place() -> None:
    assert problem('{"a": "' + '\\"[' * 50) == (
        "This is not JSON: Unterminated string starting at at line 1, column 7. "
        "Paste the whole file, unchanged."
    )


@pytest.mark.parametrize(
    ("start", "repeated"),
    [
        ('"', '\\"'),
        ('{"a": "', '\\"['),
        ('{"a": "', "\\\\"),
        ("", '"'),
        ("", '"[]'),
        ("", '"\\"'),
        ("", "\\"),
        ("{", '"a": 1, '),
    ],
)
def test_harmless_repetition_eight_times_as_long_takes_about_eight_times_as_long(
    start: str, repeated: str
) -> None:
    def seconds(characters: int) -> float:
        text = start + repeated * (characters // len(repeated))
        began = process_time()
        problem(text)
        return process_time() - began

    short = min(seconds(4_000) for _ in range(9))
    long = min(seconds(32_000) for _ in range(5))
    assert long < 32 * short  # where it grew with the square, it would be 64
