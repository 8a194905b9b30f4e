"""A change of a JSON text that leaves it JSON."""

import json

from tools.fuzz.mutation import mutated_json

TEXT = json.dumps({"memo": 1, "kept": [{"calculator": "fit", "inputs": {"model": "a"}}]}).encode()


def test_what_comes_out_is_json_and_mostly_another_one() -> None:
    changed = [mutated_json(TEXT, 10_000, seed) for seed in range(300)]
    for text in changed:
        assert text is not None
        json.loads(text)  # raises where it is none
    assert len(set(changed)) > 200


def test_the_same_seed_makes_the_same_change() -> None:
    assert mutated_json(TEXT, 10_000, 7) == mutated_json(TEXT, 10_000, 7)


def test_what_is_no_json_or_grows_too_long_is_left_to_others() -> None:
    assert mutated_json(b"{", 10_000, 1) is None
    assert mutated_json(TEXT, 3, 1) is None
