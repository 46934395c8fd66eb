"""Of what social return is a share: what the contract comes to in each year of its term, or what was stated (R-C31, G-13).

A sum that is paid in instalments follows settlement: a new annual amount holds for the whole year (R-S05), a part of a year counts
by months or days (R-S06). What is paid by performance, and staff cost, the contract does not say: the purchaser states it a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract, FundingAgreement, YearlyFunding, basic_form, term
from services.contracts.contracts.rules.conditions import SocialReturn
from services.contracts.social_returns.rules.problems import SocialReturnSumRefused
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Period, Sentence
from shared.values.agreements import BasicForm
from shared.values.arrangements import SocialReturnBase

BY_MONTHS = Sentence(
    "social-return.by-months",
    nl="In {year} geldt van afspraak {number} het jaarbedrag {annual_cents} voor {months} van de 12 maanden: {result_cents}.",
    en="In {year} the annual amount {annual_cents} of agreement {number} is in force for {months} of 12 months: {result_cents}.",
)
BY_DAYS = Sentence(
    "social-return.by-days",
    nl="In {year} geldt van afspraak {number} het jaarbedrag {annual_cents} voor {days} van de {total} dagen: {result_cents}.",
    en="In {year} the annual amount {annual_cents} of agreement {number} is in force for {days} of {total} days: {result_cents}.",
)
STATED = Sentence(
    "social-return.stated",
    nl="Voor {year} is als grondslag ({base}) opgegeven: {result_cents}.",
    en="For {year} the sum ({base}) was stated: {result_cents}.",
)
UNKNOWN = Sentence(
    "social-return.unknown",
    nl="Voor {year} is de grondslag ({base}) nog niet (helemaal) bekend; er wordt niets voor ingevuld.",
    en="For {year} the sum ({base}) is not (wholly) known yet; nothing is put in its place.",
)

NOT_AGREED = Text(
    "Het contract vraagt geen social return (conditions.socialReturn).",
    "The contract asks no social return (conditions.socialReturn).",
)
_YEAR = Text("Het contract geldt niet in dit jaar.", "The contract is not in force in this year.")
_SAID = Text(
    "Het contract zegt deze som zelf; zij wijzigt met een addendum.",
    "The contract says this sum itself; an amendment changes it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundedSlice:
    """What is paid on the days from the first up to and including the last (None: for good), as known now."""

    valid_from: date
    valid_until: date | None = None
    funding_agreements: list[FundingAgreement] = field(default_factory=list)
    yearly_funding: list[YearlyFunding] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSum:
    """What social return is a share of in one year, as the purchaser stated it."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    contract_id: UUID
    year: int
    amount_cents: int
    evidence: str
    stated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBase:
    """The sum of one calendar year as far as it is known, and whether that is all; `asks` says whether it is to be stated."""

    year: int
    in_force: Period
    amount: Money
    known: bool
    asks: bool


def asks(contract: Contract) -> bool:
    """Whether a contract asks social return at all."""
    return share_of(contract) is not None


def share_of(contract: Contract) -> SocialReturn | None:
    """What the contract asks; None where it asks no social return."""
    return contract.conditions.social_return if contract.conditions is not None else None


def bases(
    contract: Contract, slices: Sequence[FundedSlice], stated: Mapping[int, int]
) -> tuple[list[YearBase], Derivation]:
    """The sum of each calendar year of the term, with why; none where no term or no share is agreed. `stated` is cents by year."""
    asked, found, why = share_of(contract), list[YearBase](), Derivation()
    if asked is None:
        return found, why
    kind = asked.base
    for in_force in _years(contract):
        year, amount, asks = in_force.start.year, Money.zero(), kind is SocialReturnBase.STAFF_COST
        if kind is SocialReturnBase.CONTRACT_SUM:
            slice_ = _holding(slices, _last(in_force))
            fixed, why = _fixed(slice_, in_force, why)
            amount, asks = amount + fixed, _is_open(slice_, in_force)
        told = {"year": year, "base": kind}
        if asks and year in stated:
            amount += Money(stated[year])
            why = why.because("G-13", STATED, Money(stated[year]), **told)
        known = not asks or year in stated
        if not known:
            why = why.because("G-13", UNKNOWN, **told)
        found.append(YearBase(year=year, in_force=in_force, amount=amount, known=known, asks=asks))
    return found, why


def end_of(contract: Contract) -> date | None:
    """The last day: as it was fixed at activation or moved since, else as start and term say it; None where not agreed."""
    return contract.end_date or term(contract)[0].end_date


def _years(contract: Contract) -> Iterator[Period]:
    start, end = contract.start_date, end_of(contract)
    if start is None or end is None:
        return
    whole = Period.inclusive(start, end)
    for year in range(start.year, end.year + 1):
        part = Period.year(year).intersection(whole)
        if part is not None:
            yield part


def _last(period: Period) -> date:
    last = period.last_day
    assert last is not None, "a year is closed"
    return last


def _holding(slices: Sequence[FundedSlice], day: date) -> FundedSlice:
    """What holds on the last day of a year: by R-S05 it holds for all of that year."""
    held = [one for one in slices if one.valid_from <= day <= (one.valid_until or date.max)]
    return held[-1] if held else FundedSlice(valid_from=day)


def _within(one: FundingAgreement, in_force: Period) -> Period | None:
    first, last = one.valid_from or date.min, one.valid_until
    if last is not None and last < first:
        return None
    return in_force.intersection(Period.inclusive(first, last))


def _fixed(slice_: FundedSlice, in_force: Period, why: Derivation) -> tuple[Money, Derivation]:
    sums = {one.number: one for one in slice_.yearly_funding}
    total, whole = Money.zero(), Period.year(in_force.start.year)
    for one in slice_.funding_agreements:
        part = _within(one, in_force) if one.number in sums else None
        if part is None:
            continue
        annual = Money(sums[one.number].annual_amount_cents)
        told = {"year": in_force.start.year, "number": one.number, "annual_cents": annual}
        if part.is_whole_months:
            amount = annual.fraction(part.months(), 12)
            why = why.because("R-S06", BY_MONTHS, amount, months=part.months(), **told)
        else:
            amount = annual.fraction(part.days(), whole.days())
            why = why.because("R-S06", BY_DAYS, amount, days=part.days(), total=whole.days(), **told)
        total += amount
    return total, why


def _is_open(slice_: FundedSlice, in_force: Period) -> bool:
    """Whether something is paid in a year that the contract does not say: by performance, or per head not counted yet."""
    said = {one.number for one in slice_.yearly_funding}
    unsaid = [
        one
        for one in slice_.funding_agreements
        if one.number not in said and basic_form(one) is not BasicForm.SUPPLEMENT and _within(one, in_force)
    ]
    return bool(unsaid) or not slice_.funding_agreements


def check_sum(contract: Contract, slices: Sequence[FundedSlice], year: int) -> None:
    """Refuse to state what the contract says itself or does not ask, or a year outside its term.

    Raises SocialReturnSumRefused.
    """
    found = next((one for one in bases(contract, slices, {})[0] if one.year == year), None)
    if not asks(contract):
        faults = (FieldError("#/contractId", "social-return-not-agreed", NOT_AGREED, rule="R-C31"),)
    elif found is None:
        faults = (FieldError("#/year", "outside-term", _YEAR, rule="R-C31"),)
    elif not found.asks:
        faults = (FieldError("#/amountCents", "said-by-contract", _SAID, rule="G-13"),)
    else:
        return
    raise SocialReturnSumRefused(errors=faults, number=contract.number)
