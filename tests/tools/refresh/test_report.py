"""What a refresh says to whoever looks at the change."""

import json
from datetime import date

from calculators.catalog.stale import Due
from tools.refresh.report import Report, changed_answers, markdown, marks, new_models

TODAY = date(2026, 11, 30)
QUIET = Report(today=TODAY, before="0.2.3", newest="0.2.3")
ENTRY = {
    "date": "2026-11-30",
    "from": "genai-prices 0.2.4",
    "added": ["Five (Acme)"],
    "removed": ["Three (Acme)"],
    "changed": [
        {
            "offer": "Four (Acme)",
            "what": "output",
            "before": "$2 a million",
            "after": "$3 a million",
        }
    ],
}


def answer(name: str, figure: int) -> str:
    return json.dumps({"ok": True, "data": {"calculator": name, "figure": figure}})


def test_a_quiet_week_is_told_in_four_lines() -> None:
    assert markdown(QUIET) == (
        "# Refresh of 2026-11-30\n\nNothing changed.\n\n## Prices\n\n"
        "- genai-prices 0.2.3 is the newest.\n- No price changed.\n"
    )


def test_each_price_that_changed_has_its_line_with_both_values() -> None:
    told = markdown(Report(today=TODAY, before="0.2.3", newest="0.2.4", prices=ENTRY, files=["a"]))
    assert "Look at the figures below, then merge." in told
    for line in (
        "genai-prices 0.2.3 → 0.2.4.",
        "New: Five (Acme)",
        "Gone: Three (Acme)",
        "Four (Acme): output, $2 a million → $3 a million",
        "`a`",
    ):
        assert f"\n- {line}\n" in told


def test_what_needs_a_person_comes_first() -> None:
    told = markdown(
        Report(today=TODAY, before="0.2.3", newest="0.2.4", problems=["Look."], files=["a"])
    )
    assert told.index("Something needs a person") < told.index("## Needs a person\n\n- Look.")
    assert told.index("## Needs a person") < told.index("## Prices")


def test_stale_records_and_those_that_soon_are_stand_apart_by_day_and_file() -> None:
    over = [Due(date(2026, 11, 1), "plans.json", "plans")]
    coming = [Due(date(2026, 12, 5), "catalog.json", f"pc-{number}") for number in range(14)]
    told = markdown(Report(today=TODAY, before="1", newest="1", stale=over, soon=coming))
    assert "## Stale now\n\n- 2026-11-01, `plans.json`: plans\n" in told
    assert "## Runs out within 30 days\n\n- 2026-12-05, `catalog.json`: pc-0, pc-1, pc-10," in told
    assert " and 2 more\n" in told


def test_models_that_came_new_are_named_by_host() -> None:
    found = new_models({"zai": ["a"], "meta": ["m"]}, {"zai": ["a", "c", "b"], "meta": ["m"]})
    assert found == {"zai": ["b", "c"]}
    told = markdown(Report(today=TODAY, before="1", newest="2", new_models=found))
    assert "## New in the price list, and not offered here\n\n- zai: `b`, `c`\n" in told


def test_answers_that_changed_are_counted_by_calculator() -> None:
    before = [answer("fit", 1), answer("agent", 1), answer("agent", 2), '{"ok": false}']
    after = [answer("fit", 1), answer("agent", 3), answer("agent", 4), '{"ok": false, "x": 1}']
    found = changed_answers(before, after)
    assert found == {"agent": 2, "refusals": 1}
    told = markdown(Report(today=TODAY, before="1", newest="2", answers=found))
    assert "## Answers that changed\n\n- agent: 2\n- refusals: 1\n" in told
    assert changed_answers(before, before) == {}


def test_stale_records_are_marked_by_file_in_the_order_of_their_names() -> None:
    over = [Due(TODAY, "b.json", "two"), Due(TODAY, "b.json", "one"), Due(TODAY, "a.json", "x")]
    assert marks(over) == {"a.json": ["x"], "b.json": ["one", "two"]}
