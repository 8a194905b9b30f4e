"""The Content-Security-Policy in every page of a built site."""

import base64
import hashlib
from pathlib import Path

import pytest

from site_plugins.build.csp import add_policy, inline_scripts, policy, script_hash, with_policy

PAGE = """<!doctype html>
<html lang="en">
  <head>

      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <script>var a = "1" && 2</script>
  </head>
  <body><script src="bundle.js"></script></body>
</html>
"""


def test_the_policy_comes_right_after_the_charset() -> None:
    lines = with_policy(PAGE, "default-src 'self'").splitlines()

    charset = next(index for index, line in enumerate(lines) if "charset" in line)
    assert lines[charset + 1].strip() == (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    )


def test_a_page_without_a_charset_gets_it_first_in_its_head() -> None:
    assert with_policy("<html><head lang=en><title>A</title></head>", "p").startswith(
        '<html><head lang=en><meta http-equiv="Content-Security-Policy" content="p">\n<title>'
    )


def test_a_fragment_without_a_head_is_left_alone() -> None:
    assert with_policy("<p>Hi</p>", "p") == "<p>Hi</p>"


def test_a_policy_replaces_the_one_before() -> None:
    once = with_policy(PAGE, "one")

    assert with_policy(once, "two") == with_policy(PAGE, "two")


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        ("<script>a && b</script>", ["a && b"]),
        ('<script type="module">a</script>', ["a"]),
        ('<SCRIPT TYPE="text/javascript">a</SCRIPT>', ["a"]),
        ("<script></script>", [""]),
        ('<script src="a.js"></script>', []),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ("<script>if (a < b) {}</script><p>x</p><script>c</script>", ["if (a < b) {}", "c"]),
        ("<script>a\r\nb</script>", ["a\nb"]),
        ("<pre>&lt;script&gt;a&lt;/script&gt;</pre>", []),
        ("<!-- <script>a</script> -->", []),
        ("<script>'&amp;'</script>", ["'&amp;'"]),
        ("<!-- <script> --><p>x</p><script>b</script>", ["b"]),
        ("<script>'<!--'</script><p>x</p><script>'-->'</script>", ["'<!--'", "'-->'"]),
    ],
)
def test_the_scripts_a_browser_would_run_are_found(page: str, scripts: list[str]) -> None:
    assert inline_scripts(page) == scripts


def test_a_script_is_allowed_by_its_hash() -> None:
    digest = hashlib.sha256("var é = 1".encode()).digest()

    assert script_hash("var é = 1") == f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_policy_allows_the_site_and_its_inline_scripts_only() -> None:
    directives = policy(["b", "a", "b"]).split("; ")

    assert directives == [
        "default-src 'self'",
        f"script-src 'self' 'wasm-unsafe-eval' {script_hash('b')} {script_hash('a')}",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types start-here start-here-frame",
    ]


def test_all_pages_get_one_policy_for_the_scripts_of_all(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text("<head><script>one</script></head>", "utf-8")
    (tmp_path / "deep" / "index.html").write_text("<head><script>two</script></head>", "utf-8")

    text = add_policy(tmp_path)

    assert script_hash("one") in text
    assert script_hash("two") in text
    for path in (tmp_path / "index.html", tmp_path / "deep" / "index.html"):
        assert f'content="{text}"' in path.read_text("utf-8")


def test_doing_it_twice_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE, "utf-8")
    add_policy(tmp_path)
    once = page.read_bytes()

    add_policy(tmp_path)

    assert page.read_bytes() == once


def test_the_script_of_a_framed_document_is_allowed_too_and_the_document_keeps_its_policy(
    tmp_path: Path,
) -> None:
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    framed = "<head></head><script>inside</script>"

    text = add_policy(tmp_path, framed=[framed])

    assert script_hash("inside") in text
    assert script_hash('var a = "1" && 2') in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html"]
