"""Who wins: the ranking with its rule for ties, how many are awarded, and what a loser is told (R-C40 … R-C44)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from services.contracts.procurements.rules.lifecycle import SCORABLE, need
from services.contracts.procurements.rules.models import MODELS, Weighing, Winners
from services.contracts.procurements.rules.problems import NothingToAward
from services.contracts.procurements.rules.scoring import Judged, shown
from services.contracts.procurements.rules.stating import explain_stated
from services.contracts.procurements.rules.terms import Procurement, ProcurementAward
from shared.values import Derivation, Sentence
from shared.values.money import decimal_of
from shared.values.procurements import ProcurementState, TieRule

RANKED = Sentence("bid.ranked", nl="Dat is plaats {result}.", en="That is place {result}.")
TIED = Sentence(
    "bid.tied",
    nl="Gelijk geëindigd; de regel {tie_rule} besliste, en zo nodig het lot.",
    en="It ended equal; the rule {tie_rule} decided, and lots where that was needed.",
)
WON = Sentence("bid.won", nl="De inschrijving wint.", en="The bid wins.")
LOST = Sentence(
    "bid.lost",
    nl="De inschrijving wint niet; de winnaars hebben {winning}.",
    en="The bid does not win; the winners have {winning}.",
)
ADMITTED = Sentence(
    "procurement.admitted",
    nl="Van {bids} inschrijvingen voldoen er {result} aan alle eisen.",
    en="Of {bids} bids {result} meet all demands.",
)
AWARDED = Sentence(
    "procurement.awarded",
    nl="{winners} wint met {result}; {contracts} contracten in concept, de opschortende termijn duurt tot en met {until}.",
    en="{winners} wins with {result}; {contracts} draft contracts, the standstill lasts up to and including {until}.",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A judged bid with its place within its lot; None where it was not admitted."""

    judged: Judged
    rank: int | None
    why: Derivation

    @property
    def total(self) -> str | None:
        """The total as it travels."""
        return None if self.judged.total is None else shown(self.judged.total)


def rank(procurement: Procurement, judged: Iterable[Judged]) -> list[Placed]:
    """Places within each lot: the highest total first, the lowest price in an auction; ties by the rule, then by lot.

    Where nothing is weighed everyone who is admitted has the first place.
    """
    placed: list[Placed] = []
    ordered = sorted(judged, key=lambda one: (one.offer.lot or 0, str(one.offer.bid_id)))
    for _, group in groupby(ordered, key=lambda one: one.offer.lot or 0):
        listed = list(group)
        placed += [Placed(one, None, one.why) for one in listed if not one.admitted]
        placed += _rank_lot(procurement, [one for one in listed if one.admitted])
    return placed


def _rank_lot(procurement: Procurement, admitted: list[Judged]) -> list[Placed]:
    rule = MODELS[procurement.model].rule
    if any(one.total is None for one in admitted):
        return [Placed(one, 1, one.why.because(rule, RANKED, 1)) for one in admitted]
    seed = ",".join([str(procurement.id), *sorted(str(one.offer.bid_id) for one in admitted)])
    totals = [one.total for one in admitted]
    found = []
    for place, one in enumerate(sorted(admitted, key=lambda each: _order(procurement, each, seed)), 1):
        why = one.why
        if totals.count(one.total) > 1:
            why = why.because("F-30", TIED, tie_rule=procurement.tie_rule)
        found.append(Placed(one, place, why.because(rule, RANKED, place)))
    return found


def _order(procurement: Procurement, one: Judged, seed: str) -> tuple[object, ...]:
    assert one.total is not None, "only what is weighed is put in order"
    by_price = MODELS[procurement.model].weighing is Weighing.PRICE
    first = one.total if by_price else -one.total
    return first, _tie(procurement, one), _drawn(seed, one.offer.bid_id)


