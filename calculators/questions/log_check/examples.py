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

FAILED = """\
llama_model_loader: loaded meta data with 36 key-value pairs and 292 tensors from /m/Llama-3.1-8B-Q4_K_M.gguf (version GGUF V3 (latest))
print_info: file type   = Q4_K - Medium
print_info: arch        = llama
print_info: general.name = Llama 3.1 8B Instruct
load_tensors: offloaded 33/33 layers to GPU
load_tensors:   CPU_Mapped model buffer size =   281.81 MiB
load_tensors:        CUDA0 model buffer size =  4403.49 MiB
llama_context: constructing llama_context
llama_context: n_ctx         = 131072
ggml_backend_cuda_buffer_type_alloc_buffer: allocating 16384.00 MiB on device 0: cudaMalloc failed: out of memory
llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache
"""  # noqa: E501  # lines of llama.cpp b11549; the size is what such a cache takes

MEMORY_TABLE = """\
llama_memory_breakdown_print: | memory breakdown [MiB] | total   free     self   model   context   compute    unaccounted |
llama_memory_breakdown_print: |   - CUDA0 (RTX 4090)   | 24080 = 9436 + (14193 = 13169 +      38 +     985) +         451 |
llama_memory_breakdown_print: |   - Host               |                   72 =     0 +      57 +      15                |
"""  # noqa: E501  # https://github.com/ggml-org/llama.cpp/pull/15860

FORECAST = """\
time=2025-06-05T12:36:11.458Z level=INFO source=server.go:168 msg=offload library=cpu layers.requested=-1 layers.model=49 layers.offload=0 memory.available="[29.5 GiB]" memory.required.full="10.5 GiB" memory.required.kv="1.3 GiB" memory.weights.total="6.8 GiB" memory.graph.full="519.5 MiB" projector.weights="795.9 MiB" projector.graph="1.0 GiB"
"""  # noqa: E501  # https://github.com/atineiatte/deep-research-at-home/issues/14

REFUSED = """\
{"error":"model requires more system memory (5.3 GiB) than is available (3.3 GiB)"}
"""  # https://github.com/continuedev/continue/issues/11767

EXPERTS = """\
print_info: arch          = qwen35moe
print_info: general.name  = Qwen3.6-35B-A3B
load_tensors: offloaded 41/41 layers to GPU
load_tensors:   CPU_Mapped model buffer size = 21623.30 MiB
load_tensors:        CUDA0 model buffer size = 19201.62 MiB
print_info: file type   = Q4_K - Medium
llama_context: n_ctx         = 65536
llama_kv_cache: size = 1280.00 MiB ( 65536 cells,  10 layers,  1/1 seqs), K (turbo3):  640.00 MiB, V (f16):  640.00 MiB
sched_reserve:      CUDA0 compute buffer size =  1925.29 MiB
sched_reserve:  CUDA_Host compute buffer size =   561.06 MiB
load_hparams: model size:         887.99 MiB
alloc_compute_meta:      CUDA0 compute buffer size =   248.10 MiB
llama_context: n_ctx         = 65536
llama_kv_cache:      CUDA0 KV buffer size =   128.00 MiB
"""  # noqa: E501  # as in https://github.com/ggml-org/llama.cpp/pull/22673, with an image part and a draft

OTHER_FORMS = """\
{"type":"log","level":"I","msg":"slot print_timing: id  0 | task 3 | n_gen =    656, tg =  19.66 t/s, tg_3s =  22.10 t/s"}
{"done":true,"eval_count":120,"eval_duration":4876787000}
\x1b[32mI \x1b[0mProcess:0.12s (100.00T/s), Generate:2.34s (42.73T/s), Total:2.46s
time=2026-02-21T09:00:00Z level=INFO source=runner.go:1284 msg=load request="{Operation:commit Parallel:1 BatchSize:512 FlashAttention:Enabled KvSize:16384 KvCacheType:q8_0 NumThreads:4}"
time=2026-02-21T09:00:00Z level=INFO source=ggml.go:136 msg="" architecture=qwen3moe file_type=unknown name=Qwen3-Coder-30B-A3B-Instruct num_tensors=579
time=2026-02-21T09:00:00Z level=INFO source=device.go:256 msg="kv cache" device=CPU size="1.5 GiB"
time=2026-02-21T09:00:00Z level=INFO source=device.go:272 msg="total memory" size="11.7 GiB"
"""  # noqa: E501
"""Forms of the programs' lines that stand in none of the others, with figures from public logs."""

EXAMPLES = (
    *(SERVER, BENCH, OLLAMA_VERBOSE, OLLAMA_ENGINE, HYBRID, FAILED, MEMORY_TABLE, FORECAST),
    *(REFUSED, EXPERTS, OTHER_FORMS),
)
