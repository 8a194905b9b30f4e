"""A calculator: its inputs, how they are read into a case, and what is told about the case.

The inputs are the fields of a frozen dataclass, each declared with its kind:

    @dataclass(frozen=True, kw_only=True)
    class FitInputs:
        context: int = count(8192, "tokens", 1, MAX_CONTEXT)("Context window")

From these come the form, the validation, the command line, the URL and the documentation.

Every answer has the same ten parts, each a function of one case. A question keeps them in four
modules, which are handed over whole:

    verdict.py   asked, LOOKS, status, headline, reasons; word where it differs from case to case,
                 words where programs are told more than the status
    figures.py   figures; HIGHLIGHTS (or highlights, where they differ from case to case), charts
                 and tables where there are any
    working.py   steps, notes, sources
    changes.py   changes; title where "What would change this" doesn't say it

Each part returns any iterable. A case is a question, read: the inputs joined with the catalog and
the engines, so that the parts only have to say what is in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Protocol, TypeVar

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.core.inputs import Input, Refused
from calculators.core.results import Change, Figure, Look, Result, Source, Step, Verdict

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a calculator: its name, its kind and its default value."""

    name: str
    input: Input
    default: Any

    @property
    def default_text(self) -> str:
        """The default as a form control holds it."""
        return self.input.write(self.default)


@cache
def fields_of(form: Any) -> tuple[Field, ...]:
    """The inputs that a dataclass declares, in the order of the form."""
    fields = dataclasses.fields(form)
    return tuple(Field(each.name, each.metadata["input"], each.default) for each in fields)


def carried(values: Any, form: type[F], **others: Any) -> F:
    """Another form, or a set-up: what it names alike as it is here, the rest as given or usual."""
    other: Any = form
    names = {each.name for each in dataclasses.fields(values)}
    named = [each.name for each in dataclasses.fields(other) if each.name in names]
    made: F = other(**{name: getattr(values, name) for name in named} | others)
    return made


def texts(values: Any) -> dict[str, str]:
    """Values as a form or a URL holds them."""
    form: Any = type(values)
    fields = fields_of(form)
    return {each.name: each.input.write(getattr(values, each.name)) for each in fields}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the formula to read: the module that holds it, and what it is in plain words."""

    module: str
    title: str


class VerdictParts(Protocol):
    """`verdict.py`: the question in one line, and the answer in one sentence with its reasons."""

    @property
    def LOOKS(self) -> Mapping[str, Look]:
        """How each status looks: its word, its sign, its tone."""

    def asked(self, case: Any, /) -> str:
        """What was asked about, in the reader's words."""

    def status(self, case: Any, /) -> str:
        """Which of the looks it is."""

    def headline(self, case: Any, /) -> str:
        """The sentence that answers."""

    def reasons(self, case: Any, /) -> Iterable[str]:
        """Why, a sentence each."""


class FigureParts(Protocol):
    """`figures.py`: the numbers, and pictures of them."""

    def figures(self, case: Any, /) -> Iterable[Figure]:
        """Named numbers with their units."""


class WorkingParts(Protocol):
    """`working.py`: how it was worked out, and what it rests on."""

    def steps(self, case: Any, /) -> Iterable[Step]:
        """The working, with the numbers of this case put in."""

    def notes(self, case: Any, /) -> Iterable[str]:
        """What was assumed and what the answer leaves out."""

    def sources(self, case: Any, /) -> Iterable[Source]:
        """Where its facts come from; one named twice is shown once."""


