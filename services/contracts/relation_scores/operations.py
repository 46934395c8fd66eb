"""What a purchaser can do with scores of relations: score one, and find them with their advice."""

from __future__ import annotations

from uuid import UUID

from services.contracts.relation_scores import rules, store
from services.contracts.relation_scores.rules import RelationScore
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.steering import RelationAdvice
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewRelationScore.model_fields if name != "external_reference")
PLAIN = Plain(
    "relation_score",
    "relation_scores",
    "relatiescore",
    "relatiescores",
    schemas.RelationScore,
    schemas.NewRelationScore,
    rules.RelationScoreNotFound,
    derivation=True,
)


@operation
async def get_relation_score(ctx: Context, relation_score_id: UUID) -> RelationScore:
    """One score. Raises RelationScoreNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RELATION_SCORES.get(connection, relation_score_id)


@operation
async def list_relation_scores(
    ctx: Context,
    page: PageRequest,
    *,
    provider: str | None = None,
    advice: RelationAdvice | None = None,
    reference: str | None = None,
) -> Slice[RelationScore]:
    """A page of scores, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.RELATION_SCORES.page(
            connection, page, provider=provider, advice=advice, external_reference=reference
        )


@operation
async def register_relation_score(ctx: Context, new: schemas.NewRelationScore) -> RelationScore:
    """Score a relation; the advice follows (A-14.25).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    score = made(RelationScore, new, id=new_id(), version=1, owner=require_purchaser(ctx), parties=[])
    score, why = rules.advise(score)
    async with ctx.begin() as connection:
        return await store.RELATION_SCORES.enter(ctx, connection, score, "relation-scored", why, given=_GIVEN)
