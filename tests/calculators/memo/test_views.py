"""The memo as HTML and as Markdown: whole, alike, and safe whatever was kept."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import Kept
from calculators.memo.markdown import escaped, memo_markdown, policy_markdown
from calculators.registry import CALCULATORS
from tests.calculators.memo.anything import HOSTILE, TEXT, any_kept, memo_of
from tests.laws import law

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAGS = frozenset(
    "a article button dd del details div dl dt h2 h3 h4 input ins label li p section small span "  # noqa: SIM905
    "summary textarea time ul".split()
)
ATTRIBUTES = frozenset(
    "aria-label checked class data-action data-change data-duty data-entries data-entry for href "  # noqa: SIM905
    "id maxlength rel rows type value".split()
)


class Seen(HTMLParser):
    """Every tag, attribute and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "input":
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    return " ".join(text.split())


def inline(markdown: str) -> list[Token]:
    return [child for token in COMMONMARK.parse(markdown) for child in token.children or ()]


def test_both_views_hold_the_same_words() -> None:
    kept = [
        Kept(calculator="fit", task="Letters", kept_on="2026-11-01", headline="Old", note="Mine"),
        Kept(calculator="licence", inputs={"model": "llama-3.1-8b"}, task="Letters"),
        Kept(calculator="cover"),
    ]
    memo = joined(kept)
    html = plain(Seen(to_html(memo)).text)
    for title in ("Letters", "My work", "Changed since it was kept", "Notes", "Open questions"):
        assert title in html
        assert title in memo_markdown(memo)
    shown = "".join(child.content for child in inline(memo_markdown(memo)))
    for task in memo.tasks:
        for line in task.lines:
            for each in line.said:
                assert plain(each.text) in html
                assert plain(each.text) in plain(shown)


def test_an_answer_leads_to_its_calculator_with_its_inputs() -> None:
    html = to_html(memo_of("fit", inputs={"model": "qwen3-8b", "context": "8192"}))
    assert 'href="site:calculators/fit/#fit.model=qwen3-8b"' in html


def test_duties_can_be_ticked_only_where_the_memo_can_be_changed() -> None:
    memo = memo_of("licence", inputs={"model": "llama-3.1-8b", "use": "sell_product_contains"})
    assert "☐" in to_html(memo)
    assert "<input" not in to_html(memo)
    assert to_html(memo, editable=True).count('data-change="tick"') == len(memo.entries[0].duties)
    assert memo_markdown(memo).count("- [ ] ") == len(memo.entries[0].duties)


def test_an_answer_can_be_renewed_only_where_it_changed() -> None:
    assert 'data-action="renew"' not in to_html(memo_of("fit"), editable=True)
    assert 'data-action="renew"' in to_html(memo_of("fit", headline="Old"), editable=True)


def test_what_was_not_answered_is_asked_first() -> None:
    assert "Answer first: " in policy_markdown(memo_of("fit"))
    assert "Answer first: " in Seen(to_html(memo_of("fit"))).text


@law(60)
@given(st.lists(any_kept(), min_size=1, max_size=3), st.booleans())
def test_nothing_that_was_kept_becomes_html(kept: list[Kept], editable: bool) -> None:
    seen = Seen(to_html(joined(kept), editable=editable))
    assert seen.open == []
    assert seen.tags <= TAGS
    assert seen.attributes.keys() <= ATTRIBUTES
    for address in seen.attributes.get("href", set()):
        assert re.match(r"site:calculators/[a-z-]+/(#|$)|https://", address)


@given(TEXT)
def test_nothing_in_a_text_becomes_markdown(text: str) -> None:
    tokens = inline(f"- **Note:** {escaped(text)}")
    words = [token for token in tokens if token.type not in ("strong_open", "strong_close")]
    assert {token.type for token in words} <= {"text", "text_special"}
    shown = "".join(token.content for token in words).removeprefix("Note:")
    assert plain(shown) == plain(text.replace("\x00", "\ufffd"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_address_in_a_text_becomes_a_link_where_bare_ones_do(text: str) -> None:
    """GitHub makes links of `https://…`, `www.…` and `me@…`; a backslash keeps it from that."""
    assert not re.search(r"https?://|www\.|\w@", escaped(text))


@law(60)
@given(st.lists(any_kept(), min_size=1, max_size=3))
def test_markdown_has_our_own_links_and_no_html(kept: list[Kept]) -> None:
    memo = joined(kept)
    sources = {each.url for each in memo.sources}
    for markdown in (memo_markdown(memo), policy_markdown(memo)):
        tokens = inline(markdown)
        assert {"html_inline", "image", "code_inline"}.isdisjoint(each.type for each in tokens)
        links = {str(each.attrGet("href")) for each in tokens if each.type == "link_open"}
        assert len(links) <= len(sources)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_can_be_shown(name: str) -> None:
    memo = memo_of(name)
    assert CALCULATORS[name].title in Seen(to_html(memo, editable=True)).text
    assert f"({CALCULATORS[name].title})" in memo_markdown(memo).replace("\\", "")
