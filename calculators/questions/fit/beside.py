"""What is loaded beside the model, in words: figures, pieces of the bar, steps and reasons."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import NONE, USUAL
from calculators.core.numbers import GIB, MIB, counted, format_bytes
from calculators.core.records import source
from calculators.core.results import Basis, Figure, Segment, Source, Step, Table
from calculators.engines.memory import checkpoint_bytes, checkpoints_bytes, sizes, with_prediction
from calculators.engines.memory.beside import (
    CHECKPOINTS_A_TURN,
    CHECKPOINTS_MOST,
    CLOSED_CHATS_MIB,
    CUDA_CONTEXT_MIB,
    Extra,
)
from calculators.engines.memory.projector import KINDS, projector_bytes
from calculators.questions.common.loading import (
    LM_STUDIO,
    OFF,
    OLLAMA,
    OWN_LAYERS,
    PROGRAMS,
    draft_model,
)
from calculators.questions.common.whatif import Try, tried
from calculators.questions.fit.case import Case

_FIGURES = {
    "projector": ("projector_bytes", "Part for pictures"),
    "picture": ("picture_bytes", "Working space for a picture"),
    "unknown_projector": ("projector_bytes", "Part for pictures, shape not known"),
    "draft": ("draft_bytes", "Guessing ahead"),
    "copy": ("second_copy_bytes", "Second copy for the processor"),
    "cache_copy": ("cache_copy_bytes", "16-bit copy of the rounded cache"),
    "chat": ("chat_bytes", "Kept of the open chat"),
}
_PICTURES = ("projector", "picture", "unknown_projector")
_SEGMENTS = (
    ("Part for pictures", _PICTURES, "pictures"),
    ("Guessing ahead", ("draft",), "beside"),
    ("Second copy for the processor", ("copy",), "beside"),
    ("16-bit copy of the rounded cache", ("cache_copy",), "compute"),
    ("Kept of the open chat", ("chat",), "beside"),
)
_OPTIONS = {
    "no-repack": ("--no-repack", "LLAMA_ARG_REPACK=0 in its environment"),
    "ctx-checkpoints": ("--ctx-checkpoints 0", "LLAMA_ARG_CTX_CHECKPOINTS=0 in its environment"),
    "cache-ram": ("--cache-ram 0", "LLAMA_ARG_CACHE_RAM=0 in its environment"),
}
"""Flags of llama.cpp's server, and what it reads from its environment in their place."""
_TURNS = (1, 4, 8, 16)
WORTH_SHOWING = GIB
"""Copies of a chat that never come to so much need no table."""
SOON = 16
"""Turns of a chat within which memory that runs out is worth a sentence."""


def amounts(case: Case) -> Iterator[Figure]:
    """Each part with its own basis and range."""
    for extra in case.needed.extras:
        if extra.key in _FIGURES:
            name, label = _FIGURES[extra.key]
            yield Figure(
                name, label, extra.bytes, "bytes", extra.basis, low=extra.low, high=extra.high
            )
    if case.setup.beside.cuda:
        note = "counted in what is held on the card"
        size = CUDA_CONTEXT_MIB * MIB
        yield Figure("context_bytes", "CUDA’s own part", size, "bytes", "reported", note=note)
    if kept := _beside_card(case):
        note = "in main memory, beside the card"
        yield Figure("chat_bytes", "Kept of the open chat", kept, "bytes", note=note)


def _beside_card(case: Case) -> int:
    """What a server keeps in main memory while the model is on a card."""
    turns = case.values.turns
    dedicated = case.machine.kind == "dedicated"
    return checkpoints_bytes(case.geometry, case.setup, turns) if dedicated else 0


def pieces(case: Case) -> Iterator[Segment]:
    """Pieces of the bar; what belongs together is one piece."""
    for label, keys, kind in _SEGMENTS:
        found = [extra for extra in case.needed.extras if extra.key in keys]
        if size := sum(extra.bytes for extra in found):
            yield Segment(
                label=label,
                value=size,
                kind=kind,
                basis=_weakest(found),
                low=sum(extra.low for extra in found),
                high=sum(extra.high for extra in found),
            )


def _weakest(found: list[Extra]) -> Basis:
    order: tuple[Basis, ...] = ("exact", "reported", "estimate", "assumed")
    return max((extra.basis for extra in found), key=order.index)


def parts(case: Case) -> dict[str, int]:
    """The parts by their names in a sum."""
    words = {label[0].lower() + label[1:]: keys for label, keys, _ in _SEGMENTS}
    return {label: case.needed.extra_bytes(*keys) for label, keys in words.items()}


