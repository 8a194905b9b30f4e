"""Requests that no page sends: random inputs of random types, and good requests with damage."""

import json
import random
from collections.abc import Callable

from site_plugins.runtime.exercise import LLAMA, requests

SEED = 3
NUMBERS = (0, -0.0, 1, 2**53 + 1, 10**400, -1, 0.1, 1e308, float("inf"), float("-inf"), 3.7e-320)
LETTERS = (
    "aZ0 9.,_-+eEkKmMgG'\"<>&\\/{}[]:\n\t\0\x7f\xa0é\u0301ß\u202e\u2028٣½Ⅷ一😀\ud800\udfff\ufeff"
)


def odd_requests(*, count: int, seed: int = SEED) -> list[str]:
    """The same ones each time, for the same seed."""
    chance = random.Random(seed)
    good = requests()
    makers: list[Callable[[], str]] = [
        lambda: damaged(chance.choice(good), chance),
        lambda: json.dumps({"calculator": "fit", "inputs": odd_inputs(chance)}),
        lambda: json.dumps({"calculator": "fit", "inputs": {"model": "custom"} | config(chance)}),
        lambda: json.dumps(odd_value(chance, 3), ensure_ascii=chance.random() < 0.5),
        lambda: text(chance),
    ]
    return [chance.choice(makers)() for _ in range(count)]


def odd_inputs(chance: random.Random) -> dict[str, object]:
    """Some inputs that exist, with values of any kind."""
    names = ("context", "model", "machine", "slots", "ram_gib", "vram_gib", "kv_cache_type")
    chosen = {name: odd_value(chance, 2) for name in names if chance.random() < 0.4}
    return chosen | ({"machine": "custom"} if chance.random() < 0.5 else {})


def config(chance: random.Random) -> dict[str, object]:
    """A model's configuration in which some fields are not what they should be."""
    changed: dict[str, object] = {**LLAMA}
    for name in chance.sample(list(LLAMA), 3):
        changed[name] = odd_value(chance, 2)
    return {"model_config": json.dumps(changed)}


def odd_value(chance: random.Random, depth: int) -> object:
    """Any JSON value, and a few that are not JSON."""
    kind = chance.randrange(7 if depth else 4)
    if kind == 0:
        return text(chance)
    if kind == 1:
        return chance.choice(NUMBERS)
    if kind == 2:
        return chance.choice((None, True, False))
    if kind == 3:
        return chance.randrange(-(10**6), 10**9)
    if kind == 4:
        return [odd_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    return {text(chance): odd_value(chance, depth - 1) for _ in range(chance.randrange(4))}


def damaged(request: str, chance: random.Random) -> str:
    """A request with a piece of it cut out, doubled or replaced."""
    start = chance.randrange(len(request) + 1)
    end = start + chance.randrange(12)
    return request[:start] + chance.choice((text(chance), request[start:end] * 2)) + request[end:]


def text(chance: random.Random) -> str:
    """Up to thirty letters, some of which are rare in forms."""
    return "".join(chance.choice(LETTERS) for _ in range(chance.randrange(30)))
