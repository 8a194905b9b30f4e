import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from genai_prices.types import ModelInfo, Provider

from calculators.catalog.build import DATA
from tools.prices import genai

Alter = Callable[[str, str], ModelInfo]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of what is kept by hand, and of the prices as they are."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copytree(DATA / "offers", folder / "offers")
    for name in ("hosts.toml", "prices.json", "price_changes.json"):
        shutil.copy(DATA / name, folder)
    return folder


@pytest.fixture
def alter(monkeypatch: pytest.MonkeyPatch) -> Alter:
    """Gives a model of a copy of the library's data, to change at will."""
    copied: list[Provider] = deepcopy(genai.providers)
    monkeypatch.setattr(genai, "providers", copied)

    def model(provider: str, ident: str) -> ModelInfo:
        (found,) = (each for each in genai.provider_of(provider).models if each.id == ident)
        return found

    return model
