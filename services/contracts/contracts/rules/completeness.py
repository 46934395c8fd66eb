"""The four building blocks that every funding agreement needs: parties, performance, reward, period (R-C01)."""

from __future__ import annotations

from collections.abc import Iterator

from services.contracts.contracts.rules.agreed import FundingAgreement
from services.contracts.contracts.rules.forms import basic_form, retains
from services.contracts.contracts.rules.problems import ContractIncomplete
from services.contracts.contracts.rules.terms import Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.agreements import BasicForm, FundingForm, IncentiveKind, LegalForm

COMPLETE = Sentence(
    "contract.complete",
    nl="Alle vier bouwstenen zijn gevuld: partijen, prestatie ({agreements} afspraken), beloning en looptijd.",
    en="All four building blocks are filled: parties, performance ({agreements} agreements), reward and period.",
)

_PARTIES = Text(
    "Partijen: noem het samenwerkingsverband (consortiumId) of de aanbieder (provider).",
    "Parties: name the consortium (consortiumId) or the provider.",
)
_BOTH = Text(
    "Partijen: noem het samenwerkingsverband of de aanbieder, niet beide.",
    "Parties: name the consortium or the provider, not both.",
)
_POPULATION = Text("Prestatie: noem de populatie.", "Performance: name the population.")
_PERFORMANCE = Text(
    "Prestatie: noem resultaatafspraken (agreements), producten (productCodes) of de opdracht (scope).",
    "Performance: name result agreements, products (productCodes) or the scope.",
)
_AGREEMENTS = Text(
    "Prestatie: een inhouding vraagt ten minste één resultaatafspraak.",
    "Performance: a retention needs at least one result agreement.",
)
_FUNDING = Text("Beloning: vul de bekostigingsafspraken.", "Reward: fill in the funding agreements.")
_MOTIVATION = Text(
    "Beloning: motiveer waarom niet op resultaat wordt bekostigd (op- en afschalen, administratieve last).",
    "Reward: say why results are not funded (scaling up and down, administrative burden).",
)
_INDICATOR = Text(
    "Beloning: geld hangt af van een indicator waarover geen resultaatafspraak (agreements) is.",
    "Reward: money depends on an indicator on which there is no result agreement (agreements).",
)
_START = Text("Looptijd: noem de ingangsdatum.", "Period: name the start date.")
_TERM = Text("Looptijd: noem de basislooptijd in maanden.", "Period: name the base term in months.")
MONEYLESS = frozenset(
    {
        LegalForm.COVENANT,
        LegalForm.LETTER_OF_INTENT,
        LegalForm.COOPERATION_AGREEMENT,
        LegalForm.PARTNERSHIP,
    }
)
_MOTIVATED = frozenset({BasicForm.PRODUCTION, BasicForm.AVAILABILITY})


def _for_a_population(funding: FundingAgreement) -> bool:
    """Whether an agreement is for a population; a subsidy is for its activities, with or without one (G-27)."""
    return basic_form(funding) is BasicForm.POPULATION and funding.form != FundingForm.LUMP_SUM_SUBSIDY


def _indicators(terms: Terms) -> Iterator[tuple[str, str]]:
    """On which indicators money depends, and where that is said; referrals are counted without an agreement of their own."""
    for index, one in enumerate(terms.funding_agreements):
        where = f"#/fundingAgreements/{index}"
        if one.indicator_code is not None:
            yield f"{where}/indicatorCode", one.indicator_code
        for place, code in enumerate(one.indicator_codes or ()):
            yield f"{where}/indicatorCodes/{place}", code
    for index, incentive in enumerate(terms.incentives):
        counted = incentive.kind is IncentiveKind.REFERRAL_CO_RESPONSIBILITY
        if incentive.indicator_code is not None and not counted:
            yield f"#/incentives/{index}/indicatorCode", incentive.indicator_code


def gaps(terms: Terms) -> tuple[FieldError, ...]:
    """Every gap with where it is; its code begins with the building block: parties, performance, reward or period."""
    return tuple(
        FieldError(where, code, text, rule=rule) for is_gap, where, code, text, rule in _gaps(terms) if is_gap
    )


def _gaps(terms: Terms) -> Iterator[tuple[bool, str, str, Text, str]]:
    forms = [basic_form(one) for one in terms.funding_agreements]
    retained = any(retains(one) for one in terms.funding_agreements)
    performance = bool(terms.agreements or terms.product_codes or terms.scope) or any(
        one.product_codes or one.function or one.activities for one in terms.funding_agreements
    )
    needs_population = any(_for_a_population(one) for one in terms.funding_agreements) or not forms
    # A covenant or a letter of intent may agree on working together, and on no money (N-41, A-2.6, A-8.1).
    moneyless = terms.legal_form in MONEYLESS and not forms
    named = (terms.consortium_id is not None) + (terms.provider is not None)
    yield named == 0, "#/consortiumId", "parties-missing", _PARTIES, "R-C01"
    yield named == 2, "#/provider", "parties-twice", _BOTH, "R-C01"
    lacks = needs_population and not moneyless and terms.population_id is None
    yield lacks, "#/populationId", "performance-missing", _POPULATION, "R-C01"
    yield not performance, "#/agreements", "performance-missing", _PERFORMANCE, "R-C01"
    unmet = performance and retained and not terms.agreements
    yield unmet, "#/agreements", "performance-missing", _AGREEMENTS, "R-C01"
    yield not forms and not moneyless, "#/fundingAgreements", "reward-missing", _FUNDING, "R-C01"
    for index, (one, basic) in enumerate(zip(terms.funding_agreements, forms, strict=True)):
        where = f"#/fundingAgreements/{index}/motivation"
        yield basic in _MOTIVATED and not one.motivation, where, "reward-unmotivated", _MOTIVATION, "R-C37"
    codes = {one.code for one in terms.agreements}
    for where, code in _indicators(terms):
        yield code not in codes, where, "reward-indicator-unknown", _INDICATOR, "R-C01"
    yield terms.start_date is None, "#/startDate", "period-missing", _START, "R-C01"
    yield terms.base_term_months is None, "#/baseTermMonths", "period-missing", _TERM, "R-C01"


def check_complete(terms: Terms) -> Derivation:
    """Refuse a contract with gaps, all of them at once. Raises ContractIncomplete."""
    errors = gaps(terms)
    if errors:
        raise ContractIncomplete(errors=errors)
    numbers = {agreement.number for agreement in terms.agreements}
    return Derivation().because("R-C01", COMPLETE, agreements=len(numbers))
