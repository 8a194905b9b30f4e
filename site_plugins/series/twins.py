"""A twin in Markdown beside each lesson, and `llms.txt`, which lists them: for programs that read.

The twin of `start/three-doors/` is `start/three-doors/index.md`: the lesson as its author wrote it,
with every figure worked out and every fence told in Markdown. A fence whose module has a function
`NAME_markdown` tells itself; the HTML of any other is turned into Markdown. `llms.txt` follows
https://llmstxt.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from posixpath import normpath, relpath
from typing import Any
from urllib.parse import urljoin

import markdown
from markdownify import ATX, MarkdownConverter

from calculators.core.view.text import to_text
from calculators.registry import calculator
from site_plugins.fences.calculator import parse_fence
from site_plugins.fences.predict import parse_prediction
from site_plugins.fences.quiz import parse_quiz
from site_plugins.series.pages import Page, lessons, series, settings, with_figures

NAME = "index.md"
LIST = "llms.txt"
LICENCE = "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)"
ABOUT = (
    "Every figure is worked out or looked up when the site is built; each record has its source "
    "and the day it was checked. Below is each lesson in Markdown. The pages themselves have "
    "calculators, which run in the reader's browser and send nothing."
)
FENCE = re.compile(r"^(`{3,}) *([\w-]+)[^\n]*\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
DETAILS = re.compile(r"^/// details \| (.+)$", re.MULTILINE)
BLOCK_MARK = re.compile(r"^///.*\n", re.MULTILINE)
HTML_BLOCK = re.compile(r"^<(figure|div|section|p|svg)\b.*?^</\1>$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s:]+\.md)(#[^)\s]*)?\)")
SITE_LINK = re.compile(r"\]\(site:([^)\s]*)\)")
EMPTY = re.compile(r"\n{3,}")


def add_twins(site_dir: Path, site_url: str) -> None:
    """Write a twin beside each lesson that this site has, and the list of them."""
    for page in lessons():
        if (site_dir / page.address / "index.html").is_file():
            (site_dir / page.address / NAME).write_text(twin(page, site_url), "utf-8", newline="\n")
    (site_dir / LIST).write_text(llms(site_url), "utf-8", newline="\n")


def llms(site_url: str) -> str:
    """The list of lessons by section, and what else there is, by the format of llmstxt.org."""
    site = settings()
    found = f"# {site['site_name']}\n\n> {site['site_description']}\n\n{ABOUT}\n"
    for section in dict.fromkeys(page.section for page in lessons()):
        lines = [_listed(page, site_url) for page in lessons() if page.section == section]
        found += f"\n## {section}\n\n" + "".join(lines)
    others = [page for page in series() if not page.is_lesson and page.description]
    return f"{found}\n## Optional\n\n" + "".join(_listed(page, site_url) for page in others)


def _listed(page: Page, site_url: str) -> str:
    address = f"{site_url}{page.address}{NAME if page.is_lesson else ''}" or "./"
    return f"- [{page.title}]({address}): {page.description}\n"


def twin(page: Page, site_url: str = "") -> str:
    """The lesson in plain Markdown."""
    text = FENCE.sub(lambda found: _fence(found[2], found[3], page), page.text)
    text = HTML_BLOCK.sub(lambda found: to_markdown(found[0]), text)
    text = BLOCK_MARK.sub("", DETAILS.sub(r"**\1**", text))
    text = LINK.sub(lambda found: f"]({_link(page, *found.groups(''))})", with_figures(text))
    text = SITE_LINK.sub(lambda found: f"]({_relative(page, found[1])})", text)
    return EMPTY.sub("\n\n", f"{text.strip()}\n\n---\n\n{_foot(page, site_url)}\n")


def _foot(page: Page, site_url: str) -> str:
    return (
        f"From [{settings()['site_name']}]({site_url or _relative(page, '')}), reviewed "
        f"{page.front['reviewed']}. [This lesson with its calculators]"
        f"({f'{site_url}{page.address}' if site_url else './'}). {LICENCE}."
    )


def _link(page: Page, path: str, place: str) -> str:
    """Another page of the series: its twin where it has one."""
    source = normpath(urljoin(page.source, path))
    lesson = next((each for each in lessons() if each.source == source), None)
    if lesson:
        return _relative(page, f"{lesson.address}{NAME}") + place
    return _relative(page, Page(source, "", "", {}, "").address) + place


def _relative(page: Page, address: str) -> str:
    path, mark, place = address.partition("#")
    slash = "/" if not path or path.endswith("/") else ""
    return relpath(path or ".", page.address) + slash + mark + place


def _fence(name: str, body: str, page: Page) -> str:
    if name in TOLD:
        return TOLD[name](body)
    if name not in formats():
        return f"```{name}\n{body}```"  # an example, for people
    module, function = formats()[name]
    fence = import_module(module)
    if own := getattr(fence, f"{name.replace('-', '_')}_markdown", None):
        return str(own(body))
    reader = markdown.Markdown()
    reader.__dict__["lines"] = page.text.splitlines()  # some look at what stands above them
    return to_markdown(getattr(fence, function)(body, name, name, {}, reader))


@cache
def formats() -> dict[str, tuple[str, str]]:
    """The module and the function that make the HTML of each kind of fence."""
    return {
        each["name"]: tuple(each["format"].rsplit(".", 1))
        for extension in settings()["markdown_extensions"]
        if isinstance(extension, dict) and "pymdownx.superfences" in extension
        for each in extension["pymdownx.superfences"]["custom_fences"]
    }


def calculator_markdown(body: str) -> str:
    """A calculator as its answer, in the words that a terminal shows; the rest is on the page.

    >>> print(calculator_markdown("fit\\nmodel: qwen3-8b")[:28])
    **Calculator: Will it fit?**
    """
    name, inputs = parse_fence(body)
    chosen = calculator(name)
    answer = replace(chosen.answer(inputs), steps=(), notes=(), sources=())
    return (
        f"**Calculator: {chosen.title}** For the inputs of this lesson it answers as follows. "
        f"[Change them on the page](./), which also has the working and the sources.\n\n"
        f"```text\n{to_text(answer).strip()}\n```"
    )


def quiz_markdown(body: str) -> str:
    """A quiz as questions, each with its answer folded."""
    return "\n\n".join(
        "\n".join(
            [
                f"**{number}. {question.text}**\n",
                *(f"- {choice.text}" for choice in question.choices),
                "\n<details><summary>The answer</summary>\n",
                *(f"- {choice.text}: {choice.why}" for choice in question.choices),
                "\n</details>",
            ]
        )
        for number, question in enumerate(parse_quiz(body), 1)
    )


def predict_markdown(body: str) -> str:
    """A guess as its question, with the answer folded."""
    asked = parse_prediction(body)
    choices = "".join(f"- {choice}\n" for choice in asked.choices)
    right = [asked.choices[asked.right]] if asked.choices else []
    answer = ": ".join([*right, *filter(None, [asked.answer])])
    return (
        f"{asked.question}\n\n{choices}\n<details><summary>The answer</summary>\n\n"
        f"**{answer}**\n\n{asked.why}\n\n</details>"
    )


TOLD = {"calculator": calculator_markdown, "quiz": quiz_markdown, "predict": predict_markdown}
"""What some kinds of fences say; others say it themselves, by `NAME_markdown` in their module."""


def to_markdown(html: str) -> str:
    """HTML as Markdown: pictures by their words, and nothing that only a page can do.

    >>> to_markdown("<p>See <b>this</b></p><button>Go</button>")
    'See **this**'
    """
    made: str = _Converter(heading_style=ATX, bullets="-", escape_misc=False).convert(html)
    return EMPTY.sub("\n\n", made).strip()


class _Converter(MarkdownConverter):
    """Names a picture by its title and its description, and leaves out controls."""

    def convert_svg(self, el: Any, text: str, parent_tags: set[str]) -> str:
        said = (el.find(name) for name in ("title", "desc"))
        return f"\n\n*Picture: {' '.join(_sentences(said))}*\n\n"

    def convert_form(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return ""

    convert_button = convert_input = convert_script = convert_style = convert_form
    convert_noscript = convert_template = convert_form

    def convert_summary(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n"


def _sentences(found: Iterator[Any]) -> Iterator[str]:
    for each in found:
        if each is not None and (text := " ".join(each.get_text().split())):
            yield text if text.endswith((".", "?", "!")) else f"{text}."
