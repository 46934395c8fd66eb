"""The shaped executor answers as graphql-core does: same data, same errors, byte for byte."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
import pytest
import strawberry
from strawberry.extensions import SchemaExtension
from strawberry.permission import BasePermission
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from shared.kit.graphql import Cents
from shared.kit.graphql import executor as shaped
from shared.kit.graphql.executor import ShapedExecutor
from shared.kit.graphql.scalars import config

ENCODER = msgspec.json.Encoder(enc_hook=str)
ID = UUID("01920000-0000-7000-8000-000000000001")


class State(StrEnum):
    """Words that GraphQL can take over."""

    DRAFT = "draft"
    LUMP_SUM = "lumpSum"


class Odd(StrEnum):
    """Words that are no GraphQL names."""

    READ = "contracts:read"


@dataclass
class Address:
    """The domain's side of a nested object."""

    street: Any = "Kade 1"
    city: Any = "Rijnstroom"


@dataclass
class Provider:
    """The domain's side: any attribute may hold a surprise."""

    name: Any = "De Rijnstroom"
    amount_cents: Any = 7_000_000_000
    share_basis_points: Any = 9500
    active: Any = True
    id: Any = ID
    since: Any = date(2026, 1, 1)
    seen_at: Any = datetime(2026, 1, 1, 12, tzinfo=UTC)
    score: Any = Decimal("7.50")
    state: Any = State.LUMP_SUM
    odd: Any = Odd.READ
    ratio: Any = 0.5
    note: Any = None
    address: Any = field(default_factory=Address)
    branch: Any = None
    tags: Any = field(default_factory=lambda: ["a", "b"])
    grid: Any = field(default_factory=lambda: [[1, 2], [3]])
    branches: Any = field(default_factory=lambda: [Address(), Address(city="Dorp")])
    parent: Any = None
    kind: str = "care"
    secret: Any = "hidden"

    @property
    def broken(self) -> str:
        """An attribute that raises."""
        raise ValueError("broken attribute")


class Refusing(BasePermission):
    """A permission on a plain field."""

    message = "not for you"

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        """Never."""
        return False


StateType = strawberry.enum(State)
OddType = strawberry.enum(Odd)


@strawberry.interface
class Named:
    """An abstract type."""

    name: str


@strawberry.type(name="Address")
class AddressType:
    """A nested object."""

    street: str
    city: str


@strawberry.type(name="Provider")
class ProviderType:
    """Every kind of field."""

    name: str
    amount_cents: Cents
    share_basis_points: int
    active: bool
    id: UUID
    since: date
    seen_at: datetime
    score: Decimal
    state: StateType  # type: ignore[valid-type]
    odd: OddType  # type: ignore[valid-type]
    ratio: float
    note: str | None
    address: AddressType
    branch: AddressType | None
    tags: list[str]
    grid: list[list[int]]
    branches: list[AddressType]
    parent: "ProviderType | None"
    broken: str | None
    secret: str | None = strawberry.field(permission_classes=[Refusing])

    @strawberry.field
    def shout(self: Any) -> str:
        """A resolver."""
        return str(self.name).upper()

    @strawberry.field
    async def later(self: Any, times: int = 1) -> str:
        """A resolver that waits and has an argument."""
        return "x" * times


@strawberry.type
class Citizen(Named):
    """One of two types behind the interface; `is_type_of` comes with it."""

    name: str
    age: int

    @classmethod
    def is_type_of(cls, value: Any, info: Any) -> bool:
        """The domain's class decides."""
        return isinstance(value, CitizenRow)


@strawberry.type
class Office(Named):
    """The other."""

    name: str
    address: AddressType

    @classmethod
    def is_type_of(cls, value: Any, info: Any) -> bool:
        """The domain's class decides."""
        return isinstance(value, Provider)


@dataclass
class CitizenRow:
    """The domain's side of a citizen."""

    name: Any = "Jo"
    age: Any = 40


def listed(value: Any, as_type: Any) -> Any:
    """A query field that returns what the test put in the root value."""

    def resolve(info: strawberry.Info) -> Any:
        return value(info.root_value)

    return strawberry.field(resolver=resolve, graphql_type=as_type)


