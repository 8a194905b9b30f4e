"""Memory that llama.cpp needs for a model: weights, KV cache, recurrent state, working buffers."""

from calculators.engines.memory.architectures import ARCHITECTURES
from calculators.engines.memory.beside import checkpoint_bytes, checkpoints_bytes
from calculators.engines.memory.cache import (
    CACHE_TYPES,
    SAME_TYPE,
    CacheTypes,
    Cells,
    KvCache,
    cache_refusal,
    cells,
    kv_cache,
    kv_cache_bytes,
    layer_state_bytes,
    recurrent_state_bytes,
    slot_state_bytes,
    types_of,
)
from calculators.engines.memory.compute import compute_buffer_bytes, output_buffer_bytes
from calculators.engines.memory.geometry import (
    Geometry,
    PerLayer,
    prediction_layers,
    with_prediction,
    without_prediction,
)
from calculators.engines.memory.quantization import QUANTIZATIONS
from calculators.engines.memory.setup import Setup
from calculators.engines.memory.tensors import Tensor, parameters, tensors
from calculators.engines.memory.weights import (
    CLASSES,
    Sizes,
    Weights,
    gpu_output_bytes,
    layer_bytes,
    repacked_bytes,
    sizes,
    weights,
)

__all__ = [
    "ARCHITECTURES",
    "CACHE_TYPES",
    "CLASSES",
    "QUANTIZATIONS",
    "SAME_TYPE",
    "CacheTypes",
    "Cells",
    "Geometry",
    "KvCache",
    "PerLayer",
    "Setup",
    "Sizes",
    "Tensor",
    "Weights",
    "cache_refusal",
    "cells",
    "checkpoint_bytes",
    "checkpoints_bytes",
    "compute_buffer_bytes",
    "gpu_output_bytes",
    "kv_cache",
    "kv_cache_bytes",
    "layer_bytes",
    "layer_state_bytes",
    "output_buffer_bytes",
    "parameters",
    "prediction_layers",
    "recurrent_state_bytes",
    "repacked_bytes",
    "sizes",
    "slot_state_bytes",
    "tensors",
    "types_of",
    "weights",
    "with_prediction",
    "without_prediction",
]
