"""What answers say of the work, and the form that asks about it."""

from dataclasses import asdict, replace

from calculators.engines.workload import Work, workload
from calculators.questions.common.work import WorkInputs, asked, sources, steps

FORTY = Work(work="invoices", per_day=40, pages=6)


def test_the_form_starts_with_the_engines_own_numbers() -> None:
    assert asdict(WorkInputs()) == asdict(Work())


def test_the_work_in_one_line() -> None:
    assert asked(FORTY) == "40 invoices a day, 6 pages each, 21 days a month"


def test_thinking_has_a_line_of_its_own() -> None:
    thinking = replace(FORTY, reasoning=True)
    assert [*steps(thinking, workload(thinking))][-1].outcome == "533 tokens"


def test_the_way_to_the_tokens_is_shown_with_its_sources() -> None:
    month = workload(FORTY)
    assert [(step.title, step.working, step.outcome) for step in steps(FORTY, month)] == [
        ("Requests a month", "40 × 21", "840"),
        ("One invoice as text", "6 × 500 × 1.333", "4,000 tokens"),
        ("Instructions in each request", "1,000 × 1.333", "1,333 tokens"),
        ("The answer: the fields of the invoice, a line each", "100 × 1.333", "133 tokens"),
    ]
    assert [source.url.split("/")[2] for source in sources(FORTY, month)] == [
        "help.openai.com",
        "blog.reedsy.com",
        "platform.claude.com",
    ]
