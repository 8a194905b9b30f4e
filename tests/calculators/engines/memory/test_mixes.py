"""Which tensor gets which type, beside the rules of llama.cpp's src/llama-quant.cpp."""

from calculators.engines.memory.mixes import (
    Place,
    grouped_or_experts,
    leading_or_eight_experts,
    mix_of,
)


def types(architecture: str, quantization: str, count: int) -> list[str]:
    down = mix_of(architecture, quantization).ffn_down
    return [down.choose(Place(index, count)) for index in range(count)]


def test_a_falcon_gets_five_bits_in_the_first_sixteenth_and_four_where_more_bits_matter() -> None:
    found = types("falcon", "Q3_K_M", 32)
    assert found[:2] == ["Q5_K", "Q5_K"]
    assert found[2:4] == ["Q4_K", "Q4_K"]  # the rest of the first eighth
    assert found[4:10] == ["", "", "Q4_K", "", "", "Q4_K"]  # every third between
    assert found[28:] == ["Q4_K"] * 4  # the last eighth
    assert types("falcon", "Q4_K_S", 32) == [""] * 32
    assert types("falcon", "Q3_K_L", 32) == ["Q4_K"] * 32


def test_attention_is_small_beside_four_experts_or_more() -> None:
    rule = grouped_or_experts("Q4_K", "Q2_K")
    found = [rule.choose(Place(0, 32, experts=experts)) for experts in (0, 3, 4, 8)]
    assert found == ["Q2_K", "Q2_K", "Q4_K", "Q4_K"]
    assert rule.choose(Place(0, 32, grouped_query=True)) == "Q4_K"


def test_with_eight_experts_and_no_other_number_more_bits_go_on_behind_the_first_layers() -> None:
    rule = leading_or_eight_experts(8, "Q4_K")
    last = {count: rule.choose(Place(31, 32, experts=count)) for count in (0, 7, 8, 9)}
    assert last == {0: "", 7: "", 8: "Q4_K", 9: ""}
    assert rule.choose(Place(3, 32)) == "Q4_K"
    assert rule.choose(Place(4, 32, experts=8)) == ""
