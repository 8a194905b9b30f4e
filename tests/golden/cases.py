"""Requests whose answers must be the same, byte for byte, in CPython and in every Pyodide.

All of them are compared between the worlds. Some answers are recorded too, so that a change of the
answers themselves is seen: `python -m tests.golden.cases` writes them anew after a change that is
meant, and the diff of answers.jsonl is then the change, for review.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from calculators import catalog
from calculators.browser import respond
from calculators.engines.capability.record import estimated, published
from calculators.engines.cover.record import listed, plan
from calculators.engines.licence.record import terms
from calculators.engines.machine import OTHER_APPS
from calculators.engines.memory import QUANTIZATIONS
from calculators.engines.price import ended_offers, offers
from calculators.engines.speed.record import record
from calculators.engines.triage.record import tasks
from calculators.engines.workload import BUSINESS
from calculators.memo.kept import Kept, write
from calculators.questions.agent.tasks import KINDS
from calculators.questions.common.licences import WISHES
from calculators.questions.common.tasks import TASKS
from calculators.questions.cover.inputs import HOMES, SITUATIONS
from calculators.questions.data_path.inputs import KINDS as TEXTS
from calculators.questions.data_path.inputs import PLACES
from calculators.questions.eval_size.inputs import ALIKE
from calculators.questions.finder.purposes import PACES, PURPOSES
from calculators.questions.gap.inputs import OPEN
from calculators.questions.licence.inputs import ACTORS, FIELDS, REGIONS, USES
from calculators.questions.log_check.examples import EXAMPLES, SERVER
from calculators.questions.rules import inputs as law
from calculators.questions.subscription import SUBSCRIPTION
from calculators.questions.triage.inputs import FACTORS
from calculators.registry import CALCULATORS
from site_plugins.runtime.exercise import BROWSERS, LLAMA, NONSENSE

ANSWERS = Path(__file__).with_name("answers.jsonl")

# Llama 3.2 1B, which the catalog has too.
CONFIG = {
    **LLAMA,
    "head_dim": 64,
    "tie_word_embeddings": True,
    "rope_scaling": {"rope_type": "llama3", "factor": 32.0},
}


RECORDED_STEP = 12
"""Every so many of the good requests is recorded; all would be megabytes."""


def requests() -> list[str]:
    """Every model and every machine once, then every option, then what goes wrong."""
    asked = (*_good(), *_wrong(), *_memos())
    return [json.dumps(each, ensure_ascii=False) for each in asked]


def recorded_requests() -> list[str]:
    """The requests whose answers are recorded."""
    good = list(_good())[::RECORDED_STEP]
    return [json.dumps(each, ensure_ascii=False) for each in (*good, *_several_cards(), *_wrong())]


def _good() -> Iterator[dict[str, object]]:
    yield from _catalog()
    yield from _options()
    yield from _disagree()
    yield from _log_check()
    yield from _speeds()
    yield from _finders()
    yield from _bills()
    yield from _agents()
    yield from _ownership()
    yield from _teams()
    yield from _training()
    yield from ({"calculator": "fit", "seen": raw} for raw in BROWSERS.values())
    yield from _licences()
    yield from _gaps()
    yield from _counts()
    yield from _covers()
    yield from _triage()
    yield from _data_paths()
    yield from _uses()
    yield from _rules()
    yield from _openness()


def _memos() -> Iterator[dict[str, object]]:
    """Every calculator kept, some answers changed since; not recorded, for a memo says its day."""
    for name in CALCULATORS:
        kept = Kept(calculator=name, headline="Old", note="<b>*é*</b>", task="Ω", ticked=("x",))
        yield {"calculator": "memo", "memo": write((kept, Kept(calculator="fit")))}


def _fit(**inputs: object) -> dict[str, object]:
    return {"calculator": "fit", "inputs": inputs}


def _licences() -> Iterator[dict[str, object]]:
    """A release under each licence, for each use; then every field, place and limit."""
    releases = {each.licence: release for release, each in terms().items()}.values()
    for release in releases:
        for use, actor in zip(USES, cycle(ACTORS)):
            yield _asked("licence", model=release, use=use, actor=actor, as_of=DAYS[0])
        for field, region in zip(FIELDS, cycle(REGIONS)):
            yield _asked("licence", model=release, field=field, region=region, as_of=DAYS[0])
        yield _asked(
            "licence",
            model=release,
            use="host_service",
            group_annual_revenue_usd="10k",
            operates_maas="on",
            as_of=DAYS[0],
        )


def _uses() -> Iterator[dict[str, object]]:
    """Every use, on machines and in bills; of the small and of the large."""
    machines, actors = cycle(catalog.machines()), cycle(ACTORS)
    large = {"group_annual_revenue_usd": "20000000000", "operates_maas": "on", "region": "EU"}
    for use in USES:
        yield _asked("finder", machine=next(machines), use=use, actor=next(actors))
        yield _asked("finder", machine=next(machines), use=use, **large)
        yield _asked("api-cost", model="moonshotai/kimi-k3", at=DAYS[0], use=use, **large)


def _gaps() -> Iterator[dict[str, object]]:
    """Every meaning of open, every model with a score, some machines, some days."""
    for openness, day in zip(OPEN, cycle(("", "2025-06-30", "2024-01-01"))):
        yield _asked("gap", openness=openness, as_of=day)
        yield _asked("gap", openness=openness)
    for model in sorted(published().keys() | estimated().keys()):
        if model in catalog.models():
            yield _asked("gap", about="model", model=model)
    for machine in list(catalog.machines())[::9]:
        yield _asked("gap", about="machine", machine=machine, as_of="2026-08-11")


def _counts() -> Iterator[dict[str, object]]:
    """Plans, scores and comparisons."""
    for share, difference, alike in zip(
        ("75", "50", "99.9", "0"), ("3", "10", "1", "20"), cycle(ALIKE)
    ):
        yield _asked("eval-size", share=share, difference=difference, alike=alike)
    for cases, right, confidence in (("50", "40", "90"), ("1", "0", "95"), ("1m", "999999", "99")):
        yield _asked("eval-size", goal="score", cases=cases, right=right, confidence=confidence)
    for first, second in (("18", "7"), ("0", "0"), ("500k", "500k"), ("3", "40")):
        yield _asked("eval-size", goal="compare", only_first=first, only_second=second)


def _covers() -> Iterator[dict[str, object]]:
    """Every plan, with a situation and a home in turn; then two situations together."""
    for ident, situation, home in zip(listed(), cycle(SITUATIONS), cycle(HOMES)):
        yield _asked("cover", plan=ident, situation=situation, home=home, as_of=DAYS[1])
    for situation in SITUATIONS:
        yield _asked("cover", plan="azure-openai", situation=situation, edited="on", as_of=DAYS[1])


def _triage() -> Iterator[dict[str, object]]:
    """Every task as it usually is, then every level of every factor, and the switches."""
    for task, test in zip(tasks(), cycle(("untried", "passed", "failed"))):
        yield _asked("triage", task=task, test=test)
    for name, levels in FACTORS.items():
        for level in levels:
            yield _asked("triage", **{"task": "own", name: level})
    firm = {"cover": "on", "offline": "on", "skills": "on", "audit": "on", "origin": "on"}
    yield _asked("triage", task="chat", owner="off", **firm)


def _data_paths() -> Iterator[dict[str, object]]:
    """Every plan with a kind of text and a place in turn, then what is your own."""
    sold = (ident for ident in listed() if plan(ident).kind != "own")
    for ident, kind, home in zip(sold, cycle(TEXTS), cycle(PLACES)):
        yield _asked("data-path", plan=ident, kind=kind, home=home, as_of=DAYS[1])
    for kind, where in zip(TEXTS, cycle(("machine", "server"))):
        yield _asked("data-path", where=where, kind=kind, exposed="on", as_of=DAYS[1])
        yield _asked(
            "data-path", plan="xai-enterprise", kind=kind, zero_retention="on", as_of=DAYS[1]
        )


def _rules() -> Iterator[dict[str, object]]:
    """Every use in every place, trades and roles in turn; then what changes with the day."""
    for place, day in zip(law.PLACES, cycle(("2026-11-29", "2026-12-02", "2028-08-02"))):
        for use, role, sector in zip(law.USES, cycle(law.ROLES), cycle(law.SECTORS)):
            inputs = {"use": use, "role": role, "sector": sector, "place": place}
            yield _asked("rules", as_of=day, alone="on", **inputs)
    yield _asked("rules", use="chat", role="build", older="on", as_of="2026-12-01")
    yield _asked("rules", use="draft", personal="off", as_of="2025-02-01")


def _openness() -> Iterator[dict[str, object]]:
    """Every model, then days on which there was less to say."""
    yield from (_asked("openness", model=ident, as_of=DAYS[1]) for ident in catalog.models())
    for day in ("2024-01-01", "2026-05-28", "2026-05-29"):
        yield _asked("openness", model="olmo-3-7b", as_of=day)


def _catalog() -> Iterator[dict[str, object]]:
    contexts, apps = cycle(("2048", "8192", "131,072")), cycle(OTHER_APPS)
    machines = cycle(catalog.machines())
    for ident, model in catalog.models().items():
        yield _fit(
            model=ident,
            quantization=model.recommended_quantization,
            machine=next(machines),
            context=next(contexts),
            other_apps=next(apps),
        )
    for machine in catalog.machines():
        yield _fit(machine=machine)


def _options() -> Iterator[dict[str, object]]:
    yield from (_fit(quantization=name) for name in QUANTIZATIONS)
    yield from (_fit(kv_cache_type=name, context="32k") for name in ("q8_0", "q4_0", "f32"))
    yield _fit(flash_attention="off", slots="4", unified_cache="off", micro_batch="2048")
    yield _fit(machine="custom", memory_kind="dedicated", ram_gib="32", vram_gib="7.5")
    yield _fit(machine="custom", memory_kind="apple", ram_gib="24")
    yield _fit(machine="custom", memory_kind="integrated", ram_gib="4", system="linux")
    yield _fit(model="custom", model_config=json.dumps(CONFIG), context=4096)


def _several_cards() -> Iterator[dict[str, object]]:
    """One card that holds it alone, some, all, and too few; recorded every one."""
    described = {"machine": "custom", "memory_kind": "dedicated", "ram_gib": "64"}
    for model, vram, cards in (
        ("qwen3-8b", "24", "2"),
        ("llama-3.3-70b", "24", "2"),
        ("llama-3.3-70b", "12", "3"),
        ("qwen3-30b-a3b", "8", "2"),
        ("gemma-3-27b", "8", "4"),
    ):
        yield _fit(**described, model=model, vram_gib=vram, cards=cards)
    yield _speed(**described, model="llama-3.3-70b", vram_gib="24", cards="2", bandwidth_gb_s="936")
    yield _asked("finder", **described, vram_gib="16", cards="3", bandwidth_gb_s="448")


def _disagree() -> Iterator[dict[str, object]]:
    contexts = cycle(("2048", "32k", "131,072"))
    for ident, model in catalog.models().items():
        inputs = {"model": ident, "quantization": model.recommended_quantization}
        yield {"calculator": "disagree", "inputs": {**inputs, "context": next(contexts)}}


def _log_check() -> Iterator[dict[str, object]]:
    for log in EXAMPLES:
        yield {"calculator": "log-check", "inputs": {"log": log}}
        yield {"calculator": "log-check", "inputs": {"log": log, "model": "qwen3-8b"}}
    cut = SERVER[: len(SERVER) // 2]
    yield {"calculator": "log-check", "inputs": {"log": cut, "quantization": "Q8_0"}}


def _speed(**inputs: object) -> dict[str, object]:
    return {"calculator": "speed", "inputs": inputs}


def _speeds() -> Iterator[dict[str, object]]:
    tasks, machines = cycle(TASKS), cycle(catalog.machines())
    for ident, model in catalog.models().items():
        quantization = model.recommended_quantization
        yield _speed(
            model=ident, quantization=quantization, machine=next(machines), task=next(tasks)
        )
    for machine in catalog.machines():
        yield _speed(machine=machine, task=next(tasks), model="qwen3-8b")
    for name in record().classes:
        yield _speed(machine="custom", speed_class=name, bandwidth_gb_s="123.4", tflops="5.6")
    own = {"task": "own", "prompt_tokens": "12,345", "answer_tokens": "678", "times": "9"}
    yield _speed(**own, history_tokens="4321", thinking_tokens="2000", kv_cache_type="q8_0")


def _finders() -> Iterator[dict[str, object]]:
    """Every machine for some purpose, and for every model its machines."""
    purposes = cycle(PURPOSES)
    # Five of each, so that the recorded ones have them all.
    paces, licences = cycle((*PACES, "any", "reading")), cycle((*WISHES, "free", "business"))
    for machine in catalog.machines():
        inputs = {"machine": machine, "purpose": next(purposes)}
        yield {"calculator": "finder", "inputs": {**inputs, "licence": next(licences)}}
    for kind in ("apple", "integrated", "dedicated", "processor"):
        inputs = {"machine": "custom", "memory_kind": kind, "ram_gib": "1.5", "pace": next(paces)}
        yield {"calculator": "finder", "inputs": {**inputs, "context": "65,536"}}
    for model in catalog.models():
        inputs = {"model": model, "purpose": next(purposes), "pace": next(paces)}
        yield {"calculator": "needs", "inputs": inputs}


DAYS = ("2026-11-24", "2026-12-01", "2027-01-01 00:00", "2026-11-24T02:00:00Z")
"""Prices change with the day, and some with the hour, so every question names its own."""


def _bills() -> Iterator[dict[str, object]]:
    """Every price once for tokens and once for some work, then what changes a bill."""
    days, kinds = cycle(DAYS), cycle(BUSINESS)
    tokens = {"input_tokens": "150,000", "cached_tokens": 140_000, "cache_write_tokens": 8000}
    for ident in (*offers(), *ended_offers()):
        counted = {**tokens, "cache_write_1h_tokens": 1000, "output_tokens": 1500, "work": "own"}
        yield _asked("api-cost", model=ident, at=next(days), batch="on", **counted)
        yield _asked("api-cost", model=ident, at=next(days), work=next(kinds), per_day="40")
    euros = {"currency": "EUR", "exchange_rate": "0.9", "fee_percent": "2.5"}
    for form in ("pdf", "scan"):
        yield _asked("api-cost", at=DAYS[0], page_form=form, pages="6", reasoning="on", **euros)
    own = {"model": "own", "own_input": "0.3", "own_cached": "0.03", "own_batch_percent": "50"}
    yield _asked("api-cost", at=DAYS[0], caching="1h", arrival="together", language="german", **own)


def _agents() -> Iterator[dict[str, object]]:
    days, models = cycle(DAYS), cycle(offers())
    for task in KINDS:
        for shorten in ("keep", "summarise", "clear"):
            inputs = {"task": task, "model": next(models), "at": next(days)}
            yield _asked("agent", shorten=shorten, shorten_at="40000", **inputs)
    own = {"task": "own", "steps": "120", "helpers": "3", "retry_percent": "10", "cap_usd": "1"}
    for model in ("anthropic/claude-haiku-5-5", "openai/gpt-6-luna", "groq/qwen/qwen3.8-27b"):
        yield _asked("agent", model=model, caching="1h", hit_percent="80", at=DAYS[0], **own)


def _ownership() -> Iterator[dict[str, object]]:
    machines, kinds = cycle(catalog.machines()), cycle(BUSINESS)
    desk = {"decode_tokens_per_s": "30", "prefill_tokens_per_s": "300", "hours_on": "8"}
    for model in ("gpt-oss-120b", "gpt-oss-20b", "qwen3-8b", "gemma-4-31b", "llama-3.3-70b"):
        for per_day in ("5", "500", "50,000"):
            inputs = {"model": model, "machine": next(machines), "work": next(kinds)}
            yield _asked("break-even", per_day=per_day, at=DAYS[0], **inputs)
            yield _asked("break-even", per_day=per_day, at=DAYS[1], **desk, **inputs)
    rented = {"electricity": "de-home", "interest_percent": "8", "residual_percent": "20"}
    yield _asked("break-even", at=DAYS[0], machine_usd="4000", gain="4", cache="on", **rented)


def _teams() -> Iterator[dict[str, object]]:
    days = cycle(DAYS)
    for option in SUBSCRIPTION.field("plan").input.options():  # type: ignore[attr-defined]
        inputs = {"plan": option.value, "people": "12", "at": next(days)}
        yield _asked("subscription", local="shared", billing="annual", **inputs)


def _training() -> Iterator[dict[str, object]]:
    models = cycle(catalog.models())
    for goal in ("style", "labels", "facts", "library", "short"):
        for method in ("qlora", "lora"):
            for where in ("rent", "own", "trainer"):
                inputs = {"goal": goal, "method": method, "where": where, "model": next(models)}
                yield _asked("customise", at=DAYS[0], **inputs)


def _asked(calculator: str, **inputs: object) -> dict[str, object]:
    return {"calculator": calculator, "inputs": inputs}


def _wrong() -> Iterator[dict[str, object]]:
    yield _fit(context="eight thousand", slots="0", machine="toaster", model="gemma-4-12", colour=1)
    yield _fit(context="<img src=x onerror=alert(1)>", kv_cache_type="'; DROP TABLE")
    yield _fit(flash_attention="off", kv_cache_type="q8_0")
    yield _fit(machine="custom", memory_kind="dedicated", vram_gib="0")
    yield _fit(model="custom", model_config="")
    yield _fit(model="custom", model_config="not json")
    yield _fit(model="custom", model_config='{"model_type": "quantum"}')
    yield _fit(model="custom", model_config=json.dumps({**CONFIG, "hidden_size": -1}))
    yield {"calculator": "disagree", "inputs": {"model": "qwen3-8b", "quantization": "MXFP4_MOE"}}
    yield {"calculator": "log-check", "inputs": {"log": ""}}
    yield {"calculator": "log-check", "inputs": {"log": "<script>alert(1)</script>"}}
    yield {"calculator": "log-check", "inputs": {"log": "x" * 1_000_001}}
    yield _speed(task="own", prompt_tokens="0", answer_tokens="10485760", times="many")
    yield {"calculator": "finder", "inputs": {"purpose": "world peace", "context": "-1"}}
    yield {"calculator": "needs", "inputs": {"model": "phi-4", "context": "32768"}}
    yield _asked("api-cost", at="24.11.2026", per_day="-1", model="gpt-7", own_input="free")
    yield _asked("api-cost", work="own", input_tokens=10, cached_tokens=8, cache_write_tokens=3)
    yield _asked("agent", at=DAYS[0], task="own", steps="0", cap_usd="1e9", success_percent="0")
    yield _asked("break-even", at=DAYS[0], life_years="0", hours_on="25", model="gemini-4-argon")
    yield _asked("subscription", at=DAYS[0], people="0", plan="free", messages="many")
    yield _asked("customise", at=DAYS[0], examples="0", method="full", epochs="-1")
    yield from ({"calculator": "speed", "seen": raw} for raw in NONSENSE)
    yield {"calculator": "disagree", "seen": {}}
    yield {"calculator": "toaster", "inputs": {}}
    yield {"inputs": []}


if __name__ == "__main__":
    lines = [respond(request) + "\n" for request in recorded_requests()]
    ANSWERS.write_text("".join(lines), "utf-8", newline="\n")
