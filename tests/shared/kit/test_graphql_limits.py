"""What a query may ask is weighed before a resolver runs."""

import time
from typing import Any

import pytest
import strawberry
from graphql import get_introspection_query

from shared.kit.graphql import Connection, Limits, connection, graphql_schema
from shared.kit.graphql.limits import QueryTooDeep
from shared.kit.pages import Page
from shared.kit.rates import points_of

CALLS: list[int] = []


@strawberry.type
class Node:
    """A type that contains itself."""

    name: str

    @strawberry.field
    def child(self) -> "Node":
        """One deeper."""
        return Node(name="child")

    @strawberry.field
    def children(self) -> list["Node"]:
        """A list without pages."""
        return [Node(name="child")]

    @strawberry.field
    def paged(self, first: int = 50) -> Connection["Node"]:
        """A page of them."""
        return connection(Page([Node(name="child")]))


@strawberry.type
class Query:
    """Where it begins."""

    @strawberry.field
    def node(self) -> Node:
        """Notes that SQL would have run."""
        CALLS.append(1)
        return Node(name="root")

    @strawberry.field
    def pick(self, numbers: list[int]) -> int:
        """Takes a long list."""
        return len(numbers)

    @strawberry.field
    def nodes(self, first: int = 50) -> Connection[Node]:
        """Notes how many were asked."""
        CALLS.append(first)
        return connection(Page([Node(name="root")] * first))


@strawberry.type
class Mutation:
    """What changes something."""

    @strawberry.mutation
    def change(self) -> int:
        """Notes that it was done."""
        CALLS.append(1)
        return 1


SCHEMA = graphql_schema(Query)
WRITING = graphql_schema(Query, Mutation)


@pytest.fixture(autouse=True)
def _afresh() -> None:
    CALLS.clear()


async def codes(query: str, schema: Any = SCHEMA, **variables: Any) -> list[str]:
    """The codes of the problems that the query meets, else the engine's sentences."""
    result = await schema.execute(query, variables, context_value={"loaders": {}})
    return [getattr(error.original_error, "code", error.message) for error in result.errors or ()]


def nested(depth: int) -> str:
    """A query with so many levels of selections."""
    return "{ node " + "{ child " * (depth - 1) + "{ name }" + " }" * depth


async def test_depth_ends_at_ten() -> None:
    """Ten levels run, eleven do not."""
    assert await codes(nested(10)) == []
    CALLS.clear()
    assert await codes(nested(11)) == ["graphql-too-deep"]
    assert CALLS == []


async def test_depth_counts_through_fragments() -> None:
    """A fragment does not hide levels, nor does one inside another or in place."""
    query = "{ node { ...A } } fragment A on Node { child { child { child { ... on Node { ...B } } } } } "
    query += (
        "fragment B on Node { child { child { child { child { child { child { child { name } } } } } } } }"
    )
    assert await codes(query) == ["graphql-too-deep"]


async def test_aliases_end_at_thirty() -> None:
    """Also when a fragment multiplies them."""
    thirty = " ".join(f"a{n}: name" for n in range(30))
    assert await codes(f"{{ node {{ {thirty} }} }}") == []
    assert await codes(f"{{ node {{ {thirty} x: name }} }}") == ["graphql-too-many-aliases"]
    sixteen = " ".join(f"a{n}: name" for n in range(16))
    query = f"{{ node {{ ...A child {{ ...A }} }} }} fragment A on Node {{ {sixteen} }}"
    assert await codes(query) == ["graphql-too-many-aliases"]


async def test_aliases_count_inside_introspection() -> None:
    """Listing every type many times is no way around."""
    many = " ".join(f"a{n}: types {{ name }}" for n in range(31))
    assert await codes(f"{{ __schema {{ {many} }} }}") == ["graphql-too-many-aliases"]


async def test_tokens_end_at_two_thousand() -> None:
    """A longer document is not even parsed to its end."""
    assert await codes("{ pick(numbers: [" + "1 " * 1_990 + "]) }") == []
    (sentence,) = await codes("{ pick(numbers: [" + "1 " * 2_000 + "]) }")
    assert "2000 tokens" in sentence


