"""Types a tensor can be stored in: block sizes, and what to use when a block does not fit.

Sizes from ggml/src/ggml-common.h, fallbacks from src/llama-quant.cpp of llama.cpp 0c1e57098.
"""

TYPES: dict[str, tuple[int, int]] = {
    "F32": (1, 4),
    "F16": (1, 2),
    "BF16": (1, 2),
    "Q8_0": (32, 34),
    "Q5_1": (32, 24),
    "Q5_0": (32, 22),
    "Q4_1": (32, 20),
    "Q4_0": (32, 18),
    "IQ4_NL": (32, 18),
    "MXFP4": (32, 17),
    "Q6_K": (256, 210),
    "Q5_K": (256, 176),
    "Q4_K": (256, 144),
    "IQ4_XS": (256, 136),
    "Q3_K": (256, 110),
    "IQ3_S": (256, 110),
    "IQ3_XXS": (256, 98),
    "Q2_K": (256, 84),
    "IQ2_S": (256, 82),
    "IQ2_XS": (256, 74),
    "IQ2_XXS": (256, 66),
    "IQ1_M": (256, 56),
    "IQ1_S": (256, 50),
}
"""Elements and bytes of one block of a type."""

UNQUANTIZED = ("F32", "F16", "BF16")

FALLBACKS = {
    "Q6_K": "Q8_0",
    "Q5_K": "Q5_1",
    "Q4_K": "Q5_0",
    "Q3_K": "Q4_0",
    "Q2_K": "Q4_0",
    "IQ4_XS": "IQ4_NL",
    "IQ3_S": "IQ4_NL",
    "IQ3_XXS": "IQ4_NL",
    "IQ2_S": "IQ4_NL",
    "IQ2_XS": "IQ4_NL",
    "IQ2_XXS": "IQ4_NL",
    "IQ1_M": "IQ4_NL",
    "IQ1_S": "IQ4_NL",
}
"""Type used when a row does not divide into blocks of 256; not even into 32: F16."""


def row_bytes(kind: str, elements: int) -> int:
    """Bytes of `elements` values of a type, a whole number of blocks.

    >>> row_bytes("Q4_K", 4096)
    2304
    """
    block, size = TYPES[kind]
    return elements // block * size


def divides(kind: str, row: int) -> bool:
    """Whether a row is a whole number of blocks of the type."""
    return row % TYPES[kind][0] == 0


def fitting(kind: str, row: int) -> str:
    """The type itself, or what llama.cpp falls back to when its blocks do not divide the row.

    >>> fitting("Q4_K", 2880), fitting("Q6_K", 640), fitting("Q8_0", 100)
    ('Q5_0', 'Q8_0', 'F16')
    """
    if divides(kind, row):
        return kind
    fallback = FALLBACKS.get(kind, kind)
    return fallback if divides(fallback, row) else "F16"
