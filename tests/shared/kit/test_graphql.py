"""A schema of the house: scalars, loaders, connections, entities and mutations, over plain domain objects."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
import strawberry
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from shared.kit.auth import Actor
from shared.kit.context import Answer, Context, Replayed, Retry
from shared.kit.graphql import Cents, Connection, connection, context_of, graphql_schema, loader, mutate
from shared.kit.graphql import executor as shaped
from shared.kit.pages import Page
from shared.kit.problems import KeyMissing, PreconditionFailed

ENCODER = msgspec.json.Encoder(enc_hook=str)
ACTOR = Actor(
    client_id="tests",
    organisations=("00000099000000000001",),
    scopes=frozenset(),
    end_user="jo",
    subject="tests",
    issuer="self",
    token_id="1",
)
RETRY = Retry("one", "POST /v1/graphql", b"hash")


def id_of(number: int) -> UUID:
    """A UUID that a test can read."""
    return UUID(int=number)


@dataclass(frozen=True, slots=True)
class Provider:
    """The domain's provider."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Contract:
    """The domain's contract."""

    id: UUID
    amount_cents: int
    signed_on: date
    provider_id: UUID
    version: int = 1


class ContractAnswer(BaseModel):
    """The contract as it travels over REST."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    id: UUID
    amount_cents: int
    signed_on: date
    provider_id: UUID
    version: int


CONTRACTS = [Contract(id_of(n), n * 10**10, date(2026, 1, n), id_of(100 + n % 2)) for n in range(1, 6)]
BATCHES: list[list[UUID]] = []
LINES: list[list[UUID]] = []


async def providers_of(ctx: Context, keys: list[UUID]) -> dict[UUID, Provider]:
    """The batch operation behind the loader; it knows providers 100 and 101."""
    assert ctx.actor is ACTOR
    BATCHES.append(keys)
    return {key: Provider(key, f"provider {key.int}") for key in keys if key.int in (100, 101)}


async def lines_of(ctx: Context, keys: list[UUID]) -> dict[UUID, list[int]]:
    """Lines of some contracts."""
    LINES.append(keys)
    return {key: [key.int] for key in keys if key.int % 2}


@strawberry.federation.type(name="Provider", keys=["id"])
class ProviderType:
    """An entity that another service may refer to."""

    id: UUID
    name: str

    @classmethod
    def resolve_reference(cls, info: strawberry.Info, id: str) -> Any:
        """By loader: all references of a request in one batch."""
        return loader(info, "providers", providers_of).load(UUID(id))


@strawberry.federation.type(name="Contract", keys=["id"])
class ContractType:
    """An entity with a loader, and attributes of the domain's dataclass."""

    id: UUID
    amount_cents: Cents
    signed_on: date
    version: int

    @strawberry.field(graphql_type=ProviderType | None)  # type: ignore[untyped-decorator]
    async def provider(self: Any, info: strawberry.Info) -> Any:
        """One provider, with those of the other contracts."""
        return await loader(info, "providers", providers_of).load(self.provider_id)

    @strawberry.field
    async def lines(self: Any, info: strawberry.Info) -> list[int]:
        """Many lines, or none."""
        found: list[int] = await loader(info, "lines", lines_of, many=True).load(self.id)
        return found


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    def contracts(
        self, first: int = 50, after: str | None = None, cursors: bool = False
    ) -> Connection[ContractType]:
        """A page of contracts."""
        page: Page[Any] = Page(CONTRACTS[:first], "next" if first < len(CONTRACTS) else None)
        return connection(page, (lambda one: f"c{one.id.int}") if cursors else None)

    @strawberry.field
    def echo(self, cents: Cents, day: date, moment: datetime, id: UUID, score: Decimal) -> list[str]:
        """What came in, as Python shows it."""
        return [repr(one) for one in (cents, day, moment, id, score)]

    @strawberry.field
    def moment(self) -> datetime:
        """An instant."""
        return datetime(2026, 1, 1, 12, tzinfo=UTC)

    @strawberry.field
    def score(self) -> Decimal:
        """A decimal."""
        return Decimal("7.50")


