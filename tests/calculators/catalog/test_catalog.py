import re
import sys
import zipfile
from datetime import date
from pathlib import Path
from subprocess import run

import pytest

import calculators
from calculators.catalog import Model, machine, machines, model, models, records
from calculators.engines.machine import GROUPS, SPEED_CLASSES, Machine, memory_budget

EVERY_RECORD = [*records("machines"), *records("models")]


def test_there_is_enough_to_choose_from() -> None:
    assert len(machines()) >= 30
    assert len(models()) >= 24


@pytest.mark.parametrize("record", EVERY_RECORD, ids=lambda record: record["id"])
def test_every_record_has_a_source_and_a_date(record: dict[str, object]) -> None:
    sources = record["source"]
    assert isinstance(sources, list)
    assert all(re.match(r"https://[^/]+\.[^/]+/", source["url"]) for source in sources)
    assert "2026-11-01" <= str(record["checked"]) <= date.today().isoformat()


@pytest.mark.parametrize("size", [8, 16, 24, 32, 36, 48, 64, 128])
def test_macs_of_every_size(size: int) -> None:
    assert any(each.kind == "apple" and each.ram_gib == size for each in machines().values())


@pytest.mark.parametrize("size", [6, 8, 12, 16, 24])
def test_laptop_cards_of_every_size(size: int) -> None:
    found = [each for each in machines().values() if each.vram_gib == size]
    assert any(each.form == "laptop" for each in found)


@pytest.mark.parametrize("size", [8, 12, 16, 24, 32])
def test_desktop_cards_of_every_size(size: int) -> None:
    found = [each for each in machines().values() if each.vram_gib == size]
    assert any(each.form == "desktop" for each in found)


def test_laptops_lead_the_menu() -> None:
    found = list(machines().values())
    assert [each.id for each in found[:3]] == ["laptop-8gb", "laptop-16gb", "laptop-32gb"]
    assert [GROUPS.index(each.group) for each in found] == sorted(
        GROUPS.index(each.group) for each in found
    )
    assert {each.group for each in found} == set(GROUPS)


def test_every_speed_class_is_used() -> None:
    assert {each.speed_class for each in machines().values()} == set(SPEED_CLASSES)


@pytest.mark.parametrize("each", machines().values(), ids=machines())
def test_a_name_says_its_memory(each: Machine) -> None:
    assert f"{each.ram_gib:g} GB" in each.name
    assert each.kind != "dedicated" or f"with {each.vram_gib:g} GB" in each.name
    assert f"{each.ram_gib:g}gb" in each.id


@pytest.mark.parametrize("each", machines().values(), ids=machines())
def test_every_machine_leaves_something_for_a_model(each: Machine) -> None:
    budget = memory_budget(each)
    assert 0 < budget.usable_bytes < budget.total_bytes


def test_the_firmware_of_a_dgx_spark_keeps_its_part() -> None:
    budget = memory_budget(machine("dgx-spark-128gb"), other_apps_gib=0)
    assert round(budget.gpu_bytes / 2**30, 2) == 121.69
    assert round(budget.usable_bytes / 2**30, 2) == 119.69


def test_bandwidth_is_that_of_the_card_where_there_is_one() -> None:
    assert machine("laptop-rtx-4060-8gb-16gb-ram").bandwidth_gb_s == 256
    assert machine("laptop-16gb").bandwidth_gb_s == 51.2


def test_models_stand_by_developer_then_size() -> None:
    found = [(each.developer.casefold(), each.parameters) for each in models().values()]
    assert found == sorted(found)


@pytest.mark.parametrize("each", models().values(), ids=models())
def test_a_model_offers_what_it_recommends(each: Model) -> None:
    assert each.recommended_quantization in each.quantizations
    assert each.context_max > 0


def test_every_family_of_attention_is_there() -> None:
    shapes = [each.geometry for each in models().values()]
    kinds = {kind for shape in shapes for kind in shape.pattern}
    assert kinds >= {"g", "s", "r", "p"}, "global, sliding window, recurrent, side by side"
    assert any(shape.kv_lora_rank for shape in shapes), "multi-head latent attention"
    assert any(shape.shared_kv_layers for shape in shapes), "layers that share their cache"
    assert any(shape.experts for shape in shapes), "mixture of experts"
    assert any(
        isinstance(shape.heads, int) and 0 < shape.heads == shape.kv_heads for shape in shapes
    ), "multi-head attention"
    assert any(
        isinstance(shape.heads, int)
        and isinstance(shape.kv_heads, int)
        and shape.heads > shape.kv_heads > 0
        for shape in shapes
    ), "grouped-query attention"


def test_a_geometry_is_built_once_and_only_when_asked_for() -> None:
    found = model("qwen3-8b")
    assert found.geometry is found.geometry
    assert found.geometry.architecture == "qwen3"


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        model("gpt-9")
    with pytest.raises(KeyError):
        machine("abacus")


def test_the_catalog_is_read_from_a_wheel_that_was_not_unpacked(tmp_path: Path) -> None:
    package = Path(calculators.__file__).parent
    wheel = tmp_path / "calculators.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in [*package.rglob("*.py"), package / "data" / "catalog.json"]:
            archive.write(file, file.relative_to(package.parent))
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); from calculators import catalog;"
        "print(catalog.__file__); print(len(catalog.machines()))"
    )
    done = run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        str(wheel / "calculators" / "catalog" / "__init__.py"),
        str(len(machines())),
    ]
