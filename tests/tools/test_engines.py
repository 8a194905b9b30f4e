from collections.abc import Callable
from pathlib import Path

import pytest

from tools import apt, engines
from tools.engines import CHROMIUM, ENGINES, FIREFOX, WEBKIT

Programs = Callable[..., None]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Say which programs this machine has, and what apt then brings."""

    def have(*names: str, apt_brings: tuple[str, ...] = ()) -> None:
        there = list(names)
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setattr(engines, "find_browser", lambda: Path("/chromium"))
        monkeypatch.setattr(
            engines.shutil, "which", lambda name: f"/bin/{name}" if name in there else None
        )
        monkeypatch.setattr(apt, "install", lambda *packages: there.extend(apt_brings))

    return have


def test_what_is_there_is_found_and_nothing_is_said(programs: Programs) -> None:
    programs("firefox", "WebKitWebDriver", "Xvfb")
    assert engines.provide_engines() == []
    assert [str(engines.program_of(engine)) for engine in ENGINES] == [
        *("/chromium", "/bin/firefox", "/bin/WebKitWebDriver")
    ]


def test_what_is_missing_comes_from_apt(programs: Programs) -> None:
    programs(apt_brings=("firefox-esr", "WebKitWebDriver", "Xvfb"))
    assert engines.provide_engines() == []


def test_an_engine_that_cannot_be_had_is_named_in_one_sentence(programs: Programs) -> None:
    programs("WebKitWebDriver")
    assert engines.provide_engines() == [
        "Firefox is not on this machine and apt cannot offer it, "
        "so what readers with Firefox see is not tested here.",
        "WebKitGTK is not on this machine and apt cannot offer it, "
        "so what readers with WebKitGTK see is not tested here.",
    ]
    with pytest.raises(engines.EngineError, match="Firefox is not on this machine"):
        engines.start(FIREFOX).__enter__()


def test_webkit_needs_a_screen(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    programs("WebKitWebDriver")
    assert engines.program_of(WEBKIT) is None
    monkeypatch.setenv("DISPLAY", ":1")
    assert engines.program_of(WEBKIT) == Path("/bin/WebKitWebDriver")


@pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX])
def test_an_engine_that_is_there_and_does_not_start_is_a_fault(
    engine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(engines, "program_of", lambda engine: broken)
    with pytest.raises(engines.EngineError, match=f"{engine}, start: "):
        engines.start(engine).__enter__()


@pytest.mark.browser
@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_is_driven_in_the_same_way(engine: str, tmp_path: Path) -> None:
    if engines.program_of(engine) is None:
        pytest.skip(engines.MISSING.format(engine=engine))
    page = "<input id=box value=old><button onclick='box.value += \"!\"'>Shout</button>"
    with engines.start(engine) as browser:
        browser.open(f"data:text/html,{page}")
        browser.type("#box", "new")
        browser.click("button")
        assert browser.run("async (more) => box.value + more", "?") == "new!?"
        with pytest.raises(engines.EngineError, match=f"^{engine}, run: .*nothing"):
            browser.run("() => nothing")
        browser.screenshot(tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