SEEN: list[Context] = []
DONE: dict[str, Contract] = {}


async def sign(ctx: Context) -> Contract:
    """An operation that answers the same key with the stored version, as a transaction does."""
    SEEN.append(ctx)
    assert ctx.retry is not None
    if ctx.expected_version not in (None, 1):
        raise PreconditionFailed()
    if stored := DONE.get(ctx.retry.key):
        body = ContractAnswer.model_validate(stored, from_attributes=True).model_dump_json(by_alias=True)
        raise Replayed(Answer(200, body.encode(), stored.version, stored.id))
    DONE[ctx.retry.key] = replace(CONTRACTS[0], version=2)
    return DONE[ctx.retry.key]


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry.mutation(graphql_type=ContractType)  # type: ignore[untyped-decorator]
    async def sign(self, info: strawberry.Info, version: int | None = None) -> Any:
        """Sign the contract."""
        return await mutate(info, sign, ContractAnswer, version=version)


SCHEMA = graphql_schema(Query, Mutation, types=[ProviderType, ContractType])


@pytest.fixture(autouse=True)
def _afresh() -> None:
    for seen in (BATCHES, LINES, SEEN):
        seen.clear()
    DONE.clear()


async def ask(query: str, retry: Retry | None = None, **variables: Any) -> tuple[Any, list[Any]]:
    """Data as a client reads it, and what went wrong."""
    ctx = Context(cast("Any", None), ACTOR, retry=retry)
    result = await SCHEMA.execute(query, variables, context_value={"context": ctx, "loaders": {}})
    return msgspec.json.decode(ENCODER.encode(result.data)), list(result.errors or ())


async def test_cents_go_beyond_an_int() -> None:
    """€ 100 000 000,00 is a JSON integer, which GraphQL's Int would refuse."""
    data, errors = await ask("{ contracts(first: 1) { nodes { amountCents signedOn } } }")
    assert (data["contracts"]["nodes"], errors) == ([{"amountCents": 10**10, "signedOn": "2026-01-01"}], [])


async def test_scalars_come_in_as_domain_values() -> None:
    """Literals and variables become int, date, datetime in UTC, UUID and Decimal."""
    query = "query($d: Date!, $s: Decimal!) { echo(cents: 9007199254740993, day: $d, score: $s, "
    query += 'moment: "2026-01-01T12:00:00+01:00", id: "00000000-0000-0000-0000-000000000001") }'
    data, errors = await ask(query, d="2026-01-31", s="7.25")
    assert errors == []
    assert data["echo"] == [
        "9007199254740993",
        "datetime.date(2026, 1, 31)",
        "datetime.datetime(2026, 1, 1, 11, 0, tzinfo=datetime.timezone.utc)",
        "UUID('00000000-0000-0000-0000-000000000001')",
        "Decimal('7.25')",
    ]


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Cents", "cents", 1.5),
        ("Cents", "cents", "1"),
        ("Cents", "cents", True),
        ("Cents", "cents", 2**63),
        ("Date", "day", "2026-02-30"),
        ("Date", "day", "20260101"),
        ("Date", "day", 5),
        ("DateTime", "moment", "2026-01-01T12:00:00"),
        ("UUID", "id", "1"),
        ("Decimal", "score", 7.5),
        ("Decimal", "score", "1e9"),
        ("Decimal", "score", "NaN"),
    ],
)
async def test_scalars_refuse_what_they_cannot_mean(kind: str, name: str, value: Any) -> None:
    """A float of cents, a 30th of February, an instant without offset, a decimal as float: all refused."""
    good = {
        "cents": "1",
        "day": '"2026-01-01"',
        "moment": '"2026-01-01T12:00:00Z"',
        "id": f'"{id_of(1)}"',
        "score": '"1"',
    }
    arguments = ", ".join(f"{key}: {'$x' if key == name else text}" for key, text in good.items())
    data, errors = await ask(f"query($x: {kind}!) {{ echo({arguments}) }}", x=value)
    assert data is None
    assert len(errors) == 1
    assert "$x" in errors[0].message


