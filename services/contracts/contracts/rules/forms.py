"""The forms of funding (N-06): to which basic form each belongs (N-01), and what each comes to in a full year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.contracts.contracts.rules.agreed import FundingAgreement
from services.contracts.contracts.rules.terms import YearlyFunding
from shared.values import Derivation, Money, Sentence, Share
from shared.values.agreements import BasicForm, FundingForm

_WHOLE = 10_000
BASIC: dict[str, BasicForm] = {
    FundingForm.LUMP_SUM_RETENTION: BasicForm.POPULATION,
    FundingForm.LUMP_SUM: BasicForm.POPULATION,
    FundingForm.LUMP_SUM_SUBSIDY: BasicForm.POPULATION,
    FundingForm.AVAILABILITY: BasicForm.AVAILABILITY,
    FundingForm.CAPITATION_INHABITANT: BasicForm.POPULATION,
    FundingForm.CAPITATION_INSURED: BasicForm.POPULATION,
    FundingForm.POPULATION_AREA: BasicForm.POPULATION,
    FundingForm.POPULATION_TARGET_GROUP: BasicForm.POPULATION,
    FundingForm.SQUARE: BasicForm.AVAILABILITY,
    FundingForm.NEIGHBOURHOOD_BUDGET: BasicForm.POPULATION,
    FundingForm.SPREAD_PURCHASE: BasicForm.AVAILABILITY,
    FundingForm.PRODUCTION: BasicForm.PRODUCTION,
    FundingForm.EFFORT_ALLOCATED: BasicForm.PRODUCTION,
    FundingForm.HOURS_DELIVERED: BasicForm.PRODUCTION,
    FundingForm.TRAJECTORY: BasicForm.PRODUCTION,
    FundingForm.TIERED_TARIFF: BasicForm.PRODUCTION,
    FundingForm.CHAIN_BUNDLE: BasicForm.PRODUCTION,
    FundingForm.EPISODE_BUNDLE: BasicForm.PRODUCTION,
    FundingForm.PERIOD_BUNDLE: BasicForm.PRODUCTION,
    # The registration fee of a general practitioner: undecided in the sources, tagged availability (G-23).
    FundingForm.SUBSCRIPTION: BasicForm.AVAILABILITY,
    FundingForm.PERSONAL_BUDGET: BasicForm.PRODUCTION,
    FundingForm.RESULT_PER_CLIENT: BasicForm.RESULT_PER_CLIENT,
    FundingForm.RESULT_PER_CLIENT_PARTIAL: BasicForm.RESULT_PER_CLIENT,
    FundingForm.PERSONAL_RESULT_BUDGET: BasicForm.RESULT_PER_CLIENT,
    FundingForm.PLACES_BONUS: BasicForm.AVAILABILITY,
    FundingForm.PERFORMANCE_SURCHARGE: BasicForm.SUPPLEMENT,
    FundingForm.INCENTIVE_POOL: BasicForm.SUPPLEMENT,
    FundingForm.SHARED_SAVINGS: BasicForm.SUPPLEMENT,
    FundingForm.GAIN_SHARE: BasicForm.SUPPLEMENT,
}
# Forms whose sum is an amount a year times heads or places.
COUNTED = frozenset(
    {FundingForm.CAPITATION_INHABITANT, FundingForm.CAPITATION_INSURED, FundingForm.PLACES_BONUS}
)
ANNUAL = Sentence(
    "contract.annual",
    nl="Afspraak {number} ({form}) komt in een heel jaar op {result_cents}.",
    en="Agreement {number} ({form}) comes to {result_cents} in a full year.",
)
PER_HEAD = Sentence(
    "contract.per-head",
    nl="Afspraak {number} ({form}): {each_cents} × {count} op {counted_on} = {result_cents}.",
    en="Agreement {number} ({form}): {each_cents} × {count} on {counted_on} = {result_cents}.",
)
PER_PLACE = Sentence(
    "contract.per-place",
    nl="Afspraak {number} ({form}): {each_cents} × {count} plaatsen = {result_cents}.",
    en="Agreement {number} ({form}): {each_cents} × {count} places = {result_cents}.",
)


def basic_form(funding: FundingAgreement) -> BasicForm:
    """To which basic form a funding agreement belongs; a trajectory paid on its result is a result (G-31)."""
    if funding.form == FundingForm.TRAJECTORY and funding.result_linked:
        return BasicForm.RESULT_PER_CLIENT
    return BASIC[funding.form]


def annual(funding: FundingAgreement, inhabitants: int | None = None) -> tuple[Money | None, Derivation]:
    """What is paid in instalments in a full year: €70 × 100,000 inhabitants is €7,000,000.00 (R-C18); None where nothing is.

    `inhabitants` is the size of the contract's population; a capitation without it is not known yet.
    """
    told = {"number": funding.number, "form": funding.form}
    if funding.instalment_count is None:
        return None, Derivation()
    match funding.form:
        case FundingForm.CAPITATION_INHABITANT | FundingForm.CAPITATION_INSURED:
            insured = funding.form == FundingForm.CAPITATION_INSURED
            count, rule = (funding.insured, "R-S25") if insured else (inhabitants, "R-C18")
            if count is None or funding.amount_cents is None:
                return None, Derivation()
            each = Money(funding.amount_cents)
            total = Money(each.cents * count)
            steps = {**told, "each_cents": each, "count": count, "counted_on": funding.counted_on}
            return total, Derivation().because(rule, PER_HEAD, total, **steps)
        case FundingForm.PLACES_BONUS:
            assert funding.places is not None and funding.amount_cents is not None
            each = Money(funding.amount_cents)
            total = Money(each.cents * funding.places)
            steps = {**told, "each_cents": each, "count": funding.places}
            return total, Derivation().because("R-S17", PER_PLACE, total, **steps)
        case FundingForm.POPULATION_AREA:
            total = Money(sum(one.annual_amount_cents for one in funding.areas or ()))
        case FundingForm.SQUARE:
            total = Money(sum(one.amount_cents for one in funding.categories or ()))
        case FundingForm.SPREAD_PURCHASE:
            total = Money(funding.total_amount_cents or 0)
        case _:
            total = Money(funding.annual_amount_cents or 0)
    return total, Derivation().because("R-S01", ANNUAL, total, **told)


def advance_of(funding: FundingAgreement) -> Share:
    """The part of the annual sum that is paid in instalments: all of it where the form holds nothing back."""
    part = funding.advance_basis_points
    return Share(_WHOLE if part is None else part)


def retains(funding: FundingAgreement) -> bool:
    """Whether a part is held back until the results are met; what a subsidy pays later is no retention (R-C09)."""
    part = funding.advance_basis_points
    return funding.form != FundingForm.LUMP_SUM_SUBSIDY and part is not None and part < _WHOLE


def split(funding: FundingAgreement, total: Money) -> tuple[Money, Money]:
    """Advance and retention of the annual sum: 7,000,000 at 95 % is 6,650,000 and 350,000 (R-S01)."""
    advance = total.times(advance_of(funding))
    return advance, total - advance


def yearly(
    fundings: Iterable[FundingAgreement], inhabitants: int | None, effective_on: date | None
) -> tuple[list[YearlyFunding], Derivation]:
    """What each agreement that is paid in instalments comes to in a full year, with its advance and retention."""
    found, why = [], Derivation()
    for one in fundings:
        total, steps = annual(one, inhabitants)
        why = why.merge(steps)
        if total is None:
            continue
        advance, retention = split(one, total)
        assert one.instalment_count is not None and one.instalment_day is not None
        found.append(
            YearlyFunding(
                number=one.number,
                form=FundingForm(one.form),
                annual_amount_cents=total.cents,
                effective_on=one.valid_from or effective_on,
                advance_basis_points=advance_of(one).basis_points,
                advance_cents=advance.cents,
                retention_cents=retention.cents,
                instalment_count=one.instalment_count,
                instalment_day=one.instalment_day,
            )
        )
    return found, why
