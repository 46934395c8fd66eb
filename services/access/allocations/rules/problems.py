"""Why an allocation cannot be, or cannot change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.errors import FieldError, NotFound, Refused, Text

if TYPE_CHECKING:
    from datetime import date

    from shared.values.terms import Law


class AllocationNotFound(NotFound):
    """There is no such allocation, or it is not yours."""

    code = "allocation-not-found"
    title = Text("Toewijzing niet gevonden", "Allocation not found")
    detail = Text("Er is geen toewijzing {id}.", "There is no allocation {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class AllocationRefused(Refused):
    """The allocation cannot be like this: `errors` has every reason with the rule of the standard."""

    code = "allocation-refused"
    rule = "R-X06"
    title = Text("Zo kan de toewijzing niet", "The allocation cannot be like this")
    detail = Text(
        "De toewijzing voldoet niet aan de regels van iWmo en iJw voor product, omvang, budget en dagen.",
        "The allocation breaks rules of iWmo and iJw on product, size, budget and days.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class NumbersSpent(Refused):
    """The municipality has no allocation number of nine digits left under a law."""

    code = "allocation-numbers-spent"
    rule = "R-A56"
    title = Text("De toewijzingsnummers zijn op", "The allocation numbers are spent")
    detail = Text(
        "Een toewijzingsnummer heeft hooguit negen cijfers; onder {law} is het laatste gegeven.",
        "An allocation number has nine digits at most; under {law} the last one was given.",
    )
    mend = Text(
        "Er is niets vastgelegd. Vraag de beheerder om een nieuwe nummerreeks.",
        "Nothing was recorded. Ask the administrator for a new series of numbers.",
    )


LAST_NUMBER = 999_999_999


def check_number(last: int, law: Law) -> int:
    """The last number that was given now, as the iStandaarden can carry it. Raises NumbersSpent."""
    if last > LAST_NUMBER:
        raise NumbersSpent(law=law)
    return last


class AllocationChangeRefused(Refused):
    """The change cannot be: `errors` has every reason."""

    code = "allocation-change-refused"
    rule = "R-X06"
    title = Text("Zo kan de toewijzing niet wijzigen", "The allocation cannot change like this")
    detail = Text(
        "Op toewijzingnummer {allocation_number} kan deze wijziging niet.",
        "Allocation number {allocation_number} cannot change like this.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class NewDecisionNeeded(Refused):
    """In scenario A more or less support takes a new decision of the municipality (R-A35)."""

    code = "new-decision-needed"
    rule = "R-A35"
    title = Text("Hiervoor is een nieuw besluit nodig", "This takes a new decision")
    detail = Text(
        "In scenario A beslist de gemeente over meer of minder ondersteuning; in scenario B, C en D schaalt de aanbieder zelf en meldt hij het.",
        "In scenario A the municipality decides on more or less support; in scenario B, C and D the provider scales and notifies.",
    )
    mend = Text(
        "Neem een nieuw besluit; het krijgt een nieuw toewijzingnummer. Beëindig deze toewijzing op de dag ervoor.",
        "Take a new decision; it gets a new allocation number. End this allocation on the day before.",
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason: where (the name of a field in camelCase), its code, and the rule of the standard that it breaks."""

    at: str
    code: str
    standard: str


