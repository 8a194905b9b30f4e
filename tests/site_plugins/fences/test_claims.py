"""The ```claims fence, and the records that it shows."""

import re
from collections import Counter
from datetime import date

import pytest

from calculators.core.records import RecordError
from site_plugins.fences import claims as fence
from site_plugins.fences.claims import Claim, claims, read_claim, render
from tests.content import reading
from tests.paths import ROOT

QUOTED_WORDS = 5


def test_every_claim_stands_on_one_page_once() -> None:
    pages = [reading.read(path) for path in (ROOT / "content").rglob("*.md")]
    bodies = [body for page in pages for body in reading.fences(page, "claims")]
    shown = Counter(ident for body in bodies for ident in body.split())
    assert shown == Counter([fence.TALLY, *claims(), fence.TIMELINE])


def test_the_tally_counts_every_claim_by_its_verdict_in_words() -> None:
    said = re.sub(r"<[^>]+>", "", render("tally").replace("</li>", "|"))
    counted = Counter(each.verdict for each in claims().values())
    rows = [row for row in said.split("|") if row][:-1]
    assert rows == [
        f"✓ True {counted['true']} ",
        f"! Partly true {counted['partly']} ",
        f"✗ False {counted['false']} ",
        f"? Not known {counted['unknown']} ",
    ]
    assert render("tally").count("<i></i>") == len(claims())


def test_the_lesson_says_that_no_claim_holds_as_it_stands_as_long_as_none_does() -> None:
    lesson = (ROOT / "content" / "start" / "what-just-changed.md").read_text(encoding="utf-8")
    none_holds = all(each.verdict != "true" for each in claims().values())
    assert ("there isn't one that we'd sign as it stands" in lesson) == none_holds


@pytest.mark.parametrize("claim", claims().values(), ids=list(claims()))
def test_a_card_says_verdict_claim_reason_speaker_day_and_where_to_look(claim: Claim) -> None:
    card = render(claim.id)
    text = re.sub(r"<[^>]+>", "", card)
    for part in (fence.VERDICTS[claim.verdict][1], claim.says, claim.short, claim.why, claim.who):
        assert part in text
    assert f"<time>{claim.checked}</time>" in card
    assert card.count('href="https://') == len(claim.source) >= 1


@pytest.mark.parametrize("claim", claims().values(), ids=list(claims()))
def test_a_quotation_is_short_and_the_day_is_not_ahead_of_the_sources(claim: Claim) -> None:
    for quoted in re.findall(r"“([^”]*)”", claim.why):
        assert len(quoted.split()) <= QUOTED_WORDS
    assert date.fromisoformat(claim.checked) >= date(2026, 11, 29)


def test_an_account_by_others_is_called_one() -> None:
    assert "<li>Reported by <a" in render("government-acknowledged")
    assert "eported by" not in render("distillation-is-theft")


def test_the_corrections_that_the_series_owes_are_there() -> None:
    owed = {
        "gemini-on-a-laptop": "false",
        "government-acknowledged": "partly",
        "business-shift": "partly",
        "gap-narrowed": "partly",
        "saves-millions": "unknown",
        "local-is-inevitable": "unknown",
    }
    assert {ident: claims()[ident].verdict for ident in owed} == owed


def test_the_timeline_goes_by_the_day_and_each_event_can_be_looked_up() -> None:
    items = render("timeline").split("<li>")[1:]
    days = [re.findall(r'datetime="([\d-]+)"', item)[0] for item in items]
    assert len(items) == len(fence.records()["event"])
    assert days == sorted(days)
    assert all('href="https://' in item for item in items)
    assert '<time datetime="2026-04-23">23 April 2026</time>' in render("timeline")


def test_who_accuses_is_named_and_nobody_is_found_guilty() -> None:
    for event in fence.events():
        if "distil" in event.what or "accus" in event.what:
            assert re.search(r"\b(accus\w+|reports that)\b", event.what), event.day
            assert not re.search(r"\b(stole|stolen|proved|guilty)\b", event.what), event.day


def test_a_claim_that_nobody_recorded_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no claim 'the-moon-is-open': one of gemini-on-a-laptop"):
        render("the-moon-is-open")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "mostly"}, "verdict: cannot hold"),
        ({"source": []}, "needs at least one source"),
        ({"mood": "cross"}, "unknown key mood"),
    ],
)
def test_a_record_that_says_too_little_or_something_else_is_refused(
    change: dict[str, object], said: str
) -> None:
    first = fence.records()["claim"][0]
    with pytest.raises(RecordError, match=said):
        read_claim({**first, **change})
