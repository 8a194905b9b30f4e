"""How a page sounds: what of an editor's ear can be counted. `faults` says it in plain words.

A page is read as its reader meets it, with every reference replaced by the figure it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

import codespell_lib

from site_plugins.fences.figures import render
from tests.content import reading
from tests.content.reading import Page

WORDS_A_SENTENCE = (13, 18)
CONTRACTIONS_A_THOUSAND = 5
NUMERALS_A_HUNDRED = 4
BOLD_A_HUNDRED = 2
ENOUGH_WORDS = 250
"""Of running prose; a mean over fewer tells nothing."""

IDIOMS = {
    r"\bdear(?:er|est)?\b": "expensive, or: costs more",
    r"\b(?:a|the|long|short|whole|each|past) talks?\b": "conversation, or: chat",
    r"\bby (?:the|its|their|his|her|\w+(?:'s|s')) (?:maker's )?word\b": "X says",
    r"\bstands? (?:in print|on no|for nothing|below|above|there)\b": "is, or: is printed",
    r"\b(?:lies|lie|lay) (?:at|there|in our|in the range|far)\b": "is, or: falls within",
    r"\bforgets all\b": "has no memory, or: forgets everything",
    r"\bWhom\b": "Who",
    r"\bhangs? on\b": "depends on",
    r"\bhas its price back\b": "pays for itself",
    r"\bcan be otherwise\b": "can be different",
    r"\bstay in the house\b": "stay in the office",
    r"\bleaves? the house\b": "leaves the office",
    r"\bwas mended\b": "has been fixed",
    r"\bfound nowhere\b": "couldn't find",
    r"\bcoins\b": "a few dollars, or: pocket change",
    r"\bturn back\b": "reverse",
    r"\bthe book is the same\b": "the weights are identical",
    r"\bcoffee break, not\b": "say what it takes",
    r"\b(?:two|three|four|five) layers in (?:three|four|five|six)\b": "three quarters of them",
    r"\blay (?:\w+ ){0,4}out again\b": "rearrange",
    r"\bruns? day and night\b": "you pay around the clock",
    r"\bmarket place\b": "marketplace",
    r"(?<!few )\bper cent\b|\d %": "90%, closed up",
    r"\bFree, but$": "say what the catch is",
    r"\b(?:the|an?|this|these|its|their|our|your) about (?=[$€£\d])": "drop one of the two",
}
"""Turns of phrase that a native editor would mark, most of them translated, and what to say."""

AMERICAN_TOO = frozenset(
    {"program", "programs", "practice", "practices", "math", "check", "disk", "story", "tire"}
)
"""Right in British English as well, in the sense in which this site uses them."""

_CONTRACTION = re.compile(
    r"\b(?:\w+n't|(?:I|you|we|they)'(?:re|ve|ll|d)|I'm|(?:he|she|it|that|who|there|this)'(?:ll|d)"
    r"|(?:it|that|there|what|who|he|she|here|let|where|how|everybody|nobody|somebody)'s)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[$€£]?\d[\d.,]*")
_NUMERAL = re.compile(r"(?<![\w.-])[$€£]?\d[\d.,]*")
_DATE = re.compile(r"\b\d{1,2} (?:[A-Z][a-z]+ )?(?=(?:19|20)\d\d\b)|\b(?:19|20)\d\d(?:-\d\d)*\b")
_DAY = re.compile(r"\b\d{1,2} (?=(?:Janu|Febru|March|April|May|June|July|Aug|Sep|Oct|Nov|Dec))")
_NAME = re.compile(
    r"\b(?:Gemma|Gemini|Qwen|GPT|gpt-oss|Claude|Llama|Mistral|DeepSeek|Granite|Kimi|GLM|Phi|RTX|"
    r"GeForce|Windows|Core|Ryzen|Python|Opus|Sonnet|Haiku|Sol|M)"
    r"(?:[ -](?:[A-Z]\w*[ -])?\w*\d[\w.-]*)+|\b\d+[BK]\b"
)
_ABOUT = re.compile(r"\babout\s([$€£]?\d[\d,]*(?:\.\d+)?)", re.IGNORECASE)
_REFERENCE = re.compile(r"`=([^`\n]+)`")
_NAMES = re.compile(r"(?:model|machine|offer)\.")
_TAG = re.compile(r"<[^>]*>")
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def faults(page: Page) -> list[str]:
    """What an editor would send back, each as a sentence that says what to do."""
    prose = running_prose(page)
    found = [*idioms(page), *american(page), *too_many_digits(page)]
    if counted(prose) >= ENOUGH_WORDS:
        found += [*length(prose), *contractions(prose), *bold(page)]
        if page.is_lesson:
            found += numerals(prose)
    return found


def length(prose: list[str]) -> list[str]:
    """Sentences so short that the reader rebuilds the argument, or so long that they get lost."""
    told = [s for block in prose for s in reading.SENTENCE_END.split(block) if _WORD.search(s)]
    mean = counted(told) / len(told)
    low, high = WORDS_A_SENTENCE
    if low <= mean <= high:
        return []
    remedy = "join what belongs together" if mean < low else "cut the long ones"
    return [f"{mean:.1f} words a sentence, not {low} to {high}: {remedy}"]


def contractions(prose: list[str]) -> list[str]:
    """Prose without "it's" and "don't" sounds like a contract."""
    count = sum(len(_CONTRACTION.findall(block)) for block in prose)
    rate = 1000 * count / counted(prose)
    if rate >= CONTRACTIONS_A_THOUSAND:
        return []
    return [f"{rate:.1f} contractions in 1,000 words, fewer than {CONTRACTIONS_A_THOUSAND}"]


def numerals(prose: list[str]) -> list[str]:
    """Figures beyond what anybody remembers. Dates and names of models are none."""
    count = sum(len(_NUMERAL.findall(_without_names(block))) for block in prose)
    rate = 100 * count / counted(prose)
    if rate <= NUMERALS_A_HUNDRED:
        return []
    return [f"{rate:.1f} numerals in 100 words, more than {NUMERALS_A_HUNDRED}"]


def bold(page: Page) -> list[str]:
    """Bold on everything is bold on nothing."""
    prose = running_prose(page, run_in_heads=True)
    words = counted(strong for block in prose for strong in _STRONG.findall(block))
    share = 100 * words / counted(prose)
    if share <= BOLD_A_HUNDRED:
        return []
    return [f"{share:.1f}% of the words are bold, more than {BOLD_A_HUNDRED}%"]


def idioms(page: Page) -> list[str]:
    """Phrases that no native speaker writes, on all of a page."""
    return phrases(everything(page))


def phrases(text: str) -> list[str]:
    """Phrases that no native speaker writes, each with what to write in its place."""
    return [
        f'"{found[0]}": say {better}'
        for idiom, better in IDIOMS.items()
        for found in re.finditer(idiom, text)
    ]


def american(page: Page) -> list[str]:
    """Words in American spelling; this site is written in British English, with -ise."""
    words = {word for word in re.findall(r"\b[a-z]+\b", everything(page)) if word in _british()}
    return [f"{word}: {_british()[word]}" for word in sorted(words)]


def too_many_digits(page: Page) -> list[str]:
    """ "About" before digits that nobody could know."""
    return [
        f'"about {number}": two significant digits'
        for number in _ABOUT.findall(everything(page))
        if len(re.sub(r"\D", "", number).strip("0")) > 2
    ]


def running_prose(page: Page, *, run_in_heads: bool = False) -> list[str]:
    """Paragraphs and list items up to the sources: no headings, tables, labels or quizzes.

    Bold words are marked as in Markdown if `run_in_heads`; else those that open a paragraph, which
    are headings in all but name, are left out.
    """
    found = []
    for before, token in zip(page.tokens, page.tokens[1:], strict=False):
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            if token.content == "Sources":
                break
            continue
        text = _plain(token.content)
        text = text if run_in_heads else re.sub(r"^\*\*.+?\*\*\s*", "", text).replace("**", "")
        if re.search(r"[.?!:][\"')*]*$", text):
            found.append(text)
    return found


def everything(page: Page) -> str:
    """All that a reader meets on a page before its sources, tables, quizzes and claims too."""
    texts = [page.front.get("title", ""), page.front.get("description", "")]
    for token in page.tokens:
        if token.type == "inline":
            if token.content == "Sources":
                break
            texts.append(_plain(token.content, tables=True).replace("**", ""))
    return "\n".join([*texts, *map(_plain, reading.quiz_texts(page)), *reading.claim_texts(page)])


def counted(texts: Iterable[str]) -> int:
    """Words, and numbers as words."""
    return sum(len(_WORD.findall(text)) for text in texts)


def _plain(markdown: str, *, tables: bool = False) -> str:
    """Text of a block as it is read: figures worked out, code and addresses left out."""
    lines = [line for line in markdown.split("\n") if tables or not line.startswith("|")]
    text = _REFERENCE.sub(_told, " ".join(lines))
    text = re.sub(r"`[^`]+`", "code", text)
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("\N{NO-BREAK SPACE}", " ")


def _told(reference: re.Match[str]) -> str:
    return "Name" if _NAMES.match(reference[1]) else _rendered(reference[1])


@cache
def _rendered(reference: str) -> str:
    return unescape(_TAG.sub("", render(reference)))


def _without_names(text: str) -> str:
    return _DAY.sub("", _DATE.sub("", _NAME.sub("", text)))


@cache
def _british() -> dict[str, str]:
    """American spellings and the British ones, from codespell's list that goes the other way."""
    path = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = (line.split("->") for line in path.read_text(encoding="utf-8").splitlines())
    return {
        american: british
        for british, others in pairs
        for american in others.replace(",", " ").split()
        if american not in AMERICAN_TOO
    }
