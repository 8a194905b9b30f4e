import json
from collections.abc import Callable
from pathlib import Path

import pytest

from calculators.catalog import build as catalog_build
from calculators.core.records import RecordError

MACHINE = """
id = "laptop-8gb"
name = "Laptop, 8 GB"
form = "laptop"
kind = "integrated"
system = "windows"
ram_gib = 8
ram_bandwidth_gb_s = 51.2
bandwidth_basis = "computed: 3200 MT/s × 128 bits / 8"
speed_class = "CPU"
released = 2020
checked = 2026-11-24

[[source]]
title = "Maker: specifications"
url = "https://example.com/laptop"
establishes = "memory"
read = "the page"
"""

MODEL = """
id = "small-1b"
name = "Small 1B"
developer = "Somebody"
hf_repo = "somebody/small-1b"
released = "2025-04"
modalities = "text"
licence = "Apache-2.0"
licence_osi = "yes"
context_max = 4096
recommended_quantization = "Q4_K_M"
checked = 2026-11-24

[geometry]
architecture = "llama"
layers = 2
width = 256
vocabulary = 1000
heads = 4
kv_heads = 2
key_dim = 64
ffn_width = 512

[[source]]
title = "somebody/small-1b"
url = "https://example.com/small-1b"
establishes = "configuration"
read = "the page"
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(path: str, text: str) -> Path:
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_shipped_catalog_is_what_the_records_say() -> None:
    for name, text in catalog_build.build().items():
        assert (catalog_build.DATA / name).read_text(encoding="utf-8") == text, name


PRICE = (
    'price = { usd = 599, what = "smallest version", as_of = "2026-03", url = "https://a.bc/d" }'
)


def test_a_machine_may_have_a_price_with_its_date(write: Write) -> None:
    text = MACHINE.replace("checked =", f"{PRICE}\nchecked =")
    found = json.loads(catalog_build.build_catalog(write("machines/laptop-8gb.toml", text)))
    assert found["machines"][0]["price"]["as_of"] == "2026-03"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('as_of = "2026-03", ', "", "price: as_of is missing"),
        ("2026-03", "last spring", "as_of of a price must be YYYY, YYYY-MM or YYYY-MM-DD"),
        ("https://a.bc/d", "http://a.bc/d", "is not an https address"),
        ("599", "0", "price: usd must be above 0"),
    ],
)
def test_a_price_without_its_source_or_date_may_not_ship(
    write: Write, old: str, new: str, fault: str
) -> None:
    text = MACHINE.replace("checked =", f"{PRICE.replace(old, new)}\nchecked =")
    with pytest.raises(RecordError, match=fault):
        catalog_build.build_catalog(write("machines/laptop-8gb.toml", text))


def test_one_record_per_line_and_a_newline_at_the_end(write: Write) -> None:
    write("machines/laptop-8gb.toml", MACHINE)
    text = catalog_build.build_catalog(write("models/small-1b.toml", MODEL))
    lines = text.splitlines(keepends=True)
    assert [line[:12] for line in lines] == [
        '{"machines":',
        '{"bandwidth_',
        "],\n",
        '"models":[\n',
        '{"checked":"',
        "]}\n",
    ]
    assert json.loads(text)["machines"][0]["checked"] == "2026-11-24"


def test_a_model_carries_its_number_of_weights(write: Write) -> None:
    found = json.loads(catalog_build.build_catalog(write("models/small-1b.toml", MODEL)))
    embedding = output = 1000 * 256
    attention = 256 * (4 + 2 + 2 + 4) * 64
    feed_forward = 3 * 256 * 512
    norms = 2 * 256
    expected = embedding + output + 2 * (attention + feed_forward + norms) + 256
    assert found["models"][0]["parameters"] == expected


def test_sizes_stand_in_the_order_of_numbers(write: Write) -> None:
    for size in (8, 16, 24, 128):
        text = MACHINE.replace("laptop-8gb", f"laptop-{size}gb").replace("= 8\n", f"= {size}\n")
        folder = write(f"machines/laptop-{size}gb.toml", text)
    found = json.loads(catalog_build.build_catalog(folder))
    assert [record["ram_gib"] for record in found["machines"]] == [8, 16, 24, 128]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "Laptop, 8 GB"\n', "", "name is missing"),
        ("checked = 2026-11-24\n", "", "checked is missing"),
        ("checked = 2026-11-24", 'checked = "2026-11-24"', "checked must be date, not str"),
        ("released = 2020", "released = 2020\ncolour = 1", "unknown key colour"),
        ("released = 2020", "released = true", "released must be int, not bool"),
        ("released = 2020", 'released = 2020\nnotes = ""', "notes is empty"),
        ("ram_gib = 8", "ram_gib = 0", "ram_gib must be above 0"),
        ("ram_gib = 8", 'ram_gib = "8"', "ram_gib must be int or float, not str"),
        ('"laptop-8gb"', '"laptop-16gb"', "id must be the file's name"),
        ('form = "laptop"', 'form = "fridge"', "form must be one of laptop, desktop, board"),
        ("https://", "http://", "is not an https address"),
        ("https://example.com/laptop", "https://nowhere", "is not an https address"),
        ('read = "the page"', "", "source: read is missing"),
        ('kind = "integrated"', 'kind = "dedicated"', "both or neither"),
        ("ram_gib = 8", "ram_gib = 8\nvram_gib = 8", "both or neither"),
        ('kind = "integrated"', 'kind = "apple"', "go together"),
        ("ram_gib = 8", "ram_gib = ", "laptop-8gb.toml: Invalid value"),
    ],
)
def test_a_machine_that_may_not_ship(write: Write, old: str, new: str, message: str) -> None:
    assert old in MACHINE
    folder = write("machines/laptop-8gb.toml", MACHINE.replace(old, new))
    with pytest.raises(RecordError, match=message) as caught:
        catalog_build.build_catalog(folder)
    assert str(caught.value).startswith("laptop-8gb")


def test_a_record_without_a_source_may_not_ship(write: Write) -> None:
    text = MACHINE.partition("[[source]]")[0]
    with pytest.raises(RecordError, match="source is missing"):
        catalog_build.build_catalog(write("machines/laptop-8gb.toml", text))
    with pytest.raises(RecordError, match="at least one"):
        catalog_build.build_catalog(write("machines/laptop-8gb.toml", text + "source = []"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('licence_osi = "yes"', 'licence_osi = "maybe"', "licence_osi must be one of"),
        ('released = "2025-04"', 'released = "April 2025"', "released must be YYYY"),
        ('"Q4_K_M"', '"Q4"', "recommended_quantization must be one of"),
        ("context_max", 'quantizations = ["Q8_0"]\ncontext_max', "not among those offered"),
        ("context_max", 'quantizations = ["Q9"]\ncontext_max', "no quantization is called 'Q9'"),
        ("layers = 2", "layers = 2\nwheels = 4", "geometry has no field wheels"),
        ("layers = 2\n", "", "geometry: .*layers"),
        ("layers = 2", 'layers = 2\npattern = "x"', "geometry: pattern"),
    ],
)
def test_a_model_that_may_not_ship(write: Write, old: str, new: str, message: str) -> None:
    assert old in MODEL
    folder = write("models/small-1b.toml", MODEL.replace(old, new))
    with pytest.raises(RecordError, match=f"small-1b: .*{message}"):
        catalog_build.build_catalog(folder)


def test_a_published_size_says_where_it_was_published(write: Write) -> None:
    size = '\n[[published_size]]\nquantization = "Q8_0"\ngib = 1.0\nprecision = 0.1\nfile = "a"\n'
    with pytest.raises(RecordError, match="published_size: source is missing"):
        catalog_build.build_catalog(write("models/small-1b.toml", MODEL + size))


SUBJECT = """checked = 2026-11-24
[rates.h100]
tflops = 989.4
url = "https://example.org"
[[plans]]
id = "a"
[[plans]]
id = "b"
"""


def test_a_subject_becomes_a_file_of_its_own_in_the_order_it_was_written(write: Write) -> None:
    write("plans.toml", SUBJECT)
    text = catalog_build.build_subject(write("plans.toml", SUBJECT) / "plans.toml")
    assert text == (
        '{"checked":"2026-11-24",\n"rates":{"h100":{"tflops":989.4,"url":"https://example.org"}},\n'
        '"plans":[\n{"id":"a"},\n{"id":"b"}\n]}\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("checked = 2026-11-24\n", "", "plans: checked is missing, of the file or of each"),
        ("2026-11-24", '"2026-11-24"', "plans: checked must be date, not str"),
        ("https://example.org", "example.org", "'example.org' is not an https address"),
        ("[rates.h100]", "[rates.h100", "plans.toml: "),
    ],
)
def test_a_subject_that_may_not_ship(write: Write, old: str, new: str, message: str) -> None:
    folder = write("plans.toml", SUBJECT.replace(old, new, 1))
    with pytest.raises(RecordError, match=message):
        catalog_build.build_subject(folder / "plans.toml")


def test_the_command_writes_checks_and_explains(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("machines/laptop-8gb.toml", MACHINE)
    text = catalog_build.build_catalog(folder)
    monkeypatch.setattr(catalog_build, "build", lambda: {"catalog.json": text})
    monkeypatch.setattr(catalog_build, "DATA", folder)
    assert catalog_build.main(["--check"]) == 1
    assert "is stale: run python -m calculators.catalog.build" in capsys.readouterr().err
    assert catalog_build.main([]) == 0
    assert (folder / "catalog.json").read_text(encoding="utf-8") == text
    assert catalog_build.main(["--check"]) == 0
    assert catalog_build.main(["--force"]) == 2
    assert "usage:" in capsys.readouterr().err


def test_the_command_names_a_bad_record(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write("machines/laptop-8gb.toml", MACHINE.replace("ram_gib = 8", ""))
    build = catalog_build.build
    monkeypatch.setattr(catalog_build, "build", lambda: build(folder))
    assert catalog_build.main([]) == 1
    assert capsys.readouterr().err == "laptop-8gb: ram_gib is missing\n"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('[projector]\nkind = "qwen3vl"\nwidth = 1152\nteeth = 32\n', "no field teeth"),
        ('[projector]\nkind = "eye"\nwidth = 1152\n', "needs a width and a kind"),
        ('[projector]\nkind = "qwen3vl"\n', "needs a width and a kind"),
    ],
)
def test_an_image_part_has_a_width_and_a_kind_that_the_engine_knows(
    write: Write, more: str, fault: str
) -> None:
    with pytest.raises(RecordError, match=fault):
        catalog_build.build_catalog(write("models/small-1b.toml", f"{MODEL}\n{more}"))


def test_a_mix_of_the_publisher_s_own_is_near_one_that_is_offered(write: Write) -> None:
    mix = '[[publisher_mix]]\nname = "Q4_X"\nnear = "Q9_K"\ngib = 1\nsource = "its page"\n'
    with pytest.raises(RecordError, match="publisher_mix is near 'Q9_K': not offered"):
        catalog_build.build_catalog(write("models/small-1b.toml", f"{MODEL}\n{mix}"))


def test_a_field_that_no_geometry_has_is_named(write: Write) -> None:
    text = MODEL.replace("layers =", "floors = 3\nlayers =")
    with pytest.raises(RecordError, match="geometry has no field floors"):
        catalog_build.build_catalog(write("models/small-1b.toml", text))
