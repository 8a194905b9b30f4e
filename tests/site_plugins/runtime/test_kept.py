import os
from pathlib import Path

from site_plugins.runtime.kept import NEWEST, kept, key_of


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, bytes]:
        made.append(1)
        return {"a": b"1", "b": b"2"}

    assert kept("key", make, tmp_path) == kept("key", make, tmp_path) == {"a": b"1", "b": b"2"}
    assert made == [1]
    assert kept("other", make, tmp_path) == {"a": b"1", "b": b"2"}
    assert made == [1, 1]


def test_nothing_half_made_is_kept(tmp_path: Path) -> None:
    kept("key", lambda: {"a": b"1"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_two_builds_at_once_may_make_the_same(tmp_path: Path) -> None:
    def make() -> dict[str, bytes]:
        return kept("key", lambda: {"a": b"1"}, tmp_path)

    assert kept("key", make, tmp_path) == {"a": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    for number in range(NEWEST + 2):
        kept(f"key-{number}", lambda: {"a": b""}, tmp_path)
        os.utime(tmp_path / f"key-{number}", (number, number))
    kept("key-1", lambda: {}, tmp_path)
    kept("new", lambda: {"a": b""}, tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == NEWEST
    assert {"new", f"key-{NEWEST + 1}"} <= left
    assert "key-0" not in left


def test_every_part_is_in_the_key() -> None:
    keys = {
        key_of("kind", {"a": b"1"}, ["x"]),
        key_of("other", {"a": b"1"}, ["x"]),
        key_of("kind", {"a": b"2"}, ["x"]),
        key_of("kind", {"b": b"1"}, ["x"]),
        key_of("kind", {"a": b"1"}, ["y", "\ud800"]),
        key_of("kind", {"a": b"1"}, []),
    }
    assert len(keys) == 6
    assert key_of("kind", {"a": b"1"}, ["x"]) in keys
