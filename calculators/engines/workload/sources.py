"""Where the numbers between words and tokens come from."""

from __future__ import annotations

from calculators.core.results import Source
from calculators.engines.speed.tasks import TASK_SOURCES

_CHECKED = "2026-11-24"
WORDS, PAGES = TASK_SOURCES
"""English words to tokens, and words on a page."""
GERMAN = Source(
    title="Kifox: what an LLM API call costs (German: 0.6 words a token)",
    url="https://kifox.ai/en/what-does-an-llm-api-call-really-cost-tokens-caching-and-batch-explained-en/",
    checked=_CHECKED,
)
CLAUDE = Source(
    title="Anthropic: token counting (the newer tokenizer makes about 30 % more tokens)",
    url="https://platform.claude.com/docs/en/build-with-claude/token-counting",
    checked=_CHECKED,
)
SCANS = Source(
    title="PDF token cost, version 2, 2026-10-18: one page, counted by four tokenizers",
    url="https://huggingface.co/datasets/JOHNISKING/pdf-token-cost",
    checked=_CHECKED,
)
CODE = Source(
    title="T. Duffy on OpenRouter's State of AI: about 20,000 tokens a coding request",
    url="https://www.texxr.com/893396/analysis-reasoning-models-now-dominate-ai-usage",
    checked=_CHECKED,
)
REASONING = Source(
    title="University of Vaasa, a thesis on 18 local models: reasoning writes 3 to 5 times as much",
    url="https://osuva.uwasa.fi/items/f1cf41f4-bd01-4a0c-868d-8a98e8ee0306",
    checked=_CHECKED,
)
SPEECH = Source(
    title="Biology Insights: how fast humans speak (often cited: 150 words a minute)",
    url="https://biologyinsights.com/how-fast-do-humans-speak-average-words-per-minute",
    checked=_CHECKED,
)