TEXTS = {
    "category-missing": Text("Zonder budget is een productcategorie nodig.", "Without a budget a product category is needed."),
    "code-without-category": Text("Een productcode hoort bij een categorie.", "A product code belongs to a category."),
    "code-of-other-category": Text("De productcode hoort niet bij de categorie.", "The product code is not of the category."),
    "size-missing": Text("Bij een productcode horen volume, eenheid en frequentie.", "A product code takes volume, unit and frequency."),
    "size-incomplete": Text("Volume, eenheid en frequentie horen bij elkaar.", "Volume, unit and frequency go together."),
    "size-without-code": Text("Zonder productcode is er geen omvang.", "Without a product code there is no size."),
    "size-with-budget": Text("Een toewijzing heeft een omvang of een budget, niet allebei.", "An allocation has a size or a budget, not both."),
    "budget-with-code": Text("Met een productcode is er een omvang en geen budget.", "With a product code there is a size and no budget."),
    "more-than-there-is": Text("Zoveel tijd is er niet: een week heeft 168 uur, een dag 24; kies een kleiner volume.", "There is no such time: a week has 168 hours, a day 24; choose a smaller volume."),
    "frequency-of-unit": Text("Etmalen, dagdelen, euro's en stuks zijn per week, per maand of in totaal.", "Days, day parts, euros and pieces are per week, per month or in total."),
    "end-missing-weekly": Text("Bij een omvang per week hoort een einddatum.", "A weekly size takes an end date."),
    "end-missing-budget": Text("Bij een budget hoort een einddatum.", "A budget takes an end date."),
    "end-missing-trajectory": Text("Bij een traject (euro's in totaal) hoort een einddatum.", "A trajectory (euros in total) takes an end date."),
    "end-before-start": Text("De einddatum ligt vóór de ingangsdatum.", "The end lies before the start."),
    "overlap": Text("Dit overlapt met een andere toewijzing van dit product aan deze aanbieder (stapeling).", "This overlaps with another allocation of this product to this provider."),
    "pgb-at-once": Text("De inwoner heeft voor dit product een PGB; zorg in natura kan er niet naast.", "The citizen has a PGB for this product; care in kind cannot stand beside it."),
    "stretch-instead": Text("Alleen de einddatum schuift op: verleng de bestaande toewijzing.", "Only the end moves: stretch the existing allocation."),
    "deleted": Text("De toewijzing is verwijderd.", "The allocation was deleted."),
    "not-actual": Text("De toewijzing is voorbij; ga verder onder een nieuw nummer.", "The allocation is over; go on under a new number."),
    "nothing-changes": Text("Er wijzigt niets.", "Nothing changes."),
    "deleted-alone": Text("Verwijderen gaat met reden 13 en zonder iets anders.", "Deleting goes with reason 13 and nothing else."),
    "care-delivered": Text("Er is zorg gemeld onder deze toewijzing; verwijderen kan dan niet.", "Care was reported under this allocation; it cannot be deleted."),
    "reason-missing": Text("Geef de reden van de wijziging.", "Give the reason of the change."),
    "reason-not-fitting": Text("De reden past niet bij wat er wijzigt.", "The reason does not fit what changes."),
    "agreement-missing": Text("Dit kan alleen in overeenstemming met de aanbieder (agreed).", "This takes the provider's agreement (agreed)."),
    "day-missing": Text("Geef de dag waarop de nieuwe toewijzing ingaat.", "Give the day on which the new allocation starts."),
    "day-outside": Text("De dag ligt niet binnen de toewijzing.", "The day does not lie within the allocation."),
    "day-in-past": Text("Toewijzen met terugwerkende kracht kan niet, tenzij de zorg acuut is.", "Nothing is allocated with retroactive effect, unless the care is acute."),
    "not-tested": Text("Verlengen gaat niet zonder afgeronde toets; rond een verlengingstoets af (reviews) of neem een besluit dat verlengt (extensionOf).", "There is no extension without a completed test; complete an extension review (reviews) or take a decision that extends (extensionOf)."),
    "longer-than-tested": Text("De toets ging over een kortere verlenging; kies een eerdere einddatum of laat opnieuw toetsen.", "The test was of a shorter extension; choose an earlier end or have it tested again."),
    "motivation-missing": Text("Dit wijzigt wat de inwoner is toegekend: geef de motivering van het besluit (motivation).", "This changes what the citizen was granted: give the motivation of the decision."),
    "decision-missing": Text("Deze toewijzing rust op geen besluit: neem een besluit en noem het (decisionId).", "This allocation rests on no decision: take one and name it (decisionId)."),
    "decision-not-fitting": Text("Noem een genomen besluit van deze inwoner onder deze wet, van na de toewijzing.", "Name a decision that was taken for this citizen under this law, after the allocation."),
    "decision-unknown": Text("Er is geen toekennend besluit van deze inwoner met dit nummer en deze datum; neem eerst een besluit.", "This citizen has no granting decision with this number and day; take a decision first."),
    "no-ground": Text("Zonder wettelijke verwijzing of besluit is er geen grond om toe te wijzen; neem een besluit.", "Without a statutory referral or a decision there is no ground to allocate; take a decision."),
    "beyond-decision": Text("Dit is meer, langer of iets anders dan het genoemde besluit toekent; neem eerst een besluit.", "This is more, longer or something else than the named decision grants; take a decision first."),
    "not-the-providers": Text("De aanbieder schaalt omvang of budget; de rest is aan de gemeente.", "The provider scales size or budget; the rest is the municipality's."),
}  # fmt: skip


def field_errors(faults: Iterable[Fault], **facts: date | int | str | None) -> tuple[FieldError, ...]:
    """The faults as the problem shows them, each at its field with the rule of the standard in its code."""
    return tuple(FieldError(f"#/{one.at}", one.code, TEXTS[one.code], rule=one.standard) for one in faults)
