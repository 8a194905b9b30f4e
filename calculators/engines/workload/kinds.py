"""Kinds of work in the reader's words, and how long the usual answer to each is.

Lengths are our assumptions; each says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What comes in again and again, and what a model writes about each."""

    label: str
    one: str
    many: str
    answer_words: int
    why: str
    """What the usual answer is."""


KINDS: Mapping[str, Kind] = {
    "invoices": Kind(
        label="Read invoices",
        one="invoice",
        many="invoices",
        answer_words=100,
        why="the fields of the invoice, a line each",
    ),
    "emails": Kind(
        label="Answer e-mails",
        one="e-mail",
        many="e-mails",
        answer_words=150,
        why="a reply of two paragraphs",
    ),
    "tickets": Kind(
        label="Answer support tickets",
        one="ticket",
        many="tickets",
        answer_words=150,
        why="a reply of two paragraphs",
    ),
    "calls": Kind(
        label="Summarise recorded calls",
        one="call",
        many="calls",
        answer_words=200,
        why="what was agreed, and who does what",
    ),
    "documents": Kind(
        label="Summarise documents",
        one="document",
        many="documents",
        answer_words=250,
        why="half a page",
    ),
    "coding": Kind(
        label="Help with code",
        one="coding request",
        many="coding requests",
        answer_words=500,
        why="about 70 lines of code",
    ),
    "chat": Kind(
        label="Chat of your staff",
        one="message",
        many="messages",
        answer_words=200,
        why="three short paragraphs",
    ),
}
"""Kinds of work by id; beside them a reader may give tokens."""

BUSINESS = tuple(KINDS)
PAGED = ("invoices", "documents")
WORDED = ("emails", "tickets")

WORDS = "words"
"""The length of an answer that the reader gives."""

ANSWERS: Mapping[str, tuple[str, int]] = {
    "line": ("A line or two", 25),
    "paragraph": ("A paragraph", 75),
    "half-page": ("Half a page", 250),
    "page": ("A page", 500),
    "three-pages": ("Three pages", 1500),
}
"""Lengths of an answer by id: in the reader's words, and in words."""
