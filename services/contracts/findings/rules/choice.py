"""Findings on choice and the market: can a client choose, and can a newcomer come in (R-C33, R-C34, E-38, E-56, E-57, E-61)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, kind
from shared.values.arrangements import AdmissionMode
from shared.values.findings import FindingSeverity
from shared.values.terms import ProvisionType

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING
LEAST = 2

NO_CHOICE = kind(
    "choice-without-providers",
    "R-C33",
    _WARN,
    reason=(
        "De keuze van de cliënt is een prikkel, maar er is {providers} aanbieder voor deze ondersteuning; er zijn er ten minste {least}"
        " nodig.",
        "The client's choice is an incentive, but there is {providers} provider for this support; at least {least} are needed.",
    ),
    helps=(
        "Sluit voor dezelfde wijk met ten minste twee aanbieders een overeenkomst.",
        "Contract at least two providers for the same neighbourhood.",
    ),
    clears=("Ten minste twee aanbieders.", "At least two providers."),
    source="002 ▸ twee aanbieders werkzaam zijn",
)
TAILOR_MADE = kind(
    "tailor-made-without-choice",
    "R-C34",
    _WARN,
    reason=(
        "Maatwerk met {providers} aanbieder en zonder pgb: de cliënt heeft wettelijk te kiezen, en kan dat hier niet.",
        "A tailor-made provision with {providers} provider and no personal budget: by law the client has a choice, and has none here.",
    ),
    helps=(
        "Contracteer een tweede aanbieder of bied een pgb; populatiebekostiging met één aanbieder past bij een algemene"
        " voorziening.",
        "Contract a second provider or offer a personal budget; population funding with one provider fits a general provision.",
    ),
    clears=(
        "Een tweede aanbieder, een pgb-mogelijkheid, of een algemene voorziening.",
        "A second provider, a personal budget option, or a general provision.",
    ),
    source="001 ▸ heeft de cliënt wel de keuze tussen",
)
AREAS = kind(
    "areas-without-choice",
    "E-61",
    _WARN,
    reason=(
        "De keuze van de cliënt is een prikkel, maar in {areas} is minder dan {least} aanbieder.",
        "The client's choice is an incentive, but {areas} has fewer than {least} providers.",
    ),
    helps=(
        "Geef keuze-informatie: cliënten kiezen vaak niet rationeel.",
        "Give information on the choice: clients often do not choose rationally.",
    ),
    clears=("Ten minste twee aanbieders in elk gebied.", "At least two providers in every area."),
    source="002 ▸ cliënten vaak geen rationele",
    related=("R-C33",),
)
NO_NEWCOMERS = kind(
    "no-room-for-newcomers",
    "E-38",
    _WARN,
    reason=(
        "De grootste aanbieder heeft {share_basis_points} van de markt en er kwamen {newcomers} nieuwe aanbieders bij.",
        "The largest provider has {share_basis_points} of the market and {newcomers} new providers came in.",
    ),
    clears=(
        "Een kleiner aandeel van de grootste, of een toetreder.",
        "A smaller share of the largest, or a newcomer.",
    ),
    source="000 ▸ ruimte voor nieuwe toetreders",
)
MANY_PROVIDERS = kind(
    "many-providers",
    "E-56",
    _WARN,
    reason=(
        "Elke contractmanager beheert {each} aanbieders ({providers} op {managers}); de grens is {limit}.",
        "Each contract manager looks after {each} providers ({providers} to {managers}); the limit is {limit}.",
    ),
    helps=("Beperk de groep aanbieders.", "Limit the group of providers."),
    clears=(
        "Minder aanbieders of meer contractmanagers (grens: limits.providersPerManager).",
        "Fewer providers or more contract managers (limit: limits.providersPerManager).",
    ),
    source="004 ▸ groot aantal aanbieders",
)
CERTIFICATES = kind(
    "certificate-only-exclusions",
    "E-57",
    _WARN,
    reason=(
        "{count} aanbieders vielen alleen af op een certificaat; dat is minimale kwaliteit en verdringt kleine aanbieders.",
        "{count} providers were excluded for a certificate only; that is minimum quality and crowds out small ones.",
    ),
    clears=(
        "Geen afwijzing op een certificaat alleen.",
        "No exclusion for a certificate only.",
    ),
    source="004 ▸ Certificeringssysteem is minimale kwaliteit",
)


def provider_count(case: Case) -> int | None:
    """How many providers a client can choose from: what is told, else one where the admission mode says so."""
    if case.facts.providers is not None:
        return case.facts.providers
    told = case.terms.arrangement
    return 1 if told is not None and told.admission_mode is AdmissionMode.SINGLE else None


def choice(case: Case) -> Found:
    """A choice needs providers to choose from (R-C33, E-61), and a tailor-made provision needs a choice (R-C34)."""
    providers, told = provider_count(case), case.terms.arrangement
    tailor_made = told is not None and told.provision_type is ProvisionType.TAILOR_MADE
    needed = [(case.has_choice, NO_CHOICE, "#/nonFinancialIncentives")]
    by_law = tailor_made and told is not None and not told.personal_budget_option
    needed.append((by_law, TAILOR_MADE, "#/arrangement/provisionType"))
    for applies, found, where in needed:
        if applies and providers is None:
            yield found.lacks("#/context/providers")
        elif applies and providers is not None and providers < LEAST:
            told_numbers = {"providers": providers}
            if found is NO_CHOICE:
                told_numbers["least"] = LEAST
            yield found.at(where, **told_numbers)
    thin = [one.area_code for one in case.facts.areas if one.providers < LEAST]
    if case.has_choice and thin:
        yield AREAS.at("#/context/areas", areas=thin, least=LEAST)


def market(case: Case) -> Found:
    """Concentration, the number of providers to look after, and exclusions by certificate (E-38, E-56, E-57)."""
    facts, limits = case.facts, case.facts.limits
    share, newcomers = facts.market_share_basis_points, facts.newcomers
    if share is not None and newcomers is not None:
        if share >= limits.market_share_basis_points and newcomers == 0:
            told = {"share_basis_points": share, "newcomers": newcomers}
            yield NO_NEWCOMERS.at("#/context/marketShareBasisPoints", **told)
    elif share is not None or newcomers is not None:
        yield NO_NEWCOMERS.lacks(
            f"#/context/{'newcomers' if newcomers is None else 'marketShareBasisPoints'}"
        )
    providers, managers = facts.contracted_providers, facts.contract_managers
    if providers is not None and managers and providers > limits.providers_per_manager * managers:
        yield MANY_PROVIDERS.at(
            "#/context/contractedProviders",
            each=-(-providers // managers),
            providers=providers,
            managers=managers,
            limit=limits.providers_per_manager,
        )
    if facts.certificate_only_exclusions:
        yield CERTIFICATES.at("#/context/certificateOnlyExclusions", count=facts.certificate_only_exclusions)


DETECTORS = (choice, market)
