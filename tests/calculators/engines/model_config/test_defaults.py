"""What the transformers classes take for keys that a file leaves out."""

from calculators.engines.model_config.config import FAMILIES
from calculators.engines.model_config.defaults import DEFAULTS, OFTEN_LEFT_OUT
from calculators.engines.model_config.families import OUTER

SIZES_STATED = {"kimi_k2", "deepseek_v3", "kimi_linear"}
"""Text parts whose files always state their sizes."""
SIZES = {"hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size"}


def test_defaults_belong_to_known_families() -> None:
    assert DEFAULTS.keys() <= FAMILIES.keys()


def test_the_table_is_sorted_by_model_type() -> None:
    assert list(DEFAULTS) == sorted(DEFAULTS)


def test_a_line_holds_pairs_of_a_key_and_its_number() -> None:
    assert DEFAULTS["afmoe"] == {
        "head_dim": 128,
        "max_position_embeddings": 16_384,
        "sliding_window": 1024,
    }


def test_a_line_may_continue_on_the_next() -> None:
    assert DEFAULTS["gemma3_text"] == {
        "vocab_size": 262_208,
        "hidden_size": 2304,
        "intermediate_size": 9216,
        "num_hidden_layers": 26,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "max_position_embeddings": 131_072,
        "sliding_window": 4096,
    }


def test_a_default_of_0_is_a_default() -> None:
    assert DEFAULTS["gemma4_unified_text"]["hidden_size_per_layer_input"] == 0


def test_sizes_have_defaults_in_the_text_part_of_multimodal_files_alone() -> None:
    inside = {each for names in OUTER.values() for each in names} - SIZES_STATED
    assert {name for name, keys in DEFAULTS.items() if keys.keys() & SIZES} == inside


def test_no_size_counts_as_often_left_out() -> None:
    assert not OFTEN_LEFT_OUT & SIZES
