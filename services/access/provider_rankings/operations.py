"""What happens to provider rankings: they follow the rankings of outcomes, and are read by who chooses."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.provider_rankings import rules, store
from services.access.provider_rankings.rules import ProviderRanking, ProviderRankingNotFound, RankedProvider
from services.access.provider_rankings.store import REGISTER
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas import outcomes
from shared.values.comparing import ComparedUnit
from shared.values.terms import Scope

PLAIN = Plain(
    one="provider_ranking",
    many="provider_rankings",
    dutch="ranglijst van aanbieders",
    dutch_many="ranglijsten van aanbieders",
    model=schemas.ProviderRanking,
    new=None,
    missing=ProviderRankingNotFound,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_provider_ranking(ctx: Context, ranking_id: UUID) -> ProviderRanking:
    """One ranking. Raises ProviderRankingNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, ranking_id)


@operation
async def list_provider_rankings(
    ctx: Context, page: PageRequest, *, indicator: str | None = None
) -> Slice[ProviderRanking]:
    """A page of the newest rankings, of one indicator when asked. Raises BsnRefused for a code that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(indicator)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, indicator=indicator)


@operation
async def apply_ranking(ctx: Context, fact: Fact) -> None:
    """Take over a ranking of providers that outcomes published; one of areas or teams is not for choosing by (R-X08, R-C43)."""
    told = fact.told(outcomes.Ranking)
    async with ctx.begin() as connection:
        if told.unit is not ComparedUnit.PROVIDER:
            return
        entries = [
            RankedProvider(
                rank=one.rank,
                provider=one.provider or one.unit,
                standing=one.standing,
                standing_998=one.standing_998,
                value=one.value,
                size=one.size,
            )
            for one in told.entries
        ]
        ranking = ProviderRanking(
            id=told.id,
            version=told.version,
            owner=fact.owner,
            external_reference=None,
            parties=told.parties,
            comparison_id=told.comparison_id,
            indicator=told.indicator,
            method=told.method,
            quarter_from=told.quarter_from,
            quarter_to=told.quarter_to,
            direction=told.direction,
            published_on=told.published_on,
            unit_count=told.unit_count,
            rankability=told.rankability,
            entries=rules.in_catalogue_order(entries),
        )
        await store.save_ranking(connection, ranking, ctx.actor.client_id)
