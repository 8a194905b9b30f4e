from pathlib import Path

import pytest
import yaml

from benchmarks.growth import (
    Growth,
    is_lesson,
    menu,
    plain,
    read_config,
    table,
    write_configs,
    write_lessons,
)
from tools.places import ROOT

LESSON = "---\ntitle: Fit\nminutes: 5\n---\n\n# Fit\n\n`=fit.total_bytes context=8192`\n"
GROWTH = Growth(lessons=(20, 500), ours=(3.0, 30.0), plain=(1.0, 25.0))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content" / "hardware").mkdir(parents=True)
    (tmp_path / "content" / "index.md").write_text("# Home\n", "utf-8")
    (tmp_path / "content" / "hardware" / "fit.md").write_text(LESSON, "utf-8")
    return tmp_path / "content"


def test_ratios_and_exponents() -> None:
    assert GROWTH.ratios == (3.0, 1.2)
    assert GROWTH.exponents == pytest.approx((0.715, 1.0), abs=0.001)


def test_the_table_says_which_goals_are_met() -> None:
    assert [line.split() for line in table(GROWTH).splitlines()[1:]] == [
        ["20", "lessons", "3.0", "1.0", "3.00", "3.0", "met"],
        ["500", "lessons", "30.0", "25.0", "1.20", "3.0", "met"],
        ["exponent", "0.72", "1.00", "1.1", "met"],
    ]


def test_copies_stand_beside_their_lesson_with_inputs_of_their_own(content: Path) -> None:
    folder = content.with_name("copy")
    written = write_lessons(content, folder, 3)
    assert [path.relative_to(folder).as_posix() for path in written] == [
        "hardware/fit-1.md",
        "hardware/fit-2.md",
        "hardware/fit-3.md",
    ]
    assert written[2].read_text("utf-8").endswith("# Fit (3)\n\n`=fit.total_bytes context=8189`\n")


def test_a_lesson_tells_its_minutes() -> None:
    assert is_lesson(LESSON)
    assert not is_lesson("# Home\n\nminutes: 5\n")


def test_plain_mkdocs_has_our_settings_without_our_parts() -> None:
    config = plain(read_config(ROOT / "mkdocs.yml"))
    assert config["plugins"] == ["search"]
    assert config["theme"]["name"] == "material"
    assert "custom_dir" not in config["theme"]
    extensions = config["markdown_extensions"]
    assert "footnotes" in extensions
    assert {"pymdownx.superfences": {}} in extensions
    assert "site_plugins" not in str(config)


def test_both_build_the_same_pages(content: Path, tmp_path: Path) -> None:
    configs = write_configs(ROOT, tmp_path, content)
    ours, other = (yaml.safe_load(configs[name].read_text("utf-8")) for name in ("ours", "plain"))
    assert ours["docs_dir"] == other["docs_dir"] == str(content)
    assert ours["nav"] == other["nav"] == menu(content)
    templates = {path.name for path in Path(other["theme"]["custom_dir"]).iterdir()}
    assert templates == {"503.html", "offline.html"}
    assert ours["INHERIT"] == str(ROOT / "mkdocs.yml")
