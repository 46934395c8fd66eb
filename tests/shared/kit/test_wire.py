"""The msgspec twin writes byte for byte what Pydantic writes."""

import json
from dataclasses import dataclass, make_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal, NewType
from uuid import UUID

import msgspec
import pytest
from asyncpg.pgproto import pgproto
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, RootModel, computed_field, field_serializer
from pydantic.alias_generators import to_camel

from shared.kit.wire import Untwinnable, encode, encode_list, encode_page, wire

RetentionId = NewType("RetentionId", UUID)


class State(StrEnum):
    """A state of the domain."""

    OPEN = "open"
    PAID = "paid"


class Level(IntEnum):
    """A coded level."""

    LOW = 1
    HIGH = 2


class Camel(BaseModel):
    """Fields in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Line(Camel):
    """A part of the whole."""

    line_number: Annotated[int, Field(ge=0)]
    label: str | None = None


class Retention(Camel):
    """Every kind of field that the house sends."""

    id: RetentionId
    state: State
    level: Level
    kind: Literal["retention", "advance"]
    amount_cents: Annotated[int, Field(ge=0)]
    tariff: Decimal
    due_date: date | None
    created_at: datetime
    opens_at: time
    is_final: bool
    lines: list[Line]
    first_line: Line | None
    owners: tuple[str, ...]
    counts: dict[str, int]
    inputs: dict[str, Any]
    also: str = Field(default="", serialization_alias="alsoKnownAs")
    tags: list[str] = Field(default_factory=list)
    hidden: str = Field(default="", exclude=True)


NAMES = [*Retention.model_fields]
Domain = make_dataclass("Domain", NAMES, frozen=True, slots=True)
DomainLine = make_dataclass("DomainLine", [*Line.model_fields], frozen=True, slots=True)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-3, minutes=-30))])
lines = st.builds(DomainLine, line_number=st.integers(0, 2**53), label=st.none() | texts)
tariffs = st.decimals(0, 10**9, places=6, allow_nan=False, allow_infinity=False)
domains = st.builds(
    Domain,
    id=st.uuids(),
    state=st.sampled_from(State),
    level=st.sampled_from(Level),
    kind=st.sampled_from(["retention", "advance"]),
    amount_cents=st.integers(0, 2**63 - 1),
    tariff=tariffs,
    due_date=st.none() | st.dates(),
    created_at=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones),
    opens_at=st.times(),
    is_final=st.booleans(),
    lines=st.lists(lines, max_size=3).map(tuple),
    first_line=st.none() | lines,
    owners=st.lists(texts, max_size=3).map(tuple),
    counts=st.dictionaries(texts, st.integers(0, 99), max_size=3),
    inputs=st.dictionaries(texts, st.none() | st.booleans() | st.integers(-9, 9) | texts, max_size=3),
    also=texts,
    tags=st.lists(texts, max_size=3),
    hidden=texts,
)


@given(domains)
def test_twin_writes_what_pydantic_writes(value: Any) -> None:
    """For any value of the domain the twin's bytes equal Pydantic's."""
    assert wire(Retention) is wire(Retention)
    expected = Retention.model_validate(value, from_attributes=True).model_dump_json(by_alias=True)
    assert encode(Retention, value) == expected.encode()


@given(st.lists(lines, max_size=4), st.none() | texts)
def test_page_holds_items_and_next(items: list[Any], cursor: str | None) -> None:
    """A page is its items and the next cursor, null at the end."""
    page = json.loads(encode_page(Line, items, cursor))
    assert page == {"items": [json.loads(encode(Line, one)) for one in items], "next": cursor}
    assert encode_page(Line, tuple(items), cursor) == encode_page(Line, items, cursor)


def test_database_values_are_written() -> None:
    """The driver's own UUID class and a state that came back as text are written as what they are."""

    @dataclass
    class Row:
        id: Any
        state: Any

    class Shown(Camel):
        id: UUID
        state: State

    row = Row(pgproto.UUID("0198f0c2-6f1e-7c3a-9a0b-5d2e8c1f4a77"), "paid")
    assert encode(Shown, row) == b'{"id":"0198f0c2-6f1e-7c3a-9a0b-5d2e8c1f4a77","state":"paid"}'


