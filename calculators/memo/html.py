"""The memo and the staff policy as HTML, in a page at build and in the reader's browser.

Everything that was kept is escaped. `href="site:…"` leads into the site: whoever shows the HTML
knows where that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from calculators.core.view.html import unbroken
from calculators.memo.joined import Duty, Entry, Joined, Line, Said, Task
from calculators.memo.policy import NO_RULE, Section, policy
from calculators.registry import CALCULATORS

_LONGEST_LINK = 8000


def to_html(memo: Joined, *, editable: bool = False) -> str:
    """The memo, then the policy; with `editable`, what a reader changes it with."""
    tasks = "".join(_task(task, place, editable) for place, task in enumerate(memo.tasks))
    return unbroken(
        f'<article class="sm-memo"><h2>AI choice memo</h2><p class="sm-as-of">By the facts of '
        f"<time>{memo.day}</time>. It describes records and is no legal advice.</p>{tasks}"
        f"{_open(memo)}{_sources(memo)}</article>"
        f'<article class="sm-memo sm-policy"><h2>Staff policy for AI</h2><p class="sm-as-of">It '
        f"follows from the answers kept in the memo, by the facts of <time>{memo.day}</time>. Each "
        f"line names its answer.</p>{''.join(map(_section, policy(memo)))}</article>"
    )


def _task(task: Task, place: int, editable: bool) -> str:
    names = _name_field(task, place) if editable else ""
    lines = "".join(map(_line, task.lines))
    return (
        f'<section class="sm-task"><h3>{escape(task.name)}</h3>{names}'
        f'<dl class="sm-lines">{lines}</dl>{_changed(task)}{_duties(task, editable)}'
        f"{_notes(task)}{_behind(task, editable)}</section>"
    )


def _name_field(task: Task, place: int) -> str:
    numbers = " ".join(str(each.number) for each in task.entries)
    return (
        f'<p class="sm-edit"><label for="memo-task-{place}">Name of this task</label> '
        f'<input id="memo-task-{place}" data-change="task" data-entries="{numbers}" '
        f'maxlength="80" value="{escape(task.name)}"></p>'
    )


def _line(line: Line) -> str:
    said = "".join(f"<dd>{_said(each)}</dd>" for each in line.said)
    return f"<div><dt>{escape(line.title)}</dt>{said}</div>"


def _said(each: Said) -> str:
    return f"{escape(each.text)} {_link(each.entry.kept.calculator, each.entry)}"


def _link(name: str, entry: Entry | None = None) -> str:
    """To the calculator, where it opens with the inputs of the answer."""
    if name not in CALCULATORS:
        return f'<span class="sm-from">{escape(name)}</span>'
    address = f"site:calculators/{name}/{_hash(entry) if entry else ''}"
    title = escape(CALCULATORS[name].title)
    return f'<a class="sm-from" href="{escape(address)}">{title}</a>'


def _hash(entry: Entry) -> str:
    """The inputs as an address holds them, without those that are as usual."""
    name = entry.kept.calculator
    usual = {each.name: each.default_text for each in CALCULATORS[name].fields}
    given = (
        f"{_percent(f'{name}.{key}')}={_percent(value)}"
        for key, value in entry.kept.inputs.items()
        if value != usual.get(key, value)
    )
    found = "&".join(given)
    return f"#{found}" if found and len(found) <= _LONGEST_LINK else ""


def _percent(text: str) -> str:
    """The text as an address holds it.

    >>> _percent("fit.model config é")
    'fit.model%20config%20%C3%A9'
    """
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
    return "".join(
        each if each in plain else "".join(f"%{byte:02X}" for byte in each.encode())
        for each in text
    )


def _changed(task: Task) -> str:
    items = (
        f"<li>{_link(entry.kept.calculator, entry)} {escape(change.what)}: "
        f"<del>{escape(change.then)}</del> {_kept_on(entry)} → <ins>{escape(change.now)}</ins>"
        "</li>"
        for entry in task.entries
        for change in entry.changes
    )
    return _box("sm-changed", "Changed since it was kept", items)


def _kept_on(entry: Entry) -> str:
    day = entry.kept.kept_on
    return f"<small>kept <time>{day}</time></small>" if day else ""


def _duties(task: Task, editable: bool) -> str:
    items = (
        _duty(duty, entry, place, editable)
        for entry in task.entries
        for place, duty in enumerate(entry.duties)
    )
    return _box("sm-duties", "To do", items)


def _duty(duty: Duty, entry: Entry, place: int, editable: bool) -> str:
    where = f"<small>{escape(duty.where)} · {escape(entry.title)}</small>"
    if not editable:
        sign = "☑" if duty.done else "☐"
        return f"<li>{sign} {escape(duty.text)} {where}</li>"
    ident, checked = f"memo-duty-{entry.number}-{place}", " checked" if duty.done else ""
    return (
        f'<li><input type="checkbox" id="{ident}" data-change="tick" data-entry="{entry.number}" '
        f'data-duty="{escape(duty.text)}"{checked}><label for="{ident}">{escape(duty.text)} '
        f"{where}</label></li>"
    )


def _notes(task: Task) -> str:
    notes = (
        f"<li>{escape(each.kept.note)} <small>{escape(each.title)}</small></li>"
        for each in task.entries
        if each.kept.note.strip()
    )
    return _box("sm-notes", "Notes", notes)


def _behind(task: Task, editable: bool) -> str:
    items = (f"<li>{_entry(each)}{_edit(each) if editable else ''}</li>" for each in task.entries)
    return _box("sm-behind", "Answers behind it", items)


def _entry(entry: Entry) -> str:
    asked = entry.result.asked if entry.result else entry.reason
    return f"{_link(entry.kept.calculator, entry)} {escape(asked)} <small>{_kept_on(entry)}</small>"


def _edit(entry: Entry) -> str:
    number, title = entry.number, escape(entry.title)
    ident = f"memo-{number}"
    renew = (
        f'<button type="button" id="{ident}-renew" data-action="renew" data-entry="{number}" '
        f'aria-label="Take today’s answer: {title}">Take today’s answer</button>'
        if entry.changes
        else ""
    )
    return (
        f'<details class="sc-fold sm-edit" id="{ident}-edit">'
        "<summary>Move, note or remove</summary>"
        f'<label for="{ident}-task">Move it to the task</label> <input id="{ident}-task" '
        f'data-change="task" data-entries="{number}" maxlength="80" '
        f'value="{escape(entry.kept.task)}"> '
        f'<label for="{ident}-note">Note</label> <textarea id="{ident}-note" rows="2" '
        f'data-change="note" data-entry="{number}" maxlength="2000">{escape(entry.kept.note)}'
        f'</textarea> {renew}<button type="button" data-action="remove" data-entry="{number}" '
        f'aria-label="Remove this answer: {title}">Remove this answer</button></details>'
    )


def _open(memo: Joined) -> str:
    said = (
        f"<li>{_link(each.kept.calculator, each)} {escape(each.reason or each.headline)}</li>"
        for each in memo.open
    )
    unasked = " ".join(map(_link, memo.unasked))
    rest = [f"<li>Not asked yet: {unasked}</li>"] if unasked else []
    return _box("sm-open", "Open questions", [*said, *rest], "h3")


def _sources(memo: Joined) -> str:
    items = (
        f'<li><a href="{escape(each.url)}" rel="noopener">{escape(each.title)}</a> '
        f"<small>checked {escape(each.checked)}</small></li>"
        for each in memo.sources
    )
    return _box("sm-sources", "Sources", items, "h3")


def _section(section: Section) -> str:
    rules = [f"<li>{_said(each)}</li>" for each in section.rules]
    asked = [f"<li>Answer first: {_link(name)}</li>" for name in section.ask]
    return _box("sm-rules", section.title, [*rules, *asked] or [f"<li>{NO_RULE}</li>"], "h3")


def _box(kind: str, title: str, items: Iterable[str], heading: str = "h4") -> str:
    """A titled list; nothing where it is empty."""
    inside = "".join(items)
    if not inside:
        return ""
    return f'<div class="{kind}"><{heading}>{escape(title)}</{heading}><ul>{inside}</ul></div>'
