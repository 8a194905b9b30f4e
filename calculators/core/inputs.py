"""The kinds of input a calculator may ask for: a number, a choice, a switch, a text, a moment.

One declaration of an input gives its form control, its validation, its command-line flag and its
line in the documentation. `parse` takes what a person typed, a URL held or a JSON line gave, and
returns a value of the right type or raises `Refused` with one plain sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from functools import lru_cache

from calculators.core.errors import quoted
from calculators.core.numbers import (
    SIGNS,
    format_quantity,
    in_two_ways,
    meant,
    parse_number,
    unmistakable,
)

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
NOON = time(12, tzinfo=UTC)
"""A day without a time means its noon in UTC, which is in nobody's peak hours."""


def today() -> date:
    """The date in UTC, by which prices change, by the clock of the reader's browser or terminal."""
    return datetime.now(UTC).date()


def noon(day: date) -> datetime:
    """Noon of a day in UTC.

    >>> noon(date(2026, 11, 24)).isoformat()
    '2026-11-24T12:00:00+00:00'
    """
    return datetime.combine(day, NOON)


def moment(given: datetime | None) -> datetime:
    """The moment that was given, or else noon of today."""
    return given or noon(today())


class Refused(Exception):
    """A value an input cannot take; the text says what was given, the limit and the fix."""


