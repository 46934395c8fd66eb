"""What assessments come to: steps, counts, what is missing, profiles, and how exactly they measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.outcomes.assessments import rules, store
from services.outcomes.assessments.operations.selecting import laid_down
from services.outcomes.assessments.rules import (
    Asked,
    AssessmentCounts,
    ClientSteps,
    MissingAssessment,
    ReliabilityNorm,
    SelfSufficiencyProfiles,
)
from services.outcomes.flows.rules import shown_days
from services.outcomes.indicators import store as indicators
from services.outcomes.measurements.rules import limit_for
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rights import OURSELVES
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import add_months
from shared.values.self_sufficiency import ProfileGrouping, Rater
from shared.values.terms import Scope

_DAY = timedelta(days=1)
_NORM = ("edition", "year", "rater", "reliability", "domain_reliability")


@operation
async def list_steps(ctx: Context, page: PageRequest, contract_id: UUID, asked: Asked) -> Slice[ClientSteps]:
    """A page of the steps of single clients, for who works with them and who pays by them (R-O02, G-51).

    A client with one assessment only has no steps, so a page may be shorter than asked. Raises ContractNotFound,
    EditionNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    rules.edition_of(asked.edition)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
        found = await store.page_taken(connection, page, contract_id, asked)
        ids = [taken[0].case_id for taken in found.items if taken]
        ended = await store.list_ended(connection, contract_id, ids, _over_before(asked, today))
    norm = await _norm(ctx, contract.owner, asked)
    thresholds = norm.thresholds if norm is not None else None
    made = []
    for taken in found.items:
        closed = any(one.moment is rules.CLOSING and one.rater is asked.rater for one in taken)
        blind = bool(taken) and taken[0].case_id in ended and not closed
        made.append(rules.client_steps(taken, asked, thresholds, closing_missing=blind))
    return Slice([one for one in made if one is not None], found.last)


def _over_before(asked: Asked, today: date) -> date:
    """Care that ended before this day is over, for what is asked and by now."""
    return min(asked.until + _DAY, today)


async def _norm(ctx: Context, owner: str, asked: Asked) -> ReliabilityNorm | None:
    """The reliability that the purchaser froze for the year: everybody is measured by the same."""
    speaking = ctx if ctx.actor.purchaser else ctx.acting_for(owner)
    async with speaking.read() as connection:
        return await store.find_norm(connection, owner, asked.edition, asked.until.year, asked.rater)


@operation
async def get_counts(ctx: Context, contract_id: UUID, asked: Asked) -> AssessmentCounts:
    """How the clients of a contract went: risers, equal, decliners, and whether the mean rises (R-O33, G-50, D-22).

    Who is no party to the contract sees whole quarters and no small numbers (F-08). Raises ContractNotFound,
    EditionNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    rules.edition_of(asked.edition)
    limit = limit_for(ctx.actor.kind, ctx.service.settings.small_number)
    asked = _shown(asked, limit)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
    norm = await _norm(ctx, contract.owner, asked)
    thresholds = norm.thresholds if norm is not None else {}
    async with ctx.read() as connection:
        clients, domains = await store.tally(
            connection, contract_id, asked, thresholds, _over_before(asked, today)
        )
    return rules.counts(contract_id, asked, clients, domains, today, limit=limit, frozen=norm is not None)


def _shown(asked: Asked, limit: int) -> Asked:
    """What is asked, over days that tell of no single person."""
    start, until = shown_days(asked.start, asked.until, limit)
    return replace(asked, start=start, until=until)


@operation
async def list_missing_assessments(
    ctx: Context, page: PageRequest, contract_id: UUID, rater: Rater = Rater.PROFESSIONAL
) -> Slice[MissingAssessment]:
    """A page of a contract's clients of whom an intake, progress or closing score is missing (R-O03).

    Nothing is missing where the municipality asks for nothing (F-03); a page may be shorter than asked. Raises
    ContractNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        contract = await indicators.get_contract(connection, contract_id)
        found = await store.page_courses(connection, page, contract_id, rater, today, add_months(today, -1))
    selections = await laid_down(ctx, [contract.owner], [one.grant_id for one in found.items])
    lacking = []
    for course in found.items:
        last = min(today, course.ended_on or today)
        selection = rules.holding(selections, course, max(last, course.started_on))
        if selection is not None:
            lacking.append(rules.missing(course, selection.progress_months, today))
    return Slice([one for one in lacking if one is not None], found.last)


@operation
async def get_profiles(
    ctx: Context, grouping: ProfileGrouping, asked: Asked, contract_id: UUID | None = None
) -> SelfSufficiencyProfiles:
    """The profiles of areas, target groups or contracts: distribution and mean per domain (R-O04, D-16, D-21).

    They are what gets published, so nobody but a sibling sees small numbers or other than whole quarters (F-08). Raises
    EditionNotFound.
    """
    ctx.require(Scope.OUTCOMES_READ)
    rules.edition_of(asked.edition)
    limit = 0 if ctx.actor.kind in OURSELVES else ctx.service.settings.small_number
    asked = _shown(asked, limit)
    async with ctx.read() as connection:
        tallies = await store.tally_levels(connection, grouping, asked, contract_id)
    return rules.profiles(grouping, asked, tallies, limit=limit)


@operation
async def register_norm(ctx: Context, new: schemas.NewReliabilityNorm) -> ReliabilityNorm:
    """Freeze for a year how exactly an edition measures, by the spread of the first scores so far (formulas § 11).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, EditionNotFound,
    NormFrozen, SpreadUnknown, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner, edition = require_purchaser(ctx), rules.edition_of(new.edition)
    async with ctx.begin() as connection:
        await store.lock_purchaser(connection, owner)
        spreads = await store.list_spreads(
            connection, new.edition, new.rater, ctx.today, edition.minimum_shared
        )
        norm, why = rules.freeze(
            owner, new.external_reference, new.edition, new.year, new.rater, new.reliability,
            new.domain_reliability, spreads, ctx.today,
        )  # fmt: skip
        known = await store.find_norm(connection, owner, new.edition, new.year, new.rater)
        own = await store.NORMS.find_by_reference(
            connection, owner, ctx.actor.client_id, new.external_reference
        )
        if known is not None and own is None:
            raise rules.NormFrozen(edition=new.edition, year=new.year)
        return await store.NORMS.enter(ctx, connection, norm, "reliability-norm-frozen", why, given=_NORM)


@operation
async def get_norm(ctx: Context, norm_id: UUID) -> ReliabilityNorm:
    """One frozen reliability. Raises NormNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.NORMS.get(connection, norm_id)


@operation
async def list_norms(
    ctx: Context,
    page: PageRequest,
    *,
    edition: str | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> Slice[ReliabilityNorm]:
    """A page of frozen reliabilities."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.NORMS.page(
            connection, page, edition=edition, year=year, external_reference=reference
        )
