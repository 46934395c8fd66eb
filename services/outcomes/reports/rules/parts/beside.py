"""What the sources ask for and this service does not know: named, with the reason, and never as a nought."""

from __future__ import annotations

from collections.abc import Callable

from services.outcomes.reports.rules.kinds import Part
from services.outcomes.reports.rules.material import Material, absent
from services.outcomes.reports.rules.model import Section
from shared.errors import Text

# Of each part: its title, its figures, and who knows them.
_ACCESS = Text(
    "De dienst toegang registreert dit; het bereikt de resultaten niet.",
    "The access service registers this; it does not reach outcomes.",
)
_CONTRACTS = Text(
    "De dienst contracten registreert dit; het bereikt de resultaten niet.",
    "The contracts service registers this; it does not reach outcomes.",
)
_SETTLEMENT = Text(
    "De afrekening kent dit; het bereikt de resultaten niet.",
    "Settlement knows this; it does not reach outcomes.",
)
_SAYS: dict[Part, tuple[Text, tuple[tuple[str, Text], ...], Text]] = {
    Part.COMPLAINTS: (
        Text("Klachten", "Complaints"), (("complaints", Text("Aantal klachten", "Number of complaints")),), _ACCESS,
    ),
    Part.SOCIAL_RETURN: (
        Text("Social return", "Social return"),
        (("social-return-required", Text("Verplichte social return", "Social return required")),
         ("social-return-realised", Text("Gerealiseerde social return", "Social return realised"))), _CONTRACTS,
    ),
    Part.RETENTION: (
        Text("Inhouding", "Retention"),
        (("retention", Text("Ingehouden bedrag en vrijgave", "Amount withheld and its release")),), _SETTLEMENT,
    ),
    Part.BONUS: (
        Text("Bonus", "Bonus"), (("bonus", Text("Bonus, opslag of aftrek", "Bonus, surcharge or deduction")),), _SETTLEMENT,
    ),
    Part.EXTENSION: (
        Text("Verlenging", "Extension"),
        (("extension", Text("Voorwaarde voor verlenging", "Condition for extension")),), _CONTRACTS,
    ),
    Part.SAMPLE: (
        Text("Steekproef", "Sample"), (("error-rate", Text("Foutpercentage van de steekproef", "Error rate of the sample")),),
        Text("De steekproef op prestaties loopt in de afrekening.", "The sample of deliveries is drawn in settlement."),
    ),
}  # fmt: skip


def _maker(part: Part) -> Callable[[Material], Section]:
    title, figures, reason = _SAYS[part]

    def make(material: Material) -> Section:
        made = tuple(absent(code, name, material.period.code, reason) for code, name in figures)
        return Section(part.value, title, made)

    return make


ABSENT = {part: _maker(part) for part in _SAYS}