@dataclass(frozen=True, slots=True)
class When:
    """Show and read an input only while another one has one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What every input has: words for people, and where it stands in the form."""

    label: str
    help: str = ""
    group: str = ""
    """The heading under which it is folded; without one it stands in view, above the groups."""
    remember: bool = False
    """It describes the reader's own machine, and may be kept on their device when they ask."""
    when: When | None = None

    def parse(self, raw: object) -> object:
        """The typed value of what was given; raises `Refused`."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        """The value as a form control or a URL holds it."""
        return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Input):
    """A number with a unit and limits; `stops` are the places of its slider, if it has one."""

    unit: str
    minimum: float
    maximum: float
    whole: bool = True
    stops: tuple[int, ...] = ()
    thousand: int = 1000
    """What a `k` stands for; context windows are counted in 1,024."""

    def parse(self, raw: object) -> float:
        """A float, or an int when the number must be whole."""
        bare = self._bare(raw)
        value = _as_number(bare, self.thousand)
        if value is None:
            given = "it is empty" if raw == "" else f"{quoted(raw)} is not a number"
            text = bare if isinstance(bare, str) else ""
            hint = meant(text, whole=self.whole)
            advice = f" {hint}." if hint else ""
            kind = "a number" if hint == meant(text) else "a whole number"
            raise Refused(f"{given}.{advice} Type {self._limits(kind)}.")
        if isinstance(bare, str) and (ways := in_two_ways(bare, whole=self.whole)):
            raise Refused(f"{quoted(raw)} can be read in two ways. {ways}.")
        if self.whole and not value.is_integer():
            kind = "a whole number"
            raise Refused(f"{quoted(raw)} is not {kind}. Type {self._limits(kind)}.")
        if value < self.minimum:
            raise Refused(f"{quoted(raw)} is below the limit. Type {self._limits()}.")
        if value > self.maximum:
            raise Refused(f"{quoted(raw)} is above the limit. Type {self._limits()}.")
        return int(value) if self.whole else value

    def write(self, value: object) -> str:
        """Without grouping and without a needless fraction."""
        return unmistakable(float(str(value)))

    def _bare(self, raw: object) -> object:
        """What was typed without its unit; shops write GB for what is GiB of memory."""
        if not isinstance(raw, str):
            return raw
        text = raw.strip().removeprefix(SIGNS.get(self.unit.partition("/")[0], "\0")).lstrip()
        for unit in {self.unit.lower(), "gb" if self.unit == "GiB" else self.unit.lower()}:
            if unit and text.lower().endswith(unit):
                text = text[: -len(unit)]
        return text

    def _limits(self, kind: str = "a number") -> str:
        low = f"{self.minimum:,.6g}" if self.minimum < 1000 else f"{self.minimum:,.0f}"
        return f"{kind} from {low} to {format_quantity(self.maximum, self.unit)}"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value a URL holds, the words a reader sees, the heading it stands under."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Input):
    """One of a list, case-insensitive; it may come from the catalog, so it is made on demand."""

    options: Callable[[], Sequence[Option]] = field(repr=False)
    ask_browser: str = ""
    """The option for a machine that its reader describes. With it stand ways to find out, and a
    button that fills in what the browser knows, as a guess: `calculators.browser.machine_hints`."""
    unlisted: Callable[[], Sequence[str]] | None = field(default=None, repr=False)
    """Values that it takes though no menu shows them, such as a model that is no longer sold."""

    def parse(self, raw: object) -> str:
        """The option's value."""
        values = _by_lower_case(self.options)
        given = str(raw).strip().lower() if isinstance(raw, str | bool) else ""
        if given in values:
            return values[given]
        for value in self.unlisted() if self.unlisted else ():
            if given == value.lower():
                return value
        raise Refused(f"{quoted(raw)} is not in the list.{_nearest(str(raw), values)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Input):
    """On or off."""

    def parse(self, raw: object) -> bool:
        """True for on."""
        text = str(raw).strip().lower()
        if text in ("on", "true", "1", "1.0", "yes"):
            return True
        if text in ("off", "false", "0", "0.0", "no"):
            return False
        raise Refused(f"{quoted(raw)} is neither on nor off. Type on or off.")

    def write(self, value: object) -> str:
        """`on` or `off`."""
        return "on" if value else "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Input):
    """Free text such as a pasted file; never more than `max_characters`."""

    max_characters: int
    placeholder: str = ""
    less: str = "Paste only the file itself."
    """What to do about a text that is too long."""
    typed: bool = False
    """A line or a few, which a command line takes as it stands; any other text is in a file."""
    private: bool = False
    """Never put into a link, and gone with its tab: a log may hold names and paths."""
    examples: tuple[str, ...] = field(default=(), repr=False)
    """Texts of every form it can read; what is trimmed to the calculators' needs is tried on."""
    check: Callable[[str], Sequence[str]] | None = field(default=None, repr=False)
    """What is wrong with a text, one sentence each; nothing when it can be used."""

    def parse(self, raw: object) -> str:
        """The text; a JSON object from a batch line is written out as JSON."""
        text = json.dumps(raw) if isinstance(raw, dict) else str(raw)
        if len(text) > self.max_characters:
            raise Refused(
                f"the text has {len(text):,} characters, and the limit is "
                f"{self.max_characters:,}. {self.less}"
            )
        if self.check and (problems := self.check(text)):
            raise Refused(" ".join(problems))
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Input):
    """A day, or a day and a time in UTC; empty means today by the clock of whoever asks."""

    first: int = 2020
    last: int = 2040

    def parse(self, raw: object) -> datetime | None:
        """A time in UTC, noon where only a day is given; None where nothing is."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        found = _as_moment(raw)
        if found is None:
            raise Refused(
                f"{quoted(raw)} is not a date. Type it as 2026-11-24, or with a time in UTC as "
                "2026-11-24 02:00."
            )
        if not self.first <= found.year <= self.last:
            raise Refused(
                f"{quoted(raw)} is out of range. Type a date from {self.first} to {self.last}."
            )
        return found

    def write(self, value: object) -> str:
        """The day alone where it is noon."""
        if not isinstance(value, datetime):
            return ""
        if value == noon(value.date()):
            return value.date().isoformat()
        return value.isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=256)
def _by_lower_case(options: Callable[[], Sequence[Option]]) -> Mapping[str, str]:
    """The values of a list, which is the same at each call, by how they read in small letters."""
    return {option.value.lower(): option.value for option in options()}


def _as_number(raw: object, thousand: int) -> float | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        # A JSON line may hold a number beyond what a float can carry, or not a number at all.
        try:
            value = float(raw)
        except OverflowError:
            return None
        return value if abs(value) < 1e300 else None
    return parse_number(raw, thousand) if isinstance(raw, str) else None


def _as_moment(raw: object) -> datetime | None:
    """ISO 8601, as far as every Python reads it alike; a time without a zone is in UTC."""
    text = raw.strip() if isinstance(raw, str) else ""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text)
        if len(text) == len("2026-11-24"):
            return noon(found.date())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _nearest(given: str, values: Mapping[str, str]) -> str:
    if len(values) <= 8:
        return f" Choose one of: {', '.join(values.values())}."
    near = get_close_matches(given[:80].lower(), values, n=1, cutoff=0.5)
    if not near:
        return f" Choose one of the {len(values)} listed."
    return f" Did you mean “{values[near[0]]}”?"
