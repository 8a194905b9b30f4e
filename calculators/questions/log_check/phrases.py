"""Lines that are known by a phrase: where a load begins, speeds, and Ollama's own engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from calculators.questions.log_check.amounts import count, number, parameters, size
from calculators.questions.log_check.report import Context, Load, Place


def take(place: Place, line: str) -> None:
    """What the line says, if it holds one of the phrases."""
    for phrase, read in PHRASES.items():
        if phrase in line:
            read(place, line)


def _new_load(place: Place, line: str) -> None:
    place.report.loads.append(Load())
    place.sliding = False
    path = line.partition(" tensors from ")[2].partition(" (version")[0]
    if path:
        place.load.names.append(path.replace("\\", "/").rpartition("/")[2])


def _new_context(place: Place, line: str) -> None:
    place.load.contexts.append(Context())
    place.sliding = False


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


def _ollama_count(place: Place, line: str) -> None:
    name, _, value = line.partition(" count: ")
    place.answer_tokens[name] = number(value) or 0


def _ollama_rate(place: Place, line: str) -> None:
    name, _, value = line.partition(" rate: ")
    speed = number(value)
    if speed:
        rate = place.report.reading if name.endswith("prompt eval") else place.report.writing
        tokens = place.answer_tokens.get(name) or speed
        rate.add(tokens, tokens / speed)


def _chat_rate(place: Place, line: str) -> None:
    """`[ Prompt: 22.6 t/s | Generation: 8.4 t/s ]`, which llama-cli ends with."""
    for mark, rate in (("Prompt: ", place.report.reading), ("Generation: ", place.report.writing)):
        speed = number(line.partition(mark)[2])
        if speed:
            rate.add(speed, 1)


def _json_rate(place: Place, line: str) -> None:
    """LM Studio's `"tokens_per_second": 51.4`."""
    speed = number(line.partition("tokens_per_second")[2].lstrip('":= '))
    if speed:
        place.report.writing.add(speed, 1)


def _bench_row(place: Place, line: str) -> None:
    cells = [cell.strip() for cell in line.split("|")]
    tests = [
        at for at, cell in enumerate(cells) if cell[:2] in ("pp", "tg") and cell[2:3].isdigit()
    ]
    speed = number(cells[tests[0] + 1]) if tests and tests[0] + 1 < len(cells) else None
    if not speed:
        return
    test = cells[tests[0]]
    if "+" not in test and "@" not in test:
        rate = place.report.reading if test.startswith("pp") else place.report.writing
        rate.add(count(test[2:]) or 1, (count(test[2:]) or 1) / speed)
    if len(cells) > 3:
        _bench_model(place.load, cells[1], cells[2], cells[3])


def _is_test(cell: str) -> bool:
    """`pp512`, `tg128`, `pp4096+tg128`, `tg128 @ d16384`."""
    return cell[:2] in ("pp", "tg") and cell[2:3].isdigit()


def _bench_model(load: Load, model: str, file: str, weights: str) -> None:
    """The first columns: "llama 3B Q4_K - Medium", "1.87 GiB", "3.21 B"."""
    load.architecture = load.architecture or model.partition(" ")[0]
    load.file_type = load.file_type or model
    load.file = size(file) or load.file
    load.parameters = parameters(weights)


def _ollama_part(place: Place, line: str) -> None:
    """`msg="kv cache" device=CUDA0 size="912.2 MiB"`; the last of several tries counts."""
    place.report.from_ollama_engine = True
    found = size(line.partition(' size="')[2])
    device = (line.partition(" device=")[2] or line.partition(" buffer=")[2]).partition(" ")[0]
    if found is None or not device:
        return
    if 'msg="model weights"' in line:
        place.load.buffers[device] = found
    elif 'msg="compute graph"' in line:
        place.context.compute[device] = found
    else:
        place.cache.size = found


def _ollama_request(place: Place, line: str) -> None:
    """`KvSize:8192 … Parallel:1 … FlashAttention:true`."""
    settings = place.context.settings
    for key, name in (
        ("context", "KvSize:"),
        ("slots", "Parallel:"),
        ("micro_batch", "BatchSize:"),
    ):
        found = count(line.partition(name)[2])
        if found:
            settings[key] = found
    place.context.flash_attention = "FlashAttention:true" in line


PHRASES: Mapping[str, Callable[[Place, str], None]] = {
    "loaded meta data with": _new_load,
    "constructing llama_context": _new_context,
    "using full-size SWA cache": _full_sliding,
    "Flash Attention": _flash,
    "offloaded ": _offloaded,
    "--ctx-size ": _command_line,
    " -c ": _command_line,
    "eval count: ": _ollama_count,
    "eval rate: ": _ollama_rate,
    "[ Prompt: ": _chat_rate,
    "tokens_per_second": _json_rate,
    'msg="model weights"': _ollama_part,
    'msg="kv cache"': _ollama_part,
    'msg="compute graph"': _ollama_part,
    "KvSize:": _ollama_request,
    "| pp": _bench_row,
    "| tg": _bench_row,
}
