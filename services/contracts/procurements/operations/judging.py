"""After the closing moment: the bids are opened all at once, scored by the fixed criteria, and awarded into draft contracts."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import msgspec

from services.contracts.bids import store as bids
from services.contracts.bids.rules import Bid, BidOutcome
from services.contracts.bids.rules import CriterionScore as BidScore
from services.contracts.catalogues.rules import Catalogue, CatalogueEntry
from services.contracts.catalogues.store import CATALOGUES
from services.contracts.contracts import rules as contract_rules
from services.contracts.contracts import store as contracts
from services.contracts.populations import store as populations
from services.contracts.procurements import rules, store
from services.contracts.procurements.operations.drafting import check_powers, locked
from services.contracts.procurements.operations.stating import agree_stated
from services.contracts.procurements.rules import BidAssessment, Offer, Placed, Procurement, Standing
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import BidState
from shared.values.terms import Scope


@operation
async def open_bids(ctx: Context, procurement_id: UUID) -> Procurement:
    """Open all bids at once, after the closing moment of the purchaser's own clock; who dropped out stays sealed.

    Raises ProcurementNotFound, PurchaserOnly, ProcurementStateRefused, ClosingMomentAhead (F-30), PhaseRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        # Whoever is bidding in this moment is done first; who comes after finds the procedure closed.
        await store.lock_bidding(connection, procurement_id, shared=False)
        before = await locked(ctx, connection, procurement_id)
        # Both clocks must have passed it: what the database does not show yet would be left sealed for good.
        here = await store.find_now(connection, before.owner)
        made = rules.close(before, min(here, await store.find_database_now(connection, before.owner)))
        for bid in await bids.lock_bids(connection, ctx.service.secret, procurement_id, opening=True):
            if bid.bidder not in before.dropped_out:
                await bids.save_opened(connection, bid.next(state=BidState.OPENED))
        await store.save_procurement(connection, made)
        await logbook.record(ctx, connection, "procurement-closed", schemas.Procurement, made)
    return made


@operation
async def score_bids(ctx: Context, procurement_id: UUID, asked: schemas.BidScoring) -> Procurement:
    """Score the opened bids by the fixed criteria and put them in order; again, as long as nothing is awarded.

    Raises ProcurementNotFound, PurchaserOnly, ProcurementStateRefused, AssessmentsMissing.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    assessments = msgspec.convert(asked.assessments, list[BidAssessment], from_attributes=True)
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        opened = await _opened(ctx, connection, procurement_id)
        rules.need(before, *rules.SCORABLE)
        placed = rules.rank(before, rules.judge(before, map(_offer, opened), assessments))
        made, why = rules.ranked(before, placed)
        by_id = {one.judged.offer.bid_id: one for one in placed}
        for bid in opened:
            one = by_id[bid.id]
            await bids.save_outcome(connection, _judged(bid, one), one.why)
        await store.save_procurement(connection, made)
        # Nobody but the purchaser hears of an order that is not decided on yet.
        quiet = replace(made, parties=[])
        await logbook.record(ctx, connection, "procurement-ranked", schemas.Procurement, quiet, why)
    return made


async def _opened(ctx: Context, connection: Connection, procurement_id: UUID) -> list[Bid]:
    found = await bids.lock_bids(connection, ctx.service.secret, procurement_id)
    return [one for one in found if one.content is not None]


def _offer(bid: Bid) -> Offer:
    content = bid.content
    assert content is not None, "it was opened"
    return Offer(
        bid_id=bid.id,
        bidder=bid.bidder,
        lot=bid.lot,
        price=content.price,
        waiting_days=content.waiting_days,
        satisfaction=content.satisfaction,
        client_preference=content.client_preference,
        capacity=content.capacity,
        meets={one.criterion: one.meets for one in content.admission_answers},
        values={one.criterion: one.value for one in content.award_answers},
    )


def _judged(bid: Bid, placed: Placed) -> Bid:
    judged = placed.judged
    outcome = BidOutcome(
        total=placed.total,
        rank=placed.rank,
        scores=msgspec.convert(list(judged.scores), list[BidScore], from_attributes=True),
        unmet=list(judged.unmet),
        remarks=list(judged.remarks),
    )
    return bid.next(state=BidState.RANKED if judged.admitted else BidState.EXCLUDED, outcome=outcome)


@operation
async def award_procurement(ctx: Context, procurement_id: UUID) -> Procurement:
    """Award by the ranking: each winner gets a draft contract, each bidder learns its own score and the winners' total.

    The tariffs that the specification states are agreed with every one of these contracts (R-C40). Raises
    ProcurementNotFound, PurchaserOnly, ProcurementStateRefused, NothingToAward, PowerNotTransferred (R-C51), NumberUsed,
    TariffBelowRealPrice (R-C64), TariffAboveMaximum (R-C29), TariffContradictory.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        await check_powers(ctx, connection, before)
        opened = await _opened(ctx, connection, procurement_id)
        won = rules.winners(before, map(_standing, opened))
        made, why = rules.award(before, won, [new_id() for _ in won], ctx.today)
        for number, one in enumerate(made.awards, 1):
            await _draft_contract(ctx, connection, made, one, number)
        for bid in opened:
            is_won, more = rules.notice(made, bid.id, bid.lot)
            state = BidState.AWARDED if is_won else BidState.NOT_AWARDED
            await bids.save_award(connection, bid.next(state=state), more)
        if made.model is ProcurementModel.CATALOGUE:
            await _make_catalogue(ctx, connection, made, opened)
        await store.save_procurement(connection, made)
        await logbook.record(ctx, connection, "procurement-awarded", schemas.Procurement, made, why)
    return made


