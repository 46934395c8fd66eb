"""The routes of a plain resource (`shared/kit/plain.py`): search, register, register under a reference, read, change, explain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType, NoneType
from typing import Annotated, Any, get_args
from uuid import UUID

from fastapi import Path, Query
from pydantic.alias_generators import to_camel
from starlette.responses import Response

from shared.errors import Problem, PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain import Plain, given, signed
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference, Written


@dataclass(frozen=True, slots=True)
class Words:
    """What the document says of a plain resource: what it is, an example of each body, a sentence for each filter, what can go wrong."""

    about: str
    example: Mapping[str, Any]
    filters: Mapping[str, str]
    problems: Sequence[type[Problem]] = ()
    change_example: Mapping[str, Any] = field(default_factory=dict)


def plain_routes(router: Router, plain: Plain, operations: ModuleType, words: Words) -> None:
    """Add the routes; AssertionError where the filters in words are not those of the list operation."""
    assert list(plain.filters(operations)) == list(words.filters), f"{plain.many}: {list(words.filters)}"
    _reading(router, plain, operations, words)
    if plain.new is not None:
        _registering(router, plain, operations, words)
    if plain.change is not None:
        _changing(router, plain, operations, words)


def _filter(name: str, kind: Any, words: str) -> Any:
    alias = "externalReference" if name == "reference" else to_camel(name)
    # A bare str or int would let through what the database cannot hold.
    inside = [one for one in get_args(kind) or (kind,) if one is not NoneType]
    bounds: dict[str, Any] = {}
    found: Any = kind
    if name == "reference":
        found = Reference | None
    elif inside == [str]:
        found, bounds = Written | None, {"max_length": 200}
    elif inside == [int]:
        bounds = {"ge": 1900, "le": 2199} if name == "year" else {"ge": 0, "le": 1_000_000}
    return given(name, Annotated[found, Query(alias=alias, description=words, **bounds)], None)


def _reading(router: Router, plain: Plain, operations: ModuleType, words: Words) -> None:
    listing, reading = plain.operation(operations, "list"), plain.operation(operations, "get")
    identity = f"{plain.one}_id"

    async def many(ctx: Any, request: Any, **filters: Any) -> Response:
        """A page."""
        return page(ctx, plain.model, await listing(ctx, request, **filters))

    async def one(ctx: Any, **named: UUID) -> Response:
        """One of them."""
        return answer(ctx, plain.model, await reading(ctx, named[identity]))

    async def why(ctx: Any, **named: UUID) -> Response:
        """Why it is what it is."""
        await reading(ctx, named[identity])
        return await explained(ctx, named[identity])

    filters = [_filter(name, kind, words.filters[name]) for name, kind in plain.filters(operations).items()]
    asked = [given("ctx", Ctx), given("request", PageQuery), *filters]
    router.get(
        "",
        scope=plain.read,
        summary=f"Zoek {plain.dutch_many} ({plain.many.replace('_', ' ')})",
        description=words.about,
        answer=plain.model,
        page=True,
    )(signed(many, f"list_{plain.many}", asked, Response, listing))
    by_id = [given("ctx", Ctx), given(identity, UUID)]
    router.get(
        f"/{{{identity}}}",
        scope=plain.read,
        summary=f"Lees een {plain.dutch} ({plain.english})",
        answer=plain.model,
        problems=[plain.missing],
    )(signed(one, f"get_{plain.one}", by_id, Response, reading))
    if plain.derivation:
        router.get(
            f"/{{{identity}}}/derivation",
            scope=plain.read,
            summary=f"Waarom een {plain.dutch} is wat die is (derivation)",
            answer=DerivationAnswer,
            problems=[plain.missing],
        )(signed(why, f"get_{plain.one}_derivation", by_id, Response, reading))


def _registering(router: Router, plain: Plain, operations: ModuleType, words: Words) -> None:
    registering = plain.operation(operations, "register")

    async def register(ctx: Any, body: Any) -> Response:
        """Register one."""
        made = await registering(ctx, body)
        return answer(ctx, plain.model, made, 201, f"/v1{plain.path}/{made.id}")

    async def put(ctx: Any, reference: str, body: Any) -> Response:
        """Register one under a reference of one's own."""
        return await register(ctx, body.model_copy(update={"external_reference": reference}))

    problems: list[type[Problem]] = [PurchaserOnly, ReferenceUsed, *words.problems]
    context, body = given("ctx", Ctx), given("body", plain.new)
    router.post(
        "",
        scope=plain.write,
        summary=f"Leg een {plain.dutch} vast ({plain.english})",
        description=words.about,
        answer=plain.model,
        status=201,
        problems=problems,
        example=dict(words.example),
        dry_run=True,
    )(signed(register, f"register_{plain.one}", [context, body], Response, registering))
    own = f"Het eigen kenmerk van de {plain.dutch}."
    reference = given("reference", Annotated[Reference, Path(description=own)])
    router.put(
        "/by-reference/{reference:path}",
        scope=plain.write,
        summary=f"Leg een {plain.dutch} vast onder een eigen kenmerk (externalReference)",
        description="Veilig te herhalen: hetzelfde komt terug; een andere inhoud wordt geweigerd.",
        answer=plain.model,
        status=201,
        problems=problems,
        example=dict(words.example),
        if_match=False,
        dry_run=True,
    )(signed(put, f"put_{plain.one}", [context, reference, body], Response, registering))


def _changing(router: Router, plain: Plain, operations: ModuleType, words: Words) -> None:
    changing, identity = plain.operation(operations, "change"), f"{plain.one}_id"

    async def change(ctx: Any, body: Any, **named: UUID) -> Response:
        """Change one."""
        return answer(ctx, plain.model, await changing(ctx, named[identity], body))

    router.patch(
        f"/{{{identity}}}",
        scope=plain.write,
        summary=f"Wijzig een {plain.dutch} (change)",
        description="Een JSON Merge Patch op de versie in If-Match: wat u weglaat blijft staan.",
        answer=plain.model,
        problems=[plain.missing, PurchaserOnly, *words.problems],
        example=dict(words.change_example),
        dry_run=True,
    )(
        signed(
            change,
            f"change_{plain.one}",
            [given("ctx", Ctx), given(identity, UUID), given("body", plain.change)],
            Response,
            changing,
        )
    )
