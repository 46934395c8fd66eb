"""Findings on what the legal form and the law allow: subsidies, results, sheltered living, decisions (R-C09, R-C35 … R-C37)."""

from __future__ import annotations

from collections.abc import Iterator

from services.contracts.contracts.rules import FundingAgreement, Terms
from services.contracts.contracts.rules.funding import INCENTIVES_ON_RESULTS, ON_RESULTS, depends_on_results
from services.contracts.findings.rules.core import Case, Found, funding_at, kind
from services.contracts.findings.rules.names import INCENTIVES, form_name
from shared.errors import Text
from shared.values.agreements import BasicForm, LegalForm
from shared.values.arrangements import AccessPlace
from shared.values.findings import FindingSeverity
from shared.values.terms import ProvisionType

_INFO, _WARN, _ERROR = FindingSeverity.INFORMATION, FindingSeverity.WARNING, FindingSeverity.ERROR
# Category 15 of the iWmo product list is beschermd wonen; all its product codes begin with it.
SHELTERED_CATEGORY, SHELTERED_WORDS = "15", ("beschermd wonen", "beschermd-wonen", "sheltered living")

SUBSIDY = kind(
    "subsidy-consequence",
    "R-C09",
    _ERROR,
    reason=(
        "Dit is een subsidie: {what_nl} op resultaten is niet afdwingbaar.",
        "This is a subsidy: {what_en} on results cannot be enforced.",
    ),
    helps=(
        "Kies een andere rechtsvorm, of stel de subsidie lager vast op activiteiten en verplichtingen (Awb 4:46).",
        "Choose another legal form, or determine the subsidy lower on activities and duties (Awb 4:46).",
    ),
    clears=(
        "Geen bonus, malus of inhouding op resultaten, of een overeenkomst als rechtsvorm.",
        "No bonus, malus or retention on results, or a contract as legal form.",
    ),
    source="001 ▸ Terugvordering van",
    related=("E-47",),
)
SUBSIDY_RESULTS = kind(
    "subsidy-results-not-enforceable",
    "R-C09",
    _INFO,
    reason=(
        "De {count} resultaatafspraken in deze subsidie leiden niet tot terugvordering; bij een lagere score rest niet verlengen.",
        "The {count} result agreements in this subsidy lead to no recovery; a lower score leaves only not renewing.",
    ),
    helps=(
        "Leg activiteiten en verplichtingen vast waarop lager kan worden vastgesteld, of kies een andere rechtsvorm.",
        "Write down activities and duties on which a lower determination is possible, or choose another legal form.",
    ),
    clears=("Een overeenkomst als rechtsvorm.", "A contract as legal form."),
    source="001 ▸ gemeente als resultaat opneemt",
    related=("E-47", "F-18"),
)
SHELTERED = kind(
    "sheltered-living-general",
    "R-C35",
    _ERROR,
    reason=(
        "{what} is beschermd wonen; dat kan geen algemene voorziening zijn.",
        "{what} is sheltered living (beschermd wonen), which cannot be a general provision.",
    ),
    clears=(
        "Een maatwerkvoorziening (arrangement.provisionType tailorMade), of beschermd wonen uit de opdracht.",
        "A tailor-made provision (arrangement.provisionType tailorMade), or sheltered living out of the scope.",
    ),
    source="001 ▸ beschermd wonen - als algemene voorziening",
)
NOT_STEERABLE = kind(
    "result-not-steerable",
    "R-C36",
    _ERROR,
    reason=(
        "{form_nl}: het resultaat is {gaps_nl}. Bekostig op {fallback_nl}.",
        "{form_en}: the result is {gaps_en}. Fund {fallback_en}.",
    ),
    helps=(
        "Stuur op het resultaat en reken af op prestatie of beschikbaarheid.",
        "Steer on the result and settle on performance or availability.",
    ),
    clears=(
        "Een resultaat dat meetbaar is, is overeengekomen en binnen de invloed van de aanbieder ligt.",
        "A result that is measurable, agreed and within the provider's influence.",
    ),
    source="004 ▸ 2 (als 1 niet kan) Sturen op",
)
UNMOTIVATED = kind(
    "form-unmotivated",
    "R-C37",
    _WARN,
    reason=(
        "{form_nl}: niet gemotiveerd waarom niet op resultaat wordt bekostigd (op- en afschalen, administratieve last).",
        "{form_en}: no reason is given why results are not funded (scaling up and down, administrative burden).",
    ),
    helps=(
        "Weeg het eenvoudiger op- en afschalen en de lagere administratieve last van resultaatbekostiging.",
        "Weigh the easier scaling and the lower administrative burden of result funding.",
    ),
    clears=("Vul motivation in bij deze afspraak.", "Fill in motivation with this agreement."),
    source="004 ▸ vereenvoudigen van het op- en afschalen",
)
MANDATE_NEEDED = kind(
    "mandate-needed",
    "R-C34",
    _WARN,
    reason=(
        "De aanbieder bepaalt hier de toegang tot een maatwerkvoorziening; dat vraagt een mandaat en een besluit.",
        "Here the provider decides on access to a tailor-made provision; that needs a mandate and a decision.",
    ),
    helps=(
        "Registreer een mandaat en neem een besluit per cliënt, of maak er een algemene voorziening van.",
        "Register a mandate and take a decision per client, or make it a general provision.",
    ),
    clears=(
        "Toegang bij een ander dan de aanbieder, of een algemene voorziening.",
        "Access with another than the provider, or a general provision.",
    ),
    source="000 ▸ rechtmatig) gemandateerd is",
    related=("G-73",),
)