def _standing(bid: Bid) -> Standing:
    outcome, content = bid.outcome, bid.content
    return Standing(
        bid_id=bid.id,
        bidder=bid.bidder,
        lot=bid.lot,
        rank=outcome.rank if outcome is not None else None,
        total=outcome.total if outcome is not None else None,
        price=content.price if content is not None else None,
    )


async def _draft_contract(
    ctx: Context, connection: Connection, made: Procurement, award: rules.ProcurementAward, number: int
) -> None:
    """A winner's contract in concept with the tariffs of the specification (R-C40).

    Its funding is written later, for a model of procurement fixes none (A-13.14).
    """
    outline, population = made.contract, None
    if outline.population_id is not None:
        population = await populations.get_population(connection, outline.population_id)
    lot = next((one for one in made.lots if one.number == award.lot), None)
    terms = {
        "number": f"{made.number}-{number}",
        "name": made.name if lot is None else f"{made.name} – {lot.name}"[:200],
        "municipality_code": made.municipality_code,
        "legal_form": made.legal_form,
        "provider": award.provider,
        "population_id": outline.population_id,
        "product_codes": (lot.product_codes if lot is not None else []) or outline.product_codes,
        "start_date": outline.start_date,
        "base_term_months": outline.base_term_months,
        "arrangement": {
            "procurement_model": made.model,
            "admission_mode": rules.admission_mode(made.model),
        },
    }
    inhabitants = population.inhabitants if population is not None else None
    drafted, _ = contract_rules.draft(
        msgspec.convert(terms, contract_rules.Terms),
        contract_rules.Around(None, inhabitants),
        made.owner,
        None,
    )
    drafted = replace(drafted, id=award.contract_id)
    client_id = ctx.actor.client_id
    await contracts.add_contract(connection, drafted, client_id, today=ctx.today, inhabitants=inhabitants)
    await agree_stated(ctx, connection, made, drafted)


async def _make_catalogue(ctx: Context, connection: Connection, made: Procurement, opened: list[Bid]) -> None:
    """The catalogue of who was awarded, in rank order, with what each said to have free (R-C43)."""
    free = {one.id: one.content.capacity or 0 for one in opened if one.content is not None}
    entries = [
        CatalogueEntry(
            rank=one.rank,
            provider=one.provider,
            total=one.total or "0.0",
            capacity=free[one.bid_id],
            contract_id=one.contract_id,
        )
        for one in made.awards
    ]
    assert made.procedure.choice_term_days is not None, "the catalogue model has its term"
    catalogue = Catalogue(
        id=new_id(),
        owner=made.owner,
        parties=sorted({one.provider for one in made.awards}),
        procurement_id=made.id,
        name=made.name,
        product_codes=made.contract.product_codes,
        choice_term_days=made.procedure.choice_term_days,
        entries=entries,
    )
    await CATALOGUES.add(connection, catalogue, ctx.actor.client_id)
