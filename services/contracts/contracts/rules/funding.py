"""What the legal form allows of the reward, and which forms go together (R-C09, R-C20, R-C36, R-C61)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from services.contracts.contracts.rules.agreed import FundingAgreement
from services.contracts.contracts.rules.forms import advance_of, retains, yearly
from services.contracts.contracts.rules.problems import (
    FundingContradictory,
    FundingNotAgreed,
    ResultNotSteerable,
    SubsidyConsequence,
)
from services.contracts.contracts.rules.terms import Contract, Terms, YearlyFunding
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.agreements import FundingForm, IncentiveKind, LegalForm
from shared.values.arrangements import LagConsequence

ADVANCE = Sentence(
    "contract.advance",
    nl="Van het jaarbedrag {annual_cents} wordt {advance_basis_points} in {count} termijnen betaald: {result_cents}.",
    en="Of the annual amount {annual_cents} {advance_basis_points} is paid in {count} instalments: {result_cents}.",
)
RETENTION = Sentence(
    "contract.retention",
    nl="Wat overblijft wordt ingehouden tot de afspraken zijn gehaald: {result_cents}.",
    en="What is left is retained until the agreements are met: {result_cents}.",
)
NO_RETENTION = Sentence(
    "contract.no-retention",
    nl="Er wordt niets ingehouden.",
    en="Nothing is retained.",
)
SUBSIDY = Sentence(
    "contract.subsidy",
    nl="Een subsidie kent geen gevolgen op resultaten; hier zijn er geen, dus het past.",
    en="A subsidy has no consequences on results; there are none here, so it fits.",
)
# What makes money depend on results, which a subsidy cannot (R-C09); advances and their determination can.
ON_RESULTS = frozenset(
    {
        FundingForm.LUMP_SUM_RETENTION,
        FundingForm.RESULT_PER_CLIENT,
        FundingForm.RESULT_PER_CLIENT_PARTIAL,
        FundingForm.PERSONAL_RESULT_BUDGET,
        FundingForm.PLACES_BONUS,
        FundingForm.PERFORMANCE_SURCHARGE,
        FundingForm.INCENTIVE_POOL,
        FundingForm.GAIN_SHARE,
    }
)
INCENTIVES_ON_RESULTS = frozenset(
    {
        IncentiveKind.BONUS,
        IncentiveKind.MALUS,
        IncentiveKind.SURCHARGE,
        IncentiveKind.DEDUCTION,
        IncentiveKind.LADDER,
        IncentiveKind.RETENTION,
        IncentiveKind.GAIN_SHARE,
        IncentiveKind.INCENTIVE_POOL,
    }
)
# What follows a lagging result by right, and not in a subsidy (N-53, R-C09, R-C10).
ENFORCED = frozenset(
    {
        LagConsequence.WITHHOLD_RETENTION,
        LagConsequence.MALUS,
        LagConsequence.NO_PAYMENT,
        LagConsequence.BREACH,
    }
)
MOST_CATEGORIES = 4

_REFUSED = Text(
    "Op een subsidie hangt geen geld van resultaten af.", "No money depends on results in a subsidy."
)
_INCENTIVE_REFUSED = Text(
    "Een bonus, malus of inhouding op resultaten is bij een subsidie niet afdwingbaar.",
    "A bonus, malus or retention on results cannot be enforced in a subsidy.",
)
_CONSEQUENCE_REFUSED = Text(
    "Bij een subsidie volgt dit niet op een achterblijvend resultaat; niet verlengen kan wel.",
    "In a subsidy this does not follow a lagging result; not renewing it can.",
)
_NEEDS_SUBSIDY = Text(
    "Deze vorm vraagt de rechtsvorm subsidy of executionAgreement.",
    "This form needs the legal form subsidy or executionAgreement.",
)
_CATEGORIES = Text(
    "Een vierkant heeft hooguit vier zorgcategorieën.", "A square has at most four categories of care."
)
_TWO_ADVANCES = Text(
    "Er loopt al een afspraak die in termijnen wordt betaald; geef ze perioden die niet overlappen.",
    "Another agreement is paid in instalments already; give them periods that do not overlap.",
)
_NO_FUNDING = Text(
    "Een prikkel verwijst naar een bekostigingsafspraak die er niet is.",
    "An incentive refers to a funding agreement that is not there.",
)
_UNKNOWN_PRODUCT = Text(
    "Dit product staat niet bij de producten van het contract.",
    "This product is not among the contract's products.",
)
_MEASURABLE = Text("Het resultaat is niet meetbaar.", "The result is not measurable.")
_AGREED = Text(
    "Het resultaat is niet met de aanbieders overeengekomen.", "The result is not agreed with the providers."
)
_INFLUENCE = Text("De aanbieder heeft er geen invloed op.", "It is not within the provider's influence.")


def yearly_funding(contract: Contract) -> list[YearlyFunding]:
    """What each agreement that is paid in instalments comes to. Raises FundingNotAgreed where no reward is agreed yet."""
    if not contract.funding_agreements:
        raise FundingNotAgreed(number=contract.number)
    return contract.yearly_funding


def check_funding(terms: Terms, where: str = "#") -> None:
    """Refuse what cannot be: money on results in a subsidy, forms that contradict, results nobody can steer on.

    `where` is the pointer under which the terms stand. Raises SubsidyConsequence (R-C09, I-01), FundingContradictory
    (R-C20, R-C61), ResultNotSteerable (R-C36).
    """
    refused = tuple(_on_results(terms, where)) if terms.legal_form is LegalForm.SUBSIDY else ()
    if refused:
        raise SubsidyConsequence(errors=refused)
    contradictions = tuple(_contradictions(terms, where))
    if contradictions:
        raise FundingContradictory(errors=contradictions)
    unsteerable = tuple(_unsteerable(terms, where))
    if unsteerable:
        raise ResultNotSteerable(errors=unsteerable)


def depends_on_results(funding: FundingAgreement) -> bool:
    """Whether money of this agreement depends on results: by its form, as a trajectory paid on its result (G-31), or held back."""
    return funding.form in ON_RESULTS or bool(funding.result_linked) or retains(funding)


def _on_results(terms: Terms, at: str) -> Iterator[FieldError]:
    for index, one in enumerate(terms.funding_agreements):
        if depends_on_results(one):
            name = "resultLinked" if one.result_linked else "advanceBasisPoints"
            name = "form" if one.form in ON_RESULTS else name
            where = f"{at}/fundingAgreements/{index}/{name}"
            yield FieldError(where, "subsidy-consequence", _REFUSED, rule="R-C09")
    for index, incentive in enumerate(terms.incentives):
        if incentive.kind in INCENTIVES_ON_RESULTS:
            where = f"{at}/incentives/{index}/kind"
            yield FieldError(where, "subsidy-consequence", _INCENTIVE_REFUSED, rule="R-C09")
    consequences = terms.conditions.lag_consequences if terms.conditions is not None else []
    for index, consequence in enumerate(consequences):
        if consequence in ENFORCED:
            where = f"{at}/conditions/lagConsequences/{index}"
            yield FieldError(where, "subsidy-consequence", _CONSEQUENCE_REFUSED, rule="R-C09")


def _contradictions(terms: Terms, at: str) -> Iterator[FieldError]:
    subsidies = (LegalForm.SUBSIDY, LegalForm.EXECUTION_AGREEMENT)
    for index, one in enumerate(terms.funding_agreements):
        where = f"{at}/fundingAgreements/{index}"
        if one.form == FundingForm.LUMP_SUM_SUBSIDY and terms.legal_form not in subsidies:
            yield FieldError(f"{where}/form", "subsidy-needed", _NEEDS_SUBSIDY, rule="R-C09")
        if len(one.categories or ()) > MOST_CATEGORIES:
            yield FieldError(f"{where}/categories", "categories-too-many", _CATEGORIES, rule="R-C20")
        if terms.product_codes and not set(one.product_codes) <= set(terms.product_codes):
            yield FieldError(f"{where}/productCodes", "product-unknown", _UNKNOWN_PRODUCT, rule="R-C61")
    paid = [
        (index, one) for index, one in enumerate(terms.funding_agreements) if one.instalment_count is not None
    ]
    for (_, early), (index, late) in combinations(paid, 2):
        if _overlap(early, late):
            where = f"{at}/fundingAgreements/{index}"
            yield FieldError(where, "advances-overlap", _TWO_ADVANCES, rule="R-C61")
    numbers = {one.number for one in terms.funding_agreements}
    for index, incentive in enumerate(terms.incentives):
        if incentive.funding_number is not None and incentive.funding_number not in numbers:
            where = f"{at}/incentives/{index}/fundingNumber"
            yield FieldError(where, "funding-unknown", _NO_FUNDING, rule="R-S21")


def _overlap(one: FundingAgreement, other: FundingAgreement) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_until or date.max, other.valid_until or date.max)
    return first <= last


def _unsteerable(terms: Terms, at: str) -> Iterator[FieldError]:
    for index, one in enumerate(terms.funding_agreements):
        flags = (
            ("measurable", one.measurable, _MEASURABLE),
            ("agreed", one.agreed, _AGREED),
            ("withinInfluence", one.within_influence, _INFLUENCE),
        )
        for name, flag, text in flags:
            if flag is False:
                where = f"{at}/fundingAgreements/{index}/{name}"
                yield FieldError(where, "result-not-steerable", text, rule="R-C36")


def with_yearly(terms: Terms, inhabitants: int | None) -> list[YearlyFunding]:
    """The yearly funding of these terms, with the contract's start as day of effect."""
    return yearly(terms.funding_agreements, inhabitants, terms.start_date)[0]


