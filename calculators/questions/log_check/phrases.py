"""Lines that are known by a phrase: where a load begins, tables, and Ollama's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from calculators.questions.log_check.amounts import (
    Size,
    before,
    count,
    named,
    number,
    parameters,
    size,
)
from calculators.questions.log_check.report import Load, Place, Row, total

MIB = 2**20


def take(place: Place, line: str) -> None:
    """What the line says, if it holds one of the phrases."""
    for phrase, read in PHRASES.items():
        if phrase in line:
            read(place, line)
    if place.columns:
        _table_row(place, line)


# --- llama.cpp: loads and contexts -------------------------------------------------------------


def _new_load(place: Place, line: str) -> None:
    load = place.new_load()
    path = line.partition(" tensors from ")[2].partition(" (version")[0]
    if path:
        load.is_named(path.replace("\\", "/").rpartition("/")[2])


def _new_context(place: Place, line: str) -> None:
    place.new_context()


def _partial(place: Place, line: str) -> None:
    """`partial load — used 23 of 753 tensors in the file`; the model itself uses most of them."""
    used, _, of_all = line.partition(" used ")[2].replace("/", " of ").partition(" of ")
    place.load.is_partial = (count(used) or 0) < (count(of_all) or 0) / 2


def _draft(place: Place, line: str) -> None:
    """`loading draft model '…'`: the load that begins next."""
    place.expects_draft = "failed" not in line


def _draft_context(place: Place, line: str) -> None:
    """`creating MTP draft context against the target model '…'`."""
    place.new_context()


def _full_sliding(place: Place, line: str) -> None:
    place.context.full_sliding = True


def _flash(place: Place, line: str) -> None:
    if "disabled" in line or "enabled" in line:
        place.context.flash_attention = "disabled" not in line


def _offloaded(place: Place, line: str) -> None:
    done, slash, rest = line.partition("offloaded ")[2].partition("/")
    if slash:
        place.load.layers_on_gpu = count(done)
        place.load.layers_offered = count(rest) or 0


def _command_line(place: Place, line: str) -> None:
    for flag in ("--ctx-size ", " -c "):
        asked = count(line.partition(flag)[2]) if flag in line else None
        place.report.asked_context = asked or place.report.asked_context


def _image_file(place: Place, line: str) -> None:
    """`load_hparams: model size: 887.99 MiB`, of the projector's file."""
    found = size(line.partition("model size: ")[2])
    if found and ("load_hparams" in line or "clip" in line):
        place.load.image["file"] = found


# --- llama.cpp: the table of llama-bench -------------------------------------------------------


def _bench_row(place: Place, line: str) -> None:
    cells = [cell.strip() for cell in line.split("|")]
    tests = [at for at, cell in enumerate(cells) if _is_test(cell)]
    speed = number(cells[tests[0] + 1]) if tests and tests[0] + 1 < len(cells) else None
    if not speed:
        return
    test = cells[tests[0]]
    if "+" not in test and "@" not in test:
        rate = place.report.reading if test.startswith("pp") else place.report.writing
        rate.add(speed)
    file = next((at for at, cell in enumerate(cells) if at and size(cell)), 0)
    if file and file + 1 < len(cells):
        _bench_model(place.load, cells[file - 1], cells[file], cells[file + 1])


def _is_test(cell: str) -> bool:
    """`pp512`, `tg128`, `pp4096+tg128`, `tg128 @ d16384`."""
    return cell[:2] in ("pp", "tg") and cell[2:3].isdigit()


def _bench_model(load: Load, model: str, file: str, weights: str) -> None:
    """The first columns: "llama 3B Q4_K - Medium", "1.87 GiB", "3.21 B"."""
    load.architecture = load.architecture or model.partition(" ")[0]
    load.file_type = load.file_type or model
    load.file = size(file) or load.file
    load.parameters = parameters(weights)


# --- llama.cpp: the table of memory (common/fit.cpp) -------------------------------------------

MOST_ROWS = 64
COLUMNS = ("model", "context", "compute")
TABLE_HEAD = "memory breakdown [MiB] | total free self model context compute unaccounted |"


def table_row(row: Mapping[str, object]) -> str:
    """The row as text that llama.cpp gives as JSON with --log-jsonl."""
    kinds = " + ".join(str(row.get(column)) for column in COLUMNS)
    return f"| - {row.get('name')} | {row.get('self')} = {kinds} |"


def _table_head(place: Place, line: str) -> None:
    """`memory breakdown [MiB] | total free self model context compute unaccounted |`."""
    columns = line.partition(" self ")[2].replace("|", " ").split()
    found = tuple(each for each in columns if each in COLUMNS)
    place.columns = found if len(found) == len(COLUMNS) else COLUMNS
    place.report.rows = []


def _headless(place: Place, line: str) -> None:
    """A row whose head was not pasted."""
    place.columns = place.columns or COLUMNS


