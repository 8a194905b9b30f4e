from pathlib import Path

import pytest

from benchmarks.peers import build
from benchmarks.peers.build import PEERS, Peer, built
from benchmarks.peers.marimo import from_here
from benchmarks.peers.places import LOCKS
from tools.failure import Failure


def peer(name: str, fails: bool) -> Peer:
    def make(home: Path) -> Path:
        if fails:
            raise Failure("the network is down")
        return home / "site"

    return Peer(name, "index.html", "() => {}", "() => null", make)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(build, "HOME", tmp_path)
    monkeypatch.setattr(build, "_provide_npm_packages", lambda: None)
    return tmp_path


def test_a_peer_that_cannot_be_built_is_left_out_with_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peers = (peer("One", fails=True), peer("Two", fails=False))
    assert [(each.name, folder) for each, folder in built(peers)] == [("Two", home / "two/site")]
    assert capsys.readouterr().err == (
        "One is left out, it could not be built: the network is down\n"
    )


def test_a_peer_is_built_once(home: Path) -> None:
    assert list(built((peer("One", fails=False),)))
    assert list(built((peer("One", fails=True),))), "its stamp says that it is there"


def test_the_peers_and_their_locks() -> None:
    assert [each.name for each in PEERS] == ["PyScript", "JupyterLite", "marimo"]
    assert sorted(path.name for path in LOCKS.glob("*.lock")) == sorted(
        path.with_suffix(".lock").name for path in LOCKS.glob("*.in")
    )


def test_another_form_of_marimos_page_is_noticed() -> None:
    with pytest.raises(ValueError, match="in another way"):
        from_here("<marimo-wasm></marimo-wasm>")
