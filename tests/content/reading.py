"""Reads a page as a reader of plain CommonMark would: front matter, prose, fences, links, grade."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_plugins.fences import claims

CONTENT = Path(__file__).parents[2] / "content"
WORDS_PER_MINUTE = 200
MINUTES_PER_CALCULATOR = 2

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BLOCK_MARK = re.compile(r"^///( \w+ \| )?", re.MULTILINE)  # pymdownx.blocks: `/// details | T`
_PROSE_FENCE = re.compile(r"^``` (?:exercise|predict)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SNIPPET = re.compile(r"^--8<--.*$", re.MULTILINE)  # pymdownx.snippets: text kept elsewhere
_TABLE_ROW = re.compile(r"^\|")
SENTENCE_END = re.compile(r"(?<=[.?!])[\"')]*\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*")
_SILENT_E = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `content/`, parsed."""

    path: Path
    front: dict[str, Any]
    tokens: tuple[Token, ...]

    @property
    def name(self) -> str:
        """The page's path inside `content/`, with forward slashes."""
        return self.path.relative_to(CONTENT).as_posix()

    @property
    def is_lesson(self) -> bool:
        """Lessons are the pages that state what a reader will be able to do."""
        return "outcomes" in self.front


def pages() -> list[Page]:
    """Every page of the site, in a stable order."""
    return [read(path) for path in sorted(CONTENT.rglob("*.md"))]


def read(path: Path) -> Page:
    """The page at `path`; front matter is empty where there is none."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(text)
    body = _SNIPPET.sub("", text[front.end() :] if front else text)
    body = _PROSE_FENCE.sub(lambda fence: _as_prose(fence[1]), body)
    tokens = MarkdownIt("commonmark").parse(_BLOCK_MARK.sub("", body))
    return Page(path, yaml.safe_load(front[1]) if front else {}, tuple(tokens))


def _as_prose(body: str) -> str:
    """A guess, or an exercise, is Markdown in a fence: read like the text around it."""
    data = yaml.safe_load(body)
    choices = "\n".join(f"- {choice['text']}" for choice in data.get("choices", ()))
    asked = data.get("question") or data["task"]
    return f"{asked}\n{choices}\n\n{data['why']}\n"


def fences(page: Page, kind: str) -> list[str]:
    """The bodies of the page's fences of one kind."""
    return [t.content for t in page.tokens if t.type == "fence" and t.info.strip() == kind]


def quizzes(page: Page) -> list[list[dict[str, Any]]]:
    """The page's quizzes, each a list of questions."""
    return [yaml.safe_load(body) for body in fences(page, "quiz")]


def quiz_texts(page: Page) -> list[str]:
    """All that a reader sees of the page's quizzes."""
    texts = []
    for question in (question for quiz in quizzes(page) for question in quiz):
        texts.append(question["question"])
        texts += [choice[part] for choice in question["choices"] for part in ("text", "why")]
    return texts


def claim_texts(page: Page) -> list[str]:
    """What a reader sees of the claims that the page's fences name."""
    return [text for body in fences(page, "claims") for text in claims.texts(body)]


def links(page: Page) -> list[str]:
    """Every link target on the page."""
    inline = (child for token in page.tokens for child in token.children or ())
    return [str(child.attrGet("href")) for child in inline if child.type == "link_open"]


def anchors(page: Page) -> set[str]:
    """The ids that Python-Markdown gives to the page's headings."""
    pairs = zip(page.tokens, page.tokens[1:], strict=False)
    return {slugify(_text(t, code=True), "-") for h, t in pairs if h.type == "heading_open"}


def blocks(page: Page, *, until: str | None = None) -> list[str]:
    """The text of headings, paragraphs, list items and table cells, without code spans.

    Stops at the heading named by `until`.
    """
    found = []
    for token in page.tokens:
        if token.type == "inline":
            text = _text(token, code=False)
            if text == until:
                break
            found.append(text)
    return found


def sentences(page: Page) -> list[str]:
    """The page's running prose, quizzes and claims; tables and headings are not sentences."""
    prose = []
    for before, token in zip(page.tokens, page.tokens[1:], strict=False):
        if token.type == "inline" and before.type != "heading_open":
            prose.append(_text(token, code=False, tables=False))
    prose += [*quiz_texts(page), *claim_texts(page)]
    return [s for block in prose for s in SENTENCE_END.split(block.strip()) if _WORD.search(s)]


def reading_grade(text_sentences: list[str]) -> float:
    """Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Kincaid et al. 1975, https://apps.dtic.mil/sti/citations/ADA006655
    """
    words = [word for sentence in text_sentences for word in _WORD.findall(sentence)]
    per_sentence = len(words) / len(text_sentences)
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent final e; a number counts as two."""
    if word[0].isdigit():
        return 2
    return max(1, len(_VOWELS.findall(_SILENT_E.sub("", word.lower()) or word)))


def minutes(page: Page) -> float:
    """Time to read it up to the sources, quizzes and claims too, and to try each calculator."""
    texts = [*blocks(page, until="Sources"), *quiz_texts(page), *claim_texts(page)]
    words = len(_WORD.findall(" ".join(texts)))
    return words / WORDS_PER_MINUTE + MINUTES_PER_CALCULATOR * len(fences(page, "calculator"))


def _text(token: Token, *, code: bool, tables: bool = True) -> str:
    """The visible text of an inline token; a code span becomes its text or one short word."""
    out = []
    for child in token.children or ():
        if child.type == "code_inline":
            out.append(child.content if code else "this")
        elif child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "text":
            out.append(child.content)
    lines = "".join(out).split("\n")
    return " ".join(line for line in lines if tables or not _TABLE_ROW.match(line))
