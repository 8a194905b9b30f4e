import json

from hypothesis import given
from hypothesis import strategies as st

from calculators.core.nesting import nests_deeper

JSON = st.recursive(
    st.none() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
)


def depth(data: object) -> int:
    if isinstance(data, dict):
        data = list(data.values())
    return 1 + max(map(depth, data), default=0) if isinstance(data, list) else 0


@given(JSON)
def test_it_is_the_depth_of_what_a_parser_would_find(data: object) -> None:
    text = json.dumps(data)
    assert not nests_deeper(text, depth(data))
    assert depth(data) == 0 or nests_deeper(text, depth(data) - 1)


def test_a_string_that_never_ends_takes_no_longer_than_it_is_long() -> None:
    assert not nests_deeper('"' + '\\"[' * 200_000, 1)
