"""The ```records fence: what was read behind `licence`, `cover` and `rules`, and how.

    ``` records
    licences
    ```

The line names a table: `licences`, one row a licence; `releases`, one row a model; `plans`, one row
a plan of a vendor; `texts`, one row a text behind those; `rules`, one row a rule of law;
`openness`, one row a model. `licences-about`, `plans-about`, `rules-about` and `openness-about`
count what is known. All of it comes from the records of the calculators.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.engines.cover.record import HOW, SITUATIONS, Plan, Text, listed, plan, text, texts
from calculators.engines.laws.record import Law, LawRule, laws
from calculators.engines.licence.record import Licence, licences, terms, terms_checked
from calculators.engines.openness.record import Found
from calculators.questions.cover.words import ANSWERS
from calculators.questions.licence.case import Case
from calculators.questions.licence.inputs import LicenceInputs
from calculators.questions.licence.words import EVIDENCE
from calculators.questions.openness import verdict as openness
from calculators.questions.openness.case import Case as Openness
from calculators.questions.openness.inputs import OpennessInputs
from calculators.questions.rules.figures import days_of
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FULL = "full text"
NONE_FOUND = "none found"
UNKNOWN = ("unclear", "unknown")
PROMISES = {
    "yes": "Yes",
    "contested": "It can be read both ways",
    "limited": "Less than others",
    "no": "No",
    "unknown": "Not known",
}
"""Whether a vendor defends claims that output infringes."""


def render(name: str) -> str:
    """The HTML of one table; raises `ValueError` for a name there is none of."""
    if name not in TABLES:
        raise ValueError(f"no table {name!r}: one of {', '.join(TABLES)}")
    return TABLES[name]()


def _licences_about() -> str:
    texts = licences().values()
    whole = sum(each.read.startswith(FULL) for each in texts)
    known = Counter(each.evidence for each in terms().values())
    own = known["vendor_file"] + known["vendor_statement"]
    return (
        f"<p>{len(texts)} licences, {whole} of them read in full. {len(terms())} releases: for "
        f"{own} the maker says itself which licence holds, for {known['reported']} somebody "
        f"reported it, for {known['hub_metadata']} we have no more than the data of a page, and "
        f"for {known['none']} nothing was found. Looked up on <time>{terms_checked()}</time>.</p>"
    )


def _licences() -> str:
    return _table(
        ("Licence", "Kind", "How we read it", "Releases"),
        (
            (_link(each), each.kind, _how_read(each), str(_count(each.id)))
            for each in licences().values()
        ),
    )


def _how_read(each: Licence) -> str:
    left = f" {escape(each.not_read)}" if each.not_read else ""
    return f"{escape(each.read)}, <time>{each.checked}</time>.{left}"


def _count(licence: str) -> int:
    return sum(each.licence == licence for each in terms().values())


def _releases() -> str:
    order = sorted(terms(), key=lambda release: (release not in catalog.models(), release))
    return _table(("Release", "Licence", "How we know"), map(_release, order))


def _release(ident: str) -> Sequence[str]:
    found = terms()[ident]
    name = Case(LicenceInputs(model=ident)).name
    licence = _link(licences()[found.licence]) if found.licence else NONE_FOUND
    beside = ", with a policy beside it" if found.beside else ""
    note = f" {escape(found.note)}" if found.note else ""
    evidence = f"From {escape(EVIDENCE[found.evidence])}.{note}"
    return escape(name), licence + beside, evidence


def _link(each: Licence) -> str:
    return f'<a href="{escape(each.source[0].url)}" rel="noopener">{escape(each.name)}</a>'


def _plans_about() -> str:
    plans = [plan(ident) for ident in listed()]
    how = Counter(text(ident).how for ident in texts())
    readings = [_outcomes(each) for each in plans]
    open_ones = sum(outcome in UNKNOWN for each in readings for outcome in each)
    return (
        f"<p>{len(plans)} plans in {len(SITUATIONS)} situations each. Of these "
        f"{len(plans) * len(SITUATIONS)}, the text is unclear or was not read for {open_ones}. "
        f"{len(texts())} texts: {how['full']} read in full, {how['clauses']} by the clauses that "
        f"decide, {how['quoted']} known from a quotation, {how['account']} from an account. Looked "
        f"up on <time>{max(each.checked for each in plans)}</time>.</p>"
    )


def _outcomes(each: Plan) -> list[str]:
    found = (tuple(each.rules(situation))[-1] for situation in SITUATIONS)
    return [rule.outcome for rule in found]


def _plans() -> str:
    return _table(
        ("Plan", "Vendor", "Defends you", "Trained on", "Not known", "Texts"),
        (_plan(plan(ident)) for ident in listed()),
    )


def _plan(each: Plan) -> Sequence[str]:
    unknown = sum(outcome in UNKNOWN for outcome in _outcomes(each))
    return (
        escape(each.name),
        escape(each.vendor),
        PROMISES[each.promise],
        escape(ANSWERS[each.training.answer]),
        str(unknown),
        ", ".join(_text_link(ident) for ident in each.texts),
    )


def _texts() -> str:
    return _table(
        ("Text", "Dated", "How we read it"),
        ((_text_link(ident), *_read(text(ident))) for ident in texts()),
    )


def _read(found: Text) -> tuple[str, str]:
    seen = f"no date; seen {found.seen}" if found.seen else "no date"
    by = f" by {_repository(found.by)}" if found.by else ""
    return found.dated or seen, f"{HOW[found.how]}{by}"


def _repository(name: str) -> str:
    return f'<a href="https://github.com/{escape(name)}" rel="noopener">{escape(name)}</a>'


def _text_link(ident: str) -> str:
    found = text(ident)
    return f'<a href="{escape(found.address)}" rel="noopener">{escape(found.name)}</a>'


def _rules_about() -> str:
    found = [(law, rule) for law in laws().values() for rule in law.rule]
    quoted = sum(rule.read.startswith("quoted") for _, rule in found)
    gaps = "".join(f"<li>{escape(each)}</li>" for law in laws().values() for each in law.open)
    return (
        f"<p>{len(found)} rules in {len(laws())} bodies of law. {quoted} of them we know from a "
        f"quotation, {len(found) - quoted} from an account. Looked up on "
        f"<time>{max(law.checked for law, _ in found)}</time>.</p>"
        f"<p>What we did not read, or what can be read both ways:</p><ul>{gaps}</ul>"
    )


def _rules() -> str:
    return _table(
        ("Rule", "Law", "Days", "How we read it"),
        (_rule(law, rule) for law in laws().values() for rule in law.rule),
    )


def _rule(law: Law, rule: LawRule) -> Sequence[str]:
    source = law.source_of(rule)
    link = f'<a href="{escape(source.url)}" rel="noopener">{escape(rule.clause)}</a>'
    read = f"{escape(rule.read)}, <time>{law.checked}</time>"
    return escape(rule.name), f"{escape(law.name)}, {link}", days_of(rule), read


def _openness() -> Mapping[str, Openness]:
    """The question how open it is, of every model of the catalog."""
    return {ident: Openness(OpennessInputs(model=ident)) for ident in catalog.models()}


def _openness_about() -> str:
    cases = _openness().values()
    count = Counter(map(openness.status, cases))
    floors = Counter(openness.status(each) for each in cases if openness.is_floor(each))
    return _table(
        ("Name", "Releases", "Of these, perhaps higher"),
        (
            (look.word, str(count[status]), str(floors[status]))
            for status, look in openness.LOOKS.items()
        ),
    )


def _openness_rows() -> str:
    return _table(
        ("Release", "Name", "Licence", "Training code", "Training data"),
        map(_openness_row, _openness().values()),
    )


def _openness_row(each: Openness) -> Sequence[str]:
    url = f"https://huggingface.co/{each.model.hf_repo}"
    return (
        f'<a href="{escape(url)}" rel="noopener">{escape(each.model.name)}</a>',
        openness.word(each),
        _link(each.licence) if each.licence else NONE_FOUND,
        _part(each.found.code),
        _part(each.found.data),
    )


def _part(found: Found) -> str:
    said = openness.STATUS[found.status]
    return f'<a href="{escape(found.address)}" rel="noopener">{said}</a>' if found.at else said


TABLES: dict[str, Callable[[], str]] = {
    "licences-about": _licences_about,
    "licences": _licences,
    "releases": _releases,
    "plans-about": _plans_about,
    "plans": _plans,
    "texts": _texts,
    "rules-about": _rules_about,
    "rules": _rules,
    "openness-about": _openness_about,
    "openness": _openness_rows,
}


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join(_row(columns, row) for row in rows)
    return (
        '<div class="sc-wide"><table class="sc-rows sc-sentences">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = "".join(
        f'<td data-label="{label}">{cell}</td>'
        for label, cell in zip(columns[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{row[0]}</th>{cells}</tr>'


fence = fence_formatter("records", lambda body, _: render(body.strip()))