def derivation(case: Case) -> Iterator[Step]:
    """How each part was worked out."""
    beside, needed = case.setup.beside, case.needed
    if it := beside.projector:
        kind, size = KINDS[it.kind], projector_bytes(it)
        inside = f"{it.layers} layers of {it.width:,}" if it.layers else f"no layers, {it.width:,}"
        yield Step(
            title="Part for pictures",
            formula="16-bit matrices and 32-bit norms and positions of its encoder and projection",
            working=f"{inside}, feeding a model of {it.output:,}",
            outcome=f"{size:,} bytes = {format_bytes(size)}",
        )
        space = needed.extra_bytes("picture")
        yield Step(
            title="Working space for a picture",
            formula="4 bytes × patches of the picture tried at the start × numbers for each",
            working=f"4 × {kind.warm:,} × {round(space / 4 / kind.warm):,}",
            outcome=format_bytes(space),
        )
    if size := needed.extra_bytes("draft"):
        what = "the prediction layers, with a cache of the whole context"
        if small := draft_model(case.values):
            what = f"{small.name} in {beside.draft_quantization}, with the same context in 16 bits"
        yield Step(
            title="Guessing ahead",
            formula="weights + KV cache + state + working space",
            working=what,
            outcome=format_bytes(size),
        )
    if size := needed.extra_bytes("copy"):
        own = ", in proportion to your file" if beside.file_bytes else ""
        yield Step(
            title="Second copy for the processor",
            formula=f"4-bit matrices whose rows come in eights, once more{own}",
            working=f"{size:,} bytes of {needed.loaded_bytes:,}",
            outcome=format_bytes(size),
        )
    if size := needed.extra_bytes("cache_copy"):
        yield Step(
            title="16-bit copy of the rounded cache",
            formula="keys and values of one layer in 16 bits, beyond the usual working space",
            working=f"{size:,} bytes",
            outcome=format_bytes(size),
        )
    if one := _one(case):
        yield Step(
            title="Kept of the open chat, in main memory",
            formula="window × keys and values of the sliding layers + fixed state, "
            f"{CHECKPOINTS_A_TURN} times a turn, {CHECKPOINTS_MOST} times at most",
            working=f"{one:,} bytes × {CHECKPOINTS_A_TURN} × turns",
            outcome=f"{format_bytes(CHECKPOINTS_A_TURN * one)} a turn",
        )


def _one(case: Case) -> int:
    """One checkpoint of the chat; 0 where the program isn't known to keep any."""
    if case.values.program == LM_STUDIO:
        return 0
    return checkpoint_bytes(case.geometry, case.setup)


def remarks(case: Case) -> Iterator[str]:
    """What a reader should know of these parts before the numbers."""
    beside, needed = case.setup.beside, case.needed
    yield from _size_of_file(case)
    if beside.unknown_projector:
        [part] = [each for each in needed.extras if each.key == "unknown_projector"]
        yield (
            "How large its part for pictures is we could not establish. We count "
            f"{format_bytes(part.bytes)}, an assumption; it may be up to {format_bytes(part.high)}."
        )
    copied, program = needed.extra_bytes("copy"), PROGRAMS[case.values.program]
    if copied and case.total_bytes > case.budget.usable_low_bytes and case.room:
        yield (
            "On the processor, llama.cpp keeps a second copy of some weights, "
            f"{format_bytes(copied)}. {_stopped(case, 'no-repack')} A laptop short of "
            "room swapped to disk and wrote half as fast."
        )
    turn = CHECKPOINTS_A_TURN * _one(case)
    free = _free_main(case)
    if turn and case.placement.status != "does_not_fit" and free // turn < SOON:
        after = (
            f"after about {counted(free // turn, 'turn')}" if free >= turn else "at the first turn"
        )
        yield (
            f"Each turn of an open chat takes up to {format_bytes(turn)} more in {program}: "
            f"{after} no main memory is left. {_stopped(case, 'ctx-checkpoints')}"
        )


def _stopped(case: Case, option: str) -> str:
    """How to tell the program to leave something out: Ollama hands its environment on."""
    flag, variable = _OPTIONS[option]
    if case.values.program == LM_STUDIO:
        return "We know of no switch for it in LM Studio."
    return f"{variable if case.values.program == OLLAMA else flag} stops it."


def _switch(case: Case) -> str:
    """The same for the second copy, in brackets; nothing where no switch is known."""
    if case.values.program == LM_STUDIO:
        return ""
    return " (LLAMA_ARG_REPACK=0)" if case.values.program == OLLAMA else " (--no-repack)"


def _free_main(case: Case) -> int:
    """Main memory that is left beside the model."""
    if case.machine.kind == "dedicated":
        return max(case.budget.ram_bytes - max(case.total_bytes - case.budget.usable_bytes, 0), 0)
    return max(case.budget.usable_bytes - case.needed.needed_bytes, 0)


