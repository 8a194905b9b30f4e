"""The numbers of the speed model: where they come from, and how well measurements bear them out."""

import json
from pathlib import Path

import pytest

from benchmarks import calibrate_speed
from benchmarks.calibrate_speed import (
    OTHER_SOURCE,
    POINTS_PATH,
    ROWS,
    Pairs,
    accuracy,
    calibrated,
    main,
)
from benchmarks.speed_bands import misses
from benchmarks.speed_fit import calibrate, decode_rate
from benchmarks.speed_models import geometry
from benchmarks.speed_rows import Row, class_of, read
from calculators.core.records import data_path
from calculators.engines.machine import SPEED_CLASSES
from calculators.engines.speed.record import Record, record


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read(ROWS)


@pytest.fixture(scope="module")
def done(rows: list[Row]) -> tuple[Record, dict[str, Pairs]]:
    return calibrated(rows)


def test_calibrating_again_gives_the_numbers_that_ship(
    rows: list[Row], done: tuple[Record, dict[str, Pairs]]
) -> None:
    again = calibrate_speed.record_data(done[0], rows)
    committed = json.loads(Path(data_path("speed.json")).read_text(encoding="utf-8"))
    # the last digit may differ where a machine's logarithm does
    assert _numbers(again) == pytest.approx(_numbers(committed), rel=2e-3)
    assert _texts(again) == _texts(committed)


def test_the_points_for_the_plot_are_those_of_the_numbers_that_ship(
    done: tuple[Record, dict[str, Pairs]],
) -> None:
    again = calibrate_speed.points_data(*done)
    committed = json.loads(POINTS_PATH.read_text(encoding="utf-8"))
    assert _texts(again) == _texts(committed)
    assert _numbers(again) == pytest.approx(_numbers(committed), rel=2e-3)


def test_on_a_device_never_seen_it_is_mostly_right(done: tuple[Record, dict[str, Pairs]]) -> None:
    """What the project promises: error at most 20%, 70% within 20%, 80% in the band."""
    now, pairs = done
    found = accuracy(misses(pairs["fit"], "decode"), now, "decode")
    assert (found["rows"], found["devices"]) == (179, 83)
    assert found["mean_error"] == pytest.approx(0.110, abs=0.003)
    assert found["within_20"] == pytest.approx(0.88, abs=0.01)
    assert found["in_band"] == pytest.approx(0.97, abs=0.01)
    assert found["median_ratio"] == pytest.approx(1.02, abs=0.02)


def test_what_others_measured_with_their_set_up_is_predicted_nearly_as_well(
    done: tuple[Record, dict[str, Pairs]],
) -> None:
    now, pairs = done
    found = accuracy(misses(pairs[OTHER_SOURCE], "decode"), now, "decode")
    assert found["mean_error"] == pytest.approx(0.14, abs=0.01)
    assert found["within_20"] == pytest.approx(0.87, abs=0.02)
    assert found["in_band"] == pytest.approx(0.94, abs=0.01)


@pytest.mark.parametrize(
    ("task", "part", "mean_error", "in_band"),
    [
        ("decode", "depth", 0.12, 0.96),
        ("decode", "longgen", 0.23, 0.75),
        ("prefill", "fit", 0.25, 0.95),
        ("prefill", "depth", 0.31, 0.96),
        ("prefill", "longgen", 0.31, 0.78),
    ],
)
def test_where_nothing_is_promised_the_error_is_known(
    done: tuple[Record, dict[str, Pairs]], task: str, part: str, mean_error: float, in_band: float
) -> None:
    now, pairs = done
    found = accuracy(misses(pairs[part], task), now, task)
    assert (found["mean_error"], found["in_band"]) == pytest.approx((mean_error, in_band), abs=0.01)


def test_a_model_split_between_card_and_memory_is_a_rough_guess(
    done: tuple[Record, dict[str, Pairs]],
) -> None:
    now, pairs = done
    found = accuracy(misses(pairs["spill"], "decode"), now, "decode")
    assert found["mean_error"] == pytest.approx(0.62, abs=0.02)


def test_a_device_is_predicted_without_its_own_rows(
    rows: list[Row], done: tuple[Record, dict[str, Pairs]]
) -> None:
    fitted = [row for row in rows if row.part == "fit"]
    alone = calibrate([row for row in fitted if row.device != "M5 10c"])
    row, left_out = next(pair for pair in done[1]["fit"] if pair[0].device == "M5 10c")
    assert decode_rate(row, left_out) == pytest.approx(decode_rate(row, alone), rel=0.01)


def test_only_rows_of_the_set_fit_are_calibrated_with(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[Row] = []

    def spy(given: list[Row]) -> Record:
        used.extend(given)
        return calibrate(given)

    monkeypatch.setattr(calibrate_speed, "calibrate", spy)
    monkeypatch.setattr(calibrate_speed, "left_out", lambda given, _, by="": [(given[0], record())])
    calibrated(rows)
    assert {row.part for row in used} == {"fit"}
    assert len(used) == 179


def test_every_machine_of_the_catalog_has_a_class() -> None:
    assert set(SPEED_CLASSES) <= set(record().classes)


def test_a_class_without_measurements_has_a_wider_band_than_its_parent() -> None:
    classes = record().classes
    alone, parent = classes["Snapdragon X"], classes["CPU"]
    assert (alone.decode.devices, alone.efficiency) == (0, parent.efficiency)
    assert alone.decode.low < parent.decode.low < 1 < parent.decode.high < alone.decode.high


def test_names_of_files_are_understood() -> None:
    assert geometry("Qwen3.5-122B-A10B-UD-Q5_K_XL-00001-of-00003") == geometry("qwen3.5-122b-a10b")
    assert geometry("DeepSeek-R1-Distill-Qwen-14B") == geometry("Qwen2.5-Coder-14B-Instruct")
    assert geometry("llama-2-7b.Q4_0") == geometry("Llama 2 7B")
    assert geometry("a model of tomorrow") is None


def test_a_class_is_read_from_the_backend_and_the_device() -> None:
    assert class_of("Apple Metal", "M5 Pro 16c") == "Apple M5"
    assert class_of("Apple MLX", "M4 Max 40c") == "Apple Metal"
    assert class_of("Adreno OpenCL", "Snapdragon 8 Elite") == ""


def test_other_measurements_can_be_scored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    unknown = lines[1].replace("Llama 2 7B", "A model of tomorrow").replace(",fit,", ",later,")
    file = tmp_path / "rows.csv"
    file.write_text("\n".join([lines[0], lines[1].replace(",fit,", ",later,"), unknown]), "utf-8")
    assert main(["--score", str(file)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[1].split()[:4] == ["decode,", "later", "2", "1"]


def _numbers(value: object) -> list[float]:
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return [number for each in items for number in _numbers(each)]
    return [float(value)] if isinstance(value, int | float) else []


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in (key, *_texts(each))]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
