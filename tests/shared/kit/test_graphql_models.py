"""Graph types made from wire models read and take what REST does."""

# No postponed annotations: strawberry reads the types of the query below.
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

import pytest
import strawberry
from pydantic import Field

from shared.kit.graphql import checked, graph_input, graph_type, graphql_schema
from shared.kit.problems import RequestInvalid
from shared.schemas.common import Cents, Day, Name, Wire


class Round(Wire):
    """A round thing."""

    shape: Literal["round"]
    radius: int = Field(ge=1)
    price_cents: Cents


class Square(Wire):
    """A thing with corners."""

    shape: Literal["square"]
    sides: list[Name] = Field(default=[])


Shape = Annotated[Round | Square, Field(discriminator="shape", title="Shape")]


class NewBox(Wire):
    """A box to make."""

    name: Name
    made_on: Day | None = None
    lid: Shape | None = None
    shapes: list[Shape] = Field(default=[])


class Box(NewBox):
    """A box."""

    number: int


@dataclass(frozen=True, slots=True)
class OneShape:
    """A shape of the domain: one dataclass for all."""

    shape: str
    radius: int | None = None
    price_cents: int | None = None
    sides: list[str] | None = None


@dataclass(frozen=True, slots=True)
class OneBox:
    """A box of the domain."""

    number: int
    name: str
    made_on: date | None = None
    lid: OneShape | None = None
    shapes: list[OneShape] = field(default_factory=list)


MADE = OneBox(
    1,
    "doos",
    date(2026, 1, 1),
    OneShape("round", radius=2, price_cents=2**40),
    [OneShape("square", sides=["a"]), OneShape("round", radius=3, price_cents=5)],
)
BoxType: Any = graph_type(Box, "Een doos")
NewBoxInput = Annotated[Any, strawberry.argument(graphql_type=graph_input(NewBox, "Een doos om te maken"))]
ChangeInput = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(NewBox, "Een wijziging", partial=True, name="BoxChange")),
]


@strawberry.type
class Query:
    """What can be asked here."""

    @strawberry.field(graphql_type=BoxType)
    def box(self) -> Any:
        """The box of the domain."""
        return MADE

    @strawberry.field
    def told(self, new: NewBoxInput) -> str:
        """What REST would have been sent."""
        return checked(NewBox, new).model_dump_json(by_alias=True, exclude_unset=True)

    @strawberry.field
    def changed(self, change: ChangeInput) -> str:
        """Only what the client sent."""
        return checked(NewBox, change).model_dump_json(by_alias=True, exclude_unset=True)


SCHEMA = graphql_schema(Query)


async def ask(query: str) -> Any:
    """The data of a query that must succeed."""
    answer = await SCHEMA.execute(query, context_value={"loaders": {}})
    assert answer.errors is None, answer.errors
    return answer.data


async def test_attributes_and_variants_are_read_from_the_domain() -> None:
    """One dataclass for all shapes shows as the type that its word says, with that type's fields."""
    shown = await ask(
        "{ box { number name madeOn lid { __typename ... on Round { radius priceCents } }"
        " shapes { ... on Square { sides } ... on Round { shape radius } } } }"
    )
    box = shown["box"]
    assert (box["number"], box["name"], box["madeOn"]) == (1, "doos", date(2026, 1, 1))
    assert (box["lid"].radius, box["lid"].price_cents) == (2, 2**40)
    assert [getattr(one, "sides", None) or one.radius for one in box["shapes"]] == [["a"], 3]


async def test_a_variant_is_given_under_its_word() -> None:
    """A @oneOf input becomes the object that REST takes; what was left out stays out."""
    shown = await ask(
        '{ told(new: {name: "doos", shapes: [{square: {sides: ["a"]}}, {round: {radius: 1, priceCents: 4}}]}) }'
    )
    assert shown["told"] == (
        '{"name":"doos","shapes":[{"shape":"square","sides":["a"]},{"shape":"round","radius":1,"priceCents":4}]}'
    )


async def test_exactly_one_variant_is_given() -> None:
    """Two words at once, or a word that is unknown, is refused before any work."""
    for given in ("{square: {}, round: {radius: 1, priceCents: 4}}", "{oval: {}}", "{}"):
        answer = await SCHEMA.execute(
            f'{{ told(new: {{name: "doos", lid: {given}}}) }}', context_value={"loaders": {}}
        )
        assert answer.errors


async def test_a_fault_is_located_as_rest_does() -> None:
    """The schema's own constraints hold for what came in by the graph."""
    with pytest.raises(RequestInvalid) as refused:
        checked(NewBox, {"name": "", "lid": None})
    assert [one.location for one in refused.value.errors] == ["#/name"]


async def test_a_change_carries_what_was_sent_and_no_more() -> None:
    """A merge patch knows null from absent."""
    assert (await ask('{ changed(change: {name: "kist", madeOn: null}) }'))["changed"] == (
        '{"name":"kist","madeOn":null}'
    )


def test_the_words_of_the_schema_are_those_of_rest() -> None:
    """Unions, inputs and scalars stand in the schema under the models' names."""
    printed = SCHEMA.as_str()
    assert "union Shape = Round | Square" in printed
    assert "input NewShape @oneOf {\n  round: NewRound\n  square: NewSquare\n}" in printed
    assert "priceCents: Cents!" in printed and "madeOn: Date" in printed


class NewShelf(Wire):
    """A shelf whose boxes the model fills when they are left out."""

    boxes: list[str] = Field(default=["doos", "kist"])
    labels: list[str] = Field(default=[])


def test_a_list_that_is_left_out_is_the_model_s_own_default() -> None:
    """Over the graph as over REST: what stands in the default is not replaced by nothing, and an empty list stays one."""
    given = graph_input(NewShelf, "Een plank")
    assert checked(NewShelf, given()).boxes == ["doos", "kist"]
    assert checked(NewShelf, given(boxes=[])).boxes == []
    assert checked(NewShelf, given()).labels == []