def _size_of_file(case: Case) -> Iterator[str]:
    beside, quantization = case.setup.beside, case.setup.quantization
    if beside.file_bytes:
        size = format_bytes(beside.file_bytes)
        yield f"Counted with the size of your file, {size}, and not with ours."
    elif case.needed.mix_bytes:
        size = format_bytes(beside.mix_bytes)
        name = next(mix.name for mix in case.model.publisher_mixes if mix.near == quantization)
        yield (
            f"Files that publishers mix themselves are larger: {name} has {size}, where "
            f"{quantization} has {format_bytes(case.needed.weights_bytes)}. Give the size of yours."
        )


def growth(case: Case) -> Iterator[Table]:
    """How what a server keeps grows over a chat."""
    one = _one(case)
    if CHECKPOINTS_MOST * one >= WORTH_SHOWING:
        kept = ((turns, checkpoints_bytes(case.geometry, case.setup, turns)) for turns in _TURNS)
        rows = [(counted(turns, "turn"), format_bytes(size)) for turns, size in kept]
        yield Table(
            title=f"Most memory that {PROGRAMS[case.values.program]} keeps for an open chat",
            columns=("After", "Kept"),
            rows=tuple(rows),
        )


def footnotes(case: Case) -> Iterator[str]:
    """What these parts rest on, and what no number here covers."""
    if case.setup.beside.projector:
        yield (
            "The part for pictures is counted in 16 bits, as published. Its working space is for "
            "the picture that the program tries at the start; the high end is for the largest."
        )
    if case.geometry.mtp_optional and not case.setup.beside.predicts:
        mix = case.setup.quantization
        whole = sizes(with_prediction(case.geometry), mix).file_bytes
        more = format_bytes(whole - sizes(case.geometry, mix).file_bytes)
        used = "llama.cpp loads them only when told to."
        if case.values.program == OLLAMA:
            used = "Ollama uses them by itself: then choose them under “Guessing ahead”."
        yield (
            f"Files of this model come with its prediction layers, {more} more, and without; the "
            f"weights here are those of a file without. {used}"
        )
    if case.setup.beside.cuda:
        yield (
            f"CUDA’s own part, about {CUDA_CONTEXT_MIB} MiB, is in what is held on the card; "
            "where that was read before it was there, it comes on top, so the high end has it."
        )
    kept = (
        "what LM Studio may keep of chats, about which we found nothing established."
        if case.values.program == LM_STUDIO
        else f"closed chats, of which the server keeps up to {CLOSED_CHATS_MIB:,} MiB in main "
        f"memory. {_stopped(case, 'cache-ram')}"
    )
    yield f"Not counted: the program itself (20 to 40 MiB), and {kept}"


def evidence(case: Case) -> Iterator[Source]:
    """What the parts that are counted rest on."""
    beside = case.setup.beside
    if beside.projector:
        yield source("image-part")
    if beside.cuda:
        yield source("cuda-context")
    if _one(case):
        yield source("checkpoints")
    if case.needed.extra_bytes("copy"):
        yield source("second-copy")
    if case.values.program == FIRST_PROGRAM:
        yield source("ollama-server")


FIRST_PROGRAM = next(iter(PROGRAMS))


def tries(case: Case) -> Iterator[Try[Case]]:
    """Parts that could be left out."""
    if any(case.needed.extra_bytes(key) for key in _PICTURES):
        flag = " (--no-mmproj)" if case.values.program not in (OLLAMA, LM_STUDIO) else ""
        words = f"Without its part for pictures{flag}"
        yield from tried(case, words, image=OFF)
    if case.needed.extra_bytes("copy"):
        yield from tried(case, f"Without the second copy{_switch(case)}", second_copy=OFF)
    if case.needed.extra_bytes("draft"):
        yield from tried(case, "Without guessing ahead", draft=NONE)
    if case.values.turns:
        yield from tried(case, "At the start of a chat", turns=0)


def unusual(case: Case) -> Iterator[str]:
    """Settings of these parts that aren't the usual ones, for the question in one line."""
    values = case.values
    if values.program != FIRST_PROGRAM:
        yield f"in {PROGRAMS[values.program]}"
    if case.setup.beside.file_bytes:
        yield f"a file of {format_bytes(case.setup.beside.file_bytes)}"
    if values.image == OFF and case.model.takes_pictures:
        yield "no pictures"
    if small := draft_model(values):
        yield f"guessing ahead with {small.name}"
    elif values.draft == OWN_LAYERS:
        yield "guessing ahead"
    if values.second_copy != USUAL:
        yield "no second copy" if values.second_copy == OFF else "a second copy"
    if values.turns:
        yield f"after {counted(values.turns, 'turn')}"
