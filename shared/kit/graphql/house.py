"""What every graph shares: the page a field asks for, and the derivation of anything."""

# No postponed annotations: strawberry reads these types.
from collections.abc import Mapping
from typing import cast
from uuid import UUID

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from shared.kit.context import Context
from shared.kit.disclosing import explanations
from shared.kit.graphql.limits import PageTooLarge
from shared.kit.graphql.loaders import context_of, loader
from shared.kit.graphql.models import BY_HAND
from shared.kit.pages import MAX_LIMIT, unseal
from shared.kit.rows import PageRequest
from shared.schemas.common import DerivationStep as Told
from shared.schemas.common import camel_keys
from shared.values.derivation import Derivation as Steps
from shared.values.derivation import render


@strawberry.type(description="Eén stap van een afleiding: de regel, de zin en de uitkomst")
class DerivationStep:
    """One step of a derivation."""

    rule: str
    sentence: str
    inputs: JSON
    result: JSON | None


# A derivation inside another answer is shown by the same type.
BY_HAND[Told] = DerivationStep


@strawberry.type(description="Waarom een bedrag of oordeel is wat het is")
class Derivation:
    """Why an amount or a verdict is what it is."""

    version: int
    steps: list[DerivationStep]


def page_of(ctx: Context, first: int, after: str | None) -> PageRequest:
    """The page that a field asks for. Raises PageTooLarge, CursorInvalid."""
    if not 1 <= first <= MAX_LIMIT:
        raise PageTooLarge(found=first, limit=MAX_LIMIT)
    last = unseal(ctx.service.secret, after, ctx.actor.client_id, UUID)[0] if after else None
    return PageRequest(first, last)


async def _load(ctx: Context, subjects: list[UUID]) -> Mapping[UUID, tuple[int, Steps]]:
    async with ctx.read() as connection:
        return await explanations(ctx, connection, subjects)


async def derivation_of(info: Info, subject: UUID) -> Derivation:
    """The newest derivation of a subject, through a loader; without steps where nothing was computed."""
    found = await loader(info, "derivations", _load).load(subject)
    if found is None:
        return Derivation(version=1, steps=[])
    version, derivation = found
    language = context_of(info).language
    steps = [
        DerivationStep(
            rule=step.rule,
            sentence=render(step, language),
            inputs=cast("JSON", camel_keys(step.inputs)),
            result=step.result,
        )
        for step in derivation.steps
    ]
    return Derivation(version=version, steps=steps)
