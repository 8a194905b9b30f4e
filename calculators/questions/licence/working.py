"""Which rule decided, which it overruled, and the texts that were read."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.licence.outcome import Part
from calculators.engines.licence.record import Permission, terms_checked
from calculators.engines.rules.condition import asks_about
from calculators.questions.licence.case import Case
from calculators.questions.licence.words import EVIDENCE, OUTCOMES, fact_words

_NOTES = (
    "This describes what a licence says. It is no legal advice. Ask a lawyer before you sell a "
    "product, when much depends on it, and wherever the answer is “ask first” or “not known”.",
    "The text beside the weights decides. Rules of your own country, data protection and the "
    "rights of others in what the model was trained on are other questions.",
    "An answer holds for this very release. Sister models, tuned ones and other versions may have "
    "another licence.",
)


def steps(case: Case) -> Iterator[Step]:
    """From the release to its licence, then the rule that holds."""
    found = case.terms
    yield Step(
        title="The licence of this release",
        formula="the file beside the weights",
        working=EVIDENCE[found.evidence] if found else EVIDENCE["none"],
        outcome=case.licence.name if case.licence else "none found",
    )
    for part in case.reading.parts:
        if part.licence:
            yield _rule(part)
            yield from (_overruled(each) for each in part.decision.overruled)


def _rule(part: Part) -> Step:
    rule = part.decision.rule
    return Step(
        title=f"The first rule of {part.licence.name if part.licence else ''} that holds",
        formula=rule.clause,
        working=_conditions(rule),
        outcome=OUTCOMES[rule.outcome],
    )


def _overruled(rule: Permission) -> Step:
    return Step(
        title="Without it",
        formula=rule.clause,
        working=_conditions(rule),
        outcome=OUTCOMES[rule.outcome],
    )


def _conditions(rule: Permission) -> str:
    said = ", and ".join(fact_words(name, wanted) for name, wanted in asks_about(rule.when))
    return said or "always"


def notes(case: Case) -> Iterator[str]:
    """What this is and is not, and what was left unread."""
    yield from _NOTES
    for each in case.reading.beside:
        yield f"{each.source.title}: {each.read}."


def sources(case: Case) -> Iterator[Source]:
    """The licence first, then what stands beside it and how its release is known to be under it."""
    for part in case.reading.parts:
        yield from part.licence.sources if part.licence else ()
    yield from case.licence.sources if case.licence else ()
    for each in case.reading.beside:
        yield Source(title=each.source.title, url=each.source.url, checked=terms_checked())
    if case.terms and case.terms.url:
        title = f"{case.name}: {EVIDENCE[case.terms.evidence]}"
        yield Source(title=title, url=case.terms.url, checked=terms_checked())
    if case.model:
        yield from case.model.sources[:1]
