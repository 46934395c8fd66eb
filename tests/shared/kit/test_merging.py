"""From what a client sent to a row: new, with a merge patch on it, and described anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pydantic import Field

from shared.kit.merging import made, merged, replaced
from shared.schemas.common import Wire
from shared.values import new_id
from shared.values.terms import Law


class _Part(Wire):
    name: str


class _New(Wire):
    external_reference: str | None = None
    laws: list[Law]
    day: date
    part: _Part | None = None


class _Change(Wire):
    laws: list[Law] = Field(default_factory=list)
    part: _Part | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is nested in a row."""

    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register."""

    id: UUID
    external_reference: str | None
    laws: list[Law]
    day: date
    part: Part | None = None
    parties: list[str] = field(default_factory=list)


NEW = _New(external_reference="r-1", laws=[Law.WMO_2015], day=date(2026, 1, 1), part=_Part(name="x"))


def test_a_new_row_says_what_was_sent_and_what_is_not_the_clients() -> None:
    """Nested models become the row's own dataclasses, words their enumerations, days stay days."""
    id_ = new_id()
    row = made(Row, NEW, id=id_, parties=["1"])
    assert row == Row(id_, "r-1", [Law.WMO_2015], date(2026, 1, 1), Part("x"), ["1"])
    assert type(row.laws[0]) is Law and type(row.part) is Part


def test_a_merge_patch_changes_what_it_names_and_null_takes_away() -> None:
    """What is left out stays, whatever the default of the patch says (RFC 7396)."""
    row = made(Row, NEW, id=new_id())
    assert merged(row, _Change()) == row
    gone = merged(row, _Change(part=None))
    assert (gone.part, gone.laws) == (None, [Law.WMO_2015])
    assert merged(row, _Change(laws=[Law.JEUGDWET], part=_Part(name="y"))).part == Part("y")


def test_a_row_described_anew_keeps_what_it_is_known_by() -> None:
    """All that the client says, but not the reference; what it leaves out falls back to what is sent when left out."""
    row = made(Row, NEW, id=new_id(), parties=["1"])
    anew = replaced(row, _New(laws=[Law.JEUGDWET], day=date(2027, 1, 1)), "external_reference")
    assert anew == Row(row.id, "r-1", [Law.JEUGDWET], date(2027, 1, 1), None, ["1"])
