"""What a key means when the file leaves it out: the class defaults of transformers 5.23.0.

A config.json drops values of `text_config` that equal the class default, so the numbers below are
part of the file format. They are those of `configuration_<model_type>.py` in
https://github.com/huggingface/transformers, for the keys this package reads.
"""

TABLE = """
afmoe               head_dim 128  max_position_embeddings 16_384  sliding_window 1024
apertus             max_position_embeddings 65_536
arcee               max_position_embeddings 4096
bailing_hybrid      max_position_embeddings 262_144  first_k_dense_replace 2
bitnet              num_key_value_heads 5  max_position_embeddings 2048
cohere              max_position_embeddings 8192
cohere2             vocab_size 256_000  hidden_size 8192  intermediate_size 22_528
                    num_hidden_layers 40  num_attention_heads 64
                    max_position_embeddings 8192  sliding_window 4096
cohere2_moe         vocab_size 256_000  hidden_size 8192  intermediate_size 22_528
                    num_hidden_layers 40  num_attention_heads 64  head_dim 128
                    max_position_embeddings 8192  sliding_window 4096
deepseek_v3         kv_lora_rank 512  qk_rope_head_dim 64  qk_nope_head_dim 128  v_head_dim 128
                    max_position_embeddings 4096  first_k_dense_replace 3
deepseek_v32        kv_lora_rank 512  qk_rope_head_dim 64  qk_nope_head_dim 128  v_head_dim 128
                    max_position_embeddings 163_840  first_k_dense_replace 3
deepseek_v4         num_key_value_heads 1  head_dim 512  max_position_embeddings 1_048_576
                    sliding_window 128  num_hash_layers 3
dots1               num_key_value_heads 32  max_position_embeddings 2048
ernie4_5            num_key_value_heads 2  head_dim 128  max_position_embeddings 131_072
ernie4_5_moe        num_key_value_heads 4  max_position_embeddings 131_072
exaone4             max_position_embeddings 2048
exaone_moe          num_key_value_heads 32  max_position_embeddings 2048  sliding_window 4096
                    first_k_dense_replace 1
falcon_h1           num_key_value_heads 8  max_position_embeddings 8192  mamba_d_conv 4
falcon_mamba        conv_kernel 4
gemma               num_key_value_heads 16  head_dim 256  max_position_embeddings 8192
gemma2              num_key_value_heads 4  head_dim 256  sliding_window 4096
                    max_position_embeddings 8192
gemma3_text         vocab_size 262_208  hidden_size 2304  intermediate_size 9216
                    num_hidden_layers 26  num_attention_heads 8  num_key_value_heads 4
                    head_dim 256  max_position_embeddings 131_072  sliding_window 4096
gemma3n_text        vocab_size 262_400  hidden_size 2048  num_hidden_layers 35
                    num_attention_heads 8  num_key_value_heads 2  head_dim 256
                    max_position_embeddings 32_768  sliding_window 512
                    hidden_size_per_layer_input 256  num_kv_shared_layers 15
gemma4_text         vocab_size 262_144  hidden_size 2304  intermediate_size 9216
                    num_hidden_layers 30  num_attention_heads 8  num_key_value_heads 4
                    head_dim 256  global_head_dim 512  num_kv_shared_layers 0
                    max_position_embeddings 131_072  sliding_window 512
                    hidden_size_per_layer_input 256
gemma4_unified_text vocab_size 262_144  hidden_size 2304  intermediate_size 9216
                    num_hidden_layers 30  num_attention_heads 8  num_key_value_heads 4
                    head_dim 256  global_head_dim 512  num_kv_shared_layers 0
                    max_position_embeddings 262_144  sliding_window 1024
                    hidden_size_per_layer_input 0
glm                 num_key_value_heads 2  head_dim 128  max_position_embeddings 131_072
glm4                num_key_value_heads 2  head_dim 128  max_position_embeddings 131_072
glm4_moe            num_key_value_heads 8  max_position_embeddings 131_072
glm4_moe_lite       max_position_embeddings 202_752  first_k_dense_replace 1
gpt_neox            max_position_embeddings 2048
gpt_oss             num_key_value_heads 8  head_dim 64  sliding_window 128
                    max_position_embeddings 131_072
granite_swa         num_key_value_heads 4  max_position_embeddings 8192  sliding_window 128
granitemoe_swa      max_position_embeddings 2048  sliding_window 128
granitemoehybrid    mamba_d_conv 4
hunyuan_vl_text     vocab_size 290_943  hidden_size 4096  intermediate_size 11_008
                    num_hidden_layers 32  num_attention_heads 32  max_position_embeddings 2048
hy_v3               num_key_value_heads 8  head_dim 128  max_position_embeddings 131_072
                    first_k_dense_replace 1
hy_v4               max_position_embeddings 262_144  first_k_dense_replace 1
jais2               max_position_embeddings 8192
jamba               num_key_value_heads 8  max_position_embeddings 262_144  mamba_d_conv 4
kimi_linear         max_position_embeddings 1_048_576
laguna              num_key_value_heads 8  head_dim 128  sliding_window 512
                    max_position_embeddings 131_072
lfm2                num_key_value_heads 8  max_position_embeddings 128_000
lfm2_moe            num_key_value_heads 8  max_position_embeddings 128_000
llama               max_position_embeddings 2048
llama4_text         vocab_size 202_048  hidden_size 5120  intermediate_size 8192
                    intermediate_size_mlp 16_384  num_hidden_layers 48  num_attention_heads 40
                    num_key_value_heads 8  head_dim 128  max_position_embeddings 131_072
                    num_experts_per_tok 1  num_local_experts 16  interleave_moe_layer_step 1
mamba               conv_kernel 4
mamba2              conv_kernel 4  n_groups 8
mellum              num_key_value_heads 4  head_dim 128  sliding_window 1024
                    max_position_embeddings 131_072
mimo_v2_flash       num_key_value_heads 4  head_dim 192  max_position_embeddings 131_072
minicpm3            num_key_value_heads 40  max_position_embeddings 32_768
minimax_m2          num_key_value_heads 8  head_dim 128  max_position_embeddings 196_608
minimax_m3          num_key_value_heads 4  head_dim 128  max_position_embeddings 524_288
minimax_m3_vl_text  vocab_size 200_064  hidden_size 6144  intermediate_size 3072
                    num_hidden_layers 60  num_attention_heads 64  num_key_value_heads 4
                    head_dim 128  max_position_embeddings 524_288
                    dense_intermediate_size 12_288  num_local_experts 128
                    num_experts_per_tok 4
ministral3          vocab_size 131_072  hidden_size 4096  intermediate_size 14_336
                    num_hidden_layers 34  num_attention_heads 32  num_key_value_heads 8
                    head_dim 128  max_position_embeddings 262_144
mistral             vocab_size 32_000  hidden_size 4096  intermediate_size 14_336
                    num_hidden_layers 32  num_attention_heads 32  num_key_value_heads 8
                    max_position_embeddings 131_072
mistral4            vocab_size 131_072  hidden_size 4096  intermediate_size 12_288
                    moe_intermediate_size 2048  num_hidden_layers 36  num_attention_heads 32
                    n_shared_experts 1  n_routed_experts 128  kv_lora_rank 256  q_lora_rank 1024
                    qk_rope_head_dim 64  v_head_dim 128  qk_nope_head_dim 64
                    num_experts_per_tok 4  first_k_dense_replace 0
                    max_position_embeddings 1_048_576
mixtral             num_key_value_heads 8  max_position_embeddings 131_072
muse_glimmer_text   vocab_size 202_048  hidden_size 6656  intermediate_size 19_968
                    num_hidden_layers 52  num_attention_heads 32  num_key_value_heads 2
                    head_dim 128  max_position_embeddings 131_072  sliding_window 2048
nemotron            max_position_embeddings 4096
nemotron_h          num_key_value_heads 8  head_dim 128  n_groups 8  conv_kernel 4
                    max_position_embeddings 4096
olmo                max_position_embeddings 2048
olmo3               sliding_window 4096  max_position_embeddings 2048
olmoe               max_position_embeddings 4096
phi                 max_position_embeddings 2048
phi3                max_position_embeddings 4096
phimoe              num_key_value_heads 8  max_position_embeddings 131_072
qwen2               num_key_value_heads 32  max_position_embeddings 32_768
qwen2_5_vl_text     vocab_size 152_064  hidden_size 8192  intermediate_size 29_568
                    num_hidden_layers 80  num_attention_heads 64  num_key_value_heads 8
                    max_position_embeddings 32_768
qwen2_moe           num_key_value_heads 16  max_position_embeddings 32_768
qwen2_vl_text       vocab_size 152_064  hidden_size 8192  intermediate_size 29_568
                    num_hidden_layers 80  num_attention_heads 64  num_key_value_heads 8
                    max_position_embeddings 32_768
qwen3               num_key_value_heads 32  head_dim 128  max_position_embeddings 32_768
qwen3_5_moe_text    vocab_size 248_320  hidden_size 2048  num_hidden_layers 40
                    num_attention_heads 16  num_key_value_heads 2  head_dim 256
                    max_position_embeddings 32_768  linear_conv_kernel_dim 4
                    linear_key_head_dim 128  linear_value_head_dim 128  linear_num_key_heads 16
                    linear_num_value_heads 32  moe_intermediate_size 512
                    shared_expert_intermediate_size 512  num_experts_per_tok 8  num_experts 256
qwen3_5_text        vocab_size 248_320  hidden_size 4096  num_hidden_layers 32
                    num_attention_heads 16  num_key_value_heads 4  head_dim 256
                    max_position_embeddings 32_768  linear_conv_kernel_dim 4
                    linear_key_head_dim 128  linear_value_head_dim 128  linear_num_key_heads 16
                    linear_num_value_heads 32  intermediate_size 12_288
qwen3_moe           num_key_value_heads 4  max_position_embeddings 32_768
qwen3_next          num_key_value_heads 2  head_dim 256  max_position_embeddings 32_768
                    linear_conv_kernel_dim 4
qwen3_vl_moe_text   vocab_size 151_936  hidden_size 2048  intermediate_size 5632
                    num_hidden_layers 24  num_attention_heads 16  num_key_value_heads 16
                    max_position_embeddings 128_000  moe_intermediate_size 1408
                    num_experts_per_tok 4  num_experts 60
qwen3_vl_text       vocab_size 151_936  hidden_size 4096  intermediate_size 22_016
                    num_hidden_layers 32  num_attention_heads 32  num_key_value_heads 32
                    head_dim 128  max_position_embeddings 128_000
seed_oss            num_key_value_heads 8  head_dim 128  max_position_embeddings 524_288
smollm3             num_key_value_heads 4  max_position_embeddings 32_768
stablelm            num_key_value_heads 32  max_position_embeddings 4096
starcoder2          num_key_value_heads 2  max_position_embeddings 4096
step3p5             vocab_size 128_815  hidden_size 4096  intermediate_size 11_264
                    num_hidden_layers 45  num_attention_heads 64  num_attention_groups 8
                    head_dim 128  max_position_embeddings 128_000
"""
"""By `model_type`: keys, each followed by its number; a line may continue on the next, indented."""

OFTEN_LEFT_OUT = frozenset(
    {
        "head_dim",
        "num_key_value_heads",
        "max_position_embeddings",
        "sliding_window",
        "hidden_size_per_layer_input",
        "num_kv_shared_layers",
        "global_head_dim",
        "num_nextn_predict_layers",
        "first_k_dense_replace",
        "num_hash_layers",
        "linear_conv_kernel_dim",
        "conv_kernel",
        "n_groups",
        "mamba_d_conv",
    }
)
"""Keys that files of plain text models leave out too; anything else must be there."""


def _parse(table: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in table.strip().split("\n"):
        words = line.split()
        if not line.startswith(" "):
            pairs = found.setdefault(words.pop(0), {})
        pairs.update(zip(words[::2], map(int, words[1::2]), strict=True))
    return found


DEFAULTS = _parse(TABLE)
"""The table by `model_type`; a family without a line has no defaults."""
