"""Findings on the term and its options: too short, on what an extension rests, and what it costs to leave (R-C45, R-C46, E-64)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, kind
from shared.values.agreements import NonFinancialIncentive
from shared.values.arrangements import Distinguishable, Importance, OptionCondition
from shared.values.findings import FindingSeverity

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING

_REQUIRE = (
    "Eis dat een stijging van de meetfout te onderscheiden is (distinguishable required).",
    "Demand that a rise can be told from the measurement error (distinguishable required).",
)
SHORT = kind(
    "short-term-with-extension",
    "R-C46",
    _WARN,
    reason=(
        "De basislooptijd is {months} maanden (grens {limit}) met verlenging als beloning: dat geeft vooraf veel onzekerheid, en"
        " werkt pas na de eerste periode.",
        "The base term is {months} months (limit {limit}) with extension as the reward: it gives much uncertainty beforehand, and"
        " works only after the first period.",
    ),
    helps=("Kies een toereikende looptijd.", "Choose an adequate term."),
    clears=(
        "Een langere basislooptijd, of geen verlenging als beloning.",
        "A longer base term, or no extension as reward.",
    ),
    source="002 ▸ contractduur op voorhand veel onzekerheid",
    related=("E-60",),
)
UNMEASURED = kind(
    "extension-on-performance-unmeasured",
    "R-C46",
    _WARN,
    reason=(
        "Verlengingsoptie {option} hangt af van goede prestaties, maar er zijn {count} resultaatafspraken om die aan te meten.",
        "Extension option {option} depends on good performance, but there are {count} result agreements to measure it by.",
    ),
    clears=("Ten minste één resultaatafspraak.", "At least one result agreement."),
    source="002 ▸ verlengingsoptie in de overeenkomst",
)
SHOWN_ONLY = kind(
    "within-measurement-error",
    "R-C45",
    _INFO,
    reason=(
        "Optie {option} wordt een verlenging bij ten minste {wanted} stijgers; de meetfout wordt alleen getoond, dus een stijging kan"
        " binnen de meetfout vallen.",
        "Option {option} becomes an extension with at least {wanted} risers; the measurement error is only shown, so that a rise may"
        " lie within it.",
    ),
    helps=_REQUIRE,
    clears=(
        "distinguishable required, of genoeg stijgers buiten de meetfout.",
        "distinguishable required, or enough risers beyond the measurement error.",
    ),
    source="002 ▸ na 2 jaar een verhoging",
    related=("E-67",),
)
WITHIN_ERROR = kind(
    "extension-within-measurement-error",
    "R-C45",
    _WARN,
    reason=(
        "Optie {option}: {rose} van de {clients} cliënten stegen, {distinguishable} daarvan meer dan de meetfout; nodig zijn er {wanted}."
        " De verlenging rust op de meetfout.",
        "Option {option}: {rose} of {clients} clients rose, {distinguishable} of them beyond the measurement error; {wanted} are needed."
        " The extension rests on the error of measurement.",
    ),
    helps=_REQUIRE,
    clears=(
        "distinguishable required, of genoeg stijgers buiten de meetfout.",
        "distinguishable required, or enough risers beyond the measurement error.",
    ),
    source="002 ▸ na 2 jaar een verhoging",
    related=("E-67",),
)
LOCK_IN = kind(
    "lock-in",
    "E-64",
    _WARN,
    reason=(
        "De overstapkosten zijn hoog: de gemeente zit vast aan deze aanbieder.",
        "The cost of switching is high: the municipality is tied to this provider.",
    ),
    helps=(
        "Neem de overstapkosten als kenmerk van de looptijd op en regel de overdracht.",
        "Make the cost of switching a feature of the period and arrange the handover.",
    ),
    clears=("frame.period.switchingCost low.", "frame.period.switchingCost low."),
    source="002 ▸ vendor lock-in",
)


def short(case: Case) -> Found:
    """A short base term with an extension as reward (R-C46, E-60)."""
    terms, limit = case.terms, case.facts.limits.short_term_months
    rewarded = terms.extension_options or NonFinancialIncentive.CONTINUITY in terms.non_financial_incentives
    if rewarded and terms.base_term_months is not None and terms.base_term_months <= limit:
        yield SHORT.at("#/baseTermMonths", months=terms.base_term_months, limit=limit)


def options(case: Case) -> Found:
    """Options on performance that nothing measures (R-C46), and on rises within the measurement error (R-C45)."""
    risen = {one.option_number: one for one in case.facts.risen}
    for index, option in enumerate(case.terms.extension_options):
        where = f"#/extensionOptions/{index}"
        if option.condition is OptionCondition.PERFORMANCE and not case.terms.agreements:
            yield UNMEASURED.at(f"{where}/condition", option=option.number, count=0)
        if (
            option.condition is not OptionCondition.CLIENTS_RISEN
            or option.distinguishable is not Distinguishable.SHOWN
            or option.minimum_risen is None
        ):
            continue
        told, wanted = risen.get(option.number), option.minimum_risen
        if told is None or told.distinguishable is None:
            yield SHOWN_ONLY.at(f"{where}/distinguishable", option=option.number, wanted=wanted)
        elif told.distinguishable < wanted <= told.rose:
            yield WITHIN_ERROR.at(
                f"{where}/distinguishable",
                option=option.number,
                rose=told.rose,
                clients=told.clients,
                distinguishable=told.distinguishable,
                wanted=wanted,
            )


def lock_in(case: Case) -> Found:
    """What it costs to leave (E-64)."""
    period = case.terms.frame.period if case.terms.frame is not None else None
    if period is not None and period.switching_cost is Importance.HIGH:
        yield LOCK_IN.at("#/frame/period/switchingCost")


DETECTORS = (short, options, lock_in)