@pytest.mark.parametrize("first", [0, -1, 101, 10**9])
async def test_a_page_lies_between_one_and_a_hundred(first: int) -> None:
    """As literal, as variable and as a variable's default, the resolver is not called."""
    field = "nodes(first: $n) { nodes { name } }"
    assert await codes(f"{{ nodes(first: {first}) {{ nodes {{ name }} }} }}") == ["graphql-page-too-large"]
    assert await codes(f"query($n: Int = {first}) {{ {field} }}")
    if first < 2**31:
        assert await codes(f"query($n: Int!) {{ {field} }}", n=first) == ["graphql-page-too-large"]
    assert CALLS == []


async def test_a_whole_page_is_fine() -> None:
    """100 as literal and as variable."""
    assert await codes("query($n: Int!) { nodes(first: $n) { nodes { name } } }", n=100) == []
    assert CALLS == [100]


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ node { name } }", 2),
        ("{ nodes(first: 20) { nodes { name } } }", 1 + 1 + 20),
        ("{ nodes(first: 20) { nodes { name } pageInfo { hasNextPage } } }", 1 + 1 + 20 + 2),
        ("{ nodes(first: 20) { edges { cursor node { name } } } }", 1 + 1 + 20 * (1 + 2)),
        ("{ nodes { nodes { name } } }", 1 + 1 + 50),
        ("query($n: Int!) { nodes(first: $n) { nodes { name } } }", 1 + 1 + 100),
        ("{ nodes(first: 9) { nodes { paged(first: 8) { nodes { name } } } } }", 2 + 9 * (2 + 8)),
        ("{ nodes(first: 9) { ...F } } fragment F on NodeConnection { nodes { name } }", 1 + 1 + 9),
        ("{ node { children { children { name } } } }", 1 + 1 + 10 * (1 + 10)),
    ],
)
async def test_cost_is_fields_times_first(query: str, cost: int) -> None:
    """A variable costs as 100, a default as itself, a list without pages as 10; one more is refused."""
    assert await codes(query, graphql_schema(Query, limits=Limits(cost=cost)), n=1) == []
    CALLS.clear()
    schema = graphql_schema(Query, limits=Limits(cost=cost - 1))
    assert await codes(query, schema, n=1) == ["graphql-too-costly"]
    assert CALLS == []


async def test_fragments_that_multiply_are_weighed_quickly() -> None:
    """150 fragments that each spread the next twice would take 2¹⁵⁰ steps if each spread were walked."""
    query = "{ node { ...F0 } } " + " ".join(
        f"fragment F{n} on Node {{ ...F{n + 1} ...F{n + 1} }}" for n in range(150)
    )
    started = time.perf_counter()
    found = await codes(query + " fragment F150 on Node { name }")
    assert found == ["graphql-too-many-repeats", "graphql-too-costly"]
    assert time.perf_counter() - started < 10


async def test_fragments_in_a_circle_are_refused() -> None:
    """By graphql-core's own rule; the weighing survives it, as it does an unknown fragment."""
    query = "{ node { ...A } } fragment A on Node { child { ...B } } fragment B on Node { child { ...A } }"
    assert any("Cannot spread" in sentence for sentence in await codes(query))
    assert await codes("{ node { ...Nowhere } }") == ["Unknown fragment 'Nowhere'."]


async def test_unknown_fields_are_named() -> None:
    """The weighing leaves what does not exist to the engine."""
    (sentence,) = await codes("{ node { nonsense { deeper } } }")
    assert "nonsense" in sentence


async def test_introspection_is_open_unless_closed() -> None:
    """The standard query runs; a schema can close it."""
    assert await codes(get_introspection_query()) == []
    closed = graphql_schema(Query, limits=Limits(introspection=False))
    assert "introspection" in (await codes("{ __schema { types { name } } }", closed))[0]


async def test_introspection_cannot_go_round() -> None:
    """Lists inside lists of the schema itself are refused by graphql-core."""
    query = "{ __schema { types " + "{ fields { type " * 4 + "{ name }" + " } }" * 4 + " } }"
    assert "depth" in (await codes(query))[0]


