#!/usr/bin/env bash
# A model of 0.6 billion parameters can need as much memory for its conversation as one of 8 billion.
#
# Package:  whichllm 0.5.21 (PyPI), which works out the KV cache from the number of parameters alone.
# Guess:    for two small dense models it is right within a factor of two, as its comments calibrate it on 7B to 70B.
# Seen:     at 40,960 tokens it says 0.082 GiB for Qwen3 0.6B and 1.09 GiB for Llama 3.1 8B. Their published shapes
#           give 4.38 GiB and 5.00 GiB: 53 times and 4.6 times as much.
# Why:      layers x 2 x KV heads x head width x 2 bytes a token. Qwen3 0.6B has 28 layers of 8 heads of 128 in its
#           config.json, Llama 3.1 8B has 32 of the same: 112 KiB and 128 KiB a token. Parameters say nothing of that.
# For us:   memory is worked out from the shape of each model, and `disagree` shows such rules beside it.
#
# Installs into a temporary folder, runs none of this project's code, and fails if the package answers otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check "whichllm==0.5.21"
"$place/venv/bin/python" - <<'PYTHON'
from whichllm.engine.vram import estimate_kv_cache
from whichllm.models.types import ModelInfo

TOKENS = 40_960
MODELS = {  # parameters as the name says; layers, KV heads, width of a head: config.json of the makers
    "Qwen/Qwen3-0.6B": (600_000_000, 28, 8, 128),
    "meta-llama/Llama-3.1-8B": (8_000_000_000, 32, 8, 128),
}
SEEN = {"Qwen/Qwen3-0.6B": (0.082, 4.375), "meta-llama/Llama-3.1-8B": (1.094, 5.0)}

for name, (parameters, layers, heads, width) in MODELS.items():
    model = ModelInfo(id=name, family_id=name, name=name, parameter_count=parameters)
    said = estimate_kv_cache(model, TOKENS) / 2**30
    by_shape = layers * 2 * heads * width * 2 * TOKENS / 2**30
    print(f"{name}: said {said:.3f} GiB, by its shape {by_shape:.3f} GiB, {by_shape / said:.1f} times")
    assert (round(said, 3), round(by_shape, 3)) == SEEN[name], (name, said, by_shape)
PYTHON
