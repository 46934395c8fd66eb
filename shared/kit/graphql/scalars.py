"""The house's scalars: values stay what they are until the encoder writes them; input is checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NewType
from uuid import UUID

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.scalar import ScalarDefinition

Cents = NewType("Cents", int)
"""Whole euro cents in 64 bits: GraphQL's Int ends at € 21 474 836.47."""

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def _written(kind: type, fits: Callable[[Any], bool] = lambda value: True) -> Callable[[Any], Any]:
    """A serializer that hands the value on, and refuses what the encoder would write differently."""

    def serialize(value: Any) -> Any:
        if not isinstance(value, kind) or isinstance(value, bool) or not fits(value):
            raise TypeError(f"{type(value).__name__} is not a {kind.__name__} that can be written")
        return value

    return serialize


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a string is expected")
    return value


def _cents(value: Any) -> int:
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError("whole cents are expected, as an integer of at most 64 bits")
    return value


def _date(value: Any) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", _text(value), re.ASCII):
        raise ValueError("a date is written as 2026-01-31")
    return date.fromisoformat(value)


def _instant(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("an instant names its offset: 2026-01-31T12:00:00Z")
    return moment.astimezone(UTC)


def _decimal(value: Any) -> Decimal:
    if not _DECIMAL.fullmatch(_text(value)):
        raise ValueError('a decimal is a string with digits and a point: "7.25"')
    return Decimal(value)


SCALARS: dict[object, ScalarDefinition] = {
    Cents: strawberry.scalar(
        name="Cents",
        description="Bedrag in hele eurocenten, als JSON-getal van 64 bits",
        serialize=_written(int, lambda value: -(2**63) <= value < 2**63),
        parse_value=_cents,
    ),
    date: strawberry.scalar(
        name="Date",
        description="Kalenderdag (ISO 8601): 2026-01-31",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date.html",
        serialize=_written(date, lambda value: not isinstance(value, datetime)),
        parse_value=_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="Tijdstip (RFC 3339) in UTC: 2026-01-31T12:00:00Z",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time.html",
        serialize=_written(datetime, lambda value: value.tzinfo is not None),
        parse_value=_instant,
    ),
    UUID: strawberry.scalar(
        name="UUID",
        description="UUID (RFC 9562)",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc9562",
        serialize=_written(UUID),
        parse_value=lambda value: UUID(_text(value)),
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='Decimaal getal als tekst: "7.25"',
        serialize=_written(Decimal, Decimal.is_finite),
        parse_value=_decimal,
    ),
}


class Names(NameConverter):
    """Enum values read as they do over REST (`lumpSum`), not as Python names them (`LUMP_SUM`)."""

    def from_enum_value(self, enum: StrawberryEnumDefinition, enum_value: EnumValue) -> str:
        """The value itself where GraphQL allows it as a name."""
        value = enum_value.value
        return value if isinstance(value, str) and _NAME.fullmatch(value) else enum_value.name


def config() -> StrawberryConfig:
    """What every schema is configured with."""
    return StrawberryConfig(scalar_map=SCALARS, name_converter=Names())
