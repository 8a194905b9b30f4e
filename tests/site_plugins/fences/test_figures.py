import re
from datetime import date

import pytest
from markdown import Markdown

from calculators.core.numbers import format_about_range, format_bytes
from calculators.core.results import Basis, Figure
from calculators.core.view.html import unbroken
from calculators.engines.price import package
from calculators.questions.fit import FIT
from site_plugins.fences import figures
from site_plugins.fences.figures import FigureError, render
from tests.paths import ROOT

NO_BREAK = "\N{NO-BREAK SPACE}"


def line(text: str) -> str:
    return Markdown(extensions=["site_plugins.fences.figures"]).convert(text)


def test_a_figure_is_worked_out_and_rounded_where_it_is() -> None:
    told = unbroken("4.7 GiB")
    assert line("Weights: `=fit.weights_bytes model=qwen3-8b`.") == (
        f'<p>Weights: <span class="sc-inline" title="Weights">{told}</span>.</p>'
    )


def test_all_digits_are_there_where_they_are_the_point() -> None:
    value = FIT.answer({"model": "qwen3-8b"}).figure("weights_bytes").value
    assert value is not None
    assert f">{format_bytes(value)}<" in render("fit.weights_bytes.exact model=qwen3-8b")


@pytest.mark.parametrize(
    ("value", "unit", "basis", "text"),
    [
        (336_385, "requests", "estimate", "about 340,000 requests"),
        (12.6, "tokens/s", "estimate", "about 13 tokens a second"),
        (43_646_976, "weights", "exact", "about 44 million weights"),
        (840, "requests", "exact", "840 requests"),
        (5, "seats", "exact", "5 seats"),
        (682 * 2**20, "bytes", "exact", "680 MiB"),
    ],
)
def test_only_a_count_that_rounding_changed_and_an_estimate_are_about(
    value: float, unit: str, basis: Basis, text: str
) -> None:
    assert figures.told(Figure("name", "Label", value, unit, basis)) == text


def test_a_price_in_whole_dollars_has_no_cents() -> None:
    assert figures.told(Figure("name", "Label", 300, "USD/month"), "exact") == "$300 a month"
    assert figures.told(Figure("name", "Label", 22.5, "USD/month"), "exact") == "$22.50 a month"


def test_shares_are_closed_up() -> None:
    assert render("customise.worst_error").endswith(">24%</span>")
    assert ">93%</a>" in render("published.host-best")


def test_an_estimate_says_that_it_is_one() -> None:
    assert ">about 9.0 GiB<" in render("fit.total_bytes model=qwen3-8b context=8192")


def test_amounts_in_prose_and_in_tables_stay_on_one_line() -> None:
    assert line("A laptop with 8 GB, `8 GB` in code.").replace(NO_BREAK, "~") == (
        "<p>A laptop with 8~GB, <code>8 GB</code> in code.</p>"
    )
    told = line("It needs `=fit.total_bytes model=qwen3-8b context=8192`.")
    assert ">about~9.0~GiB<" in told.replace(NO_BREAK, "~")


def test_a_verdict_is_a_word() -> None:
    assert render("fit.verdict model=qwen3-8b machine=laptop-16gb") == "fits"


def test_an_estimate_gives_its_range() -> None:
    figure = FIT.answer({"model": "qwen3-8b"}).figure("compute_buffer_bytes")
    text = format_about_range(figure.low, figure.high, "bytes")
    assert f">{text}<" in render("fit.compute_buffer_bytes.range model=qwen3-8b")


def test_the_answer_key_gives_its_figures() -> None:
    shares = (render(f"answer-key.writing.{part}.in_band") for part in ("fit", "longgen"))
    assert [*shares] == ['<span class="sc-inline">97%</span>', '<span class="sc-inline">75%</span>']


def test_a_record_gives_its_fields() -> None:
    assert render("model.qwen3.5-4b.name") == "Qwen3.5 4B"
    assert render("model.qwen3-8b.licence") == "Apache-2.0"
    assert render("model.qwen3-8b.context_max") == "40,960"
    assert render("offer.openai/gpt-6.1-sol.label") == "GPT-6.1 Sol"
    assert render("offer.groq/openai/gpt-oss-120b.host") == "Groq"


def test_the_price_list_has_a_day_of_its_own() -> None:
    assert render("price-list.released") == "10 November 2026"
    assert package().released == "2026-11-10"


def test_plans_are_counted_by_what_they_answer() -> None:
    sold = int(render("plans.sold"))
    answers = ("none", "unknown")
    assert sum(int(render(f"plans.{each}.wrong_answer")) for each in answers) == sold


@pytest.mark.parametrize("which", ["plans.bought", "plans.covered.wrong_answer", "plans.none.rain"])
def test_no_count_is_given_for_plans_that_nobody_looked_up(which: str) -> None:
    with pytest.raises(FigureError):
        render(which)


def test_a_published_figure_links_to_where_it_stands() -> None:
    html = render("published.market-saving")
    assert ">$24.8 billion</a>" in html
    assert 'href="https://www.linuxfoundation.org/blog/' in html
    assert "Checked on 2026-11-24" in html


def test_a_figure_that_nobody_published_fails_the_build() -> None:
    with pytest.raises(FigureError, match="no-such-figure"):
        render("published.no-such-figure")


def test_every_published_figure_is_quoted_somewhere() -> None:
    pages = (page.read_text("utf-8") for page in (ROOT / "content").rglob("*.md"))
    quoted = {name for page in pages for name in re.findall(r"`=published\.([\w-]+)`", page)}
    assert quoted == set(figures.published())


def test_every_published_figure_has_a_source_to_open_and_the_day_it_was_checked() -> None:
    for name, found in figures.published().items():
        assert found["url"].startswith("https://"), name
        assert isinstance(found["checked"], date), name


def test_other_code_spans_stay_code() -> None:
    assert line("Type `free -h`.") == "<p>Type <code>free -h</code>.</p>"


@pytest.mark.parametrize(
    "reference",
    [
        "fit.toast",
        "toaster.heat",
        "model.gpt-9.name",
        "offer.nobody/gpt-9.label",
        "model.qwen3-8b.colour",
        "fit.total_bytes model",
        "fit.total_bytes.sum model=qwen3-8b",
        "fit.weights_bytes.range model=qwen3-8b",
        "answer-key.writing.gone.rows",
        "answer-key.writing",
        "fit.total_bytes context=lots",
        "fit",
    ],
)
def test_a_reference_to_nothing_fails_the_build(reference: str) -> None:
    with pytest.raises(FigureError, match=reference.split()[0]):
        line(f"`={reference}`")


def test_a_situation_is_worked_out_once_for_all_its_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(figures, "calculator", lambda name: asked.append(name) or FIT)
    render("fit.total_bytes model=qwen3-8b context=1234")
    render("fit.weights_bytes context=1234 model=qwen3-8b")
    assert asked == ["fit"]
