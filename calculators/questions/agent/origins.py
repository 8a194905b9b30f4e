"""Where the lengths of tasks, and how they differ, come from."""

from __future__ import annotations

from calculators.core.results import Source

_CHECKED = "2026-11-24"

MINI_SWE_AGENT = Source(
    title="SWE-bench: cost of mini-SWE-agent on each of 500 tasks with four models, 2025",
    url="https://github.com/SWE-bench/swe-bench.github.io/blob/master/data/"
    "info_for_leaderboard.json",
    checked=_CHECKED,
)
MANUS = Source(
    title="Thaki Cloud on Manus: 100 tokens read for each one written, 2025",
    url="https://thakicloud.github.io/en/agentops/llmops/context-engineering-ai-agents-manus-lessons/",
    checked=_CHECKED,
)
CLAUDE_CODE_LOG = Source(
    title="A. Mittal: four days of Claude Code, token by token, February 2026",
    url="https://amanhimself.dev/blog/claude-code-tokens-usage",
    checked=_CHECKED,
)
HOW_AGENTS_SPEND = Source(
    title="Bai and others: how do AI agents spend your money? April 2026",
    url="https://arxiv.org/abs/2604.22750",
    checked=_CHECKED,
)
COOKBOOK = Source(
    title="Anthropic cookbook: memory, compaction and tool clearing, March 2026",
    url="https://platform.claude.com/cookbook/tool-use-context-engineering-context-engineering-tools",
    checked=_CHECKED,
)
TAU_BENCH = Source(
    title="Yao and others: τ-bench, 2024",
    url="https://arxiv.org/abs/2406.12045",
    checked=_CHECKED,
)
RUNGUARD = Source(
    title="RunGuard, a vendor: where the dollars go in a browser agent, 2026",
    url="https://runguard.dev/seo/browser-use-cost-cap.html",
    checked=_CHECKED,
)
CC_COMPACTION = Source(
    title="browser-use/cc_compaction (mirror): tokens of each turn, measured, 2026",
    url="https://hk.jiaoweilu.com/browser-use/cc_compaction",
    checked=_CHECKED,
)
SWE_EFFI = Source(
    title="SWE-Effi: failed tasks can cost several times as much, 2025",
    url="https://arxiv.org/abs/2509.09853",
    checked="2026-11-23",
)
CLAUDE_CODE_COSTS = Source(
    title="Claude Code: what teams spend a day",
    url="https://code.claude.com/docs/en/costs",
    checked="2026-11-23",
)
