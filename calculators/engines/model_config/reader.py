"""Reads a config key by key and collects what is wrong, so that all problems are told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculators.core.errors import quoted
from calculators.engines.memory.geometry import GLOBAL, RECURRENT, SLIDING, PerLayer
from calculators.engines.model_config.defaults import DEFAULTS, OFTEN_LEFT_OUT
from calculators.engines.model_config.document import is_object

_LIMIT = 1_000_000
_LAYERS = 1_000
_ROWS = 10_000_000
_LIMITS = {
    "num_hidden_layers": _LAYERS,
    "num_layers": _LAYERS,
    "vocab_size": _ROWS,
    "intermediate_size": _ROWS,
    "max_position_embeddings": 1_000_000_000,
    "sliding_window": 1_000_000_000,
}

MIXERS = {
    "mamba": RECURRENT,
    "linear_attention": RECURRENT,
    "conv": RECURRENT,
    "attention": GLOBAL,
    "full_attention": GLOBAL,
}
"""Names of layers in hybrid models."""
_LETTERS = {"full_attention": GLOBAL, "sliding_attention": SLIDING}


class Reader:
    """One model's settings; a wrong value is noted and replaced, so that reading can go on."""

    def __init__(
        self, values: Mapping[str, object], model_type: str, *, nested: bool = False
    ) -> None:
        """`nested` marks the text part of a multimodal file, which may leave any size out."""
        self.values = dict(values)
        self.model_type = model_type
        self.nested = nested
        self.defaults = DEFAULTS.get(model_type, {})
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.left_out: dict[str, int] = {}

    # Single values

    def has(self, key: str) -> bool:
        """Whether the file gives the key a value other than null."""
        return self.values.get(key) is not None

    def number(self, key: str, default: int | None = None, *, least: int = 1) -> int:
        """A whole number of at least `least`; without a value the default, told to the reader."""
        value = self.values.get(key)
        if value is None:
            return self._default(key, default)
        return self._checked(key, value, least)

    def optional(self, key: str, *, least: int = 0) -> int:
        """A whole number, or 0 where the key is absent or null."""
        value = self.values.get(key)
        return 0 if value is None else self._checked(key, value, least)

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false; absent means the class default."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(f"{key} is {shown(value)}; it must be true or false.")
            return default
        return value

    def share(self, key: str, default: float) -> float:
        """A fraction above 0 and up to 1, at the top or inside the rope settings."""
        value = self.values.get(key)
        return self._fraction(key, self.rope().get(key) if value is None else value, default, 1)

    def multiplier(self, key: str) -> float:
        """A factor above 0 and up to 100; absent or null means 1."""
        return self._fraction(key, self.values.get(key), 1.0, 100)

    def rope(self) -> Mapping[str, object]:
        """Settings of the rotary position embedding, those of global layers where they differ."""
        for key in ("rope_parameters", "rope_scaling"):
            value = self.values.get(key)
            if value is None:
                continue
            if not is_object(value):
                self.refuse(f"{key} is {shown(value)}; it must be an object or null.")
                return {}
            inner = value.get("full_attention")
            return inner if is_object(inner) else value
        return {}

    def rope_type(self) -> str:
        """Name of the rope scaling, in lower case; empty for none."""
        rope = self.rope()
        value = rope.get("rope_type", rope.get("type"))
        return value.lower() if isinstance(value, str) else ""

    # Lists

    def names(self, key: str, letters: Mapping[str, str], layers: int) -> str:
        """A list of one name per layer as letters; empty where the key is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return ""
        if not isinstance(value, list) or len(value) != layers:
            self.refuse(f"{key} must be a list of {layers:,} names, one per layer.")
            return ""
        known = [letters[name] for name in value if isinstance(name, str) and name in letters]
        if len(known) != layers:
            odd = next(n for n in value if not isinstance(n, str) or n not in letters)
            self.refuse(f"{key} has {shown(odd)}; known names are {', '.join(letters)}.")
            return ""
        return "".join(known)

    def layer_types(self, layers: int, period: int) -> str:
        """Kinds of layers: the `layer_types` list, else every `period`-th layer is global."""
        listed = self.names("layer_types", _LETTERS, layers)
        return repeated(listed) if listed else every(period, SLIDING, layers)

    def numbers(self, key: str, layers: int) -> PerLayer:
        """A list of one number per layer; 0 where the key holds no list."""
        value = self.values.get(key)
        if not isinstance(value, list):
            return 0
        if len(value) != layers:
            self.refuse(f"{key} must be a list of {layers:,} numbers, one per layer.")
            return 1
        return per_layer([self._checked(key, number, 1) for number in value])

    def leading_dense(self, layers: int, default: int) -> int:
        """Number of dense layers before the sparse ones, from `mlp_layer_types` if it is there."""
        listed = self.names("mlp_layer_types", {"dense": "d", "sparse": "s"}, layers)
        if not listed:
            return default
        dense = listed.count("d")
        if "d" in listed[dense:]:
            self.refuse("mlp_layer_types must list all dense layers before the sparse ones.")
        return dense

    # Findings

    def refuse(self, sentence: str) -> None:
        """Note a problem, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)

    def refuse_missing(self, key: str) -> None:
        """Note that the family cannot be read without the key."""
        self.refuse(f"{key} is missing. Paste the whole config.json of the model.")

    def require(self, holds: bool, sentence: str) -> None:
        """Note a problem between values, unless the values themselves already have one."""
        if not holds and not self.problems:
            self.refuse(sentence)

    def refuse_true(self, *keys: str) -> None:
        """Settings that add tensors this project has not checked."""
        for key in keys:
            if self.flag(key):
                self.refuse(f"{key} is true; only false is supported for “{self.model_type}”.")

    def note(self, sentence: str) -> None:
        """Note what was taken for granted, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the file leaves open and what was taken instead, in plain sentences."""
        if not self.left_out:
            return tuple(self.notes)
        values = ", ".join(f"{key} {value:,}" for key, value in self.left_out.items())
        defaults = f"Not in the file, so the defaults for “{self.model_type}” count: {values}."
        return (defaults, *self.notes)

    def _default(self, key: str, default: int | None) -> int:
        fallback = default
        if default is None and (self.nested or key in OFTEN_LEFT_OUT):
            fallback = self.defaults.get(key)
        if fallback is None:
            self.refuse_missing(key)
            return 1
        self.left_out[key] = fallback
        return fallback

    def _fraction(self, key: str, value: object, default: float, most: int) -> float:
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= most:
            self.refuse(f"{key} is {shown(value)}; it must be a number above 0 and up to {most}.")
            return default
        return float(value)

    def _checked(self, key: str, value: object, least: int) -> int:
        most = _LIMITS.get(key, _LIMIT)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(
                f"{key} is {shown(value)}; it must be a whole number from {least:,} to {most:,}."
            )
            return max(least, 1)
        return value