async def test_instants_and_decimals_travel_as_text() -> None:
    """UTC with Z, and a decimal that keeps its digits."""
    assert await ask("{ moment score }") == ({"moment": "2026-01-01T12:00:00Z", "score": "7.50"}, [])


async def test_a_connection_is_one_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nodes and page info of plain attributes stay on the fast path."""
    calls: list[Any] = []
    convert = shaped._convert

    def counted(value: Any, shape: Any) -> Any:
        calls.append(value)
        return convert(value, shape)

    monkeypatch.setattr(shaped, "_convert", counted)
    data, errors = await ask(
        "{ contracts(first: 2) { nodes { version } pageInfo { hasNextPage endCursor } } }"
    )
    assert errors == []
    assert data["contracts"] == {
        "nodes": [{"version": 1}, {"version": 1}],
        "pageInfo": {"hasNextPage": True, "endCursor": "next"},
    }
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("cursors", "expected", "end"), [(True, ["c1", "c2"], "next"), (False, [None, "next"], "next")]
)
async def test_edges_have_cursors(cursors: bool, expected: list[Any], end: str) -> None:
    """Each its own where the page can make one, else only the last."""
    query = "query($c: Boolean!) { contracts(first: 2, cursors: $c) "
    query += "{ edges { cursor node { version } } pageInfo { endCursor } } }"
    data, errors = await ask(query, c=cursors)
    assert errors == []
    assert [edge["cursor"] for edge in data["contracts"]["edges"]] == expected
    assert data["contracts"]["pageInfo"]["endCursor"] == end


async def test_the_last_page_ends() -> None:
    """No next page; the end cursor is the last item's own where there is one."""
    query = "query($c: Boolean!) { contracts(cursors: $c) { pageInfo { hasNextPage endCursor } } }"
    assert (await ask(query, c=True))[0]["contracts"]["pageInfo"] == {"hasNextPage": False, "endCursor": "c5"}
    assert (await ask(query, c=False))[0]["contracts"]["pageInfo"] == {
        "hasNextPage": False,
        "endCursor": None,
    }


async def test_a_loader_asks_once_for_a_level() -> None:
    """Five contracts with two providers cost one batch of two keys; unknown keys are null or empty."""
    data, errors = await ask("{ contracts { nodes { provider { name } lines } } }")
    assert errors == []
    assert [len(keys) for keys in BATCHES] == [2]
    assert [len(keys) for keys in LINES] == [5]
    assert data["contracts"]["nodes"][:2] == [
        {"provider": {"name": "provider 101"}, "lines": [1]},
        {"provider": {"name": "provider 100"}, "lines": []},
    ]


async def test_references_share_one_batch() -> None:
    """`_entities` resolves through the loader, and unknown references are null."""
    references = [{"__typename": "Provider", "id": str(id_of(n))} for n in (100, 101, 7)]
    query = (
        "query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Provider { id name } } }"
    )
    data, errors = await ask(query, r=references)
    assert errors == []
    assert [one and one["name"] for one in data["_entities"]] == ["provider 100", "provider 101", None]
    assert [len(keys) for keys in BATCHES] == [3]


async def test_a_reference_with_a_bad_key_fails_alone() -> None:
    """One representation that cannot be read leaves the others."""
    references = [{"__typename": "Provider", "id": "x"}, {"__typename": "Provider", "id": str(id_of(100))}]
    query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Provider { name } } }"
    data, errors = await ask(query, r=references)
    assert data == {"_entities": [None, {"name": "provider 100"}]}
    assert [error.path for error in errors] == [["_entities", 0]]


@pytest.mark.parametrize(
    "reference",
    [{"__typename": "Nothing", "id": "x"}, {"__typename": "Query", "id": "x"}, {"id": "x"}, {"__typename": "Provider"}, {"__typename": 1}],
)  # fmt: skip
async def test_a_reference_that_names_no_entity_is_the_client_s_fault(reference: dict[str, Any]) -> None:
    """A type of another graph, no type, or no key: told as such, and the other references are answered."""
    references = [reference, {"__typename": "Provider", "id": str(id_of(100))}]
    query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Provider { name } } }"
    data, errors = await ask(query, r=references)
    assert data == {"_entities": [None, {"name": "provider 100"}]}
    assert [error.original_error.code for error in errors] == ["graphql-entity-unreadable"]


