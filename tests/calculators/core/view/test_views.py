import json
import re
from dataclasses import replace

import pytest

from calculators.core.results import Bar, Bars, Basis, Change, Segment, StackedBar, Table
from calculators.core.view import to_data, to_html, to_json, to_text
from calculators.core.view.html import unbroken
from calculators.registry import CALCULATORS, calculator
from tests.calculators.sample import WEIGH

RESULT = WEIGH.answer({})
NO_BREAK = "\N{NO-BREAK SPACE}"


def shown(html: str) -> str:
    """With spaces that may break, as a reader sees it."""
    return html.replace(NO_BREAK, " ")


def test_text_has_the_answer_first_and_aligned_figures() -> None:
    assert to_text(RESULT) == (
        "10 pieces\n✓ Light: 10 × apple weigh 2 kg.\n\n"
        "- You can carry it.\n\n"
        "Total                            2 kg  exact\n"
        "Bag    1.00 GiB (512 MiB to 2.00 GiB)  estimate\n\n"
        "What would change this\n- Take 5.\n\n"
        "The working\n- Total: count × weight = 10 × 0.2 = 2 kg\n\n"
        "What this rests on\n- Stones are not counted.\n\n"
        "Sources\n- A scale, checked 2026-11-23: https://example.org/scale\n"
    )


def test_json_gives_bare_figures_and_what_is_known_about_them() -> None:
    data = json.loads(to_json(RESULT))
    assert data == to_data(RESULT)
    assert data["figures"] == {"total_kg": 2.0, "bag_bytes": 2**30, "verdict": "light"}
    assert data["details"]["bag_bytes"] == {
        "label": "Bag",
        "unit": "bytes",
        "basis": "estimate",
        "low": 2**29,
        "high": 2**31,
    }
    assert data["inputs"]["count"] == "10"


def test_html_says_the_verdict_in_words_and_sign() -> None:
    assert to_html(RESULT).startswith(
        '<p class="sc-asked">10 pieces</p>\n'
        '<p class="sc-verdict sc-good"><span class="sc-badge"><span aria-hidden="true">✓</span> '
        'Light</span></p>\n<p class="sc-headline">10 × apple weigh 2 kg.</p>\n'
        '<ul class="sc-reasons"><li>You can carry it.</li></ul>'
    )


def test_the_bar_marks_its_limit_and_has_a_table_twin() -> None:
    html = shown(to_html(RESULT))
    assert 'aria-label="Load: Fruit 3.00 GiB, Bag 1.00 GiB. You can carry: 2.00 GiB."' in html
    assert '<span class="sc-piece sc-weights" style="width:75.000%"></span>' in html
    assert '<span class="sc-beyond" style="left:50.000%"></span>' in html
    assert "Over the limit</th><td>2.00 GiB</td><td>assumed</td>" in html
    assert "Bag</th><td>512 MiB to 2.00 GiB</td><td>estimate</td>" in html


def test_a_change_can_be_tried_at_once() -> None:
    assert 'data-action="apply" data-inputs="{&quot;count&quot;: &quot;5&quot;}"' in to_html(RESULT)


def test_what_a_reader_typed_is_escaped() -> None:
    html = shown(to_html(WEIGH.answer({"fruit": "other", "other": "<img src=x>"})))
    assert "<img" not in html
    assert "&lt;img src=x&gt;" in html


