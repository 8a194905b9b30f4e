import gzip
import zipfile
from io import BytesIO

from site_plugins.runtime.archive import pack, squeeze, unpack

FILES = {"b/c.py": b"c = 1\n" * 50, "a.py": b""}


def test_what_was_packed_is_unpacked() -> None:
    assert unpack(pack(FILES)) == FILES


def test_folders_are_no_files() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("b/", "")
        archive.writestr("b/c.py", "1")
    assert unpack(written.getvalue()) == {"b/c.py": b"1"}


def test_neither_order_nor_time_is_in_an_archive() -> None:
    packed = pack(FILES)
    assert packed == pack(dict(reversed(FILES.items())))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert [member.filename for member in archive.infolist()] == ["a.py", "b/c.py"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}


def test_squeezed_twice_is_the_same_and_says_no_time() -> None:
    squeezed = squeeze(b"python" * 100)
    assert squeezed == squeeze(b"python" * 100)
    assert squeezed[4:8] == bytes(4)
    assert gzip.decompress(squeezed) == b"python" * 100
