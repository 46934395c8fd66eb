"""Where access is decided, considered from the simplest option to the least ideal (R-A01), and when it may be free (R-A02)."""

from __future__ import annotations

from dataclasses import dataclass

from services.access.products.rules import Product
from shared.values import Derivation, Sentence
from shared.values.arrangements import AccessPlace
from shared.values.products import CareLine, VolumeRisk

# The order in which the options are considered, the sources' figure of a "Z": each with its two answers.
ORDER: tuple[tuple[AccessPlace, bool, bool], ...] = (
    (AccessPlace.CITIZEN, True, False),
    (AccessPlace.SECOND_LINE_PROVIDER, True, True),
    (AccessPlace.SOCIAL_TEAM, False, False),
    (AccessPlace.OTHER_PARTY, False, True),
)
CONSIDERED = Sentence(
    "access-route.considered",
    nl="Overwogen: {place} (beperkt volumerisico: {limited}, concentratie van expertise: {concentration}); past: {result}.",
    en="Considered: {place} (limited volume risk: {limited}, concentration of expertise: {concentration}); fits: {result}.",
)
OPEN = Sentence(
    "access-route.open",
    nl="Volumerisico en concentratie van expertise zijn niet beide bekend: de plaats staat nog open.",
    en="Volume risk and concentration of expertise are not both known: the place is still open.",
)
CHOSEN = Sentence(
    "access-route.chosen",
    nl="De opdrachtgever koos bij het product {result}; dat gaat voor de tabel ({advised}).",
    en="The purchaser chose {result} for the product; that goes before the table ({advised}).",
)
FREE = Sentence(
    "access-route.free",
    nl="Vrij toegankelijk: {free} (lage kosten van het besluit: {low_cost}, kleine kans op dringend andere hulp: {small_risk}).",
    en="Free access: {free} (low cost of the decision: {low_cost}, small risk of urgently needing other help: {small_risk}).",
)
SECOND_LINE = Sentence(
    "access-route.second-line",
    nl="Tweedelijnsondersteuning is normaal niet vrij toegankelijk.",
    en="Second-line support is normally not of free access.",
)


@dataclass(frozen=True, slots=True)
class AccessRoute:
    """Where access is decided: the place that holds, what the table advised, what was chosen, and whether access may be free.

    None is not known.
    """

    place: AccessPlace | None
    advised: AccessPlace | None
    chosen: AccessPlace | None
    free_access: bool | None
    why: Derivation


def place_of(
    limited_volume_risk: bool | None, expertise_concentration: bool | None
) -> tuple[AccessPlace | None, Derivation]:
    """The place that the two criteria point to, each option considered in its order (R-A01).

    e-health yes/no is the citizen, crisis care yes/yes the provider, guidance no/no the social team, Jeugdhulp plus no/yes
    another party. None where one of the answers is not known.
    """
    why = Derivation()
    if limited_volume_risk is None or expertise_concentration is None:
        return None, why.because("R-A01", OPEN)
    for place, limited, concentration in ORDER:
        fits = (limited, concentration) == (limited_volume_risk, expertise_concentration)
        told = {"place": place, "limited": limited, "concentration": concentration}
        why = why.because("R-A01", CONSIDERED, fits, **told)
        if fits:
            return place, why
    raise AssertionError("the four options cover every pair of answers")


def free_access(
    low_decision_cost: bool | None, small_other_help_risk: bool | None, line: CareLine | None
) -> tuple[bool | None, Derivation]:
    """Whether access may be free: both flags must say so (R-A02); None while one is not known and neither says no.

    The second line is named as normally not free, and is so only where both flags are said to hold.
    """
    why = Derivation()
    flags = (low_decision_cost, small_other_help_risk)
    free = False if False in flags else None if None in flags else True
    if line is CareLine.SECOND:
        why = why.because("R-A02", SECOND_LINE)
        free = bool(free)
    return free, why.because(
        "R-A02", FREE, free, free=free, low_cost=low_decision_cost, small_risk=small_other_help_risk
    )


def route(
    *,
    limited_volume_risk: bool | None,
    expertise_concentration: bool | None,
    chosen: AccessPlace | None = None,
    line: CareLine | None = None,
    low_decision_cost: bool | None = None,
    small_other_help_risk: bool | None = None,
) -> AccessRoute:
    """The route of what is described: what was chosen wins over the advice of the table (R-A01, R-A02)."""
    advised, why = place_of(limited_volume_risk, expertise_concentration)
    if chosen is not None:
        why = why.because("R-A01", CHOSEN, chosen, advised=advised)
    free, freely = free_access(low_decision_cost, small_other_help_risk, line)
    return AccessRoute(chosen or advised, advised, chosen, free, why.merge(freely))


def route_of(
    product: Product, low_decision_cost: bool | None = None, small_other_help_risk: bool | None = None
) -> AccessRoute:
    """The route of a product: its own place wins over the table's advice (R-A01)."""
    risk = product.volume_risk
    return route(
        limited_volume_risk=None if risk is None else risk is VolumeRisk.LIMITED,
        expertise_concentration=product.expertise_concentration,
        chosen=product.access_place,
        line=product.line,
        low_decision_cost=low_decision_cost,
        small_other_help_risk=small_other_help_risk,
    )