def _table_row(place: Place, line: str) -> None:
    """`- CUDA0 (RTX 4090) | 24080 = 9436 + (14193 = 13169 + 38 + 985) + 451 |`."""
    row = f" {line}".partition(" - ")[2]
    name, bar, numbers = row.partition(" | ")
    if not bar:  # as of September 2025
        name, _, numbers = row.partition(": ")
    inside = numbers.partition("(")[2].partition(")")[0] if "(" in numbers else numbers
    whole, equals, kinds = inside.partition(" = ")
    found = [count(each) for each in kinds.split("+")]
    if not equals or len(found) != len(place.columns) or None in found:
        return
    # whole MiB, cut off
    sizes = [Size((each or 0) * MIB, 2 * MIB) for each in (count(before(f"{whole}=", "=")), *found)]
    columns = dict(zip(place.columns, sizes[1:], strict=True))
    if len(place.report.rows) < MOST_ROWS:
        place.report.rows.append(Row(name.partition(" (")[0].strip(), sizes[0], columns))


# --- Ollama ------------------------------------------------------------------------------------


def _ollama_part(place: Place, line: str) -> None:
    """`msg="kv cache" device=CUDA0 size="912.2 MiB"`; the last of several tries counts."""
    place.report.from_ollama_engine = place.report.from_ollama = True
    found, kind = size(named(line, "size")), named(line, "msg")
    device = named(line, "device") or named(line, "buffer_type") or named(line, "buffer")
    if found is None or not device:
        return
    if kind == "model weights":
        place.load.buffers[device] = found
    elif kind == "compute graph":
        place.context.compute[device] = found
    else:
        place.cache.buffers[device] = found


def _ollama_total(place: Place, line: str) -> None:
    """`msg="total memory" size="11.7 GiB"`."""
    place.report.said_total = size(named(line, "size")) or place.report.said_total


def _ollama_request(place: Place, line: str) -> None:
    """`Operation:commit … Parallel:1 … FlashAttention:Enabled KvSize:8192 KvCacheType:q8_0`."""
    operation = _option(line, "Operation:")
    if operation == "close":
        return
    if place.is_committed and operation in ("fit", "alloc"):
        place.new_load()
    place.is_committed = operation == "commit" or place.is_committed
    place.report.from_ollama = True
    place.load.failure = None  # it tries with fewer layers until it fits
    context = place.context
    for key, name in (
        ("context", "KvSize:"),
        ("slots", "Parallel:"),
        ("micro_batch", "BatchSize:"),
    ):
        if found := count(line.partition(name)[2]):
            context.settings[key] = found
    said = _option(line, "FlashAttention:").lower()
    on = {"true": True, "enabled": True, "false": False, "disabled": False}
    context.flash_attention = on.get(said)
    context.cache_type = _option(line, "KvCacheType:") or context.cache_type


def _option(line: str, name: str) -> str:
    return line.partition(name)[2].partition(" ")[0].strip('}"')


def _ollama_model(place: Place, line: str) -> None:
    """`architecture=qwen3moe file_type=Q4_K_M name=Qwen3-Coder-30B … num_tensors=579`."""
    load, file_type = place.load, named(line, "file_type")
    load.architecture = named(line, "architecture") or load.architecture
    load.file_type = load.file_type or file_type.replace("unknown", "")
    if name := named(line, "name"):
        load.is_named(name)


def _ollama_forecast(place: Place, line: str) -> None:
    """What Ollama of 2024 and 2025 reckons before it loads: `memory.required.full="10.5 GiB"`."""
    if place.is_begun:
        place.new_load()
    place.report.from_ollama = True
    found = {key: _sum(named(line, key)) for key in FORECAST}
    place.report.forecast = {key: each for key, each in found.items() if each.bytes}
    layers = count(named(line, "layers.offload"))
    if layers is not None:
        place.load.layers_on_gpu = layers
        place.load.layers_offered = count(named(line, "layers.model")) or 0


def _sum(text: str) -> Size:
    """A size, or the sizes of several cards in brackets: `[10.2 GiB 9.8 GiB]`."""
    words = text.strip("[]").split()
    pairs = (size(" ".join(words[at : at + 2])) for at in range(0, len(words), 2))
    return total(each for each in pairs if each)


NEEDS, OFFERED = "memory.required.full", "memory.available"
FORECAST = (
    *(NEEDS, OFFERED, "memory.required.partial", "memory.required.kv"),
    *("memory.required.allocations", "memory.weights.total", "memory.graph.full"),
    *("memory.graph.partial", "projector.weights", "projector.graph"),
)

PHRASES: Mapping[str, Callable[[Place, str], None]] = {
    "loaded meta data with": _new_load,
    "constructing llama_context": _new_context,
    "partial load": _partial,
    "loading draft model": _draft,
    "draft context against the target": _draft_context,
    "using full-size SWA cache": _full_sliding,
    "Flash Attention": _flash,
    "offloaded ": _offloaded,
    "--ctx-size ": _command_line,
    " -c ": _command_line,
    "model size: ": _image_file,
    "| pp": _bench_row,
    "| tg": _bench_row,
    "memory breakdown": _table_head,
    "| - ": _headless,
    'msg="model weights"': _ollama_part,
    'msg="kv cache"': _ollama_part,
    'msg="compute graph"': _ollama_part,
    'msg="total memory"': _ollama_total,
    "KvSize:": _ollama_request,
    " num_tensors=": _ollama_model,
    NEEDS: _ollama_forecast,
}