async def test_too_many_references_are_refused() -> None:
    """1,001 references never reach the loader."""
    references = [{"__typename": "Provider", "id": str(id_of(100))}] * 1_001
    _, errors = await ask(
        "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }", r=references
    )
    assert errors[0].original_error.code == "graphql-page-too-large"
    assert BATCHES == []


async def test_the_subgraph_is_federation_2_9() -> None:
    """The SDL links version 2.9 and names the keys."""
    sdl = (await ask("{ _service { sdl } }"))[0]["_service"]["sdl"]
    assert "federation/v2.9" in sdl
    assert 'type Contract @key(fields: "id")' in sdl


async def test_each_mutation_field_has_its_own_key() -> None:
    """Two fields of one request are two operations with keys of their own, and one shared actor."""
    _, errors = await ask("mutation { a: sign { version } b: sign(version: 1) { version } }", RETRY)
    assert errors == []
    assert [(ctx.retry and ctx.retry.key, ctx.expected_version) for ctx in SEEN] == [
        ("one/a", None),
        ("one/b", 1),
    ]
    assert {ctx.retry.method_path for ctx in SEEN if ctx.retry} == {"POST /v1/graphql"}


async def test_a_repeated_mutation_answers_the_same() -> None:
    """The stored answer is read back with all its types, loaders included."""
    query = "mutation { sign { id amountCents signedOn version provider { name } } }"
    first = await ask(query, RETRY)
    again = await ask(query, RETRY)
    assert first[1] == []
    assert again == first
    assert first[0]["sign"]["provider"] == {"name": "provider 101"}


async def test_a_mutation_needs_a_key() -> None:
    """Without Idempotency-Key nothing is done."""
    data, errors = await ask("mutation { sign { version } }")
    assert data is None
    assert isinstance(errors[0].original_error, KeyMissing)
    assert SEEN == []


async def test_a_dry_run_needs_no_key() -> None:
    """Nothing is kept, so nothing can be repeated."""
    found: list[Context] = []

    async def dry(ctx: Context) -> Contract:
        found.append(ctx)
        return CONTRACTS[0]

    @strawberry.type
    class Trying:
        @strawberry.mutation(graphql_type=ContractType)  # type: ignore[untyped-decorator]
        async def sign(self, info: strawberry.Info) -> Any:
            return await mutate(info, dry, ContractAnswer)

    ctx = Context(cast("Any", None), ACTOR, dry_run=True)
    schema = graphql_schema(Query, Trying)
    result = await schema.execute(
        "mutation { sign { version } }", context_value={"context": ctx, "loaders": {}}
    )
    assert result.errors is None
    assert [(one.retry, one.dry_run) for one in found] == [(None, True)]


async def test_a_mutation_refused_leaves_the_others() -> None:
    """One outdated version fails its own field; with nullable fields the other would stand."""
    _, errors = await ask("mutation { a: sign { version } b: sign(version: 9) { version } }", RETRY)
    assert [error.path for error in errors] == [["b"]]
    assert isinstance(errors[0].original_error, PreconditionFailed)
    assert list(DONE) == ["one/a"]


async def test_loaders_forget_after_a_mutation() -> None:
    """What was read before a change is read again after it."""
    await ask("mutation { a: sign { provider { name } } b: sign { provider { name } } }", RETRY)
    assert [len(keys) for keys in BATCHES] == [1, 1]


async def test_a_loader_gets_the_request_context() -> None:
    """A resolver finds the context where the loader does."""
    found: list[Context] = []

    @strawberry.type
    class Asking:
        @strawberry.field
        def who(self, info: strawberry.Info) -> str:
            found.append(context_of(info))
            return found[0].actor.client_id

    ctx = Context(cast("Any", None), ACTOR)
    result = await graphql_schema(Asking).execute("{ who }", context_value={"context": ctx, "loaders": {}})
    assert (result.data, found) == ({"who": "tests"}, [ctx])
