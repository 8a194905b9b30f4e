"""Memory that llama.cpp needs for a model: weights, KV cache, recurrent state, working buffers."""

from calculators.memory.architectures import ARCHITECTURES
from calculators.memory.cache import (
    CACHE_TYPES,
    Cells,
    KvCache,
    cells,
    check_cache_type,
    kv_cache,
    layer_state_bytes,
    recurrent_state_bytes,
)
from calculators.memory.compute import compute_buffer_bytes, output_buffer_bytes
from calculators.memory.geometry import Geometry, PerLayer
from calculators.memory.quantization import QUANTIZATIONS
from calculators.memory.repack import repacked_bytes
from calculators.memory.tensors import Tensor, parameters, tensors
from calculators.memory.weights import CLASSES, Weights, gpu_output_bytes, layer_bytes, weights

__all__ = [
    "ARCHITECTURES",
    "CACHE_TYPES",
    "CLASSES",
    "QUANTIZATIONS",
    "Cells",
    "Geometry",
    "KvCache",
    "PerLayer",
    "Tensor",
    "Weights",
    "cells",
    "check_cache_type",
    "compute_buffer_bytes",
    "gpu_output_bytes",
    "kv_cache",
    "layer_bytes",
    "layer_state_bytes",
    "output_buffer_bytes",
    "parameters",
    "recurrent_state_bytes",
    "repacked_bytes",
    "tensors",
    "weights",
]
