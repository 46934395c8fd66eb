"""What the forms of funding are called, in Dutch and English (N-06)."""

from __future__ import annotations

from shared.errors import Text
from shared.values.agreements import BasicForm, FundingForm, IncentiveKind

FORMS: dict[str, Text] = {
    FundingForm.LUMP_SUM_RETENTION: Text("Lumpsum met inhouding", "Lump sum with retention"),
    FundingForm.LUMP_SUM: Text("Lumpsum", "Lump sum"),
    FundingForm.LUMP_SUM_SUBSIDY: Text("Lumpsumsubsidie", "Lump-sum subsidy"),
    FundingForm.AVAILABILITY: Text("Beschikbaarheidsbekostiging", "Availability funding"),
    FundingForm.CAPITATION_INHABITANT: Text("Vast bedrag per inwoner", "Capitation per inhabitant"),
    FundingForm.CAPITATION_INSURED: Text("Vast bedrag per verzekerde", "Capitation per insured"),
    FundingForm.POPULATION_AREA: Text("Populatiebekostiging per gebied", "Population funding by area"),
    FundingForm.POPULATION_TARGET_GROUP: Text(
        "Populatiebekostiging per doelgroep", "Population funding by target group"
    ),
    FundingForm.SQUARE: Text("Vierkantbekostiging", "Square funding"),
    FundingForm.NEIGHBOURHOOD_BUDGET: Text("Wijkbudget", "Neighbourhood budget"),
    FundingForm.SPREAD_PURCHASE: Text("Gespreide aankoop", "Spread purchase"),
    FundingForm.PRODUCTION: Text("Productiebekostiging (P×Q)", "Production funding (P×Q)"),
    FundingForm.EFFORT_ALLOCATED: Text(
        "Inspanningsgericht (beschikking = declaratie)", "Effort as allocated (decision = claim)"
    ),
    FundingForm.HOURS_DELIVERED: Text("Geleverde uren", "Hours delivered"),
    FundingForm.TRAJECTORY: Text("Trajectbekostiging", "Trajectory"),
    FundingForm.TIERED_TARIFF: Text("Staffeltarief", "Tiered tariff"),
    FundingForm.CHAIN_BUNDLE: Text("Ketenbekostiging", "Chain bundle"),
    FundingForm.EPISODE_BUNDLE: Text("Bundel per episode", "Bundle per episode"),
    FundingForm.PERIOD_BUNDLE: Text("Bundel per periode", "Bundle per period"),
    FundingForm.SUBSCRIPTION: Text("Abonnement of inschrijftarief", "Subscription or registration fee"),
    FundingForm.PERSONAL_BUDGET: Text("Persoonsgebonden budget (pgb)", "Personal budget"),
    FundingForm.RESULT_PER_CLIENT: Text("Resultaatbekostiging per cliënt", "Result per client"),
    FundingForm.RESULT_PER_CLIENT_PARTIAL: Text(
        "Resultaatbekostiging per cliënt, deels", "Result per client, in part"
    ),
    FundingForm.PERSONAL_RESULT_BUDGET: Text("Persoonlijk resultaatbudget", "Personal result budget"),
    FundingForm.PLACES_BONUS: Text("Plaatsen met bonus", "Places with a bonus"),
    FundingForm.PERFORMANCE_SURCHARGE: Text(
        "Opslag en afslag op prestaties (P4P)", "Surcharge for performance (P4P)"
    ),
    FundingForm.INCENTIVE_POOL: Text("Prikkelpot", "Incentive pool"),
    FundingForm.SHARED_SAVINGS: Text("Gedeelde besparingen", "Shared savings"),
    FundingForm.GAIN_SHARE: Text("Winstdeling boven een drempel", "Gain share above a threshold"),
}
BASIC_FORMS: dict[BasicForm, Text] = {
    BasicForm.PRODUCTION: Text("productiebekostiging", "production funding"),
    BasicForm.RESULT_PER_CLIENT: Text("resultaatbekostiging per cliënt", "result funding per client"),
    BasicForm.AVAILABILITY: Text("beschikbaarheidsbekostiging", "availability funding"),
    BasicForm.POPULATION: Text("populatiebekostiging", "population funding"),
    BasicForm.SUPPLEMENT: Text("aanvulling op een basisvorm", "supplement to a basic form"),
}


def form_name(form: str) -> Text:
    """The name of a form of funding."""
    return FORMS[form]


INCENTIVES: dict[IncentiveKind, Text] = {
    IncentiveKind.BONUS: Text("een bonus", "a bonus"),
    IncentiveKind.MALUS: Text("een malus", "a malus"),
    IncentiveKind.SURCHARGE: Text("een opslag", "a surcharge"),
    IncentiveKind.DEDUCTION: Text("een afslag", "a deduction"),
    IncentiveKind.LADDER: Text("een staffel", "a ladder"),
    IncentiveKind.RETENTION: Text("een inhouding", "a retention"),
    IncentiveKind.GAIN_SHARE: Text("een winstdeling", "a gain share"),
    IncentiveKind.TARIFF_REDUCTION: Text("een dalend tarief", "a falling tariff"),
    IncentiveKind.SHRINKING_BUDGET: Text("een krimpend budget", "a shrinking budget"),
    IncentiveKind.INCENTIVE_POOL: Text("een prikkelpot", "an incentive pool"),
    IncentiveKind.REFERRAL_CO_RESPONSIBILITY: Text(
        "medeverantwoordelijkheid voor verwijzingen", "co-responsibility for referrals"
    ),
}
