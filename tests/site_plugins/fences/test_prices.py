"""The page with every price leaves none out; the page on what changed tells each change."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
from markdown import Markdown

from calculators.core.inputs import noon, today
from calculators.core.records import read_json
from calculators.engines.price import TIERS, offer, offers
from calculators.engines.price.rates import peak
from site_plugins.fences import prices
from site_plugins.fences.prices import (
    COLUMNS,
    changes_fence,
    list_fence,
    listed,
    render,
    render_changes,
    usd,
)
from tests.content import reading

DAY = date(2026, 11, 24)
RECORD = read_json("price_changes.json")
PAGE = reading.CONTENT / "money" / "every-price.md"


def tables(day: date = DAY) -> str:
    return "\n".join(render(tier, day) for tier in TIERS)


def rows(day: date = DAY) -> list[str]:
    return re.findall(r'<tr><th scope="row">.*?</tr>', tables(day))


def cells(label: str, host: str, day: date = DAY) -> dict[str, str]:
    """What a reader sees of one offer, by column."""
    (row,) = (
        found
        for found in rows(day)
        if re.search(rf'row">{re.escape(label)}<br><small><a [^>]*>{host}</a>', found)
    )
    shown = re.findall(r'<t[hd] (?:data-label|scope)="([^"]*)">(.*?)</t[hd]>', row)
    return {name: re.sub("<[^>]+>", "", cell.replace("<br>", "\n")) for name, cell in shown}


def lines(ident: str, day: date = DAY) -> list[str]:
    return list(prices.lines(offer(ident), noon(day)))


def test_each_offer_stands_in_it_once() -> None:
    seen = [re.findall(r'row">(.*?)<br><small><a [^>]*>(.*?)</a>', row)[0] for row in rows()]
    assert sorted(seen) == sorted((each.label, each.host) for each in offers().values())
    assert len(set(seen)) == len(seen)


def test_a_row_has_every_price_its_window_and_where_each_stands() -> None:
    assert cells("Claude Opus 5.5", "Anthropic") == {
        "row": "Claude Opus 5.5\nAnthropic 2026-11-10",
        "Read": "$4.00",
        "Cached": "$0.20",
        "To cache": "$5.00 1 h: $8.00",
        "Answer": "$20.00",
        "Context": "1,000,000",
        "Weights": "closed 2026-11-23",
        "More": "In a batch: read $2.00, cached $0.10, to cache $2.50, to cache for 1 h $4.00, "
        "answer $10.00",
    }


def test_open_weights_have_their_maker_and_a_licence_or_none_established() -> None:
    groq = cells("gpt-oss 120B", "Groq")
    assert groq["row"] == "gpt-oss 120B\nGroq 2026-11-10\nmade by OpenAI"
    assert groq["Weights"] == "open, Apache-2.0 2026-11-23"
    spark = cells("Muse Spark Open 816B-A42B", "Together AI")
    assert spark["Weights"] == "open, licence not established 2026-11-23"


def test_neither_open_nor_closed_is_guessed() -> None:
    found = cells("Mistral Large 4", "Mistral AI")["Weights"]
    assert found == "not established, licence not established 2026-11-23"


def test_evidence_licence_and_prices_are_links_that_are_encrypted() -> None:
    addresses = re.findall(r'href="([^#][^"]*)"', tables())
    assert [each for each in addresses if not each.startswith("https://")] == []
    for each in listed(DAY):
        fields = each.record.fields
        wanted = {fields["evidence"]["url"], each.offer.source.url, fields.get("licence_url")}
        assert wanted - {None} <= set(addresses)


def test_an_unknown_window_is_not_known_and_a_price_that_is_not_listed_is_no_zero() -> None:
    found = cells("gpt-oss 120B", "OpenRouter")
    assert found["Context"] == "not known"
    assert (found["Cached"], found["To cache"]) == ("as read", "as read")
    assert re.findall(r">(?:0|\$0\.00|None)<", tables()) == []


def test_a_cliff_tells_its_length_and_its_prices_in_a_batch_too() -> None:
    assert lines("openai/gpt-6-astra") == [
        "Above 272,000 tokens: read $20.00, cached $2.00, to cache $25.00, answer $75.00",
        "In a batch: read $5.00, cached $0.50, to cache $6.25, answer $25.00",
        "In a batch above 272,000 tokens: read $10.00, cached $1.00, to cache $12.50, "
        "answer $37.50",
    ]


def test_a_cliff_that_is_gone_is_not_shown() -> None:
    ident = "anthropic/claude-sonnet-4-6"
    assert lines(ident, date(2026, 3, 12))[0].startswith("Above 200,000 tokens: read $6.00")
    assert not any(line.startswith("Above") for line in lines(ident))


def test_peak_hours_have_their_days_and_prices() -> None:
    assert lines("deepseek/deepseek-v4-pro") == [
        "01:00 to 04:00 and 06:00 to 10:00 UTC, Monday to Friday: "
        "read $1.32, cached $0.044, answer $3.96"
    ]


def test_the_hour_of_the_page_is_in_nobodys_peak_hours() -> None:
    found = [peak(each, at=noon(DAY)) for each in offers().values()]
    spans = [span for each in found if each for span in each.hours]
    assert spans
    assert not any(start <= "12:00" < end for start, end in spans)


def test_an_announced_change_is_shown_and_becomes_the_price_on_its_day() -> None:
    assert lines("google/gemini-4-argon") == [
        "In a batch: read $1.00, cached $0.05, answer $5.00",
        "From 2026-12-01: read $4.00, cached $0.20, answer $20.00",
        "In a batch from 2026-12-01: read $2.00, cached $0.10, answer $10.00",
    ]
    then = date(2026, 12, 1)
    assert cells("Gemini 4 Argon", "Google", then)["Answer"] == "$20.00"
    assert lines("google/gemini-4-argon", then) == [
        "In a batch: read $2.00, cached $0.10, answer $10.00"
    ]


def test_an_offer_that_ends_says_when_and_is_gone_from_that_day() -> None:
    assert lines("openai/gpt-5-mini")[-1] == "No longer made from 2026-12-11."
    day = date(2026, 12, 11)
    assert "openai/gpt-5-mini" not in {each.offer.id for each in listed(day)}
    assert len(rows(day)) == len(rows()) - 1


@pytest.mark.parametrize(
    ("price", "shown"), [(75, "$75.00"), (1.2505, "$1.2505"), (0.00875, "$0.00875")]
)
def test_a_price_keeps_all_its_digits(price: float, shown: str) -> None:
    assert usd(price) == shown


def test_notes_are_written_once_and_every_row_leads_to_its_own() -> None:
    notes = render("notes", DAY)
    texts = re.findall(r'<li id="note-(\d+)">(.*?)</li>', notes)
    assert len({text for _, text in texts}) == len(texts)
    assert set(re.findall(r'href="#note-(\d+)"', tables())) == {number for number, _ in texts}
    opus = next(each for each in listed(DAY) if each.offer.id == "anthropic/claude-opus-5-5")
    assert opus.note == 0


def test_the_page_says_its_day_and_how_old_the_list_is() -> None:
    about = re.sub("<[^>]+>", "", render("about", DAY))
    assert about.startswith("68 offers, at their prices of 2026-11-24, the day this page was built")
    assert "genai-prices 0.2.3, which came out on 2026-11-10" in about


def test_rows_become_blocks_where_it_is_narrow() -> None:
    assert tables().count('<table class="sc-rows sc-sentences">') == 7
    assert all(re.findall(r'data-label="(.*?)"', row) == [*COLUMNS[1:]] for row in rows())


def test_it_stays_a_light_page() -> None:
    assert len(gzip.compress(tables().encode())) < 10_000


def test_the_page_has_every_part() -> None:
    page = reading.read(PAGE)
    found = [body.strip() for body in reading.fences(page, "price-list")]
    assert found == ["about", *TIERS, "notes"]
    assert list_fence("small\n", "price-list", "price-list", {}, Markdown()) == render(
        "small", today()
    )


def test_a_part_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(Exception, match="price-list fence: no part 'huge': frontier, middle"):
        list_fence("huge", "price-list", "price-list", {}, Markdown())


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
    assert render_changes([CHANGED]).splitlines() == [
        '<h3 id="changes-2026-12-05"><time>2026-12-05</time></h3>',
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
    html = render_changes(
        [{"date": "2026-11-24", "from": "x", "added": [f"Model {n}" for n in range(9)]}]
    )
    assert "<details><summary>9 offers added</summary>" in html


def test_the_record_begins_with_all_offers() -> None:
    first = RECORD[-1]
    assert (first["from"], len(first["added"])) == ("genai-prices 0.2.3", 68)
    assert f"{len(offers())} offers added" in render_changes(RECORD)


def test_the_fence_of_changes_takes_no_text() -> None:
    md = Markdown()
    with pytest.raises(Exception, match="price-changes fence: it shows every entry"):
        changes_fence("2026", "price-changes", "price-changes", {}, md)


def test_the_page_of_changes_shows_the_record() -> None:
    page = reading.read(reading.CONTENT / "about" / "changes.md")
    (body,) = reading.fences(page, "price-changes")
    assert changes_fence(body, "price-changes", "price-changes", {}, Markdown()) == render_changes(
        RECORD
    )