@strawberry.type
class Query:
    """What the test put in the root value, under several types."""

    one: ProviderType | None = listed(lambda root: root[0], ProviderType | None)
    must: ProviderType = listed(lambda root: root[0], ProviderType)
    many: list[ProviderType] = listed(lambda root: root, list[ProviderType])
    some: list[ProviderType | None] = listed(lambda root: root, list[ProviderType | None])
    lazy: list[ProviderType] = listed(lambda root: (one for one in root), list[ProviderType])
    pair: list[ProviderType] = listed(tuple, list[ProviderType])
    named: list[Named] = listed(lambda root: root, list[Named])
    citizens: list[Citizen] = listed(lambda root: root, list[Citizen])
    offices: list[Office] = listed(lambda root: root, list[Office])
    names: list[str] = listed(lambda root: [one.name for one in root], list[str])
    amounts: list[Cents] = listed(lambda root: [one.amount_cents for one in root], list[Cents])

    @strawberry.field(graphql_type=list[ProviderType])  # type: ignore[untyped-decorator]
    async def waited(self, info: strawberry.Info) -> Any:
        """A list that comes later, of objects that come later still."""

        async def soon(one: Any) -> Any:
            return one

        return [soon(one) for one in info.root_value]


PLAIN = strawberry.Schema(Query, config=config(), types=[Citizen, Office])
SHAPED = strawberry.Schema(
    Query, config=config(), types=[Citizen, Office], execution_context_class=ShapedExecutor
)

SIX = "name amountCents id since state address { street city }"
ALL = f"{SIX} shareBasisPoints active seenAt score note branch {{ city }} tags grid branches {{ city }}"
INSTANT = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))

QUERIES: list[tuple[str, str, list[Any]]] = [
    ("a list", f"{{ many {{ {SIX} }} }}", [Provider(), Provider(name="B")]),
    ("every plain field", f"{{ many {{ {ALL} }} }}", [Provider(), Provider(note="n", branch=Address())]),
    ("one object", f"{{ one {{ {ALL} }} must {{ name }} }}", [Provider()]),
    ("an empty list", f"{{ many {{ {SIX} }} names }}", []),
    ("a tuple", "{ pair { name } }", [Provider()]),
    ("a generator", "{ lazy { name } }", [Provider(), Provider()]),
    ("null where it may be", "{ some { name branch { city } parent { name } } }", [None, Provider()]),
    ("null where it may not be", "{ some { name address { city } } }", [Provider(name=None), Provider()]),
    ("null that climbs to the root", "{ many { name } }", [Provider(), None]),
    ("null in a nested object", "{ some { address { city } } }", [Provider(address=Address(city=None))]),
    ("null in a nested list", "{ some { branches { city } } }", [Provider(branches=[None])]),
    ("a wrong type", "{ some { amountCents } }", [Provider(amount_cents="7"), Provider()]),
    (
        "a type that can be coerced",
        "{ many { name shareBasisPoints } }",
        [Provider(name=5, share_basis_points=5.0)],
    ),
    ("a bool as number", "{ some { shareBasisPoints } }", [Provider(share_basis_points=True)]),
    ("a bool as cents", "{ some { amountCents } }", [Provider(amount_cents=True)]),
    ("an Int of 33 bits", "{ some { shareBasisPoints } }", [Provider(share_basis_points=2**32)]),
    ("cents of 65 bits", "{ some { amountCents } amounts }", [Provider(amount_cents=2**64)]),
    ("a date as text", "{ some { since } }", [Provider(since="2026-01-01")]),
    ("an instant as date", "{ some { since } }", [Provider(since=datetime(2026, 1, 1, tzinfo=UTC))]),
    ("an instant without offset", "{ some { seenAt } }", [Provider(seen_at=datetime(2026, 1, 1))]),
    ("an instant elsewhere", "{ some { seenAt } }", [Provider(seen_at=INSTANT)]),
    ("an id as text", "{ some { id } }", [Provider(id=str(ID))]),
    ("a decimal as number", "{ some { score } }", [Provider(score=7)]),
    ("a number of decimals", "{ some { ratio } }", [Provider(ratio=1), Provider(ratio=float("nan"))]),
    ("an enum by value", "{ some { state } }", [Provider(state="draft"), Provider(state="unknown")]),
    ("an enum with odd words", "{ some { odd name } }", [Provider()]),
    ("an enum member as text", "{ many { name } }", [Provider(name=State.DRAFT)]),
    ("an exception as attribute", "{ some { note name } }", [Provider(note=ValueError("as a value"))]),
    ("an exception as item", "{ some { name } }", [ValueError("as an item"), Provider()]),
    ("an exception with __typename", "{ some { __typename } }", [ValueError("as an item"), Provider()]),
    ("an attribute that raises", "{ many { name broken } }", [Provider()]),
    ("an attribute that is missing", "{ some { name } }", [object(), Provider()]),
    ("aliases", "{ many { naam: name bedrag: amountCents adres: address { plaats: city } } }", [Provider()]),
    ("two names for one attribute", "{ many { a: name b: name } }", [Provider()]),
    (
        "fragments",
        "{ many { ...A ... on Provider { id } } } fragment A on Provider { name address { city } }",
        [Provider()],
    ),
    ("selections that merge", "{ many { address { city } name address { street } } }", [Provider()]),
    (
        "__typename",
        "{ many { __typename name address { __typename soort: __typename city } } }",
        [Provider()],
    ),
    (
        "include and skip",
        "query($on: Boolean = false) { many { name id @include(if: $on) since @skip(if: $on) } }",
        [Provider()],
    ),
    ("a skipped object", "{ many { name address @skip(if: true) { city } } }", [Provider()]),
    ("a permission", "{ some { name secret } }", [Provider()]),
    ("a resolver", "{ many { name shout } }", [Provider(), Provider(name="b")]),
    (
        "an async field with an argument",
        "{ many { name later(times: 3) address { city } } }",
        [Provider(), Provider()],
    ),
    (
        "a resolver between attributes",
        "{ many { name shout id later since x: name } }",
        [Provider(), Provider()],
    ),
    (
        "a resolver beside a surprise",
        "{ some { name shout id address { city } later } }",
        [Provider(id=5), Provider(address=Address(city=None))],
    ),
    (
        "a permission beside a surprise",
        "{ some { name secret since amountCents } }",
        [Provider(since=5), Provider(), None],
    ),
    (
        "a resolver in a nested object",
        "{ many { name parent { name id shout } } }",
        [Provider(parent=Provider(id=None)), Provider(parent=Provider())],
    ),
    ("objects that come later", "{ waited { name address { city } } }", [Provider(), Provider(name=None)]),
    (
        "a nested object of its own type",
        "{ many { name parent { name parent { name } } } }",
        [Provider(parent=Provider())],
    ),
    ("lists in lists", "{ some { grid tags } }", [Provider(grid=[[1], ["x"]]), Provider(tags=("a",))]),
    ("a text where a list belongs", "{ some { tags } }", [Provider(tags="ab")]),
    ("leaves", "{ names amounts }", [Provider(), Provider(name=None)]),
    ("an interface", "{ named { __typename name ... on Citizen { age } } }", [CitizenRow(), Provider()]),
    ("types that know their objects", "{ citizens { name age } }", [CitizenRow(), CitizenRow(age=None)]),
    ("an object of another type", "{ offices { name address { city } } }", [Provider(), CitizenRow()]),
    ("a set", "{ some { tags } }", [Provider(tags={"a"})]),
]


