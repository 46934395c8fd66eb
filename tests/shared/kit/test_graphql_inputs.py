"""A GraphQL input is checked by the schema that REST takes, and its faults are told as over REST."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Any

import pytest
import strawberry
from pydantic import Field

from shared.errors import BsnRefused, Problem
from shared.kit.graphql import checked
from shared.kit.problems import RequestInvalid
from shared.schemas.common import Day, Wire, Written
from shared.values.terms import Law

BSN = "999900006"


class NewLine(Wire):
    """A line to write, as REST takes it."""

    unit_price: int = Field(ge=0)


class NewNote(Wire):
    """A note to write, as REST takes it."""

    sent_on: Day
    law: Law | None = None
    inner_text: Written
    order_lines: list[NewLine] = Field(default=[])


@strawberry.input
class LineInput:
    """The same line in the graph."""

    unit_price: int


@strawberry.input
class NoteInput:
    """The same note in the graph."""

    sent_on: date
    inner_text: str
    law: Law | None = None
    order_lines: list[LineInput] = field(default_factory=list)


def note(text: str = "x", **changes: Any) -> NoteInput:
    """A note as strawberry makes it of what the client wrote."""
    return NoteInput(sent_on=date(2026, 1, 1), inner_text=text, **changes)


def refused(given: object) -> Problem:
    """The problem, which must come."""
    with pytest.raises(Problem) as caught:
        checked(NewNote, given)
    return caught.value


def test_an_input_becomes_the_schema_with_all_that_is_nested_in_it() -> None:
    """Days and enums stay what they are, nested inputs become their own schemas, and what is left out is the default."""
    given = note(law=Law.WMO_2015, order_lines=[LineInput(unit_price=5)])
    assert checked(NewNote, given) == NewNote(
        sent_on=date(2026, 1, 1), law=Law.WMO_2015, inner_text="x", order_lines=[NewLine(unit_price=5)]
    )
    assert checked(NewNote, note()).order_lines == []


def test_arguments_are_checked_by_their_python_names() -> None:
    """A field without an input object gives its arguments; a fault is at the name that the client wrote."""
    assert checked(NewLine, {"unit_price": 5}) == NewLine(unit_price=5)
    with pytest.raises(RequestInvalid) as caught:
        checked(NewLine, {"unit_price": -1})
    assert [one.location for one in caught.value.errors] == ["#/unitPrice"]


def test_every_fault_is_told_at_once_where_the_client_wrote_it() -> None:
    """Nested too: in camelCase, with the place in a list, as a pointer from the input object on."""
    lines = [LineInput(unit_price=5), LineInput(unit_price=-1)]
    problem = refused(NoteInput(sent_on=date(1800, 1, 1), inner_text="a\0b", order_lines=lines))
    assert isinstance(problem, RequestInvalid)
    assert [(one.location, one.code) for one in problem.errors] == [
        ("#/sentOn", "number.minimum"),
        ("#/innerText", "text-unreadable"),
        ("#/orderLines/1/unitPrice", "number.minimum"),
    ]


def test_a_bsn_is_refused_as_such_and_not_repeated() -> None:
    """A BSN alone is bsn-refused, beside another fault one of the faults; its digits come back nowhere (F-06)."""
    alone = refused(note(f"inwoner {BSN}"))
    assert isinstance(alone, BsnRefused)
    assert [one.location for one in alone.errors] == ["#/innerText"]
    beside = refused(note(BSN, order_lines=[LineInput(unit_price=-1)]))
    assert [one.code for one in beside.errors] == ["bsn-refused", "number.minimum"]
    for problem in (alone, beside):
        shown = [
            one.detail.render(language, problem.facts) for one in problem.errors for language in ("nl", "en")
        ]
        assert not any(BSN in one for one in (*shown, str(problem)))