def incentive_clauses(terms: Terms) -> Iterator[tuple[str, Text]]:
    """Where money hangs on results, and what it is: forms and incentives that a subsidy refuses (R-C09)."""
    for index, one in enumerate(terms.funding_agreements):
        if depends_on_results(one):
            field = "resultLinked" if one.result_linked else "advanceBasisPoints"
            yield funding_at(index, "form" if one.form in ON_RESULTS else field), form_name(one.form)
    for index, incentive in enumerate(terms.incentives):
        if incentive.kind in INCENTIVES_ON_RESULTS:
            yield f"#/incentives/{index}/kind", INCENTIVES[incentive.kind]


def subsidy(case: Case) -> Found:
    """Money on results in a subsidy, or results that only look enforceable (R-C09, E-47)."""
    if case.terms.legal_form is not LegalForm.SUBSIDY:
        return
    for where, what in incentive_clauses(case.terms):
        yield SUBSIDY.at(where, what_nl=what.nl, what_en=what.en)
    agreements = {one.number for one in case.terms.agreements}
    if agreements:
        yield SUBSIDY_RESULTS.at("#/agreements", count=len(agreements))


def _sheltered(terms: Terms, known: list[str]) -> Iterator[tuple[str, str]]:
    for index, code in enumerate(terms.product_codes):
        if code in known or code.startswith(SHELTERED_CATEGORY):
            yield f"#/productCodes/{index}", code
    for index, item in enumerate(terms.scope):
        coded = (item.product_code or "").startswith(SHELTERED_CATEGORY)
        if coded or any(word in item.name.lower() for word in SHELTERED_WORDS):
            yield f"#/scope/{index}", item.name
    for index, one in enumerate(terms.funding_agreements):
        for what in (one.target_group, one.function):
            if what and any(word in what.lower() for word in SHELTERED_WORDS):
                yield f"#/fundingAgreements/{index}", what


def sheltered_living(case: Case) -> Found:
    """Sheltered living is never a general provision (R-C35)."""
    arrangement = case.terms.arrangement
    if arrangement is not None and arrangement.provision_type is ProvisionType.GENERAL:
        for where, what in _sheltered(case.terms, case.facts.sheltered_products):
            yield SHELTERED.at(where, what=what)


def fallback(one: FundingAgreement) -> BasicForm:
    """What to fund where a result cannot be: performance where it can be measured, else availability (R-C36)."""
    return BasicForm.PRODUCTION if one.measurable else BasicForm.AVAILABILITY


def steerable(case: Case) -> Found:
    """Result funding needs a result that is measurable, agreed and within influence (R-C36)."""
    words = (
        ("measurable", "niet meetbaar", "not measurable"),
        ("agreed", "niet overeengekomen met de aanbieders", "not agreed with the providers"),
        (
            "within_influence",
            "niet binnen de invloed van de aanbieder",
            "not within the provider's influence",
        ),
    )
    for index, one in enumerate(case.terms.funding_agreements):
        lacking = [(nl, en) for name, nl, en in words if getattr(one, name) is False]
        if lacking:
            performance = fallback(one) is BasicForm.PRODUCTION
            yield NOT_STEERABLE.at(
                funding_at(index),
                form_nl=form_name(one.form).nl,
                form_en=form_name(one.form).en,
                gaps_nl=[nl for nl, _ in lacking],
                gaps_en=[en for _, en in lacking],
                fallback_nl="prestatie" if performance else "beschikbaarheid",
                fallback_en="performance" if performance else "availability",
            )


def motivated(case: Case) -> Found:
    """Another form than result funding says why (R-C37)."""
    for index, one in case.of_basic(BasicForm.PRODUCTION, BasicForm.AVAILABILITY):
        if not one.motivation:
            name = form_name(one.form)
            yield UNMOTIVATED.at(funding_at(index, "motivation"), form_nl=name.nl, form_en=name.en)


def mandate(case: Case) -> Found:
    """A provider decides inside a general provision only; a tailor-made one needs a mandate and a decision (G-73)."""
    told = case.terms.arrangement
    if (
        told is not None
        and told.access_place is AccessPlace.SECOND_LINE_PROVIDER
        and told.provision_type is ProvisionType.TAILOR_MADE
    ):
        yield MANDATE_NEEDED.at("#/arrangement/accessPlace")


DETECTORS = (subsidy, sheltered_living, steerable, motivated, mandate)
