"""What a program loads beside a model."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.engines.memory import Setup
from calculators.questions.common.loading import (
    LM_STUDIO,
    OFF,
    ON,
    OWN_LAYERS,
    SERVER,
    USUALLY,
    check_loading,
    file_size,
    rearranges,
    setup_for,
    tokens_ahead,
)
from calculators.questions.fit import FIT

USUAL = Setup(context=8192)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("16.67 GiB", round(16.67 * 2**30)),
        ("17.9GB", 17_900_000_000),
        ("  4,683 MB ", 4_683_000_000),
        ("Qwen3.6-27B-UD-Q4_K_XL.gguf\n17.9 GB", 17_900_000_000),
        ("a-00001-of-00003.gguf 49.9 GB\na-00002 49.9 GB\na-00003 1.2 GB", 101_000_000_000),
        ("Qwen3.6-27B Q4_K_M", 0),
        ("", 0),
        ("GB" * 2000, 0),
    ],
)
def test_the_size_of_a_file_is_read_from_what_is_typed_or_pasted(text: str, size: int) -> None:
    assert file_size(text) == size


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-4 GB", "less than nothing. Write 4 GB."),
        ("a-model.gguf\n−4 GB\n5 GB", "less than nothing. Write 4 GB."),
        ("7,37 GB", "is not a number. Write 7.37 GB."),
        ("5 GB\n1,5 GiB", "is not a number. Write 1.5 GiB."),
        ("1,2,3 GB", "is not a number. Type it as 16.67 GiB, or as 17.9 GB."),
        ("large", "there is no size with a unit in it. Type it as 16.67 GiB, or as 17.9 GB."),
    ],
)
def test_a_size_that_cannot_be_meant_is_refused_with_what_to_write(typed: str, said: str) -> None:
    with pytest.raises(InputErrors) as errors:
        FIT.read({"file_size": typed})
    assert said in errors.value.problems[0].message


def test_a_dash_within_a_line_is_no_minus() -> None:
    for typed in ("UD-Q2_K_XL - 5 GB", "gemma-Q4-5 GB"):
        assert file_size(typed) == 5_000_000_000
        assert FIT.read({"file_size": typed})


def test_each_of_the_programs_loads_the_part_for_pictures() -> None:
    model, machine = catalog.model("gemma-3-4b"), catalog.machine("macbook-air-m4-16gb")
    for program in ("ollama", LM_STUDIO, SERVER):
        loading = replace(USUALLY, program=program)
        assert setup_for(model, machine, USUAL, loading).beside.projector == model.projector
    text = setup_for(model, machine, USUAL, replace(USUALLY, image=OFF))
    assert text.beside.projector is None


def test_ollama_alone_uses_prediction_layers_that_a_file_has() -> None:
    glm, qwen = (catalog.model(name).geometry for name in ("glm-4.5-air", "qwen3.6-27b"))
    assert (tokens_ahead(glm, USUALLY), tokens_ahead(qwen, USUALLY)) == (4, 0)
    server = replace(USUALLY, program=SERVER)
    assert tokens_ahead(glm, server) == 0
    assert tokens_ahead(glm, replace(server, draft=OWN_LAYERS)) == 3


@pytest.mark.parametrize(
    ("machine", "copies"),
    [
        ("laptop-16gb", True),
        ("macbook-air-m4-16gb", False),
        ("pc-rtx-3090-24gb-64gb-ram", False),
        ("ryzen-ai-max-395-64gb", False),
    ],
)
def test_a_processor_makes_a_second_copy_and_graphics_do_not(machine: str, copies: bool) -> None:
    it = catalog.machine(machine)
    assert rearranges(it) is copies
    assert (rearranges(it, ON), rearranges(it, OFF)) == (True, False)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"draft": OWN_LAYERS}, "has no prediction layers"),
        ({"file_size": "200 GiB"}, "can’t be Qwen3 8B"),
        ({"file_size": "300 MB"}, "can’t be Qwen3 8B"),
    ],
)
def test_what_the_model_cannot_have_is_refused(inputs: dict[str, str], said: str) -> None:
    with pytest.raises(InputErrors) as errors:
        check_loading(catalog.model("qwen3-8b"), replace(USUALLY, **inputs))  # type: ignore[arg-type]
    assert said in errors.value.problems[0].message
