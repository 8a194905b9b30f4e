"""The second copy that llama.cpp makes of some weights when it computes on a CPU alone.

A CPU-only build lays 4-bit matrices out again for its vector instructions. The copy stays in memory
beside the file's own pages, which the system may drop. `--no-repack` turns it off; with a GPU it is
not made. Types as for x86-64 with AVX2: ggml/src/ggml-cpu/repack.cpp of llama.cpp 0c1e57098.
"""

from functools import lru_cache

from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from calculators.engines.memory.tensors import Tensor

REPACKED_TYPES = ("Q4_0", "Q4_K", "IQ4_NL", "MXFP4")
ROWS_TOGETHER = 8
"""Rows are interleaved in groups of eight."""
LOOKED_UP = ("token_embd.weight", "per_layer_token_embd.weight")
"""Tables that are read row by row, never multiplied."""
MULTIPLIED_PER_HEAD = ("attn_k_b.weight", "attn_v_b.weight")
"""Stacks of matrices that the repacked kernels cannot multiply."""


@lru_cache(maxsize=1024)
def repacked_bytes(geometry: Geometry, quantization: str) -> int:
    """Bytes of the copy; Llama-3.2-1B in Q4_K_M: 445.5 MiB on top of 762.8 MiB of weights."""
    return sum(
        tensor_bytes(tensor, kind) * len(layers)
        for (tensor, layers), kind in tensor_types(geometry, quantization)
        if kind in REPACKED_TYPES and tensor.layer < geometry.layers and _multiplies(tensor)
    )


def _multiplies(tensor: Tensor) -> bool:
    apart = LOOKED_UP + MULTIPLIED_PER_HEAD
    return tensor.name not in apart and tensor.rows % ROWS_TOGETHER == 0
