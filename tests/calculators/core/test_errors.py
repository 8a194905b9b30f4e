from calculators.core.errors import InputErrors, Problem, quoted


def test_the_error_reads_as_its_problems() -> None:
    errors = InputErrors([Problem("a", "First."), Problem("b", "Second.")])
    assert str(errors) == "First.\nSecond."
    assert [problem.field for problem in errors.problems] == ["a", "b"]


def test_a_quoted_value_is_short_and_on_one_line() -> None:
    assert quoted("eight\nthousand") == "“eight thousand”"
    assert quoted("\x1b[31mred\x00") == "“[31mred”"
    assert quoted("x" * 1_000_000) == "“" + "x" * 40 + "…”"
