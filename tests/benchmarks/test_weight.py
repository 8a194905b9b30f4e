from benchmarks.weight import LIMIT_BYTES, Asset, page_bytes, part_of, path_of


def test_a_file_is_named_by_its_place_in_the_site() -> None:
    assert path_of("http://127.0.0.1:8000/repo/hardware/fit/#fit.context=4096") == "hardware/fit/"


def test_python_and_the_search_index_are_told_from_the_page() -> None:
    parts = [part_of(p) for p in ("", "assets/py/x/pyodide.mjs", "search/search_index.json")]
    assert parts == ["page", "python", "search index"]


def test_the_limit_is_for_the_page_alone() -> None:
    assets = [Asset("index.html", 20_000, "page"), Asset("assets/py/a", 9_000_000, "python")]
    assert page_bytes(assets) == 20_000 < LIMIT_BYTES
