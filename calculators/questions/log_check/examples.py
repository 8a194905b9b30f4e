"""Short texts in the form that programs print, for the page and for trying the reader on.

The first is what llama.cpp 0c1e57098 reports for Gemma 3 4B in Q4_K_M on a processor alone, with
llama-server's four slots (tests/data/groundtruth.csv); the others show the remaining forms, with
figures from the same runs or from the thread named.
"""

from __future__ import annotations

SERVER = """\
print_info: file type   = Q4_K - Medium
print_info: file size   = 2.31 GiB (5.12 BPW)
print_info: arch                  = gemma3
print_info: n_ctx_train           = 131072
print_info: n_embd                = 2560
print_info: n_layer               = 34
print_info: model params          = 3.88 B
print_info: general.name          = Gemma 3 4b It
print_info: n_vocab               = 262208
load_tensors:   CPU_Mapped model buffer size =  2368.31 MiB
llama_context: n_seq_max             = 4
llama_context: n_ctx                 = 8192
llama_context: n_ubatch              = 512
llama_context: flash_attn            = auto
llama_context: kv_unified            = true
llama_context: n_outputs_max         = 4
llama_context:        CPU  output buffer size =     4.00 MiB
llama_kv_cache_iswa: creating non-SWA KV cache, size = 8192 cells
llama_kv_cache: size =  160.00 MiB (  8192 cells,   5 layers,  4/1 seqs), K (f16):   80.00 MiB, V (f16):   80.00 MiB
llama_kv_cache_iswa: creating     SWA KV cache, size = 4608 cells
llama_kv_cache: size =  522.00 MiB (  4608 cells,  29 layers,  4/1 seqs), K (f16):  261.00 MiB, V (f16):  261.00 MiB
sched_reserve: Flash Attention was auto, set to enabled
sched_reserve:        CPU compute buffer size =    91.52 MiB
"""  # noqa: E501  # as printed

BENCH = """\
| model                          |       size |     params | backend    | threads |            test |                  t/s |
| ------------------------------ | ---------: | ---------: | ---------- | ------: | --------------: | -------------------: |
| llama 3B Q4_K - Medium         |   1.87 GiB |     3.21 B | CPU        |       8 |           pp512 |         72.31 ± 0.02 |
"""  # noqa: E501  # https://github.com/geerlingguy/ai-benchmarks/issues/54

OLLAMA_VERBOSE = """\
total duration:       5.088275983s
load duration:        1.365523ms
prompt eval count:    11 token(s)
prompt eval duration: 204.563ms
prompt eval rate:     53.77 tokens/s
eval count:           120 token(s)
eval duration:        4.876787s
eval rate:            24.61 tokens/s
"""  # https://github.com/ollama/ollama/issues/1806

OLLAMA_ENGINE = """\
time=2026-02-13T09:28:23.487Z level=DEBUG source=device.go:240 msg="model weights" device=CUDA0 size="7.0 GiB"
time=2026-02-13T09:28:23.487Z level=DEBUG source=device.go:245 msg="model weights" device=CPU size="285.7 MiB"
time=2026-02-13T09:28:23.487Z level=DEBUG source=device.go:251 msg="kv cache" device=CUDA0 size="912.2 MiB"
time=2026-02-13T09:28:23.487Z level=DEBUG source=device.go:262 msg="compute graph" device=CUDA0 size="2.9 GiB"
"""  # noqa: E501  # https://github.com/TandoorRecipes/recipes/issues/4246

HYBRID = """\
llama_model_loader: - kv   0:                       general.architecture str              = qwen35
llama_model_loader: - kv   2:                               general.name str              = Qwen3.5 9B
llama_model_loader: - kv  30:                          general.file_type u32              = 15
llama_context: n_seq_max             = 1
llama_context: n_ctx                 = 8192
llama_context: flash_attn            = disabled
llama_kv_cache:      CUDA0 KV buffer size =   256.00 MiB
llama_memory_recurrent:      CUDA0 RS buffer size =    50.25 MiB
load_tensors: offloaded 33/33 layers to GPU
load_tensors:        CUDA0 model buffer size =  4812.25 MiB
load_tensors:   CPU_Mapped model buffer size =   545.62 MiB
prompt eval time =     444.18 ms /   800 tokens (    0.56 ms per token,  1801.07 tokens per second)
       eval time =    1000.00 ms /    40 tokens (   25.00 ms per token,    40.00 tokens per second)
[ Prompt: 22.6 t/s | Generation: 8.4 t/s ]
"tokens_per_second": 51.4
"""  # noqa: E501
"""A hybrid model on a graphics card, in an older form, and made-up speeds in the other forms."""

EXAMPLES = (SERVER, BENCH, OLLAMA_VERBOSE, OLLAMA_ENGINE, HYBRID)
