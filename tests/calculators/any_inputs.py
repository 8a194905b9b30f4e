"""Any inputs that a calculator takes, for laws that must hold for all of them."""

from hypothesis import strategies as st

from calculators.core.calculator import Calculator
from calculators.core.inputs import Choice, Input, Moment, Number, Switch

DAYS = ("", "2026-11-24", "2026-12-01", "2027-06-01 02:00")


def any_inputs(calculator: Calculator) -> st.SearchStrategy[dict[str, object]]:
    """Some of its inputs, each with any value; another currency has a rate."""
    every = {field.name: _any_value(field.input) for field in calculator.fields}
    found = st.fixed_dictionaries({}, optional=every)
    if "exchange_rate" not in every:
        return found
    return found.map(lambda inputs: {**inputs, "exchange_rate": inputs.get("exchange_rate") or 0.9})


def _any_value(kind: Input) -> st.SearchStrategy[object]:
    """Any value that an input takes, its ends among them."""
    match kind:
        case Number(whole=True, minimum=low, maximum=high):
            return st.integers(int(low), int(high)) | st.sampled_from([int(low), int(high)])
        case Number(minimum=low, maximum=high):
            return st.floats(low, high) | st.sampled_from([low, high])
        case Choice():
            return st.sampled_from([option.value for option in kind.options()])
        case Switch():
            return st.booleans()
        case Moment():
            return st.sampled_from(DAYS)
    raise AssertionError(kind)