async def test_a_known_query_is_not_weighed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was good is kept: the second time nothing is parsed, weighed or validated."""
    from shared.kit.graphql import documents

    parsed: list[str] = []
    before = documents.parse
    monkeypatch.setattr(
        documents, "parse", lambda text, **more: (parsed.append(text), before(text, **more))[1]
    )
    for _ in range(3):
        assert await codes("query OnlyOnce { node { name } }") == []
        assert await codes("query Wrong { nonsense }") != []
    assert parsed.count("query OnlyOnce { node { name } }") == 1
    assert parsed.count("query Wrong { nonsense }") == 3  # what is refused takes up no room


async def test_the_memory_of_documents_has_an_end() -> None:
    """However many large queries come by, a quarter of a million characters are kept, the newest of them."""
    schema = graphql_schema(Query)
    texts = [f"query Q{number} {{ node {{ name }} }} # {'x' * 90_000}" for number in range(6)]
    for text in texts:
        assert await codes(text, schema) == []
    assert list(schema.documents._known) == texts[-2:]


@pytest.mark.parametrize(
    "selection",
    [
        "{ node { " + "name " * 102 + "} }",
        "{ " + "node { name } " * 102 + "}",
        "{ node { " + "... on Node { name } " * 102 + "} }",
        "{ node { " + "...F " * 102 + "} } fragment F on Node { name }",
        "{ node { ...G } } fragment G on Node { child { " + "name " * 102 + "} }",
        "{ " + " ".join("node { child { name name } }" for _ in range(60)) + " }",
        "{ __schema { types { " + "name " * 102 + "} } }",
    ],
)
async def test_a_field_is_not_repeated_a_hundred_times(selection: str) -> None:
    """Comparing repeated fields takes the square of their number: they are refused before anything compares them."""
    assert await codes(selection) == ["graphql-too-many-repeats"]
    assert CALLS == []


async def test_repeats_that_people_write_are_fine() -> None:
    """A hundred, and fragments that share a field."""
    assert await codes("{ node { " + "name " * 101 + "} }") == []
    assert (
        await codes(
            "{ node { ...A ...B name } } fragment A on Node { name } fragment B on Node { name child { name } }"
        )
        == []
    )


async def test_a_bomb_is_refused_quickly() -> None:
    """Two thousand tokens that took graphql-core a second are refused in the time it takes to read them."""
    bombs = [
        "{ node { " + "child { name } " * 490 + "} }",
        "{ " + " ".join(f"unknown{number}" for number in range(1_900)) + " }",
        "{ node { name " + "@include(if: true) " * 280 + "} }",
        " ".join(f"fragment F{number} on Node {{ name }}" for number in range(240)) + " { __typename }",
    ]
    for bomb in bombs:
        started = time.thread_time()
        assert await codes(bomb) != []
        assert time.thread_time() - started < 2, bomb[:60]


async def test_introspection_costs_what_it_takes() -> None:
    """The standard query fits once; thirty under other names do not."""
    whole = get_introspection_query()
    assert await codes(whole) == []
    wide = "{ types { fields { name args { name type { name kind ofType { name } } } } } }"
    many = " ".join(f"a{number}: __schema {wide}" for number in range(30))
    assert await codes(f"{{ {many} }}") == ["graphql-too-costly"]


async def test_a_closed_schema_gives_no_hints() -> None:
    """Where introspection is off, an unknown field is not answered with the names of known ones."""
    (open_,) = await codes("{ node { nam } }")
    closed = graphql_schema(Query, limits=Limits(introspection=False))
    (told,) = await codes("{ node { nam } }", closed)
    assert "Did you mean" in open_ and "name" not in told.replace("named", "").split("'nam'")[1]


def test_the_limits_can_be_published() -> None:
    """One Dutch sentence with every figure."""
    assert str(Limits()) == (
        "Grenzen: diepte 10, aliassen 30, herhalingen 100, tokens 2000, `first` 100, kosten 10000 (velden × `first`)."
    )
    assert QueryTooDeep(found=11, limit=10).facts == {"found": 11, "limit": 10}


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("mutation { change }", 2),
        ("mutation { " + " ".join(f"c{number}: change" for number in range(29)) + " }", 30),
        ("mutation { ...F } fragment F on Mutation { a: change b: change ... on Mutation { c: change } }", 4),
        ("query { node { name } }", 1),
    ],
)
def test_check_37_each_mutation_costs_what_a_request_costs(text: str, points: int) -> None:
    """Check 37: a point for each, however they are written, beside what the document itself weighs."""
    assert points_of(WRITING.documents.find(text).costs[""]) == points


async def test_more_mutations_than_the_cost_allows_are_none() -> None:
    """A document with more writes than it may cost is refused whole: none of them is done."""
    limited = graphql_schema(Query, Mutation, limits=Limits(cost=500))
    assert await codes("mutation { a: change b: change c: change d: change e: change }", limited) == [
        "graphql-too-costly"
    ]
    assert CALLS == []
