"""What twenty browsers tell of their machines, and what is made of it."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.browser import respond
from calculators.browser.machine_hints import PATHS, what_is_seen
from calculators.browser.machine_hints.reading import NAMES, NOT_TOLD, short_name
from calculators.browser.machine_hints.suggestion import seen_headline, seen_html
from calculators.questions.fit import FIT
from calculators.registry import CALCULATORS
from site_plugins.runtime.exercise import BROWSERS, NONSENSE

APPLE, INTEGRATED, CARD, PROCESSOR = "apple", "integrated", "dedicated", "processor"

SUGGESTED = {
    "Chrome, Windows, Iris Xe": (INTEGRATED, "windows", "16"),
    "Chrome, Windows, RTX 4060 laptop": (CARD, "windows", "32"),
    "Edge 140, Windows, Radeon 780M": (INTEGRATED, "windows", "8"),
    "Chrome, Windows on arm": (INTEGRATED, "windows", "16"),
    "Chrome, Mac M4": (APPLE, None, "32"),
    "Chrome, Mac M1, Rosetta": (APPLE, None, "8"),
    "Firefox, Mac with Intel": (PROCESSOR, None, None),
    "Firefox, Mac with Apple silicon": (APPLE, None, None),
    "Safari, Mac": (APPLE, None, None),
    "Firefox, Windows, RTX 5090": (CARD, "windows", None),
    "Firefox, Linux, Radeon": (None, "linux", None),
    "Firefox, Linux, resists fingerprinting": (None, "linux", None),
    "Chrome, Linux, Mesa": (INTEGRATED, "linux", "8"),
    "Chrome, Linux, no graphics driver": (None, "linux", "4"),
    "Brave, Windows": (None, "windows", None),
    "iPad, Safari": (None, None, None),
    "iPhone, Safari": (None, None, None),
    "Android phone, Chrome": (None, None, None),
    "Chromebook": (PROCESSOR, "linux", "8"),
    "Raspberry Pi 5": (PROCESSOR, "linux", "8"),
    "a browser that tells nothing": (None, None, None),
}


def why(name: str, field: str) -> str:
    return next(each.why for each in what_is_seen(BROWSERS[name]).guesses if each.field == field)


def mark(name: str, field: str) -> str:
    return next(each.mark for each in what_is_seen(BROWSERS[name]).guesses if each.field == field)


def test_the_table_is_about_every_browser() -> None:
    assert SUGGESTED.keys() == BROWSERS.keys()


@pytest.mark.parametrize("name", SUGGESTED)
def test_what_is_preselected(name: str) -> None:
    kind, system, ram = SUGGESTED[name]
    wanted = {"memory_kind": kind, "system": system, "ram_gib": ram}
    inputs = what_is_seen(BROWSERS[name]).inputs
    assert inputs == {field: value for field, value in wanted.items() if value is not None}
    FIT.answer({"machine": "custom", **inputs})


def test_a_capped_or_rounded_memory_says_so() -> None:
    assert mark("Chrome, Windows, Iris Xe", "ram_gib") == "a guess: 12 to 24"
    assert mark("Chrome, Mac M4", "ram_gib") == "a guess: 32 or more"
    assert mark("Edge 140, Windows, Radeon 780M", "ram_gib") == "a guess: 8 or more"
    assert why("Chrome, Mac M4", "ram_gib") == (
        "This browser says 32 GB, the most it ever says: you may have more."
    )


def test_the_memory_sold_is_within_what_is_said() -> None:
    """Chromium gives the nearest power of two of what the system sees."""
    for version, told in product((146, 157), (2, 4, 8, 16, 32)):
        seen = what_is_seen(
            {"userAgent": "Windows", "deviceMemory": told, "brands": f"Chromium {version}"}
        )
        said = next(each.mark for each in seen.guesses if each.field == "ram_gib")
        for sold in (2, 3, 4, 6, 8, 12, 16, 18, 20, 24, 32, 48, 64, 128):
            nearest = min((2, 4, 8, 16, 32), key=lambda power: (abs(power - sold), power))
            if nearest != told:
                continue
            low, _, high = said.removeprefix("a guess: ").partition(" to ")
            assert "or more" in said or float(low) <= sold <= float(high)


def test_the_memory_of_a_card_is_asked_for_and_never_guessed() -> None:
    for name, raw in BROWSERS.items():
        seen = what_is_seen(raw)
        assert "vram_gib" not in seen.inputs
        asked = [each.mark for each in seen.guesses if each.field == "vram_gib"]
        assert asked == ([NOT_TOLD] if SUGGESTED[name][0] == CARD else [])


def test_a_name_that_firefox_gives_is_not_taken_for_the_readers_chip() -> None:
    for name in BROWSERS:
        if name.startswith("Firefox"):
            shown = seen_html(what_is_seen(BROWSERS[name]), FIT)
            assert "This page is drawn with “" not in shown
    assert why("Firefox, Windows, RTX 5090", "memory_kind") == (
        "Firefox names a common chip of the same maker here, not yours. Only the maker is known."
    )


def test_what_brave_invents_is_not_used() -> None:
    assert why("Brave, Windows", "ram_gib") == (
        "Brave changes this value on purpose, so it is not used."
    )


def test_what_a_mac_hides_is_said() -> None:
    assert "does not tell an Apple chip from an Intel one" in why("Safari, Mac", "memory_kind")
    assert "Rosetta" in " ".join(what_is_seen(BROWSERS["Chrome, Mac M1, Rosetta"]).notes)
    assert "An iPad calls itself a Mac" in " ".join(what_is_seen(BROWSERS["iPad, Safari"]).notes)
    assert "arm processor" in " ".join(what_is_seen(BROWSERS["Chrome, Windows on arm"]).notes)


@pytest.mark.parametrize(
    ("renderer", "name"),
    [
        ("ANGLE (AMD, AMD Radeon RX 6600 (radeonsi, navi23, LLVM 17), OpenGL 4.6)", CARD),
        ("ANGLE (AMD, AMD Radeon(TM) RX Vega 10 Graphics (0x15D8) Direct3D11)", INTEGRATED),
        ("ANGLE (AMD, AMD Radeon(TM) 8060S Graphics (0x1586) Direct3D11)", INTEGRATED),
        ("ANGLE (AMD, AMD Radeon RX 7900 XTX (0x744C) Direct3D11)", CARD),
        ("ANGLE (Intel, Intel(R) Arc(TM) 140V GPU (16GB) (0x64A0) Direct3D11)", INTEGRATED),
        ("ANGLE (Intel, Intel(R) Arc(TM) Graphics (0x7D55) Direct3D11)", INTEGRATED),
        ("ANGLE (Intel, Intel(R) Arc(TM) B580 Graphics (0xE20B) Direct3D11)", CARD),
        ("ANGLE (Intel, Intel(R) Arc(TM) A770 Graphics (0x56A0) Direct3D11)", CARD),
        ("ANGLE (Intel, Intel(R) Arc(TM) A750 Graphics Direct3D11), or similar", None),
        ("NVIDIA GeForce RTX 3090/PCIe/SSE2", CARD),
        ("NVIDIA GB10", INTEGRATED),
        ("llvmpipe, or similar", None),
        ("ANGLE (Unknown, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)", None),
        ("x7Gq0aZt", None),
        ("", None),
    ],
)
def test_a_chip_decides_the_kind_only_where_its_name_does(renderer: str, name: str | None) -> None:
    seen = what_is_seen({"userAgent": "Windows", "webglRenderer": renderer})
    assert seen.inputs.get("memory_kind") == name


def test_a_hidden_chip_still_has_a_maker() -> None:
    seen = what_is_seen({"userAgent": "Windows", "webglRenderer": "", "webgpuVendor": "nvidia"})
    assert seen.inputs["memory_kind"] == CARD


def test_a_chip_is_named_without_what_its_driver_adds() -> None:
    vulkan = "ANGLE (Intel, Vulkan 1.3.255 (Intel(R) UHD Graphics 620 (KBL GT2) (0x5917)), Intel)"
    assert short_name(vulkan) == "Intel UHD Graphics 620 (KBL GT2)"


def test_every_raw_value_is_shown_with_what_it_tells() -> None:
    for raw in BROWSERS.values():
        rows = {row.source: row.value for row in what_is_seen(raw).rows}
        assert rows == {
            source: str(raw.get(name, "")) or "not told" for name, source in NAMES.items()
        }


def test_every_system_of_ours_has_a_way_to_the_true_figures() -> None:
    assert [each.system for each in PATHS.values()] == [
        *("Windows", "Mac", "Linux", "Chromebook", "Raspberry Pi")
    ]
    for name, raw in BROWSERS.items():
        assert bool(what_is_seen(raw).path) == bool(what_is_seen(raw).guesses), name


def test_the_panel_says_what_was_filled_in_and_what_was_not() -> None:
    seen = what_is_seen(BROWSERS["Chrome, Windows, RTX 4060 laptop"])
    assert seen_headline(seen, FIT) == (
        "Filled in as a guess, please check: PC or laptop with a graphics card; Windows; "
        "memory 32 GiB."
    )
    shown = seen_html(seen, FIT)
    assert "<strong>Graphics card memory (VRAM):</strong> not told, please look it up" in shown
    assert "<strong>The true figures, Windows:</strong> Ctrl+Shift+Esc" in shown
    assert "No browser tells how much memory is built in to the gigabyte" in shown
    assert 'data-action="confirm"' in shown
    assert 'data-action="undo"' in shown
    phone = what_is_seen(BROWSERS["iPhone, Safari"])
    assert seen_headline(phone, FIT) == (
        "This browser runs on an iPhone and tells too little to fill anything in."
    )
    assert 'data-action="confirm"' not in seen_html(phone, FIT)


def ask(name: str, seen: object) -> dict[str, object]:
    answer: dict[str, object] = json.loads(respond(json.dumps({"calculator": name, "seen": seen})))
    return answer


def test_the_door_gives_inputs_and_marks() -> None:
    answer = ask("speed", BROWSERS["Chrome, Mac M4"])
    assert answer["ok"] is True
    assert answer["data"] == {
        "inputs": {"machine": "custom", "memory_kind": "apple", "ram_gib": "32"},
        "marks": {"memory_kind": "a guess", "ram_gib": "a guess: 32 or more"},
    }
    assert ask("fit", {})["data"] == {"inputs": {}, "marks": {}}


def test_only_a_calculator_about_a_machine_can_be_asked() -> None:
    for name, calculator in CALCULATORS.items():
        asks = any(getattr(each.input, "ask_browser", "") for each in calculator.fields)
        assert ask(name, BROWSERS["Chrome, Mac M4"])["ok"] is asks


def test_what_a_page_sends_is_text_and_never_markup() -> None:
    for raw in NONSENSE:
        html = str(ask("fit", raw)["html"])
        assert "<img" not in html
        assert "<b>GeForce" not in html


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([])


@given(st.dictionaries(st.sampled_from(list(NAMES)), JSON) | JSON)
def test_whatever_is_read_is_answered(raw: object) -> None:
    answer = ask("fit", raw)
    assert answer["ok"] is True or raw is None
    assert "<script" not in str(answer.get("html"))