def _tie(procurement: Procurement, one: Judged) -> tuple[Decimal, ...]:
    if procurement.tie_rule is TieRule.LOWEST_PRICE:
        price = one.offer.price
        return (Decimal("Infinity") if price is None else decimal_of(price),)
    if procurement.tie_rule is TieRule.HEAVIEST_CRITERION:
        heavy = sorted(one.scores, key=lambda score: (-score.weight_basis_points, score.criterion))
        return tuple(-decimal_of(score.score) for score in heavy)
    return ()


def _drawn(seed: str, bid_id: UUID) -> str:
    """The lot of a bid: nobody can steer it, for it follows from the ids of all bids, and everybody can draw it again."""
    return hashlib.sha256(f"{seed}:{bid_id}".encode()).hexdigest()


def ranked(procurement: Procurement, placed: Iterable[Placed]) -> tuple[Procurement, Derivation]:
    """The procedure with its bids in order; it can be done again until the award. Raises ProcurementStateRefused."""
    need(procurement, *SCORABLE)
    listed = list(placed)
    admitted = sum(one.rank is not None for one in listed)
    rule = MODELS[procurement.model].rule
    why = Derivation().because(rule, ADMITTED, admitted, bids=len(listed))
    return procurement.next(state=ProcurementState.RANKED), why


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A ranked bid as it stands at the award; `rank` is None where it was not admitted."""

    bid_id: UUID
    bidder: str
    lot: int | None
    rank: int | None
    total: str | None
    price: str | None


def winners(procurement: Procurement, standings: Iterable[Standing]) -> list[Standing]:
    """Who wins, lot by lot and in order of rank; under a ceiling until the first that does not fit."""
    asked = MODELS[procurement.model]
    most = {Winners.ALL: None, Winners.ONE: 1}.get(asked.winners, procurement.maximum_winners)
    admitted = [one for one in standings if one.rank is not None]
    admitted.sort(key=lambda one: (one.lot or 0, one.rank or 0, str(one.bid_id)))
    found: list[Standing] = []
    for _, group in groupby(admitted, key=lambda one: one.lot or 0):
        found += list(group)[:most]
    ceiling = procurement.procedure.ceiling_cents
    return found if ceiling is None else _under(found, ceiling)


def _under(standings: list[Standing], ceiling_cents: int) -> list[Standing]:
    left, found = Decimal(ceiling_cents) / 100, []
    for one in standings:
        left -= decimal_of(one.price) if one.price is not None else Decimal(0)
        if left < 0:
            break
        found.append(one)
    return found


def award(
    procurement: Procurement, won: list[Standing], contracts: list[UUID], today: date
) -> tuple[Procurement, Derivation]:
    """The procedure with its winners and their draft contracts, in the same order, and the standstill term.

    Raises ProcurementStateRefused, NothingToAward.
    """
    need(procurement, ProcurementState.RANKED)
    if not won:
        raise NothingToAward(number=procurement.number)
    awards = [
        ProcurementAward(
            lot=one.lot,
            bid_id=one.bid_id,
            provider=one.bidder,
            rank=one.rank or 1,
            total=one.total,
            contract_id=contract_id,
        )
        for one, contract_id in zip(won, contracts, strict=True)
    ]
    until = today + timedelta(days=procurement.standstill_days)
    totals = ", ".join(one.total for one in awards if one.total is not None) or "-"
    why = Derivation().because(
        MODELS[procurement.model].rule, AWARDED, totals, winners=[one.provider for one in awards],
        contracts=len(awards), until=until,
    )  # fmt: skip
    done = procurement.next(
        state=ProcurementState.AWARDED, awarded_on=today, standstill_until=until, awards=awards
    )
    return done, explain_stated(done, why)


def notice(procurement: Procurement, bid_id: UUID, lot: int | None) -> tuple[bool, Derivation]:
    """Whether a bid won, and the last step of its explanation: that it won, or with how much others did."""
    rule = MODELS[procurement.model].rule
    if any(one.bid_id == bid_id for one in procurement.awards):
        return True, Derivation().because(rule, WON)
    winning = [one.total for one in procurement.awards if one.lot == lot]
    return False, Derivation().because(rule, LOST, winning=winning)