def agreed_inhabitants(contract: Contract, inhabitants: int | None) -> int | None:
    """How many inhabitants the sum rests on that stands in the text: a later count changes nothing of what is signed (R-C18).

    `inhabitants` is the size of the population now, for a text that has no sum by heads yet.
    """
    sums = {one.number: one.annual_amount_cents for one in contract.yearly_funding}
    for one in contract.funding_agreements:
        if one.form == FundingForm.CAPITATION_INHABITANT and one.amount_cents and one.number in sums:
            return sums[one.number] // one.amount_cents
    return inhabitants


def explain_funding(terms: Terms, inhabitants: int | None = None) -> Derivation:
    """The steps from each annual amount to advance and retention (R-S01); empty where no reward is agreed."""
    found, why = yearly(terms.funding_agreements, inhabitants, terms.start_date)
    shares = {one.number: advance_of(one) for one in terms.funding_agreements}
    for one in found:
        advance, retention = Money(one.advance_cents), Money(one.retention_cents)
        why = why.because(
            "R-S01",
            ADVANCE,
            advance,
            annual_cents=Money(one.annual_amount_cents),
            advance_basis_points=shares[one.number],
            count=one.instalment_count,
        )
        why = why.because("R-S01", RETENTION, retention) if retention else why.because("R-S07", NO_RETENTION)
    is_subsidy = terms.legal_form is LegalForm.SUBSIDY and terms.funding_agreements
    return why.because("R-C09", SUBSIDY) if is_subsidy else why