def shown(value: object) -> str:
    """A JSON value as its file has it, short."""
    if value is None or isinstance(value, bool):
        return quoted({None: "null", True: "true", False: "false"}[value])
    if isinstance(value, int) and abs(value) >= 10**40:
        return "“a number with more than 40 digits”"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "an object"
    return quoted(value)


def numbers_in(value: object) -> frozenset[float]:
    """The numbers of a list; none where it is no list, or holds anything else."""
    listed = value if isinstance(value, list) else []
    return frozenset(listed if all(isinstance(each, (int, float)) for each in listed) else ())


def every(period: int, others: str, layers: int) -> str:
    """A pattern in which every `period`-th layer is global.

    >>> every(6, "s", 34)
    'sssssg'
    """
    return repeated(
        "".join(GLOBAL if layer % period == 0 else others for layer in range(1, layers + 1))
    )


def repeated(letters: str) -> str:
    """The shortest start that, repeated, gives all the letters.

    >>> repeated("ssgssgss"), repeated("rrgrr")
    ('ssg', 'rrgrr')
    """
    return letters[: _period(letters)]


def per_layer(values: Sequence[int]) -> PerLayer:
    """One number where all layers agree, else the shortest tuple that repeats to all.

    >>> per_layer([8, 8, 8]), per_layer([8, 8, 2, 8, 8, 2])
    (8, (8, 8, 2))
    """
    period = _period(values)
    return values[0] if period == 1 else tuple(values[:period])


def _period(values: Sequence[object]) -> int:
    """Length after which the values repeat at least once in full, else all of them."""
    total = len(values)
    lengths = range(1, total // 2 + 1)
    return next(
        (n for n in lengths if all(v == values[i % n] for i, v in enumerate(values))), total
    )
