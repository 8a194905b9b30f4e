"""A result that code of the reader's made: checked field by field before any of it is shown.

The declared types of `Result` are the rule: every field has its type, every choice one of its
words, every number is finite, every source has an https address. The views escape the rest.
"""

from __future__ import annotations

import dataclasses

from calculators.core.records import RecordError, read_record
from calculators.core.results import Result


class NotAResult(ValueError):
    """The data is not a result; the message is a sentence for the reader."""


def result_from(data: object) -> Result:
    """The result that `dataclasses.asdict` made this data from; raises `NotAResult`.

    Suggested changes lose the inputs behind them: their buttons would act on our form.
    """
    try:
        result = read_record(Result, data, "answer")
    except RecordError as error:
        text = f"The part “{error.where}” of the answer holds something it cannot hold."
        raise NotAResult(text) from None
    known = {figure.name for figure in result.figures}
    if not known.issuperset(result.highlights):
        raise NotAResult("The answer highlights a figure that it does not have.")
    if not all(source.url.startswith("https://") for source in result.sources):
        raise NotAResult("A source of the answer has no address that starts with https://.")
    changes = tuple(dataclasses.replace(each, inputs={}) for each in result.changes)
    return dataclasses.replace(result, changes=changes)
