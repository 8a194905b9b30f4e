"""From a licence, code and data to a name, and what would lift it."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.engines.licence.record import licences, terms
from calculators.engines.openness.ladder import RELEASED, RUNGS, UNKNOWN, Released
from calculators.engines.openness.record import framework, release
from tests.laws import law
from tests.paths import DATA

READ = list(csv.DictReader((DATA / "openness.csv").read_text("utf-8").splitlines()))
RULES = dict(zip((None, *RUNGS), ("R5", "R4", "R1", "R2", "R3"), strict=True))
"""By which rule of the reader each name is given."""
KINDS = ("open source", "permissive", "restricted", "non-commercial")
CODE = (RELEASED, "none_found", UNKNOWN)
THINGS = (RELEASED, "released_to_rebuild", "partly_released", "described", "none_found", UNKNOWN)
ANYTHING = st.builds(
    Released,
    licence=st.sampled_from([*KINDS, ""]),
    code=st.sampled_from(CODE),
    data=st.sampled_from(THINGS),
)


def height(released: Released) -> int:
    """The number of its rung; 0 where no name fits."""
    return RUNGS.index(released.rung) + 1 if released.rung else 0


@pytest.mark.parametrize("read", READ, ids=lambda each: each["release"])
def test_a_release_has_the_name_that_its_reader_gave_it(read: dict[str, str]) -> None:
    found, under = release(read["release"]), terms()[read["release"]]
    kind = licences()[under.licence].kind
    released = Released(licence=kind, code=found.code.status, data=found.data.status)
    assert kind == read["licence"]
    assert (released.rung or "not_determined") == read["rung"]
    assert RULES[released.rung] == read["rule"]
    assert released.is_floor == (read["floor"] == "yes")
    assert framework(found, kind)[0] == read["mof"]


def test_every_rule_gave_a_name() -> None:
    assert {each["rule"] for each in READ} == {*RULES.values()}
    assert len(READ) == 85


@pytest.mark.parametrize(
    ("licence", "code", "data", "rung"),
    [
        ("open source", RELEASED, RELEASED, "open_source_ai_with_open_data"),
        ("open source", RELEASED, "released_to_rebuild", "open_source_ai"),
        ("open source", RELEASED, "partly_released", "open_weights"),
        ("open source", "none_found", RELEASED, "open_weights"),
        ("restricted", RELEASED, RELEASED, "weights_available"),
        ("non-commercial", UNKNOWN, UNKNOWN, "weights_available"),
        ("permissive", RELEASED, RELEASED, None),
        ("", RELEASED, RELEASED, None),
    ],
)
def test_the_highest_rung_that_lacks_nothing_gives_the_name(
    licence: str, code: str, data: str, rung: str | None
) -> None:
    assert Released(licence=licence, code=code, data=data).rung == rung


@law()
@given(ANYTHING)
def test_what_is_released_besides_never_lowers_it(released: Released) -> None:
    for name in ("code", "data"):
        more = Released(**{**vars(released), name: RELEASED})
        assert height(more) >= height(released)


@law()
@given(ANYTHING)
def test_not_known_is_never_taken_as_released(released: Released) -> None:
    settled = {
        name: "none_found" if value == UNKNOWN else value for name, value in vars(released).items()
    }
    assert Released(**settled).rung == released.rung


@law()
@given(ANYTHING)
def test_it_could_stand_higher_only_where_something_is_not_known(released: Released) -> None:
    if released.is_floor:
        assert UNKNOWN in (released.code, released.data)
        assert released.licence == "open source"


@law()
@given(ANYTHING)
def test_every_rung_above_lacks_something_and_those_below_lack_nothing(released: Released) -> None:
    for rung in RUNGS:
        assert (rung in released.above) == any(released.lacks(rung))
    if released.rung:
        below = RUNGS[: RUNGS.index(released.rung)]
        assert not {*below} & {*released.above}
