import pytest
from markdown import Markdown

from calculators.engines.price import offers
from site_plugins.fences.price_changes import fence, read, render
from tests.content import reading

CHANGED = {
    "date": "2026-12-05",
    "from": "genai-prices 0.2.4",
    "removed": ["GPT-5 mini (older) (OpenAI)"],
    "changed": [
        {
            "offer": "Gemma <4> (OpenRouter)",
            "what": "output",
            "before": "$0.4 a million",
            "after": "$0.5 a million",
        }
    ],
}


def test_an_entry_tells_its_day_its_source_and_each_change() -> None:
    assert render([CHANGED]).splitlines() == [
        '<h2 id="changes-2026-12-05"><time>2026-12-05</time></h2>',
        "<p>From genai-prices 0.2.4.</p>",
        "<p>1 offer no longer offered:</p>",
        "<ul><li>GPT-5 mini (older) (OpenAI)</li></ul>",
        "<table>",
        "<thead><tr><th>Offer</th><th>What</th><th>Before</th><th>Now</th></tr></thead>",
        "<tbody>",
        "<tr><td>Gemma &lt;4&gt; (OpenRouter)</td><td>output</td>"
        "<td>$0.4 a million</td><td>$0.5 a million</td></tr>",
        "</tbody>",
        "</table>",
    ]


def test_many_names_are_folded() -> None:
    html = render([{"date": "2026-11-24", "from": "x", "added": [f"Model {n}" for n in range(9)]}])
    assert "<details><summary>9 offers added</summary>" in html


def test_the_record_begins_with_all_offers() -> None:
    first = read()[-1]
    assert (first["from"], len(first["added"])) == ("genai-prices 0.2.3", 68)
    assert f"{len(offers())} offers added" in render(read())


def test_the_fence_takes_no_text() -> None:
    md = Markdown()
    with pytest.raises(Exception, match="price-changes fence: it shows every entry"):
        fence("2026", "price-changes", "price-changes", {}, md)


def test_the_page_shows_the_record() -> None:
    page = reading.read(reading.CONTENT / "about" / "changes.md")
    (body,) = reading.fences(page, "price-changes")
    assert fence(body, "price-changes", "price-changes", {}, Markdown()) == render(read())
