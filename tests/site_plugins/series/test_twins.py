"""Lessons in Markdown for programs that read, and the list of them."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from site_plugins.fences import records
from site_plugins.fences.figures import render
from site_plugins.fences.quiz import parse_quiz
from site_plugins.series.pages import Page, lessons, series
from site_plugins.series.twins import add_twins, llms, to_markdown, twin

SITE = "https://example.org/repo/"
QUIZ = """- question: What grows?
  choices:
    - text: The weights
      why: No. They stay.
    - text: The notes
      right: true
      why: Yes. One for each token.
"""
ANSWER = "api-cost.checking_usd_per_month work=invoices per_day=40 pages=1 at=2026-11-29"
TEXT = f"""# Will it run?

It has `=model.qwen3-8b.licence`; see [doors](../start/three-doors.md#in-two-minutes),
[words](../glossary.md) and [them](https://example.com/a.md).

<figure>
<svg viewBox="0 0 9 9"><title>A desk</title><desc>Two books. One pad.</desc><text>Words</text></svg>
<figcaption>Your desk.</figcaption>
</figure>

/// details | Show the answer

It does.

///

``` calculator
fit
model: qwen3-8b
```

``` records
licences-about
```

``` predict
question: How large is it?
slider: {{from: 1, to: 1000, unit: "$", scale: log}}
answer: "`={ANSWER}`"
why: |
  It's the [weights](../glossary.md#weights).
```

``` text
like this
```

``` quiz
{QUIZ}```
"""
LESSON = Page(
    "part/lesson.md", "Will it run?", "Part", {"minutes": 9, "reviewed": "2026-11-29"}, TEXT
)
TWIN = twin(LESSON)


def test_figures_are_worked_out() -> None:
    assert f"It has {render('model.qwen3-8b.licence')};" in TWIN
    assert "`=" not in TWIN


def test_links_lead_to_twins_or_to_pages_and_others_stay() -> None:
    assert "[doors](../../start/three-doors/index.md#in-two-minutes)" in TWIN
    assert "[words](../../glossary/)" in TWIN
    assert "[them](https://example.com/a.md)" in TWIN


def test_a_picture_is_told_by_its_words() -> None:
    assert "*Picture: A desk. Two books. One pad.*\n\nYour desk." in TWIN
    assert "<svg" not in TWIN


def test_what_is_folded_in_the_page_stands_open_under_its_title() -> None:
    assert "**Show the answer**\n\nIt does.\n" in TWIN
    assert "///" not in TWIN


def test_a_calculator_is_its_answer_with_the_way_to_the_page() -> None:
    assert "**Calculator: Will it fit?**" in TWIN
    assert "[Change them on the page](./)" in TWIN
    assert "```text\nQwen3 8B" in TWIN
    assert "The working" not in TWIN


def test_a_quiz_is_its_questions_with_the_answers_folded() -> None:
    (question,) = parse_quiz(QUIZ)
    asked, folded = TWIN[TWIN.index("**1. What grows?**") :].split("<details>")
    assert re.findall("^- (.+)$", asked, re.MULTILINE) == [c.text for c in question.choices]
    assert "- The notes: Yes. One for each token." in folded


def test_a_guess_is_its_question_with_the_answer_folded() -> None:
    _, folded = TWIN[TWIN.index("How large is it?") :].split("<details>", 1)
    told = re.sub("<[^>]+>", "", render(ANSWER))
    assert f"**{told}**\n\nIt's the [weights](../../glossary/#weights).\n" in folded


def test_any_other_fence_is_its_own_html_in_markdown() -> None:
    assert to_markdown(records.render("licences-about")) in TWIN
    assert "licences, " in TWIN


def test_a_fence_may_tell_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "records_markdown"
    monkeypatch.setattr(records, told, lambda body: f"Told: {body.strip()}.", raising=False)
    assert "\nTold: licences-about.\n" in twin(LESSON)


def test_an_example_stays_an_example() -> None:
    assert "```text\nlike this\n```" in TWIN


def test_tables_and_lists_stay_what_they_are_and_controls_go() -> None:
    html = (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>"
        "</tbody></table><ul><li>One</li></ul><form><input><button>Go</button></form>"
    )
    assert to_markdown(html) == "| A | B |\n| --- | --- |\n| 1 | 2 |\n\n- One"


def test_the_foot_says_where_it_is_from_and_when_it_was_reviewed() -> None:
    assert TWIN.splitlines()[-1].startswith("From [Start Here](../../), reviewed 2026-11-29.")
    assert f"[This lesson with its calculators]({SITE}part/lesson/)" in twin(LESSON, SITE)


@pytest.mark.parametrize("page", lessons(), ids=lambda page: page.source)
def test_every_lesson_has_a_clean_twin(page: Page) -> None:
    text = twin(page)
    assert text.startswith(f"# {page.title}\n")
    for mark in ("`=", "///", "<svg", "<start-", "<button", "site:", "class=", "\n\n\n"):
        assert mark not in text
    assert re.findall(r"\]\((?!https:)\S*(?<!index)\.md", text) == []
    tokens = MarkdownIt("commonmark").parse(text)
    tags = [token.content.strip() for token in tokens if token.type == "html_block"]
    folded = {"<details><summary>The answer</summary>", "</details>"}
    assert set(tags) <= folded
    headings = re.findall(r"^## .+$", page.text, re.MULTILINE)
    assert [line for line in text.splitlines() if line in headings] == headings


def test_links_of_a_twin_lead_to_something_in_the_series() -> None:
    here = {each.address for each in series()}
    known = here | {f"{each.address}index.md" for each in lessons()}
    for page in lessons():
        for target in re.findall(r"\]\((\.[^)#]*)", twin(page)):
            found = (Path("/", page.address) / target).resolve().relative_to("/").as_posix()
            found = found.removeprefix(".") + ("/" if target.endswith("/") and found != "." else "")
            assert found in known or found.startswith(NOT_IN_NAV), (page.source, target)


NOT_IN_NAV = ("calculators/", "hardware/every", "money/every", "rules/every", "models/every")


def test_only_lessons_that_the_site_has_get_one(tmp_path: Path) -> None:
    (tmp_path / "start/three-doors").mkdir(parents=True)
    (tmp_path / "start/three-doors/index.html").write_text("<html></html>", "utf-8")
    add_twins(tmp_path, SITE)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert found == ["llms.txt", "start/three-doors/index.html", "start/three-doors/index.md"]


def test_the_list_has_the_form_that_llmstxt_asks_for() -> None:
    lines = llms(SITE).splitlines()
    assert lines[0] == "# Start Here"
    assert lines[2].startswith("> ")
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == [*(f"## {name}" for name in sections_of_lessons()), "## Optional"]
    links = [line for line in lines if line.startswith("- ")]
    assert all(re.fullmatch(r"- \[[^\]]+\]\(https://example\.org/repo/\S*\): .+", x) for x in links)
    listed = [line for line in links if "index.md)" in line]
    assert len(listed) == len(lessons())


def sections_of_lessons() -> list[str]:
    return list(dict.fromkeys(page.section for page in lessons()))
