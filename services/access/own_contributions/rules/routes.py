"""Along which way a citizen's own contribution goes: by law, provision and day (N-64, R-A30, F-17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from services.access.legal_checks.rules.said import Finding, Said, say
from shared.errors import Text
from shared.values import Sentence
from shared.values.legal_frames import ContributionCollector, ContributionRoute, FindingLevel
from shared.values.products import OwnContributionRoute
from shared.values.terms import Law, ProvisionType

if TYPE_CHECKING:
    from services.access.products.rules import Product

# Until 2019 by income; from 2020 a fixed tariff a month (Stb. 2019, 185).
FIXED_SINCE = date(2020, 1, 1)
IMPURE = "legally-impure"
COLLECTORS: Mapping[ContributionRoute, ContributionCollector | None] = {
    ContributionRoute.CAK_INCOME_RELATED: ContributionCollector.CAK,
    ContributionRoute.CAK_FIXED_TARIFF: ContributionCollector.CAK,
    ContributionRoute.MUNICIPALITY_COST_PRICE: ContributionCollector.MUNICIPALITY,
    ContributionRoute.PROVIDER_COLLECTS: ContributionCollector.PROVIDER,
    ContributionRoute.NONE: None,
}

NOT_KNOWN = Sentence(
    "contribution.product-not-known",
    nl="De catalogus kent dit product niet: of er een eigen bijdrage is, is niet bekend.",
    en="The catalogue does not know this product: whether there is an own contribution is not known.",
)
OTHER_LAW = Sentence(
    "contribution.other-law",
    nl="Alleen de Wmo 2015 kent een eigen bijdrage; dit product valt daar niet onder.",
    en="Only the Wmo 2015 has an own contribution; this product does not fall under it.",
)
WITHOUT = Sentence(
    "contribution.none",
    nl="Voor dit product vraagt de gemeente geen eigen bijdrage.",
    en="The municipality asks no own contribution for this product.",
)
GENERAL = Sentence(
    "contribution.general",
    nl="Een algemene voorziening: de gemeente bepaalt een passende kostprijs; innen: {result}.",
    en="A general provision: the municipality sets a fitting cost price; collected: {result}.",
)
INCOME_RELATED = Sentence(
    "contribution.income-related",
    nl="Tot en met 2019 int het CAK een inkomensafhankelijke bijdrage voor een maatwerkvoorziening ({start}).",
    en="Until 2019 the CAK collects an income-related contribution for a tailor-made provision ({start}).",
)
FIXED = Sentence(
    "contribution.fixed-tariff",
    nl="Vanaf 2020 int het CAK een vast bedrag per maand, van de start tot de stop van de zorg ({start}).",
    en="From 2020 the CAK collects a fixed amount a month, from the start of care to its stop ({start}).",
)
TO_CAK = Sentence(
    "contribution.general-to-cak",
    nl="Uren van een algemene voorziening doorgeven aan het CAK is juridisch niet zuiver: er is geen besluit.",
    en="Passing hours of a general provision to the CAK is legally impure: there is no decision.",
)
UNDECIDED = Sentence(
    "contribution.without-decision",
    nl="Uren doorgeven aan het CAK zonder besluit is juridisch niet zuiver.",
    en="Passing hours to the CAK without a decision is legally impure.",
)
_OWN_PRICE = Text(
    "Bepaal een passende kostprijs en int zelf, of laat de aanbieder innen.",
    "Set a fitting cost price and collect it yourself, or have the provider collect it.",
)
_DECIDE = Text(
    "Neem een besluit op de maatwerkvoorziening, of maak er een algemene voorziening van met een eigen kostprijs.",
    "Decide on the tailor-made provision, or make it a general one with a cost price of its own.",
)
_CATALOGUE = Text("Neem het product op in de catalogus.", "Add the product to the catalogue.")


def route_of(product: Product | None, start: date, decision: bool) -> tuple[ContributionRoute, list[Finding]]:
    """The route for a product on a day, with what was found; `decision` says whether there is one.

    Until 2019 income-related through the CAK, from 2020 at a fixed tariff; a general provision at a cost price, never to
    the CAK (R-A30). What passes hours to the CAK without a decision is flagged `legally-impure` (F-17).
    """
    route, said = judge_route(product, start, decision=decision)
    return route, [one.finding for one in said]


def judge_route(
    product: Product | None, start: date, *, decision: bool
) -> tuple[ContributionRoute, list[Said]]:
    """The same with why."""
    level, none = FindingLevel.PASSED, ContributionRoute.NONE
    if product is None:
        return none, [say("product-not-known", "R-A30", FindingLevel.WARNING, NOT_KNOWN, _CATALOGUE)]
    if Law.WMO_2015 not in product.laws:
        return none, [say("no-contribution", "R-A30", level, OTHER_LAW)]
    if product.own_contribution is OwnContributionRoute.NONE:
        return none, [say("no-contribution", "R-A30", level, WITHOUT)]
    if product.provision_type is ProvisionType.GENERAL:
        return _general(product.own_contribution)
    route, sentence = ContributionRoute.CAK_FIXED_TARIFF, FIXED
    if start < FIXED_SINCE:
        route, sentence = ContributionRoute.CAK_INCOME_RELATED, INCOME_RELATED
    said = [say("route", "R-A30", level, sentence, result=route, start=start)]
    if not decision:
        said.append(say(IMPURE, "R-A30", FindingLevel.WARNING, UNDECIDED, _DECIDE))
    return route, said


def _general(asked: OwnContributionRoute) -> tuple[ContributionRoute, list[Said]]:
    route = ContributionRoute.MUNICIPALITY_COST_PRICE
    if asked is OwnContributionRoute.PROVIDER_COLLECTS:
        route = ContributionRoute.PROVIDER_COLLECTS
    said = [say("route", "R-A30", FindingLevel.PASSED, GENERAL, result=COLLECTORS[route])]
    if asked is OwnContributionRoute.CAK_INCOME_RELATED:
        said.append(say(IMPURE, "R-A30", FindingLevel.WARNING, TO_CAK, _OWN_PRICE))
    return route, said