def test_wrong_value_is_refused() -> None:
    """A value that is not what the model says is a fault of ours and raises."""
    with pytest.raises(msgspec.ValidationError):
        encode(Line, DomainLine(line_number="seven", label=None))


class Tree(Camel):
    """A model that contains itself."""

    name: str
    branches: list["Tree"] = Field(default_factory=list)


class Rounded(Camel):
    """A model with a serializer."""

    value: int

    @field_serializer("value")
    def _shown(self, value: int) -> str:
        return f"{value} st"


class Doubled(Camel):
    """A model with a computed field."""

    value: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def double(self) -> int:
        """Twice the value."""
        return 2 * self.value


class Cents(RootModel[int]):
    """A model that is its root."""


class Invoice(Camel):
    """One kind of two."""

    kind: Literal["invoice"]
    number: str


class Credit(Camel):
    """The other kind."""

    kind: Literal["credit"]
    reason: str


class Posting(Camel):
    """A union of models, told apart by `kind`."""

    document: Annotated[Invoice | Credit, Field(discriminator="kind")]


class Branch(Camel):
    """A plain model around one that only Pydantic can write."""

    tree: Tree


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (Tree, Tree(name="a", branches=[Tree(name="b")])),
        (Rounded, Rounded(value=2)),
        (Doubled, Doubled(value=2)),
        (Cents, Cents(5)),
        (Posting, Posting(document=Credit(kind="credit", reason="x"))),
        (Branch, Branch(tree=Tree(name="a"))),
    ],
    ids=["recursive", "serializer", "computed", "root", "union", "nested"],
)
def test_what_has_no_twin_is_written_by_pydantic(model: type[BaseModel], value: BaseModel) -> None:
    """Where msgspec would write something else, Pydantic writes it."""
    assert encode(model, value) == value.model_dump_json(by_alias=True).encode()
    assert encode_list(model, [value]) == b"[" + value.model_dump_json(by_alias=True).encode() + b"]"


@pytest.mark.parametrize("model", [Tree, Rounded, Doubled, Cents, Branch])
def test_twin_of_what_has_none_is_refused(model: type[BaseModel]) -> None:
    """`wire` itself says that a model has no twin."""
    with pytest.raises(Untwinnable):
        wire(model)


class Lump(Camel):
    """One word of a union."""

    form: Literal["lump"]
    annual_cents: int


class Tiered(Camel):
    """Another word."""

    form: Literal["tiered"]
    steps: list[int] = []
    note: str | None = None


class Deal(Camel):
    """A union in a list, and one that may be absent."""

    base: Annotated[Lump | Tiered, Field(discriminator="form")] | None = None
    extra: list[Annotated[Lump | Tiered, Field(discriminator="form")]] = []


class Wide:
    """One class for all words: what its word does not know is None."""

    def __init__(self, form: str, annual_cents: int | None = None, steps: list[int] | None = None) -> None:
        self.form, self.annual_cents, self.steps, self.note = form, annual_cents, steps, None


@dataclass
class WideDeal:
    """A deal of the domain."""

    base: Wide | None
    extra: list[Wide]


def test_a_discriminated_union_is_written_by_its_word() -> None:
    """Each member gets the fields of its word and no others, as Pydantic writes them."""
    deal = WideDeal(Wide("lump", 5), [Wide("tiered", None, [1, 2]), Wide("lump", 7)])
    written = encode(Deal, deal)
    assert json.loads(written) == {
        "base": {"form": "lump", "annualCents": 5},
        "extra": [{"form": "tiered", "steps": [1, 2], "note": None}, {"form": "lump", "annualCents": 7}],
    }
    assert Deal.model_validate_json(written).model_dump_json(by_alias=True).encode() == written
    assert encode(Deal, WideDeal(None, [])) == b'{"base":null,"extra":[]}'


def test_a_word_that_the_union_does_not_know_is_a_fault_of_ours() -> None:
    """Nothing half right goes out."""
    with pytest.raises(msgspec.ValidationError):
        encode(Deal, WideDeal(Wide("other", 5), []))
