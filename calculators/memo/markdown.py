"""The memo and the staff policy as Markdown, for a wiki, a ticket or a mail.

Text that was kept may come from anybody: it is escaped, so that it shows as it is and nothing in
it becomes a link, a heading or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from calculators.core.results import Source
from calculators.memo.joined import Entry, Joined, Said, Task
from calculators.memo.policy import NO_RULE, Section, policy
from calculators.registry import CALCULATORS

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&@$]|:(?=//)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]", re.IGNORECASE)


def memo_markdown(memo: Joined) -> str:
    """The memo."""
    blocks = [
        "# AI choice memo",
        f"By the facts of {memo.day}. It describes records and is no legal advice.",
        *(block for task in memo.tasks for block in _task(task)),
        *_listed("## Open questions", map(_open, memo.open), _unasked(memo)),
        *_listed("## Sources", map(_source, memo.sources)),
    ]
    return "\n\n".join(blocks) + "\n"


def policy_markdown(memo: Joined) -> str:
    """The staff policy."""
    blocks = [
        "# Staff policy for AI",
        f"It follows from the answers kept in the memo, by the facts of {memo.day}.",
        *(block for section in policy(memo) for block in _section(section)),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows it as it is.

    >>> print(escaped("<b>* [x](https://example.org)"))
    \\<b\\>\\* \\[x\\](https\\://example.org)
    """
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _task(task: Task) -> Iterator[str]:
    yield f"## {escaped(task.name)}"
    yield "\n".join(
        f"- **{line.title}:** {each}" for line in task.lines for each in map(_said, line.said)
    )
    duties = ((duty, entry) for entry in task.entries for duty in entry.duties)
    yield from _listed(
        "### To do",
        (
            f"[{'x' if duty.done else ' '}] {escaped(duty.text)} ({escaped(duty.where)}; "
            f"{escaped(entry.title)})"
            for duty, entry in duties
        ),
    )
    yield from _listed("### Changed since it was kept", _changes(task))
    notes = (each for each in task.entries if each.kept.note.strip())
    yield from _listed("### Notes", (f"{escaped(e.kept.note)} ({escaped(e.title)})" for e in notes))
    yield from _listed("### Answers behind it", map(_entry, task.entries))


def _said(each: Said) -> str:
    return f"{escaped(each.text)} ({escaped(each.entry.title)})"


def _changes(task: Task) -> Iterator[str]:
    for entry in task.entries:
        for change in entry.changes:
            then = f"{escaped(change.then)} ({entry.kept.kept_on or 'no date'})"
            yield f"{escaped(entry.title)}, {escaped(change.what)}: {then} → {escaped(change.now)}"


def _entry(entry: Entry) -> str:
    asked = entry.result.asked if entry.result else entry.reason
    day = f", kept {entry.kept.kept_on}" if entry.kept.kept_on else ""
    return f"{escaped(entry.title)} {escaped(asked)}{day}"


def _open(entry: Entry) -> str:
    return f"{escaped(entry.title)} {escaped(entry.reason or entry.headline)}"


def _unasked(memo: Joined) -> Iterator[str]:
    titles = [escaped(CALCULATORS[name].title) for name in memo.unasked]
    if titles:
        yield f"Not asked yet: {' '.join(titles)}"


def _source(source: Source) -> str:
    address = source.url.translate({60: "%3C", 62: "%3E", 92: "%5C"})
    return f"[{escaped(source.title)}](<{address}>), checked {source.checked}"


def _section(section: Section) -> Iterator[str]:
    asked = [f"Answer first: {escaped(CALCULATORS[name].title)}" for name in section.ask]
    rules = [*map(_said, section.rules), *asked] or [NO_RULE]
    yield from _listed(f"## {section.title}", rules)


def _listed(heading: str, *lists: Iterable[str]) -> Iterator[str]:
    """A heading and a list below it; nothing where the list is empty."""
    items = [f"- {item}" for found in lists for item in found]
    if items:
        yield heading
        yield "\n".join(items)
