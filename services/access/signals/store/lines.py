"""The shape of what is found: one row per signal that could be raised, the same columns for every kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Text, Uuid, bindparam, cast, func, literal_column, null
from sqlalchemy.dialects.postgresql import JSONB

from shared.values.signals import SignalKind, SignalSeverity, SignalSubject

COLUMNS = ("kind", "rule", "subject_kind", "subject", "citizen_id", "provider", "severity", "facts")


def today() -> ColumnElement[Any]:
    """The day on which is looked."""
    return bindparam("today", type_=Date)


def number(name: str) -> ColumnElement[Any]:
    """A threshold: days, hours, a count or basis points."""
    return bindparam(name, type_=Integer)


def owned_by(table: Any) -> ColumnElement[bool]:
    """Whether a row is the municipality's for which is looked."""
    owner: ColumnElement[bool] = table.c.owner == bindparam("owner", type_=Text)
    return owner


def word(value: str) -> ColumnElement[str]:
    """A word of a closed list, in the text of the statement."""
    assert "'" not in value
    return literal_column(f"'{value}'", Text)


def line(
    kind: SignalKind,
    rule: ColumnElement[str] | str,
    subject_kind: SignalSubject,
    subject: ColumnElement[Any],
    severity: ColumnElement[str] | SignalSeverity,
    *,
    citizen: ColumnElement[Any] | None = None,
    provider: ColumnElement[Any] | None = None,
    **facts: ColumnElement[Any],
) -> list[ColumnElement[Any]]:
    """The columns of one kind; a fact that is empty is left out, a day is a text."""
    pairs = [part for name, value in facts.items() for part in (word(name), _fact(value))]
    return [
        word(kind).label("kind"),
        (word(rule) if isinstance(rule, str) else rule).label("rule"),
        word(subject_kind).label("subject_kind"),
        cast(subject, Text).label("subject"),
        cast(null() if citizen is None else citizen, Uuid).label("citizen_id"),
        cast(null() if provider is None else provider, Text).label("provider"),
        (word(severity) if isinstance(severity, str) else severity).label("severity"),
        func.jsonb_strip_nulls(func.jsonb_build_object(*pairs), type_=JSONB).label("facts"),
    ]


def _fact(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(value, Text) if isinstance(value.type, Date) else value


__all__ = ["COLUMNS", "line", "number", "owned_by", "today", "word"]
