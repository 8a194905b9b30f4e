"""What a Tab completes, asked of the shells themselves: bash, and zsh and fish where they are."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calculators.core.errors import InputErrors
from calculators.registry import CALCULATORS
from calculators.terminal.completion import SHELLS, USE, completion
from calculators.terminal.completion.words import words
from calculators.terminal.guide import COMMANDS
from calculators.terminal.options import options
from tests.calculators.terminal.running import run

ASK_BASH = r"""
source "$1"
complete -p calculators > /dev/null || exit 9
COMP_LINE="$2" COMP_POINT=${#2}
_calculators
(( ${#COMPREPLY[@]} )) && printf '%s\n' "${COMPREPLY[@]}"
exit 0
"""
ASK_ZSH = r"""
found=()
compdef() { :; }
compset() { :; }
compadd() { [[ "$1" == -- ]] && shift; print -rl -- "${(M)@:#${words[CURRENT]##*=}*}"; }
_describe() { compadd -- "${(@)${(P)2}%%:*}"; }
_files() { compadd -- ${words[CURRENT]}*(N); }
_message() { :; }
source "$1"
words=("${(@Q)${(z)2}}")
[[ "$2" == *' ' ]] && words+=('')
CURRENT=$#words
_calculators
exit 0
"""
ASK_FISH = r"""
source $argv[1]
complete -C $argv[2]
exit 0
"""


def asked(shell: str, script: Path, line: str, folder: Path) -> list[str]:
    """What a shell offers behind a line that is typed in a folder."""
    code = {"bash": ASK_BASH, "zsh": ASK_ZSH, "fish": ASK_FISH}[shell]
    bare = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    first = [] if shell == "fish" else [shell]
    command = [shell, *bare, "-c", code, *first, str(script), line]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True)
    assert ran.stderr == ""
    found = (each.partition("\t")[0].strip() for each in ran.stdout.splitlines())
    return [re.sub(r"\\(.)", r"\1", each) for each in found if each]


Ask = Callable[[str], list[str]]


@pytest.fixture(
    scope="module", params=[each for each in SHELLS if each == "bash" or shutil.which(each)]
)
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """A shell that has read its script, in a folder with two files."""
    folder = tmp_path_factory.mktemp(request.param)
    script = folder.with_suffix(".script")
    script.write_text(completion([request.param]), encoding="utf-8")
    for name in ("config.json", "memo.json"):
        (folder / name).touch()
    return lambda line: asked(request.param, script, line, folder)


def test_calculators_and_commands_stand_first(ask: Ask) -> None:
    assert set(ask("calculators ")) >= {*CALCULATORS, *COMMANDS}
    assert sorted(ask("calculators f")) == ["finder", "fit"]
    assert ask("calculators --v") == ["--version"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_option_of_a_calculator_is_offered(ask: Ask, name: str) -> None:
    found = ask(f"calculators {name} --")
    assert sorted(found) == sorted(option.flag for option in options(CALCULATORS[name]))


def test_every_choice_is_offered(ask: Ask) -> None:
    for name in ("fit", "speed", "api-cost"):
        for option in options(CALCULATORS[name]):
            if option.choices:
                found = ask(f"calculators {name} {option.flag} ")
                assert sorted(found) == sorted(option.choices), option.flag


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("calculators fit --con", ["--context"]),
        ("calculators fit --slots 2 --flash-attention o", ["off", "on"]),
        ("calculators fit --format c", ["csv"]),
        ("calculators speed --speed-class NVIDIA\\ R", ["NVIDIA RTX 20"]),
        ("calculators fit --model-config con", ["config.json"]),
        ("calculators fit --batch mem", ["memo.json"]),
        ("calculators memo mem", ["memo.json"]),
        ("calculators memo --p", ["--policy"]),
        ("calculators list mo", ["models"]),
        ("calculators list fit mo", ["model"]),
        ("calculators list --m", ["--matching"]),
        ("calculators help js", ["json"]),
        ("calculators completion z", ["zsh"]),
        ("calculators fit --context ", []),
        ("calculators toaster ", []),
    ],
)
def test_a_tab_completes_what_belongs_there(ask: Ask, line: str, offered: list[str]) -> None:
    assert sorted(ask(line)) == offered


def test_a_name_with_a_colon_is_completed_behind_it(tmp_path: Path) -> None:
    """Readline takes what stands behind a colon for a word of its own."""
    script = tmp_path / "script"
    script.write_text(completion(["bash"]), encoding="utf-8")
    line = "calculators api-cost --model aws/amazon.nova-micro-v1"
    assert asked("bash", script, line, tmp_path) == ["aws/amazon.nova-micro-v1:0"]
    assert asked("bash", script, f"{line}:", tmp_path) == ["0"]
    assert asked("bash", script, "calculators fit --flash-attention=of", tmp_path) == ["off"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ('speed --speed-class "NVIDIA R', "NVIDIA RTX 20"),
        ("speed --speed-class 'NVIDIA R", "NVIDIA RTX 20"),
        ('speed --speed-class="NVIDIA R', "NVIDIA RTX 20"),
        ('speed --speed-class NVI"DIA R', "DIA RTX 20"),
        ("speed --speed-class NVIDIA' R", " RTX 20"),
        ('"speed" --speed-class "NVIDIA R', "NVIDIA RTX 20"),
        ('api-cost --model "aws/amazon.nova-micro-v1:', "aws/amazon.nova-micro-v1:0"),
        ('fit --format "cs', "csv"),
        ('fit "--cont', "--context"),
    ],
)
def test_behind_an_open_quote_bash_completes_what_stands_behind_it(
    tmp_path: Path, line: str, offered: str
) -> None:
    """Readline closes the quote itself, and takes a blank within it as it is."""
    script = tmp_path / "script"
    script.write_text(completion(["bash"]), encoding="utf-8")
    command = ["bash", "--norc", "-c", ASK_BASH, "bash", str(script), f"calculators {line}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (f"{offered}\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_name_stands_in_the_script(shell: str) -> None:
    script = completion([shell])
    for name, known in words().options.items():
        assert f"{name}" in script
        for option in known:
            assert (option.flag.strip("-") if shell == "fish" else option.flag) in script
            assert all(f"'{choice}'" in script for choice in option.choices)


def test_without_a_shell_it_tells_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "completion")
    assert code == 0
    for shell in SHELLS:
        assert f"calculators completion {shell}" in out
    assert "No module named calculators" in out
    assert "alias" not in out


def test_an_installed_command_is_told_no_way_around(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/local/bin/calculators"])
    out = run(capsys, "completion")[1]
    assert all(line in out for line in USE.values())
    assert "PYTHONPATH" not in out


STARTED = {
    "bash": (".bashrc", "complete -p calculators; type -t calculators"),
    "zsh": (".zshrc", "echo $_comps[calculators]; whence -w calculators"),
    "fish": (".config/fish/config.fish", "complete -C 'calculators find'; type -t calculators"),
}
"""The file that a shell reads when it starts, and how it is asked what it has learnt."""
LEARNT = {
    "bash": "complete -F _calculators calculators\nfunction\n",
    "zsh": "_calculators\ncalculators: function\n",
    "fish": f"finder\t{CALCULATORS['finder'].question}\nfunction\n",
}


@pytest.mark.parametrize("shell", [each for each in SHELLS if each == "bash" or shutil.which(each)])
def test_the_lines_that_are_told_work_in_a_shell_that_starts_elsewhere(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they are printed, in a home without the package, where `python` is this one."""
    file, question = STARTED[shell]
    told = run(capsys, "completion")[1].splitlines()
    (source,) = (line.partition("   in ~/")[0] for line in told if f"completion {shell}" in line)
    (command,) = (line[6:] for line in told if line.startswith(f"  {shell:<4}  "))
    begun = tmp_path / file
    begun.parent.mkdir(parents=True, exist_ok=True)
    compinit = "autoload -U compinit; compinit -u\n" if shell == "zsh" else ""
    begun.write_text(f"{compinit}{command.strip()}\n{source.strip()}\n", encoding="utf-8")
    (tmp_path / "python").symlink_to(sys.executable)
    environ = {"HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}", "TERM": "dumb"}
    ran = subprocess.run(
        [shell, "-i", "-c", question],
        capture_output=True, text=True, cwd=tmp_path, env=environ, check=False,
    )  # fmt: skip
    assert "No module named" not in ran.stderr
    assert (ran.returncode, ran.stdout) == (0, LEARNT[shell])


def test_another_shell_gets_a_hint() -> None:
    with pytest.raises(InputErrors) as refused:
        completion(["fsh"])
    assert str(refused.value).startswith(
        "“fsh” is none of the shells bash, zsh, fish. Did you mean"
    )
