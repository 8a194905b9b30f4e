from datetime import date
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from tools import verbs
from tools.failure import Failure
from tools.model import write_draft
from tools.places import ROOT

CONFIG = ROOT / "tests" / "data" / "configs" / "Qwen--Qwen3-8B.json"
TODAY = date(2026, 11, 24)
BY_HAND = "With the file at hand: make model ID=owner/New-1B CONFIG=path/to/config.json"


class Network:
    """Answers every address with the same bytes or error, and remembers the addresses."""

    def __init__(self, answer: bytes | OSError) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, address: str) -> bytes:
        self.asked.append(address)
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer


def refused_with(code: int) -> HTTPError:
    return HTTPError("https://huggingface.co", code, "", Message(), None)


def failure(folder: Path, *arguments: str, answer: bytes | OSError = b"") -> str:
    """The sentence that is printed, where nothing is written."""
    before = sorted(folder.iterdir())
    with pytest.raises(Failure) as told:
        write_draft(list(arguments), fetch=Network(answer), folder=folder, today=TODAY)
    assert sorted(folder.iterdir()) == before
    return str(told.value)


def test_a_config_is_downloaded_and_the_record_named_after_its_id(tmp_path: Path) -> None:
    network = Network(CONFIG.read_bytes())
    path = write_draft(["owner/New-1B-Instruct"], fetch=network, folder=tmp_path, today=TODAY)
    assert path == tmp_path / "new-1b.toml"
    assert 'read = "config.json, downloaded 2026-11-24"\n' in path.read_text("utf-8")
    assert network.asked == [
        "https://huggingface.co/owner/New-1B-Instruct/resolve/main/config.json"
    ]


def test_a_given_config_needs_no_network_but_a_word_on_where_it_is_from(tmp_path: Path) -> None:
    network = Network(URLError("no network"))
    given = ["owner/New-1B", "--config", str(CONFIG)]
    path = write_draft(given, fetch=network, folder=tmp_path, today=TODAY)
    assert 'read = "TODO: where the config.json is from"\n' in path.read_text("utf-8")
    assert network.asked == []


def test_a_record_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "new-1b.toml").write_text("mine", encoding="utf-8")
    assert failure(tmp_path, "owner/New-1B", "--config", str(CONFIG)) == (
        "new-1b.toml exists already and is left as it is; if owner/New-1B has its shape, "
        "name it there in same_geometry."
    )
    assert (tmp_path / "new-1b.toml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("repository", "record"),
    [
        ("CohereLabs/c4ai-command-r7b-12-2024", "command-r7b"),
        ("deepseek-ai/DeepSeek-R1-0528-Qwen3-8B", "qwen3-8b"),
    ],
)
def test_a_model_of_the_catalog_is_not_drafted_again(
    repository: str, record: str, tmp_path: Path
) -> None:
    assert failure(tmp_path, repository) == (
        f"{record}.toml already describes {repository}; correct it there."
    )


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            refused_with(401),
            "owner/New-1B is gated, private or misspelt. To get a gated one, accept its terms on "
            f"https://huggingface.co/owner/New-1B. {BY_HAND}",
        ),
        (
            refused_with(404),
            "https://huggingface.co has no config.json at owner/New-1B: check the name, "
            "capitals included.",
        ),
        (refused_with(503), f"https://huggingface.co answered with error 503. {BY_HAND}"),
        (URLError("name not known"), f"https://huggingface.co cannot be reached. {BY_HAND}"),
        (TimeoutError(), f"https://huggingface.co cannot be reached. {BY_HAND}"),
    ],
)
def test_a_failed_download_says_what_to_do(error: OSError, sentence: str, tmp_path: Path) -> None:
    assert failure(tmp_path, "owner/New-1B", answer=error) == sentence


def test_a_gated_model_is_forbidden_or_unauthorized(tmp_path: Path) -> None:
    both = [failure(tmp_path, "owner/New-1B", answer=refused_with(code)) for code in (401, 403)]
    assert both[0] == both[1]


def test_a_config_of_no_use_is_told_in_the_words_of_its_reader(tmp_path: Path) -> None:
    assert failure(tmp_path, "owner/New-1B", answer=b"<html>").startswith("This is not JSON: ")
    assert failure(tmp_path, "owner/New-1B", answer=b'{"model_type": "quantum"}').startswith(
        "model_type “quantum” is not supported: its tensors were not checked against llama.cpp."
    )
    assert failure(tmp_path, "owner/New-1B", answer=b'{"model_type": "bert"}').startswith(
        "“bert” reads and doesn't write: it turns text into numbers, for search or sorting."
    )
    assert failure(tmp_path, "owner/New-1B", answer=b"{}") == (
        "model_type is missing. Paste the whole config.json of the model."
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "config.json"
    assert failure(tmp_path, "owner/New-1B", "--config", str(missing)) == (
        f"{missing} cannot be read: No such file or directory."
    )


@pytest.mark.parametrize("name", ["Qwen3-8B", "a/b/c", "../x", "owner/", "owner/_"])
def test_a_name_that_no_repository_has_is_refused(name: str, tmp_path: Path) -> None:
    assert failure(tmp_path, name) == (
        f"{name!r} is no model of Hugging Face: "
        "write owner/name as its page does, such as ID=Qwen/Qwen3-8B."
    )


def test_the_verb_says_where_the_draft_is_and_what_comes_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = ROOT / "calculators" / "data" / "models" / "new-1b.toml"
    monkeypatch.setattr(verbs, "write_draft", lambda arguments, *, today: written)
    assert verbs.model(["owner/New-1B"]) == 0
    assert capsys.readouterr().out == (
        f"Wrote {written.relative_to(ROOT)}, a draft.\n"
        "What is left to do, python -m calculators.catalog.build tells.\n"
    )
