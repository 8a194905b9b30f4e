"""Requests that lead through all of the calculators, made from what they declare.

Every option of every choice, both sides of every switch and limit, texts that make sense and texts
that do not, mixtures of all these, and requests that are none. A runtime that is trimmed to what
they need answers all else with it.
"""

import json
import random
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from calculators.core.calculator import Calculator, Field
from calculators.core.inputs import Choice, Moment, Number, Switch, Text
from calculators.registry import CALCULATORS

Inputs = dict[str, object]

TYPED_NUMBERS = ("32k", "131,072", "1 000", "7.5", "1e3", "-1", "1e400", "٣", "½", "eight", "")
TYPED_TEXTS = (
    *("", "not json", "[]", "null", "NaN", "{}", '{"model_type": "quantum"}', "{" * 2000),
    *('{"a": ' * 5000, "é€😀", "\u202e\u0000", "9" * 5000, "<img src=x onerror=alert(1)>"),
)
MOMENTS = (
    *("2026-11-24", "2026-12-01", "2027-01-01 00:00", "2026-11-24T02:00:00Z"),
    *("2026-11-24T23:30:00.25-02:00", "2025-06-30 08:15:59"),
)
TYPED_MOMENTS = (
    "yesterday",
    "24.11.2026",
    "2026-13-01",
    "2026-02-30",
    "1999-01-01",
    "2026-11-24T24:00",
)
LLAMA = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 2048,
    "intermediate_size": 8192,
    "num_hidden_layers": 16,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "vocab_size": 128256,
    "max_position_embeddings": 131072,
}
"""A config.json, for inputs that take one; others say what they think of it."""
BROWSERS: Mapping[str, dict[str, object]] = tomllib.loads(
    Path(__file__).with_name("browsers.toml").read_text("utf-8")
)
"""What browsers tell of the machines they run on, by a name for us."""
NONSENSE: tuple[object, ...] = (
    *([], "x", 7, {"deviceMemory": "<img src=x onerror=alert(1)>", "webglRenderer": 3.5}),
    {"userAgent": "Windows\u202e\u0000" * 200, "deviceMemory": -8, "brands": ["Brave"]},
    {"userAgent": "Windows", "deviceMemory": 1e308, "webglRenderer": "<b>GeForce RTX</b>"},
)
"""What no browser tells, for a page that somebody wrote by hand."""
AGAIN = 10
"""Good values that are enough of an input whose like was tried in full."""
MIXED, MIXED_SEED = 400, 1
NOT_REQUESTS = (
    *("", "null", "[]", "{", "\ud800", "[" * 3000, '{"calculator": 1}', '{"calculator": "fit"'),
    *('{"calculator": "toaster", "inputs": {}}', '{"inputs": []}', '{"calculator": "fit", "x": 1}'),
)


def requests(calculators: Mapping[str, Calculator] = CALCULATORS) -> list[str]:
    """Requests as the page sends them."""
    tried: set[object] = set()
    asked = (
        json.dumps({"calculator": name, "inputs": inputs})
        for name, calculator in calculators.items()
        for inputs in inputs_of(calculator, tried)
    )
    compared = (
        json.dumps({"calculator": name, "inputs": {}, "edited": edited})
        for name, calculator in calculators.items()
        for edited in edited_results(calculator)
    )
    seen = (
        json.dumps({"calculator": name, "inputs": {}, "seen": raw})
        for name in calculators
        for raw in (*BROWSERS.values(), *NONSENSE)
    )
    goals = (
        json.dumps({"calculator": name, "inputs": {}, "goal": goal})
        for name, calculator in calculators.items()
        for goal in goals_of(calculator)
    )
    mixed = mixed_requests(calculators, count=MIXED, seed=MIXED_SEED)
    return [*asked, *compared, *seen, *memos(calculators), *goals, *mixed, *NOT_REQUESTS]


def memos(calculators: Mapping[str, Calculator]) -> list[str]:
    """Memos of every calculator, kept answers that are of no use any more, and what is no memo."""
    usual = [{"calculator": name} for name in calculators]
    old = [
        {**each, "task": "<b>é", "kept_on": "2026-11-01", "headline": "Old", "note": "*",
         "figures": {"Colour": "red"}, "ticked": ["Done"], "inputs": {"model": "gone"}}
        for each in (*usual[:1], {"calculator": "toaster"})
    ]  # fmt: skip
    lists: list[object] = [usual[place : place + 5] for place in range(0, len(usual), 5)]
    lists += [old, [], usual * 9, [7], [{"calculator": 7, "x": 1}], [{**usual[0], "kept_on": "?"}]]
    lists += [[{**usual[0], "note": "x" * 2001}], None]
    texts = [json.dumps({"memo": 1, "kept": kept}) for kept in lists]
    others: tuple[object, ...] = (
        *TYPED_TEXTS,
        "9" * 500_001,
        '{"memo": 2, "kept": []}',
        None,
        7,
        [],
    )
    return [json.dumps({"calculator": "memo", "memo": each}) for each in (*texts, *others)]