BARS = Bars(
    title="Two ways",
    unit="bytes",
    bars=(
        Bar(
            label="Right <one>",
            segments=(
                Segment(label="Weights", value=2**30, kind="weights", basis="exact"),
                Segment(label="Cache", value=2**30, kind="cache", basis="exact"),
            ),
            marked=True,
        ),
        Bar(
            label="Short",
            segments=(Segment(label="Weights", value=2**30, kind="weights", basis="estimate"),),
        ),
    ),
)
TABLE = Table(
    title="Side by side", columns=("Part", "Log", "Ours"), rows=(("KV", "1 <MiB>", "2 MiB"),)
)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>5.26 GiB of about 4.00 GiB</p>", "<p>5.26~GiB of about~4.00~GiB</p>"),
        ("about $0.68 a month", "about~$0.68 a month"),
        ("About R$1, about CHF 12", "About~R$1, about~CHF~12"),
        ("8 min 22 s, 4 h 13 min", "8~min~22~s, 4~h~13~min"),
        ("30%, 5,333 tokens, 12 tokens/s", "30%, 5,333~tokens, 12~tokens/s"),
        ("$24.8 billion, 2 million", "$24.8~billion, 2~million"),
        ("40 invoices, 8 GBX, about it, GPT-6 Luna", "40 invoices, 8 GBX, about it, GPT-6 Luna"),
        ("<td>about 5 GiB</td>", "<td>about 5~GiB</td>"),
        ("<td>about <b>5 tokens</b></td> 5 tokens", "<td>about <b>5 tokens</b></td> 5~tokens"),
        ("<th>8 min 22 s</th>", "<th>8~min 22~s</th>"),
        ('<p title="5 GiB">5 GiB</p>', '<p title="5 GiB">5~GiB</p>'),
        ("<pre>5 GiB</pre> 5 GiB", "<pre>5 GiB</pre> 5~GiB"),
        ("<code>a <b>5 GiB</b></code>", "<code>a <b>5 GiB</b></code>"),
        ("<select><option>8 GB</option></select>", "<select><option>8 GB</option></select>"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(html: str, kept: str) -> None:
    assert unbroken(html) == kept.replace("~", NO_BREAK)
    assert unbroken(unbroken(html)) == unbroken(html)


@pytest.mark.parametrize("name", ["speed", "finder"])
def test_words_a_minute_have_as_many_digits_as_are_meant(name: str) -> None:
    result = calculator(name).answer({"machine": "pc-rtx-5090-32gb-64gb-ram"})
    told = " ".join(result.verdict.reasons)
    found = re.search(r"about ([\d,]+) words a minute", told)
    assert found
    assert re.fullmatch(r"[1-9]\d0*|1\d\d0*", found[1].replace(",", "")), found[0]


@pytest.mark.parametrize("name", CALCULATORS)
def test_no_amount_of_an_answer_can_break(name: str) -> None:
    html = to_html(calculator(name).answer({}))
    html = re.sub("<svg.*?</svg>", "|", html, flags=re.DOTALL)  # where no line ends by itself
    text = re.sub(r"<[^>]*>", "|", html)
    assert re.findall(r"\d (?:[KMG]i?B|s|min|h|%)(?!\w)", text) == []


def test_bars_share_a_scale_and_name_each_colour_once() -> None:
    html = shown(to_html(replace(RESULT, chart=BARS)))
    assert '<tr class="sc-marked"><th scope="row">✓ Right &lt;one&gt;</th><td>2.00 GiB</td>' in html
    assert html.count('sc-piece sc-weights" style="width:50.000%"') == 2
    assert html.count('<span class="sc-swatch sc-weights"></span>Weights</span>') == 1


@pytest.mark.parametrize(
    ("part", "limit", "rest"),
    [
        ("exact", "exact", "exact"),
        ("estimate", "exact", "estimate"),
        ("assumed", "exact", "estimate"),
        ("exact", "assumed", "assumed"),
        ("estimate", "assumed", "assumed"),
    ],
)
def test_a_rest_is_no_surer_than_what_it_is_the_rest_of(
    part: Basis, limit: Basis, rest: str
) -> None:
    bar = StackedBar(
        title="Memory",
        segments=(
            Segment(label="Weights", value=2**30, kind="weights", basis="exact"),
            Segment(label="Step", value=2**30, kind="compute", basis=part),
        ),
        unit="bytes",
        limit=3 * 2**30,
        limit_label="The card",
        limit_basis=limit,
    )
    html = shown(to_html(replace(RESULT, chart=bar)))
    assert f"Left over</th><td>1.00 GiB</td><td>{rest}</td>" in html
    assert f"The card</th><td>3.00 GiB</td><td>{limit}</td>" in html


def test_a_bar_without_a_limit_has_no_rest() -> None:
    free = StackedBar(title="Layers", unit="layers", segments=BARS.bars[0].segments)
    html = to_html(replace(RESULT, chart=None, more_charts=(free,)))
    assert 'aria-label="Layers: Weights 1,073,741,824 layers' in html
    assert "Left over" not in html
    assert "None" not in html


def test_a_table_is_columns_in_html_text_and_data() -> None:
    result = replace(RESULT, tables=(TABLE,))
    assert '<td data-label="Log">1 &lt;MiB&gt;</td>' in to_html(result)
    assert "Part  Log      Ours\nKV    1 <MiB>  2 MiB" in to_text(result)
    assert to_data(result)["tables"] == [
        {
            "title": "Side by side",
            "columns": ["Part", "Log", "Ours"],
            "rows": [["KV", "1 <MiB>", "2 MiB"]],
        }
    ]
    assert "tables" not in to_data(RESULT)


def test_a_table_too_wide_for_a_terminal_is_a_list() -> None:
    wide = replace(TABLE, rows=(("KV", "much " * 20, ""),))
    assert "Side by side\n- KV. Log: much much" in to_text(replace(RESULT, tables=(wide,)))


def in_view(html: str) -> str:
    """What stands before the first fold."""
    return html.split("<details")[0]


def test_tables_and_further_pictures_are_folded_under_their_titles() -> None:
    one = Table(title="First", columns=("Fruit",), rows=(("Apple",),))
    tables = (one, replace(one, title="A & B"))
    html = to_html(replace(RESULT, chart=BARS, more_charts=(BARS,), tables=tables))
    assert html.count("<table") == 5  # the picture, and all that is folded, with all figures
    assert in_view(html).count("<table") == 1
    assert f"<span>More detail <small>{BARS.title} · First · A &amp; B</small></span>" in html


def test_reasons_and_changes_beyond_four_lines_of_a_phone_are_folded() -> None:
    reasons = ("Short.", "A sentence that is longer. " * 5, "Too much. " * 9)
    changes = tuple(Change(text=f"Take {number}.") for number in range(5))
    verdict = replace(RESULT.verdict, reasons=reasons)
    html = to_html(replace(RESULT, verdict=verdict, changes=changes))
    shown_reasons, shown_changes = in_view(html).split('<div class="sc-next">')
    assert [reason in shown_reasons for reason in reasons] == [True, True, False]
    assert [each.text in shown_changes for each in changes] == [True, True, True, False, False]
    assert all(each in html for each in (*reasons, *(change.text for change in changes)))


def test_nothing_is_folded_as_detail_where_all_is_in_view() -> None:
    assert "More detail" not in to_html(RESULT)
