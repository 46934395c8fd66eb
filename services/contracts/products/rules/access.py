"""Where access to a product is decided: volume risk × concentration of expertise, a table as data (A-14.5, N-17)."""

from __future__ import annotations

from shared.values import Derivation, Sentence
from shared.values.arrangements import AccessPlace
from shared.values.products import VolumeRisk

# From the simplest and cheapest to the least ideal, in the order of the sources' figure (a "Z").
PLACES: dict[tuple[VolumeRisk, bool], AccessPlace] = {
    (VolumeRisk.LIMITED, False): AccessPlace.CITIZEN,
    (VolumeRisk.LIMITED, True): AccessPlace.SECOND_LINE_PROVIDER,
    (VolumeRisk.SUBSTANTIAL, False): AccessPlace.SOCIAL_TEAM,
    (VolumeRisk.SUBSTANTIAL, True): AccessPlace.OTHER_PARTY,
}
_ADVISED = Sentence(
    "product.access-place",
    nl="Volumerisico {risk}, concentratie van expertise gewenst: {concentration}. De tabel wijst aan: {result}.",
    en="Volume risk {risk}, concentration of expertise wanted: {concentration}. The table points to: {result}.",
)
_CHOSEN = Sentence(
    "product.access-place-chosen",
    nl="De opdrachtgever koos {result}; de tabel wijst aan: {advised}.",
    en="The purchaser chose {result}; the table points to: {advised}.",
)
_OPEN = Sentence(
    "product.access-place-open",
    nl="Volumerisico en concentratie van expertise zijn niet beide bekend: de plaats van toegang staat nog open.",
    en="Volume risk and concentration of expertise are not both known: the place of access is still open.",
)


def place_of(
    risk: VolumeRisk | None, concentration: bool | None, chosen: AccessPlace | None = None
) -> tuple[AccessPlace | None, Derivation]:
    """Where access is decided: what was chosen, else what the table says; None while it is open (A-14.5)."""
    advised = None if risk is None or concentration is None else PLACES[VolumeRisk(risk), concentration]
    why = Derivation()
    if advised is not None:
        why = why.because("A-14.5", _ADVISED, advised, risk=risk, concentration=concentration)
    if chosen is not None:
        return chosen, why.because("A-14.5", _CHOSEN, chosen, advised=advised)
    return advised, why if advised is not None else why.because("A-14.5", _OPEN)
