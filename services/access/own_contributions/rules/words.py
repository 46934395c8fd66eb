"""What is said of own contributions: why one was opened, its amounts, how it follows its care (R-A30)."""

from __future__ import annotations

from shared.values import Sentence

OPENED = Sentence(
    "contribution.opened",
    nl="De zorg begon op {start_date}: daarmee begint de eigen bijdrage ({result}).",
    en="Care began on {start_date}: with it the own contribution begins ({result}).",
)
TARIFF = Sentence(
    "contribution.tariff",
    nl="Vanaf {start_date} {monthly_cents} per maand ({source}).",
    en="From {start_date} {monthly_cents} a month ({source}).",
)
TARIFF_NOT_KNOWN = Sentence(
    "contribution.tariff-not-known",
    nl="Vanaf {start_date} is het tarief van de wet hier niet bekend; geef het eigen tarief met zijn bron.",
    en="From {start_date} the tariff of the law is not known here; give the own tariff with its source.",
)
COST_PRICE = Sentence(
    "contribution.cost-price",
    nl="De gemeente bepaalde een kostprijs van {cost_price_cents} ({source}).",
    en="The municipality set a cost price of {cost_price_cents} ({source}).",
)
BY_DECISION = Sentence(
    "contribution.by-decision",
    nl="Het besluit op de maatwerkvoorziening noemt deze weg: {result}.",
    en="The decision on the tailor-made provision names this route: {result}.",
)
FOLLOWED = Sentence(
    "contribution.followed",
    nl="De zorg loopt van {start_date} tot en met {end_date} ({state}): de bijdrage volgt haar.",
    en="Care runs from {start_date} up to and including {end_date} ({state}): the contribution follows it.",
)
