"""The faults that are put into a formula: which ones, where, and where none."""

import ast

import pytest

from tools.mutants.edits import edits


def faults(source: str) -> list[str]:
    return [str(edit) for edit in edits(ast.parse(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b → a <= b"]),
        ("a >= b", ["a >= b → a > b"]),
        ("a < b < c", ["a < b < c → a <= b < c", "a < b < c → a < b <= c"]),
        ("a is None", ["a is None → a is not None"]),
        ("a not in b", ["a not in b → a in b"]),
        ("a + b", ["a + b → a - b"]),
        ("a / b", ["a / b → a * b"]),
        ("a // b", ["a // b → a / b"]),
        ("a += b", ["a += b → a -= b"]),
        ("a and b", ["a and b → a or b"]),
        ("not a", ["not a → a"]),
        ("-a", ["-a → a"]),
        ("7", ["7 → 8"]),
        ("0.5", ["0.5 → 1.5"]),
        ("True", ["True → False"]),
        ("min(a, b)", ["min(a, b) → max(a, b)"]),
        ("math.ceil(a)", ["math.ceil(a) → math.floor(a)"]),
        ("b if a else c", ["a → not a"]),
        ("[a for a in b if a]", ["a → not a"]),
        ("def f(): return a", ["return a → return None"]),
    ],
)
def test_an_expression_is_changed_in_one_place(source: str, expected: list[str]) -> None:
    assert faults(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"a word"',
        'f"{a:.4f}"',
        "a: int | None = b",
        "def f(a: list[3] = b) -> tuple[3]: return None",
        "@cache(maxsize=3)\nclass A: pass",
        "__all__ = [3]",
        "if TYPE_CHECKING:\n    a = 3",
        '"many " + a',
    ],
)
def test_words_types_and_decorators_are_left_as_they_are(source: str) -> None:
    assert faults(source) == []


def test_faults_stand_in_the_order_of_lines_and_each_changes_its_own_tree() -> None:
    source = "a = 1 + 2\nb = a < 3"
    found = []
    for number in range(len(faults(source))):
        tree = ast.parse(source)
        edits(tree)[number].apply()
        compile(tree, "sample", "exec")
        found.append(ast.unparse(tree).splitlines())
    assert [first for first, _ in found] == ["a = 1 - 2", "a = 2 + 2", "a = 1 + 3"] + [
        "a = 1 + 2"
    ] * 2
    assert [second for _, second in found[3:]] == ["b = a <= 3", "b = a < 4"]