async def answer(schema: strawberry.Schema, query: str, root: list[Any]) -> tuple[bytes, list[Any]]:
    """The data as it would travel, and the errors with their places."""
    result = await schema.execute(query, root_value=root)
    return ENCODER.encode(result.data), [error.formatted for error in result.errors or ()]


@pytest.mark.parametrize(("query", "root"), [one[1:] for one in QUERIES], ids=[one[0] for one in QUERIES])
async def test_both_executors_answer_alike(query: str, root: list[Any]) -> None:
    """Data and errors are the same, whatever the attributes hold."""
    assert await answer(SHAPED, query, root) == await answer(PLAIN, query, root)


async def test_plain_attributes_are_read_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of plain objects is one conversion, not one for every object and field."""
    calls: list[Any] = []
    convert = shaped._convert

    def counted(value: Any, shape: Any) -> Any:
        calls.append(value)
        return convert(value, shape)

    monkeypatch.setattr(shaped, "_convert", counted)
    data, errors = await answer(SHAPED, f"{{ many {{ {ALL} }} }}", [Provider() for _ in range(100)])
    assert (len(calls), errors) == (1, [])
    assert data.count(b'"lumpSum"') == 100


async def test_a_hook_on_every_field_is_not_passed_over() -> None:
    """With an extension that resolves, each field goes through it."""
    seen: list[str] = []

    class Watching(SchemaExtension):
        def resolve(self, _next: Any, root: Any, info: Any, *args: Any, **kwargs: Any) -> Any:
            seen.append(info.field_name)
            return _next(root, info, *args, **kwargs)

    schema = strawberry.Schema(
        Query,
        config=config(),
        types=[Citizen, Office],
        execution_context_class=ShapedExecutor,
        extensions=[Watching],
    )
    await schema.execute("{ many { name } }", root_value=[Provider()])
    assert seen == ["many", "name"]


def test_the_methods_it_leans_on_are_there() -> None:
    """A release of graphql-core that renames one of them would silently switch the fast path off."""
    for name in (
        "complete_iterable_value",
        "complete_object_value",
        "complete_abstract_value",
        "execute_fields",
        "collect_subfields",
    ):
        assert callable(getattr(StrawberryGraphQLCoreExecutionContext, name))
        assert name == "collect_subfields" or name in vars(ShapedExecutor)


def test_every_leaf_of_the_house_is_on_the_fast_path() -> None:
    """A scalar that the encoder writes as it is must be in LEAVES, or its objects are slow."""
    names = {definition.name for definition in config().scalar_map.values()}
    assert names | {"String", "Int", "Boolean", "ID"} == shaped.LEAVES.keys()
