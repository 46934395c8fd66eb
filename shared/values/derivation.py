"""Derivation: the steps that led to an amount, a verdict or a refusal, as data and in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from string import Formatter
from typing import Any
from uuid import UUID

from shared.values.money import Money
from shared.values.share import Rate, Share, percent_text

Scalar = str | int | bool | None
Input = Scalar | list[Scalar]

_CENTS = "_cents"
_BASIS_POINTS = "_basis_points"
_RESULTS = frozenset({"result", f"result{_CENTS}", f"result{_BASIS_POINTS}"})
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, dict[Scalar, str]] = {
    "nl": {None: "niet bekend", True: "ja", False: "nee"},
    "en": {None: "not known", True: "yes", False: "no"},
}
_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}

SENTENCES: dict[str, Sentence] = {}
_PLACEHOLDERS: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in two languages with `{placeholders}`; it enters itself in `SENTENCES` under its id.

    Derivations are stored with the id: whoever changes what a sentence asks for gives it a new id. A `personal` one says what
    was judged on a person, for the municipality alone (F-05).
    ValueError for an id that is taken by another text, or a placeholder that is more than a name.
    """

    id: str
    nl: str
    en: str
    personal: bool = False

    def __post_init__(self) -> None:
        names = _placeholders(self.nl) | _placeholders(self.en)
        if SENTENCES.setdefault(self.id, self) != self:
            raise ValueError(f"two sentences share the id {self.id}")
        _PLACEHOLDERS[self.id] = names


def _placeholders(template: str) -> frozenset[str]:
    names = set()
    for _, name, form, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(
                f"a placeholder is a bare name, not {{{name}}} with form or conversion: {template!r}"
            )
        names.add(name)
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the rule id ("R-S02"), the sentence's id, what went in by name and what came out, JSON-safe.

    Amounts are cents under a name on `_cents`, shares basis points under a name on `_basis_points`, dates and
    decimals strings.
    """

    rule: str
    sentence: str
    inputs: Mapping[str, Input]
    result: Scalar = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """The steps in the order in which they were taken; adding one gives a new derivation."""

    steps: tuple[Step, ...] = ()

    def because(self, rule: str, sentence: Sentence, result: object = None, **inputs: object) -> Derivation:
        """This derivation with one more step.

        Inputs and result may be text, whole numbers, booleans, None, dates, Decimals, UUIDs, Money, Share,
        Rate or members of an Enum, inputs also lists of these. KeyError when the sentence asks for something
        that is not given; ValueError for Money or Share under a name without `_cents` or `_basis_points`;
        TypeError for a value that is not exact or not of the unit that its name says.
        """
        asked = _PLACEHOLDERS[sentence.id]
        missing = asked - inputs.keys() - (_RESULTS if result is not None else frozenset())
        if missing:
            raise KeyError(f"{sentence.id} asks for {', '.join(sorted(missing))}")
        for name in asked & _RESULTS:
            _check_unit(name, result)
        kept: dict[str, Input] = {}
        for name, value in inputs.items():
            _check_unit(name, value)
            kept[name] = _input(value)
        return Derivation((*self.steps, Step(rule, sentence.id, kept, _scalar(result))))

    def merge(self, other: Derivation) -> Derivation:
        """These steps followed by those of the other."""
        return Derivation(self.steps + other.steps)

    def to_json(self) -> list[dict[str, Any]]:
        """The steps as they are stored and travel: rule, sentence, inputs, result."""
        return [
            {"rule": one.rule, "sentence": one.sentence, "inputs": dict(one.inputs), "result": one.result}
            for one in self.steps
        ]

    @classmethod
    def from_json(cls, steps: list[dict[str, Any]]) -> Derivation:
        """The derivation that `to_json` wrote; KeyError when a step lacks a member."""
        return cls(
            tuple(Step(one["rule"], one["sentence"], dict(one["inputs"]), one["result"]) for one in steps)
        )


def instant_text(value: datetime) -> str:
    """A moment with its zone as it travels: in UTC, ending in Z (RFC 3339)."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _scalar(value: object) -> Scalar:
    """The JSON-safe form of one value; TypeError for what has none or is not exact (float)."""
    match value:
        case Enum():
            return _scalar(value.value)
        case None | str() | int():
            return value
        case Money():
            return value.cents
        case Share():
            return value.basis_points
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case Decimal() if value.is_finite():
            return format(value, "f")
        case UUID() | Rate():
            return str(value)
    raise TypeError(f"a derivation cannot keep a {type(value).__name__}: {value!r}")


def _input(value: object) -> Input:
    return [_scalar(one) for one in value] if isinstance(value, list | tuple) else _scalar(value)


def _check_unit(name: str, value: object) -> None:
    """Names say the unit: this refuses an amount that would be shown as a bare number, and the reverse."""
    for one in value if isinstance(value, list | tuple) else (value,):
        for suffix, kind in ((_CENTS, Money), (_BASIS_POINTS, Share)):
            if not name.endswith(suffix):
                if isinstance(one, kind):
                    raise ValueError(f"{kind.__name__} needs a name on {suffix}, not {name}")
            elif one is not None and not isinstance(one, kind) and type(one) is not int:
                raise TypeError(f"{name} is {kind.__name__} or a whole number, not {type(one).__name__}")


def render(step: Step, language: str) -> str:
    """The step as a sentence in `language` ("en"; anything else is nl).

    Names on `_cents` show as money, on `_basis_points` as percentages, ISO dates as "1 juli 2026", lists
    joined by commas, None as "niet bekend". KeyError when no code registers the sentence any more.
    """
    language = "en" if language == "en" else "nl"
    sentence = SENTENCES[step.sentence]
    known = dict.fromkeys(_RESULTS, step.result) | dict(step.inputs)
    parts = []
    for literal, name, _, _ in Formatter().parse(sentence.en if language == "en" else sentence.nl):
        parts.append(literal)
        if name is not None:
            parts.append(_shown(name, known[name], language))
    return "".join(parts)


def _shown(name: str, value: Input, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(name, one, language) for one in value)
    if value is None or isinstance(value, bool):
        return _WORDS[language][value]
    if isinstance(value, int) and name.endswith(_CENTS):
        return Money(value).text(language)
    if isinstance(value, int) and name.endswith(_BASIS_POINTS):
        return percent_text(value, language)
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return _date_text(value, language)
    return str(value)


def _date_text(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