class ChangeParts(Protocol):
    """`changes.py`: what the reader could do differently, and what would come of it."""

    def changes(self, case: Any, /) -> Iterable[Change]:
        """Each with the inputs to set, where it can be tried in the form."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The four modules of one question."""

    verdict: VerdictParts
    figures: FigureParts
    working: WorkingParts
    changes: ChangeParts | None = None

    def result(self, calculator: str, inputs: Mapping[str, str], case: Any) -> Result:
        """The whole answer to one case."""
        figures = tuple(self.figures.figures(case))
        known = {figure.name for figure in figures}
        chart, *more_charts = self._optional("figures", "charts", case) or (None,)
        title = getattr(self.changes, "title", None)
        words = getattr(self.verdict, "words", None)
        return Result(
            calculator=calculator,
            inputs=inputs,
            asked=self.verdict.asked(case),
            verdict=self._verdict(case),
            figures=figures,
            highlights=tuple(name for name in self._highlights(case) if name in known),
            chart=chart,
            more_charts=tuple(more_charts),
            tables=self._optional("figures", "tables", case),
            changes=tuple(self.changes.changes(case)) if self.changes else (),
            steps=tuple(self.working.steps(case)),
            notes=tuple(self.working.notes(case)),
            sources=tuple({each.url: each for each in self.working.sources(case)}.values()),
            words=words(case) if words else {},
            **({"changes_title": title(case)} if title else {}),
        )

    def _verdict(self, case: Any) -> Verdict:
        status = self.verdict.status(case)
        look = self.verdict.LOOKS[status]
        word = getattr(self.verdict, "word", None)
        return Verdict(
            status=status,
            word=word(case) if word else look.word,
            sign=look.sign,
            tone=look.tone,
            headline=self.verdict.headline(case),
            reasons=tuple(self.verdict.reasons(case)),
        )

    def _highlights(self, case: Any) -> tuple[str, ...]:
        alike: tuple[str, ...] = getattr(self.figures, "HIGHLIGHTS", ())
        return alike or self._optional("figures", "highlights", case)

    def _optional(self, module: str, part: str, case: Any) -> tuple[Any, ...]:
        function = getattr(getattr(self, module), part, None)
        return tuple(function(case)) if function else ()


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """A question, the inputs it needs, how they are read, and the parts of its answer."""

    name: str
    title: str
    question: str
    inputs: type[Any]
    """The frozen dataclass that declares the inputs."""
    case: Callable[[Any], Any]
    """Joins the inputs with catalog and engines; raises `InputErrors` where they contradict."""
    parts: Answer
    """What is told about a case."""
    formula: tuple[Chapter, ...] = ()
    """The modules that hold the formula, in the order to read them; the main one first."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The inputs in the order of the form."""
        form: Any = self.inputs
        return fields_of(form)

    @cached_property
    def groups(self) -> Mapping[str, Sequence[Field]]:
        """The inputs under their headings; first those that stand in view, under none."""
        found: dict[str, list[Field]] = {"": []}
        for field in self.fields:
            found.setdefault(field.input.group, []).append(field)
        return found

    def read(self, raw: Mapping[str, object]) -> Any:
        """Typed values from raw ones; missing ones take their default, hidden ones are ignored.

        Raises `InputErrors` with every problem of every field.
        """
        problems = [self._unknown(name) for name in raw if name not in self._by_name]
        values: dict[str, object] = {}
        for field in self.fields:
            if not self.shows(field.name, raw):
                values[field.name] = field.default
                continue
            try:
                values[field.name] = field.input.parse(raw.get(field.name, field.default))
            except Refused as refused:
                problems.append(Problem(field.name, f"{field.input.label}: {refused}"))
        if problems:
            raise InputErrors(problems)
        return self.inputs(**values)

    def answer(self, raw: Mapping[str, object]) -> Result:
        """The result for raw inputs; raises `InputErrors`."""
        return self.result(self.read(raw))

    def result(self, values: Any) -> Result:
        """The result for typed values; raises `InputErrors`. It keeps no private text."""
        shown = self.texts(values)
        for field in self.fields:
            if getattr(field.input, "private", False):
                del shown[field.name]
        return self.parts.result(self.name, shown, self.case(values))

    def texts(self, values: Any) -> dict[str, str]:
        """Values as a form or a URL holds them."""
        return texts(values)

    def field(self, name: str) -> Field:
        """The input of that name; raises `KeyError`."""
        return self._by_name[name]

    def shows(self, name: str, raw: Mapping[str, object]) -> bool:
        """Whether an input counts: the one it depends on must count too, and have the value."""
        when = self.field(name).input.when
        if when is None:
            return True
        other = self.field(when.field)
        try:
            value = other.input.parse(raw.get(when.field, other.default))
        except Refused:
            return False
        return other.input.write(value) in when.values and self.shows(when.field, raw)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    def _unknown(self, name: str) -> Problem:
        known = ", ".join(field.name for field in self.fields)
        return Problem(
            quoted(name), f"{quoted(name)} is not an input of {self.name}. It takes: {known}."
        )
