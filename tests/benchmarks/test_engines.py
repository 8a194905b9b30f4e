from benchmarks.engines import Visit, ratios, table

VISITS = [
    Visit(engine, line, kind, ms * slow, 1000)
    for engine, slow in (("Chromium", 1), ("WebKitGTK", 3))
    for line, first in (("localhost", 500), ("fast 4G", 4000))
    for kind, ms in (("first", first), ("first", first + 200), ("later", 300), ("offline", 350))
]


def test_a_later_visit_stands_beside_a_first_one_in_the_same_engine() -> None:
    found = ratios(VISITS)
    assert list(found) == [
        *(("localhost", "Chromium"), ("fast 4G", "Chromium")),
        *(("localhost", "WebKitGTK"), ("fast 4G", "WebKitGTK")),
    ]
    assert found["localhost", "Chromium"] == {
        **{"first": 600, "later": 300, "offline": 350, "ratio": 0.5}
    }


def test_the_table_says_whether_the_goal_is_met() -> None:
    slower = [Visit("Firefox", "localhost", kind, 900, 0) for kind in ("first", "later", "offline")]
    lines = [line.split() for line in table([*VISITS, *slower]).splitlines()[2:]]
    assert lines[0] == ["localhost", "Chromium", "600", "300", "350", "0.50", "0.50", "met"]
    assert lines[-1] == ["localhost", "Firefox", "900", "900", "900", "1.00", "0.50", "missed"]
