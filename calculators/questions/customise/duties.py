"""What a licence asks of those who tune a model: described from its text, not legal advice."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.catalog import Model

_KEEP = (
    "Keep it for yourselves and little is asked. Pass it on, and the licence text and the notices "
    "go with it"
)
_LLAMA = (
    "Pass it on, and its name must begin with “Llama”, “Built with Llama” must be shown, and the "
    "licence text goes with it. The use policy holds for the tuned model too. Makers with more "
    "than 700 million monthly users need Meta’s leave."
)
DUTIES: Mapping[str, str] = {
    "MIT": f"{_KEEP}: copyright and permission notice. No name is asked for.",
    "Apache-2.0": f"{_KEEP}: say which files you changed. No name is asked for.",
    "Llama 3.1 Community License": _LLAMA,
    "Llama 3.2 Community License": _LLAMA,
    "Llama 3.3 Community License": _LLAMA,
    "Llama 4 Community License": _LLAMA,
    "MIT on a Llama 3.1 base": f"{_KEEP}. Its base is under Llama’s licence. {_LLAMA}",
    "MIT on a Llama 3.3 base": f"{_KEEP}. Its base is under Llama’s licence. {_LLAMA}",
    "Gemma Terms of Use": (
        "A tuned model counts as a derivative, and so does one trained on its answers. Pass it on, "
        "and Google’s limits on use go with it as terms that you enforce; changed files are marked."
    ),
    "Modified MIT": (
        f"{_KEEP}. Products with more than 100 million monthly users or 20 million US dollars of "
        "monthly revenue must show the model’s name."
    ),
    "MiniMax M2.7 licence": "Commercial use needs the maker’s written leave, tuned or not.",
    "CC-BY-NC-4.0": "No commercial use, tuned or not.",
}
"""By the name of the licence as our records have it."""
NOT_ESTABLISHED = "What it asks of tuned models is not established here. Read the licence itself."


def duties(model: Model) -> str:
    """One paragraph on the licence of this model.

    >>> from calculators.catalog import model
    >>> duties(model("qwen3-8b"))[:40]
    'Qwen3 8B is under Apache-2.0. Keep it fo'
    """
    found = DUTIES.get(model.licence, NOT_ESTABLISHED)
    return f"{model.name} is under {model.licence}. {found}"
