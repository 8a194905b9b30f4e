from pathlib import Path

from tools import stamp


def test_a_fingerprint_follows_contents_and_order(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    before = stamp.fingerprint(lock, "3.11")

    assert before == stamp.fingerprint(lock, "3.11")
    assert before != stamp.fingerprint(lock, "3.12")
    assert stamp.fingerprint("ab", "c") != stamp.fingerprint("a", "bc")

    lock.write_text("a==2\n", encoding="utf-8")
    assert before != stamp.fingerprint(lock, "3.11")


def test_a_stamp_is_fresh_for_its_own_fingerprint_only(tmp_path: Path) -> None:
    mark = tmp_path / "stamps" / "site.lock"
    assert not stamp.is_fresh(mark, "one")
    stamp.write(mark, "one")
    assert stamp.is_fresh(mark, "one")
    assert not stamp.is_fresh(mark, "two")
