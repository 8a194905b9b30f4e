"""What an answer rests on: measurements, assumptions, what is closing, duties, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators import catalog
from calculators.core.results import Source
from calculators.core.sources import source
from calculators.questions.common.prices import announced, usual_notes, usual_sources
from calculators.questions.customise.duties import TEXTS, duties
from calculators.questions.customise.effort import SHARES
from calculators.questions.customise.inputs import AT_HOME, OWN
from calculators.questions.customise.memory import CHECKED
from calculators.questions.customise.record import rates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.customise.outlook import Outlook

_CHECKED = "2026-11-24"


def _source(title: str, url: str) -> Source:
    return Source(title=title, url=url, checked=_CHECKED)


MEASURED = (
    _source("FitCheck: measured runs on a T4", "https://pypi.org/project/fitcheck-llm/"),
    _source("Qwen: memory and speed of LoRA and Q-LoRA", "https://github.com/QwenLM/Qwen"),
    _source("torchtune: memory and training speed", "https://github.com/pytorch/torchtune"),
    _source(
        "NVIDIA NeMo 24.12: speed of fine-tuning on H100",
        "https://docs.nvidia.com/nemo-framework/user-guide/24.12/nemotoolkit/performance/performance_summary.html",
    ),
)
QLORA = _source("Dettmers and others, 2023: QLoRA", "https://arxiv.org/abs/2305.14314")
CLOSING = (
    _source(
        "OpenAI: fine-tuning best practices, with the notice that the service is ending",
        "https://developers.openai.com/api/docs/guides/fine-tuning-best-practices",
    ),
    _source(
        "Fireworks: tuned models need a deployment of their own",
        "https://docs.fireworks.ai/faq-new/billing-pricing/are-there-extra-fees-for-serving-fine-tuned-models.md",
    ),
)


def notes(view: Outlook) -> tuple[str, ...]:
    """What was measured, what was assumed, and what is left out."""
    return tuple(_notes(view))


def _notes(view: Outlook) -> Iterator[str]:
    if view.card_bytes is not None:
        yield from _training_notes(view)
    else:
        yield "How long a trainer takes is not established: it depends on its queue."
    if view.trainer is not None and view.asked is not None:
        note = f" {view.trainer.note}" if view.trainer.note else ""
        yield f"{view.trainer.name}: price of {view.trainer.as_of}.{note}"
    yield (
        "OpenAI takes no new customers for fine-tuning, and Mistral calls its own deprecated. A "
        "tuned closed model ends with its base. Open weights stay with you."
    )
    if view.hosting:
        yield (
            "Few hosts bill a tuned model by the token. Fireworks and Together run it on a card of "
            "its own, billed by time. Ask before you train."
        )
        yield from _tuned_price(view)
    if view.values.served == AT_HOME:
        yield "The machine you have anyway, its power and its care count as paid already."
    yield from usual_notes([view.offer], day=view.at.date())
    yield from announced(view.offer, view.at)
    yield f"Licence, not advice: {duties(view.model)}"
    yield (
        "Not counted: choosing and trying settings, which takes several runs; testing; training "
        "again when the task, the base model or the host changes. Minutes for an example are our "
        "assumption; no measured figure was found."
    )


def _tuned_price(view: Outlook) -> Iterator[str]:
    """Whose price of a tuned model is counted, and of which day."""
    if view.hosting and (found := view.hosting.found):
        yield (
            f"Tuned model: {found.trainer.name} asked ${found.read:g} for a million tokens read "
            f"and ${found.write:g} written of {catalog.model(found.model).name} on "
            f"{found.trainer.as_of}."
        )


def _training_notes(view: Outlook) -> Iterator[str]:
    yield (
        "Memory: weights and adapter are counted, the rest is set by published runs. Against "
        f"{CHECKED.runs} of them the mean error was {CHECKED.mean:g} %, the worst "
        f"{CHECKED.worst:g} %. Runs with an older 4-bit method took less for long texts."
    )
    if view.geometry.experts:
        yield (
            "This model is a mixture of experts. No run of such a model is among the measurements, "
            "so take memory and time as an order of magnitude."
        )
    low, _, high = SHARES[view.four_bit, view.lean]
    yield (
        f"Time: nearly all published runs of this kind reach between {100 * low:.0f} and "
        f"{100 * high:.0f} % of a card’s rate. That is why the span is wide."
    )
    if view.values.where == OWN:
        yield "Only NVIDIA cards are offered: for others no measured training was found."


def sources(view: Outlook) -> tuple[Source, ...]:
    """Rules, measurements, prices, model and licence, each once."""
    every = [*view.advice.sources, *CLOSING, view.offer.source, *usual_sources([view.offer])]
    every += [source("english-tokens"), view.model.sources[0], TEXTS]
    if view.card_bytes is not None:
        every += [*MEASURED, QLORA]
    if view.rental is not None:
        every += [rates()[view.values.card].source, *_quotes(view)]
    if view.values.where == OWN:
        every += catalog.machine(view.values.machine).sources[:1]
    if view.trainer is not None:
        every.append(view.trainer.source)
    if view.hosting and view.hosting.found:
        every.append(view.hosting.found.trainer.source)
    return tuple({source.url: source for source in every}.values())


def _quotes(view: Outlook) -> Iterator[Source]:
    assert view.rental is not None
    for quote in view.rental.quotes:
        title = f"Rent of {view.rental.label}: {quote.provider}"
        yield Source(title=title, url=quote.url, checked=quote.read_on)
