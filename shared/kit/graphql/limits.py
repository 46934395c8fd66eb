"""What a query may ask: depth, aliases, repetitions, page size, tokens and cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema

from shared.errors import InvalidInput, Text

ARGUMENT = "first"
UNPAGED = 10  # how many items a list without `first` is reckoned to have
INTROSPECTED = 40  # what a field of the schema itself costs: the standard query of 220 fields fits once
MOST_ENTITIES = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one schema, published at `GET /v1/graphql/limits`."""

    depth: int = 10
    aliases: int = 30
    repeats: int = 100
    tokens: int = 2_000
    first: int = 100
    cost: int = 10_000
    introspection: bool = True

    def __str__(self) -> str:
        return (
            f"Grenzen: diepte {self.depth}, aliassen {self.aliases}, herhalingen {self.repeats}, tokens {self.tokens}, "
            f"`first` {self.first}, kosten {self.cost} (velden × `first`)."
        )


class QueryTooDeep(InvalidInput):
    """Selections nest deeper than the limit."""

    code = "graphql-too-deep"
    title = Text("De zoekvraag is te diep", "The query is too deep")
    detail = Text(
        "De zoekvraag nest {found} niveaus; het maximum is {limit}.",
        "The query nests {found} levels; the maximum is {limit}.",
    )
    mend = Text(
        "Vraag diepere onderdelen in een tweede vraag.", "Ask for the deeper parts in a second query."
    )
    rule = "DON GraphQL 1"


class TooManyAliases(InvalidInput):
    """More aliases than the limit."""

    code = "graphql-too-many-aliases"
    title = Text("De zoekvraag heeft te veel aliassen", "The query has too many aliases")
    detail = Text(
        "De zoekvraag heeft {found} aliassen; het maximum is {limit}.",
        "The query has {found} aliases; the maximum is {limit}.",
    )
    mend = Text("Verdeel de vraag over meer verzoeken.", "Spread the query over more requests.")
    rule = "DON GraphQL 1"


class TooManyRepeats(InvalidInput):
    """The same field stands beside itself more often than the limit: comparing them all takes the square of their number."""

    code = "graphql-too-many-repeats"
    title = Text("De zoekvraag herhaalt velden te vaak", "The query repeats fields too often")
    detail = Text(
        "De zoekvraag noemt {found} keer een veld dat er al naast staat; het maximum is {limit}.",
        "The query names {found} times a field that stands beside it already; the maximum is {limit}.",
    )
    mend = Text("Noem elk veld één keer.", "Name every field once.")
    rule = "DON GraphQL 1"


class PageTooLarge(InvalidInput):
    """`first` is not between 1 and the limit."""

    code = "graphql-page-too-large"
    title = Text("De pagina is te groot", "The page is too large")
    detail = Text(
        "`first` is {found}; het ligt tussen 1 en {limit}.",
        "`first` is {found}; it lies between 1 and {limit}.",
    )
    mend = Text(
        "Vraag een kleinere pagina en blader verder met `after`.",
        "Ask for a smaller page and go on with `after`.",
    )
    rule = "DON GraphQL 1"


class QueryTooCostly(InvalidInput):
    """The fields times their page sizes come to more than the limit."""

    code = "graphql-too-costly"
    title = Text("De zoekvraag is te duur", "The query costs too much")
    detail = Text(
        "De zoekvraag kost {found} (velden × `first`); het maximum is {limit}.",
        "The query costs {found} (fields × `first`); the maximum is {limit}.",
    )
    mend = Text("Vraag minder velden of kleinere pagina's.", "Ask for fewer fields or smaller pages.")
    rule = "DON GraphQL 2"


def guard_pages(schema: GraphQLSchema, most: int) -> None:
    """Check `first` again when a variable or a default has given it, before the resolver is called."""
    for type_ in schema.type_map.values():
        for field in getattr(type_, "fields", {}).values():
            if ARGUMENT in getattr(field, "args", ()) and field.resolve:
                field.resolve = _guarded(field.resolve, most)


def _guarded(resolve: Callable[..., Any], most: int) -> Callable[..., Any]:
    # By position only: an argument of the field may be called source too.
    def guarded(source: Any, info: Any, /, **arguments: Any) -> Any:
        asked = arguments.get(ARGUMENT)
        if asked is not None and not 1 <= asked <= most:
            raise PageTooLarge(found=asked, limit=most)
        return resolve(source, info, **arguments)

    return guarded
