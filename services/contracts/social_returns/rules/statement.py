"""How social return stands: the share of the sum, what was recognised of it, and what is missing (R-C31)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.social_returns.rules.sums import FundedSlice, YearBase, bases, end_of, share_of
from shared.values import Derivation, Money, Sentence, Share
from shared.values.arrangements import SocialReturnBase

SUM = Sentence(
    "social-return.sum",
    nl="De grondslag ({base}) over de looptijd is {result_cents}.",
    en="The sum ({base}) over the term is {result_cents}.",
)
NOT_ASKED = Sentence(
    "social-return.not-asked",
    nl="Het contract vraagt geen social return: er is niets vereist.",
    en="The contract asks no social return: nothing is required.",
)
REQUIRED = Sentence(
    "social-return.required",
    nl="Vereist is {share_basis_points} daarvan: {base_cents} × {share_basis_points} = {result_cents}.",
    en="Required is {share_basis_points} of it: {base_cents} × {share_basis_points} = {result_cents}.",
)
REALISED = Sentence(
    "social-return.realised",
    nl="De opdrachtgever heeft {count} inspanningen erkend: {result_cents}. Op een oordeel wacht {awaiting_cents}.",
    en="The purchaser recognised {count} efforts: {result_cents}. {awaiting_cents} awaits its word.",
)
GAP = Sentence(
    "social-return.gap",
    nl="Het tekort is {required_cents} − {realised_cents} = {result_cents}.",
    en="The gap is {required_cents} − {realised_cents} = {result_cents}.",
)
NO_GAP = Sentence(
    "social-return.no-gap",
    nl="Er is geen tekort: {realised_cents} is erkend tegenover {required_cents} vereist.",
    en="There is no gap: {realised_cents} is recognised against {required_cents} required.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """What was told for a contract: recognised cents by year, how many efforts those are, and what awaits a word."""

    by_year: Mapping[int, int] = field(default_factory=dict)
    count: int = 0
    awaiting_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementYear:
    """One calendar year of it; the years add up to the whole."""

    year: int
    valid_from: date
    valid_until: date
    base_cents: int
    known: bool
    required_cents: int
    realised_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Social return of a contract over its whole term."""

    contract_id: UUID
    contract_version: int
    number: str
    name: str
    agreed: bool
    base: SocialReturnBase | None
    share_basis_points: int
    valid_from: date | None
    valid_until: date | None
    complete: bool
    base_cents: int
    required_cents: int
    realised_cents: int
    awaiting_cents: int
    gap_cents: int
    surplus_cents: int
    years: list[StatementYear]


def statement(
    contract: Contract, slices: Sequence[FundedSlice], stated: Mapping[int, int], told: Realised
) -> tuple[Statement, Derivation]:
    """How it stands, with why: 600,000 × 5 % is 30,000; 24,000 realised leaves a gap of 6,000.

    A contract that asks none requires nothing. What is required is rounded once over the whole; the years take it in turn,
    so that they add up to it exactly.
    """
    asked, (found, why) = share_of(contract), bases(contract, slices, stated)
    share = Share(0 if asked is None else asked.basis_points)
    base = Money(sum(one.amount.cents for one in found))
    required, realised = base.times(share), Money(sum(told.by_year.values()))
    gap, awaiting = required - realised, Money(told.awaiting_cents)
    made = Statement(
        contract_id=contract.id,
        contract_version=contract.version,
        number=contract.number,
        name=contract.name,
        agreed=asked is not None,
        base=None if asked is None else asked.base,
        share_basis_points=share.basis_points,
        valid_from=contract.start_date,
        valid_until=end_of(contract),
        complete=asked is None or (bool(found) and all(one.known for one in found)),
        base_cents=base.cents,
        required_cents=required.cents,
        realised_cents=realised.cents,
        awaiting_cents=awaiting.cents,
        gap_cents=max(gap.cents, 0),
        surplus_cents=max(-gap.cents, 0),
        years=_years(found, share, told.by_year),
    )
    if asked is None:
        return made, why.because("R-C31", NOT_ASKED)
    why = why.because("G-13", SUM, base, base=asked.base)
    why = why.because("R-C31", REQUIRED, required, base_cents=base, share_basis_points=share)
    why = why.because("R-C31", REALISED, realised, count=told.count, awaiting_cents=awaiting)
    sums = {"required_cents": required, "realised_cents": realised}
    if gap > Money.zero():
        return made, why.because("R-C31", GAP, gap, **sums)
    return made, why.because("R-C31", NO_GAP, **sums)


def _years(found: Sequence[YearBase], share: Share, by_year: Mapping[int, int]) -> list[StatementYear]:
    if not found:
        return []
    first, last = found[0].year, found[-1].year
    counted: dict[int, int] = {}
    for year, cents in by_year.items():
        # An effort of a year that a termination cut off stays recognised: it counts in the last year that is left.
        kept = min(max(year, first), last)
        counted[kept] = counted.get(kept, 0) + cents
    lines, upto = [], Money.zero()
    for one in found:
        before, upto = upto, upto + one.amount
        until = one.in_force.last_day
        assert until is not None, "a year is closed"
        lines.append(
            StatementYear(
                year=one.year,
                valid_from=one.in_force.start,
                valid_until=until,
                base_cents=one.amount.cents,
                known=one.known,
                required_cents=(upto.times(share) - before.times(share)).cents,
                realised_cents=counted.get(one.year, 0),
            )
        )
    return lines
