"""Faults of input in a stable code and two languages: what Pydantic finds, said for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic.alias_generators import to_camel

from shared.errors import FieldError, Text

# Pydantic's error type -> our stable code and the sentence; {placeholders} come from Pydantic's context.
FAULTS: dict[str, tuple[str, Text]] = {
    "missing": ("required", Text("Dit veld is verplicht.", "This field is required.")),
    "extra_forbidden": ("unknown", Text("Dit veld bestaat niet.", "This field does not exist.")),
    "string_pattern_mismatch": (
        "string.pattern",
        Text(
            "De waarde past niet op het patroon {pattern}.", "The value does not match the pattern {pattern}."
        ),
    ),
    "string_too_short": (
        "string.too-short",
        Text("Gebruik ten minste {min_length} tekens.", "Use at least {min_length} characters."),
    ),
    "string_too_long": (
        "string.too-long",
        Text("Gebruik ten hoogste {max_length} tekens.", "Use at most {max_length} characters."),
    ),
    "string_type": ("string.type", Text("Hier hoort een tekst.", "This must be a string.")),
    "int_type": ("integer.type", Text("Hier hoort een geheel getal.", "This must be an integer.")),
    "int_parsing": ("integer.type", Text("Hier hoort een geheel getal.", "This must be an integer.")),
    "int_parsing_size": ("integer.size", Text("Dit getal is te groot.", "This number is too large.")),
    "int_from_float": ("integer.type", Text("Hier hoort een geheel getal.", "This must be an integer.")),
    "float_type": ("number.type", Text("Hier hoort een getal.", "This must be a number.")),
    "float_parsing": ("number.type", Text("Hier hoort een getal.", "This must be a number.")),
    "bool_type": ("boolean.type", Text("Hier hoort true of false.", "This must be true or false.")),
    "bool_parsing": ("boolean.type", Text("Hier hoort true of false.", "This must be true or false.")),
    "decimal_type": (
        "decimal.type",
        Text("Hier hoort een decimaal getal.", "This must be a decimal number."),
    ),
    "decimal_parsing": (
        "decimal.type",
        Text("Hier hoort een decimaal getal.", "This must be a decimal number."),
    ),
    "decimal_max_places": (
        "decimal.places",
        Text(
            "Gebruik ten hoogste {decimal_places} decimalen.", "Use at most {decimal_places} decimal places."
        ),
    ),
    "decimal_max_digits": (
        "decimal.digits",
        Text("Gebruik ten hoogste {max_digits} cijfers.", "Use at most {max_digits} digits."),
    ),
    "enum": ("enum", Text("Kies uit: {expected}.", "Choose from: {expected}.")),
    "literal_error": ("enum", Text("Kies uit: {expected}.", "Choose from: {expected}.")),
    "greater_than_equal": (
        "number.minimum",
        Text("De waarde is ten minste {ge}.", "The value is at least {ge}."),
    ),
    "greater_than": ("number.minimum", Text("De waarde is meer dan {gt}.", "The value is more than {gt}.")),
    "less_than_equal": (
        "number.maximum",
        Text("De waarde is ten hoogste {le}.", "The value is at most {le}."),
    ),
    "less_than": ("number.maximum", Text("De waarde is minder dan {lt}.", "The value is less than {lt}.")),
    "multiple_of": (
        "number.multiple",
        Text("De waarde is een veelvoud van {multiple_of}.", "The value is a multiple of {multiple_of}."),
    ),
    "too_short": (
        "array.too-short",
        Text("Geef ten minste {min_length} elementen.", "Give at least {min_length} items."),
    ),
    "too_long": (
        "array.too-long",
        Text("Geef ten hoogste {max_length} elementen.", "Give at most {max_length} items."),
    ),
    "list_type": ("array.type", Text("Hier hoort een lijst.", "This must be an array.")),
    "dict_type": ("object.type", Text("Hier hoort een object.", "This must be an object.")),
    "model_type": ("object.type", Text("Hier hoort een object.", "This must be an object.")),
    "model_attributes_type": ("object.type", Text("Hier hoort een object.", "This must be an object.")),
    "uuid_type": ("uuid.format", Text("Hier hoort een UUID.", "This must be a UUID.")),
    "uuid_parsing": ("uuid.format", Text("Hier hoort een UUID.", "This must be a UUID.")),
    "union_tag_not_found": (
        "discriminator",
        Text("Geef {discriminator} om de soort te kiezen.", "Give {discriminator} to choose the kind."),
    ),
    "union_tag_invalid": (
        "discriminator",
        Text("De soort is een van: {expected_tags}.", "The kind is one of: {expected_tags}."),
    ),
    "json_invalid": (
        "json.syntax",
        Text(
            "De inhoud is geen geldige JSON (teken {position}).",
            "The body is not valid JSON (character {position}).",
        ),
    ),
}
_DATE = (
    "date.format",
    Text("Hier hoort een datum als 2026-01-31.", "This must be a date such as 2026-01-31."),
)
_INSTANT = (
    "date-time.format",
    Text(
        "Hier hoort een tijdstip als 2026-01-31T09:30:00Z.",
        "This must be an instant such as 2026-01-31T09:30:00Z.",
    ),
)
_TIME = ("time.format", Text("Hier hoort een tijd als 09:30:00.", "This must be a time such as 09:30:00."))
_OTHER = Text("Deze waarde is niet toegestaan.", "This value is not allowed.")
_MORE = Text(
    "Er zijn nog {left} fouten, die hier niet staan.", "There are {left} more faults, not listed here."
)
MOST_FAULTS = 100
LONGEST_LOCATION = 200


def fault(kind: str) -> tuple[str, Text]:
    """The stable code and sentence of a Pydantic error type; a type outside the table gets its own name as code."""
    if kind in FAULTS:
        return FAULTS[kind]
    if kind.startswith(("datetime_", "timezone_")):
        return _INSTANT
    if kind.startswith("date_"):
        return _DATE
    if kind.startswith("time_") and kind != "time_delta_type":
        return _TIME
    return kind.replace("_", "-"), _OTHER


def pointer(path: Iterable[str | int]) -> str:
    """A JSON Pointer (RFC 6901) as a URI fragment reference: `#/lines/0/amountCents`; the whole body is `#`."""
    return "#" + "".join("/" + str(one).replace("~", "~0").replace("/", "~1") for one in path)


def faults_of(
    errors: Sequence[Mapping[str, Any]], body: object = None, *, body_only: bool = False
) -> tuple[FieldError, ...]:
    """Pydantic's errors as ours; `loc` starts with body, query, path, header or cookie unless `body_only`.

    With the parsed `body` a location names only what the client wrote. The value itself never comes back: it may be
    personal. Of more than a hundred the last one says how many are left out: a bomb must not come back larger.
    """
    found = tuple(_fault_of(error, body, body_only=body_only) for error in errors[:MOST_FAULTS])
    left = len(errors) - len(found)
    return (*found, FieldError("#", "faults.more", _filled(_MORE, {"left": left}))) if left else found


def written(path: Sequence[str | int], body: object, *, missing: bool) -> tuple[str | int, ...]:
    """A path without the branches of a union, which Pydantic adds and the client never wrote."""
    found: list[str | int] = []
    for place, one in enumerate(path):
        last = place == len(path) - 1
        in_object = isinstance(body, Mapping) and one in body
        in_array = isinstance(body, list) and isinstance(one, int) and one < len(body)
        if in_object or in_array:
            body = body[one]  # type: ignore[index]
        elif not (last and missing and isinstance(body, Mapping)):
            continue
        found.append(one)
    return tuple(found)


def _fault_of(error: Mapping[str, Any], body: object, *, body_only: bool) -> FieldError:
    kind, path, facts = error["type"], tuple(error["loc"]), dict(error.get("ctx") or {})
    where = "body" if body_only or not path else str(path[0])
    inside = path if body_only else path[1:]
    if kind == "json_invalid":
        facts, inside = {"position": inside[0] if inside else 0}, ()
    if where == "body" and isinstance(body, Mapping | list):
        inside = written(inside, body, missing=kind == "missing")
    if kind in ("value_error", "assertion_error"):
        return _own_fault(facts.get("error"), where, inside)
    code, text = fault(kind)
    location = _location(where, inside)
    return FieldError(location, code, _filled(text, facts), where)


def _location(where: str, inside: Sequence[str | int]) -> str:
    if where == "body":
        return pointer(inside)[:LONGEST_LOCATION]
    name = ".".join(str(one) for one in inside)[:LONGEST_LOCATION]
    return to_camel(name) if where == "path" else name


def _filled(text: Text, facts: dict[str, Any]) -> Text:
    def shown(sentence: str, language: str) -> str:
        words = {"nl": " of ", "en": " or "}[language]
        values = {name: str(value).replace(" or ", words) for name, value in facts.items()}
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "…"), sentence)

    # Braces of a filled-in pattern are doubled: the sentence is rendered once more.
    return Text(
        *(shown(getattr(text, one), one).replace("{", "{{").replace("}", "}}") for one in ("nl", "en"))
    )


def _own_fault(error: object, where: str, inside: tuple[Any, ...]) -> FieldError:
    """A validator of ours: it may raise ValueError(FieldError) or ValueError(Text), to speak both languages."""
    location = _location(where, inside)
    found = error.args[0] if isinstance(error, Exception) and error.args else None
    if isinstance(found, FieldError):
        return FieldError(found.location or location, found.code, found.detail, where, found.rule)
    if isinstance(found, Text):
        return FieldError(location, "value", found, where)
    # A plain message may quote the value, and speaks one language: it stays inside.
    return FieldError(location, "value", _OTHER, where)
