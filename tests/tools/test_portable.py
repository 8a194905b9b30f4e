"""What is counted in the site of each builder, and what counts as lost."""

from datetime import date

import pytest

from tools import portable
from tools.places import ROOT
from tools.portable import MKDOCS, OTHERS, Built, counted, losses, markdown, settings, unknown

SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")
PAGE = counted("<start-calculator name=a><start-quiz id=q><figure>", has_script=False)
PROPERDOCS, ZENSICAL, BARE = OTHERS
WHOLE = Built(MKDOCS, "1.6.1", {"index.html": PAGE, "about/index.html": PAGE})


def test_elements_are_counted_whatever_else_begins_like_them() -> None:
    html = (
        '<start-calculator id="a"></start-calculator><start-calculators><figure class=x><figures>'
    )
    found = counted(html, has_script=True)
    assert (found["calculators"], found["pictures"], found["quizzes"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("html", "has_script", "runs"),
    [
        ('<start-calculator ><script src="../assets/calculators/element.js">', True, 1),
        ('<start-calculator ><script src="../assets/calculators/element.js">', False, 0),
        ("<start-calculator >", True, 0),
    ],
)
def test_a_calculator_runs_where_its_script_is_named_and_there(
    html: str, has_script: bool, runs: int
) -> None:
    assert counted(html, has_script=has_script)[portable.RUN] == runs


def test_a_page_holds_what_its_fences_say() -> None:
    lesson = (ROOT / "content/start/three-doors.md").read_text("utf-8")
    assert lesson.count("``` quiz\n") == lesson.count("``` calculator\n") == 1


def test_another_builder_gets_the_same_settings_without_the_plugin() -> None:
    ours = settings(SETTINGS, site_dir="out", own_theme=False)
    lost = [*filter(None, set(SETTINGS.splitlines()) - set(ours.splitlines()))]
    assert sorted(lost) == ["  - start-here", "site_dir: site"]
    assert "\nsite_dir: out\n" in ours
    bare = settings(SETTINGS, site_dir="out", own_theme=True)
    assert "custom_dir" in ours
    assert "custom_dir" not in bare
    assert "static_templates" not in bare


def test_a_builder_that_makes_the_same_loses_nothing() -> None:
    same = Built(PROPERDOCS, "1.6.7", WHOLE.pages)
    assert losses(WHOLE, same) == []
    assert "## ProperDocs loses\n\n- nothing" in markdown(WHOLE, [same], date(2026, 11, 30))


def test_what_is_lost_is_named_by_kind_and_by_page() -> None:
    poorer = {"index.html": {**PAGE, "quizzes": 0}}
    found = losses(WHOLE, Built(PROPERDOCS, "1.6.7", poorer))
    assert found == [
        "pages: 1 of 2",
        "calculators: 1 of 2",
        "quizzes: 0 of 2",
        "pictures: 1 of 2",
        "page about/index.html",
        "page index.html has fewer quizzes",
    ]
    assert unknown(found, PROPERDOCS) == found


def test_only_losses_that_were_noted_pass() -> None:
    known = ["pages: 1 of 2", "page 503.html", f"{portable.RUN}: 0 of 2"]
    assert unknown(known, BARE) == []
    assert unknown([*known, "quizzes: 0 of 2"], BARE) == ["quizzes: 0 of 2"]
    assert unknown(["page index.html has fewer quizzes"], BARE) != []


def test_a_builder_that_makes_no_page_says_why() -> None:
    nothing = Built(ZENSICAL, "0.0.73", {}, "RuntimeError: undefined value (in sitemap.xml:4)")
    assert losses(WHOLE, nothing) == ["everything: it makes no page"]
    assert unknown(losses(WHOLE, nothing), ZENSICAL) == []
    assert unknown(losses(WHOLE, nothing), PROPERDOCS) != []
    told = markdown(WHOLE, [nothing], date(2026, 11, 30))
    assert "It ended with an error: RuntimeError: undefined value (in sitemap.xml:4)" in told


def test_the_report_has_a_column_for_each_with_its_version() -> None:
    told = markdown(WHOLE, [Built(PROPERDOCS, "1.6.7", {"index.html": PAGE})], date(2026, 11, 30))
    assert "| | MkDocs (1.6.1) | ProperDocs (1.6.7) |\n|---|---:|---:|\n| pages | 2 | 1 |" in told
    assert "**5 of these are new.**" in told


@pytest.mark.parametrize(("asked", "code"), [("--help", 0), ("--fast", 2), ("mkdocs", 2)])
def test_it_takes_no_options_and_builds_nothing_where_one_is_given(
    asked: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("something was made")

    monkeypatch.setattr(portable, "provide_environment", fail)
    with pytest.raises(SystemExit) as ended:
        portable.main([asked])
    assert ended.value.code == code
    assert "usage: python -m tools.portable" in "".join(capsys.readouterr())
