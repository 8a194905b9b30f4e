"""Building blocks of language models: which tensors each one stores in a GGUF file.

One line per tensor: name, row length, rows, depth. Numbers and the names of `dimensions()` may
stand for a size; a tensor with a size of 0 is not stored. `?flag` keeps a line only when that flag
is set. Read from the `create_tensor` calls in llama.cpp 0c1e57098 and b11549,
src/models/*.cpp.
"""

from typing import NamedTuple

TABLE = """
[token_embd]
token_embd.weight           width vocabulary
[output_norm]
output_norm.weight          width
[output_norm_bias]
output_norm.bias            width
[output]
output.weight               width output_rows
[output_bias]
output.bias                 vocabulary

[positions]
position_embd.weight        width context
[token_embd_norm]
token_embd_norm.weight      width
token_embd_norm.bias        width
[attn_norm]
attn_norm.weight            width
[attn_norm_bias]
attn_norm.bias              width
[second_norm]
attn_norm_2.weight          width ?second_norm
attn_norm_2.bias            width ?second_norm
[attn_out_norm]
attn_output_norm.weight     width
[expert_norm]
ffn_norm_exps.weight        width
[sub_norms]
attn_sub_norm.weight        width
ffn_sub_norm.weight         ffn
[attn_post_norm]
post_attention_norm.weight  width
[ffn_norm]
ffn_norm.weight             width
[ffn_norm_where_ffn]
ffn_norm.weight             width ?ffn
[ffn_norm_bias]
ffn_norm.bias               width
[ffn_post_norm]
post_ffw_norm.weight        width
[plamo_norms]
attn_norm.weight            width
post_attention_norm         width
ffn_norm.weight             width
post_ffw_norm               width
[head_norms]
attn_q_norm.weight          key_dim
attn_k_norm.weight          key_dim
[wide_norms]
attn_q_norm.weight          queries
attn_k_norm.weight          keys
[per_head_norms]
attn_q_norm.weight          key_dim heads ?qk_norm
attn_k_norm.weight          key_dim kv_heads ?qk_norm
[optional_head_norms]
attn_q_norm.weight          key_dim ?qk_norm
attn_k_norm.weight          key_dim ?qk_norm

[query_gain]
attn_q_norm.weight          1 heads
[qkv]
attn_q.weight               width queries
attn_k.weight               width keys
attn_v.weight               width projected_values
attn_q.bias                 queries ?qkv_bias
attn_k.bias                 keys ?qkv_bias
attn_v.bias                 projected_values ?qkv_bias
[biased_qkv]
attn_q.weight               width queries
attn_k.weight               width keys
attn_v.weight               width values
attn_q.bias                 queries
attn_k.bias                 keys
attn_v.bias                 values
[gated_qkv]
attn_q.weight               width double_queries
attn_k.weight               width keys
attn_v.weight               width values
[fused_qkv]
attn_qkv.weight             width qkv
attn_qkv.bias               qkv ?qkv_bias
[biased_fused_qkv]
attn_qkv.weight             width qkv
attn_qkv.bias               qkv
[attn_output]
attn_output.weight          outputs width
attn_output.bias            width ?output_bias
[biased_attn_output]
attn_output.weight          outputs width
attn_output.bias            width
[head_gate]
attn_gate.weight            width heads
[query_gate]
attn_gate.weight            width queries
[sinks]
attn_sinks.weight           heads

[sliding_sinks]
attn_sinks.weight           heads ?slides
[output_gate]
attn_gate.weight            width outputs
[mla]
attn_q.weight               width direct_queries
attn_q_a.weight             width q_lora_rank
attn_q_a_norm.weight        q_lora_rank
attn_q_b.weight             q_lora_rank queries
attn_kv_a_mqa.weight        width latent
attn_kv_a_norm.weight       kv_lora_rank
attn_k_b.weight             nope_dim kv_lora_rank heads
attn_v_b.weight             kv_lora_rank value_dim heads
attn_output.weight          outputs width
[latent_unfolded]
attn_q.weight               width direct_queries
attn_q_a.weight             width q_lora_rank
attn_q_a_norm.weight        q_lora_rank
attn_q_b.weight             q_lora_rank queries
attn_kv_a_mqa.weight        width unfolded_latent
attn_kv_a_norm.weight       unfolded_rank
attn_kv_b.weight            unfolded_rank unfolded
attn_output.weight          outputs width
[compressed_attention]
attn_q_a.weight             width q_lora_rank
attn_q_a_norm.weight        q_lora_rank
attn_q_b.weight             q_lora_rank queries
attn_kv.weight              width key_dim
attn_kv_a_norm.weight       key_dim
attn_output_a.weight        group_outputs output_ranks
attn_output_b.weight        output_ranks width
attn_compressor_kv.weight   width compressed ?compress
attn_compressor_gate.weight width compressed ?compress
attn_compressor_ape.weight  compressed compress ?compress
attn_compressor_norm.weight key_dim ?compress
indexer.proj.weight         width indexer_heads
indexer.attn_q_b.weight     q_lora_rank indexer_queries
indexer_compressor_kv.weight width double_indexer
indexer_compressor_gate.weight width double_indexer
indexer_compressor_ape.weight double_indexer compress ?indexer_dim
indexer_compressor_norm.weight indexer_dim
[indexer]
indexer.k_norm.weight       indexer_dim
indexer.k_norm.bias         indexer_dim
indexer.proj.weight         width indexer_heads
indexer.attn_k.weight       width indexer_dim
indexer.attn_q_b.weight     q_lora_rank indexer_queries

[block_index]
indexer.q_proj.weight       width indexer_queries
indexer.k_proj.weight       width indexer_dim
indexer.q_norm.weight       indexer_dim
indexer.k_norm.weight       indexer_dim
[gated_ffn]
ffn_gate.weight             width ffn
ffn_up.weight               width ffn
ffn_down.weight             ffn width
ffn_gate.bias               ffn ?ffn_bias
ffn_up.bias                 ffn ?ffn_bias
ffn_down.bias               width ?ffn_bias
[plain_ffn]
ffn_up.weight               width ffn
ffn_down.weight             ffn width
ffn_up.bias                 ffn ?ffn_bias
ffn_down.bias               width ?ffn_bias
[biased_plain_ffn]
ffn_up.weight               width ffn
ffn_down.weight             ffn width
ffn_up.bias                 ffn
ffn_down.bias               width
[fused_ffn]
ffn_up.weight               width double_ffn
ffn_down.weight             ffn width

[router]
ffn_gate_inp.weight         width experts
[router_bias]
exp_probs_b.bias            experts
[optional_router_bias]
exp_probs_b.bias            experts ?router_bias
[hashed_router_bias]
ffn_gate_tid2eid.weight     experts_used vocabulary ?hashed
exp_probs_b.bias            experts ?unhashed
[gated_experts]
ffn_gate_exps.weight        width expert_ffn experts
ffn_up_exps.weight          width expert_ffn experts
ffn_down_exps.weight        expert_ffn width experts
[biased_experts]
ffn_gate_inp.bias           experts
ffn_gate_exps.bias          expert_ffn experts
ffn_up_exps.bias            expert_ffn experts
ffn_down_exps.bias          width experts
[plain_experts]
ffn_latent_down.weight      width latent_width
ffn_latent_up.weight        latent_width width
ffn_up_exps.weight          expert_width expert_ffn experts
ffn_down_exps.weight        expert_ffn expert_width experts
[latent_experts]
ffn_routed_down.weight      width latent_width
ffn_routed_up.weight        latent_width width
ffn_routed_norm.weight      latent_width
ffn_gate_exps.weight        expert_width expert_ffn experts
ffn_up_exps.weight          expert_width expert_ffn experts
ffn_down_exps.weight        expert_ffn expert_width experts
[shared_experts]
ffn_gate_shexp.weight       width shared_ffn
ffn_up_shexp.weight         width shared_ffn
ffn_down_shexp.weight       shared_ffn width
[plain_shared_experts]
ffn_up_shexp.weight         width shared_ffn
ffn_down_shexp.weight       shared_ffn width
[fused_gated_experts]
ffn_gate_up_exps.weight     width double_expert_ffn experts
ffn_down_exps.weight        expert_ffn width experts
[fused_shared_experts]
ffn_up_shexp.weight         width double_shared_ffn
ffn_down_shexp.weight       shared_ffn width
[chunk_experts]
ffn_gate_chexps.weight      width chunk_ffn chunks
ffn_up_chexps.weight        width chunk_ffn chunks
ffn_down_chexps.weight      chunk_ffn width chunks
[square_ffn]
ffn_gate.weight             width width
ffn_up.weight               width width
ffn_down.weight             width width
[shared_gate]
ffn_gate_inp_shexp.weight   width
[gemma_expert_norms]
ffn_gate_inp.scale          width
pre_ffw_norm_2.weight       width
post_ffw_norm_1.weight      width
post_ffw_norm_2.weight      width

[mamba1]
ssm_in.weight               width double_inner
ssm_conv1d.weight           ssm_conv ssm_inner
ssm_conv1d.bias             ssm_inner
ssm_x.weight                ssm_inner ssm_x
ssm_dt.weight               ssm_heads ssm_inner
ssm_dt.bias                 ssm_inner
ssm_a                       ssm_state ssm_inner
ssm_d                       ssm_inner
ssm_out.weight              ssm_inner width
[jamba_norms]
ssm_dt_norm.weight          ssm_heads
ssm_b_norm.weight           ssm_state
ssm_c_norm.weight           ssm_state
[mamba2]
ssm_in.weight               width mamba_projection
ssm_conv1d.weight           ssm_conv conv_width
ssm_conv1d.bias             conv_width
ssm_dt.bias                 ssm_heads
ssm_a                       1 ssm_heads
ssm_d                       1 ssm_heads
ssm_out.weight              ssm_inner width
[mamba2_norm]
ssm_norm.weight             group_width ssm_groups
[delta_net]
attn_qkv.weight             width conv_width
attn_gate.weight            width ssm_inner
ssm_conv1d.weight           ssm_conv conv_width
ssm_dt.bias                 ssm_heads
ssm_a                       ssm_heads
ssm_norm.weight             ssm_state
ssm_out.weight              ssm_inner width
[beta_and_alpha]
ssm_beta.weight             width ssm_heads
ssm_alpha.weight            width ssm_heads
[fused_beta_alpha]
ssm_ba.weight               width double_ssm_heads
[kimi_delta_attention]
attn_q.weight               width ssm_inner
attn_k.weight               width ssm_inner
attn_v.weight               width ssm_inner
ssm_conv1d_q.weight         ssm_conv 1 ssm_inner
ssm_conv1d_k.weight         ssm_conv 1 ssm_inner
ssm_conv1d_v.weight         ssm_conv 1 ssm_inner
ssm_f_a.weight              width ssm_state
ssm_f_b.weight              ssm_state ssm_inner
ssm_beta.weight             width ssm_heads
ssm_a                       1 ssm_heads
ssm_dt.bias                 ssm_inner
ssm_g_a.weight              width ssm_state
ssm_g_b.weight              ssm_state ssm_inner
ssm_norm.weight             ssm_state
attn_output.weight          ssm_inner width
[ling_delta_attention]
attn_q.weight               width ssm_inner
attn_k.weight               width ssm_inner
attn_v.weight               width ssm_inner
ssm_conv1d_q.weight         ssm_conv 1 ssm_inner
ssm_conv1d_k.weight         ssm_conv 1 ssm_inner
ssm_conv1d_v.weight         ssm_conv 1 ssm_inner
ssm_f_a.weight              width ssm_inner
ssm_beta.weight             width ssm_heads
ssm_a                       1 ssm_heads
ssm_dt.bias                 ssm_inner
ssm_g_a.weight              width ssm_inner
ssm_norm.weight             ssm_state
attn_output.weight          ssm_inner width
[gated_delta_attention]
attn_q.weight               width ssm_inner
attn_k.weight               width ssm_inner
attn_v.weight               width ssm_inner
ssm_conv1d_q.weight         ssm_conv 1 ssm_inner
ssm_conv1d_k.weight         ssm_conv 1 ssm_inner
ssm_conv1d_v.weight         ssm_conv 1 ssm_inner
ssm_f_a.weight              width ssm_state
ssm_f_b.weight              ssm_state ssm_inner
ssm_beta.weight             width ssm_heads
ssm_a                       ssm_heads
ssm_dt.bias                 ssm_inner
ssm_g.weight                width ssm_inner
ssm_norm.weight             ssm_state
attn_output.weight          ssm_inner width
[lightning_attention]
attn_norm_2.weight          ssm_inner
attn_qkv.weight             width triple_inner
attn_gate.weight            width ssm_inner
attn_output.weight          ssm_inner width
[short_convolution]
shortconv.conv.weight       shortconv_cache width
shortconv.in_proj.weight    width triple_width
shortconv.out_proj.weight   width width

[rope_freqs]
rope_freqs.weight           half_rope ?rope_factors
[rope_long_short]
rope_factors_long.weight    half_rope ?rope_factors
rope_factors_short.weight   half_rope ?rope_factors
[rope_freqs_global]
rope_freqs.weight           half_global_key

[layer_scale]
layer_output_scale.weight   1
[gains]
attn_output.scale           1
ffn_down.scale              1
[streams]
hc_attn_fn.weight           streams_width stream_mix
hc_attn_base.weight         stream_mix
hc_attn_scale.weight        3
hc_ffn_fn.weight            streams_width stream_mix
hc_ffn_base.weight          stream_mix
hc_ffn_scale.weight         3
[unmixed_streams]
hc_attn_fn.weight           streams_width double_streams
hc_attn_base.weight         double_streams
hc_attn_scale.weight        2
hc_ffn_fn.weight            streams_width double_streams
hc_ffn_base.weight          double_streams
hc_ffn_scale.weight         2
[residual_scores]
attn_res_score.weight       width
ffn_res_score.weight        width
[output_residual_score]
output_res_score.weight     width
[stream_head]
output_hc_fn.weight         streams_width streams
output_hc_base.weight       streams
output_hc_scale.weight      1
[per_layer_embedding]
inp_gate.weight             width per_layer_width
proj.weight                 per_layer_width width
post_norm.weight            width ?per_layer_width
[per_layer_table]
per_layer_token_embd.weight per_layer_total vocabulary
per_layer_model_proj.weight width per_layer_total
per_layer_proj_norm.weight  per_layer_width
[altup]
altup_correct_coef.weight   4 4
altup_correct_scale.weight  width
altup_predict_coef.weight   4 16
altup_router.weight         width 4
altup_router_norm.weight    width
laurel_l.weight             width 64
laurel_r.weight             64 width
laurel_post_norm.weight     width
[altup_projections]
altup_proj.weight           width width 3
altup_unembd_proj.weight    width width 3

[next_token_prediction]
nextn.eh_proj.weight        double_width width
nextn.enorm.weight          width
nextn.hnorm.weight          width
[next_token_norm]
nextn.shared_head_norm.weight width
[next_token_out_norm]
layer_output_norm.weight    width
[next_token_head]
nextn.embed_tokens.weight   width vocabulary
nextn.shared_head_head.weight width vocabulary
"""


class Shape(NamedTuple):
    """One line of the table: sizes are numbers or names of `dimensions()`."""

    name: str
    sizes: tuple[str, ...]
    flag: str


def _parse(table: str) -> dict[str, tuple[Shape, ...]]:
    parts: dict[str, list[Shape]] = {}
    lines: list[Shape] = []
    for line in table.split("\n"):
        words = line.split()
        if line.startswith("["):
            lines = parts.setdefault(line.strip("[]"), [])
        elif words:
            flag = words.pop()[1:] if words[-1].startswith("?") else ""
            lines.append(Shape(words[0], tuple(words[1:]), flag))
    return {name: tuple(shapes) for name, shapes in parts.items()}


PARTS = _parse(TABLE)
"""Every building block by name."""
