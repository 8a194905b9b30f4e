"""The browser's door for the memo: the JSON of kept answers in, what to show and to hand on out."""

import json
from typing import Any

from hypothesis import given

from calculators.browser import respond
from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import Kept, read, write
from calculators.memo.markdown import memo_markdown, policy_markdown
from tests.calculators.browser.test_browser import JSON

KEPT = (
    Kept(calculator="fit", task="Letters", headline="Old"),
    Kept(calculator="cover"),
    Kept(calculator="toaster", headline="Brown.", task="Letters"),
)


def ask(memo: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(respond(json.dumps({"calculator": "memo", "memo": memo})))
    return answer


def test_a_memo_can_be_shown_handed_on_and_kept() -> None:
    memo = joined(KEPT)
    answer = ask(write(KEPT))
    assert answer["html"] == to_html(memo, editable=True)
    assert answer["announcement"] == "Answers in your memo: 3. Changed since: 1."
    data = answer["data"]
    assert (data["markdown"], data["policy"]) == (memo_markdown(memo), policy_markdown(memo))
    assert data["memo"] == write(KEPT)


def test_each_answer_comes_as_it_would_be_kept_today_in_the_order_of_the_file() -> None:
    now = read(json.dumps({"memo": 1, "kept": ask(write(KEPT))["data"]["now"]}))
    assert [each.calculator for each in now] == ["fit", "cover", "toaster"]
    assert now[0].headline == joined(KEPT[:1]).entries[0].headline
    assert now[2] == KEPT[2]


def test_a_file_that_is_no_memo_is_an_answer_too() -> None:
    answer = ask("Dear diary")
    assert answer["ok"] is False
    assert answer["announcement"].startswith("Memo: “Dear diary” is not JSON.")
    assert ask({"kept": []})["announcement"].startswith("Memo: “{'kept': []}” is not a text of")


@given(JSON)
def test_no_memo_breaks_the_door(memo: object) -> None:
    assert ask(memo)["ok"] in (True, False)
    assert ask(json.dumps({"memo": 1, "kept": [memo]}))["ok"] in (True, False)