def goals_of(calculator: Calculator) -> Iterator[object]:
    """Goals of exercises: reached, missed, of no figure, and none at all."""
    result = calculator.answer({})
    for figure in result.figures[:3]:
        for bound in ({"at_most": 0.5}, {"at_most": 2.0}, {"at_least": 0.5}, {"at_least": 2.0}):
            yield {"figure": figure.name, "start": {}, **bound}
    for word in (result.verdict.word, "Never"):
        yield {"verdict": word, "start": {}}
    yield {"figure": "toasts", "start": {}, "at_most": 1.0}
    yield {"figure": "", "start": {}, "at_most": 1.0}
    yield {"figure": 7}


def edited_results(calculator: Calculator) -> Iterator[dict[str, object]]:
    """What a reader's own formula may give: the same, other figures, none, and no result."""
    result = calculator.answer({})
    higher = (replace(each, value=2 * (each.value or 0) + 1) for each in result.figures)
    yield asdict(result)
    yield asdict(replace(result, figures=(*higher, replace(result.figures[0], name="new"))))
    yield asdict(replace(result, figures=(), highlights=(), notes=("Mine.",)))
    yield asdict(replace(result, highlights=("nothing",)))
    yield {"verdict": None}


def inputs_of(calculator: Calculator, tried: set[object]) -> Iterator[Inputs]:
    """The defaults, then one input at a time at each of its values, then all at once wrong."""
    yield {}
    for field in calculator.fields:
        shown = shown_with(calculator, field)
        for value in _some_values(field, tried):
            yield {**shown, field.name: value}
    yield dict.fromkeys((field.name for field in calculator.fields), "'; DROP TABLE")
    yield {"colour": 1, "": None, "é" * 300: ["deep", {"er": []}]}


def _some_values(field: Field, tried: set[object]) -> Iterable[object]:
    """All of them, or some where the same menu, or another number or text, was tried in full."""
    like = getattr(field.input, "options", type(field.input))
    good = list(good_values_of(field))
    if like in tried:
        return [*good[:: 1 + len(good) // AGAIN], None, *list(values_of(field))[-2:]]
    tried.add(like)
    return values_of(field)


def values_of(field: Field) -> Iterable[object]:
    """Values of all kinds for one input: good ones, wrong ones, and of another type."""
    yield from good_values_of(field)
    yield from (None, 1.5, True, [], {})
    match field.input:
        case Choice():
            yield "toaster"
        case Switch():
            yield "perhaps"
        case Number() as number:
            yield from (number.minimum - 1, number.maximum + 1, *TYPED_NUMBERS)
        case Moment():
            yield from TYPED_MOMENTS
        case _:
            yield from (json.dumps({**LLAMA, "hidden_size": -1}), LLAMA, *TYPED_TEXTS)


def good_values_of(field: Field) -> Iterable[object]:
    """Values that one input takes, if the others agree."""
    yield field.default_text
    match field.input:
        case Choice() as choice:
            yield from (option.value for option in choice.options())
        case Switch():
            yield from ("on", "off")
        case Number() as number:
            yield from (number.minimum, number.maximum, *number.stops)
        case Moment():
            yield from MOMENTS
        case _:
            yield from field.input.examples if isinstance(field.input, Text) else ()
            yield json.dumps(LLAMA)


def mixed_requests(
    calculators: Mapping[str, Calculator] = CALCULATORS, *, count: int, seed: int
) -> list[str]:
    """Requests with many inputs at once, drawn by chance, the same for the same seed.

    Half of them hold only good values; among the inputs of the others, one in ten is of any kind.
    """
    chance = random.Random(seed)
    names = sorted(calculators)
    return [_mixed(calculators[chance.choice(names)], chance) for _ in range(count)]


def _mixed(calculator: Calculator, chance: random.Random) -> str:
    careful = chance.random() < 0.5
    inputs = {}
    for field in calculator.fields:
        if chance.random() < 0.7:
            kinds = good_values_of if careful or chance.random() < 0.9 else values_of
            inputs[field.name] = chance.choice(list(kinds(field)))
    return json.dumps({"calculator": calculator.name, "inputs": inputs})


def shown_with(calculator: Calculator, field: Field) -> Inputs:
    """Values of other inputs with which this one counts."""
    when = field.input.when
    if when is None:
        return {}
    return {**shown_with(calculator, calculator.field(when.field)), when.field: when.values[0]}
