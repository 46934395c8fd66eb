"""Why a transition cannot be planned, changed or confirmed, each with its mend (R-C60)."""

from __future__ import annotations

from shared.errors import FieldError, NotFound, Refused, Text

_FAULTS = {
    "same-contract": Text("Dit is het oude contract zelf.", "This is the old contract itself."),
    "from-contract-not-running": Text(
        "Het oude contract loopt niet op de dag voor de overgang: het heeft geen dagen, of begint later.",
        "The old contract does not run on the day before the transition: it has no days, or begins later.",
    ),
    "to-contract-without-days": Text(
        "Het nieuwe contract heeft nog geen eerste dag.",
        "The new contract has no first day yet.",
    ),
    "to-contract-over": Text("Het nieuwe contract is dan al voorbij.", "The new contract is over by then."),
    "to-contract-not-signed": Text(
        "Het nieuwe contract is nog niet getekend.", "The new contract is not signed yet."
    ),
    "care-unknown": Text(
        "Dit besluit of deze verwijzing geeft op de laatste dag geen zorg onder het oude contract.",
        "This decision or referral gives no care under the old contract on the last day.",
    ),
    "first-day-outside": Text(
        "De eerste dag ligt niet tussen de overgang en het einde van het nieuwe contract.",
        "The first day does not lie between the transition and the end of the new contract.",
    ),
}


def fault(location: str, code: str) -> FieldError:
    """One fault of a plan, by its code."""
    return FieldError(location, code, _FAULTS[code], rule="R-C60")


def unserved(index: int, care_id: object, days: int | None) -> FieldError:
    """One client who would be without care: for some days, or without a place (None)."""
    if days is None:
        nl, en = (
            f"Besluit of verwijzing {care_id} heeft geen plaats.",
            f"Decision or referral {care_id} has no place.",
        )
        return FieldError(f"#/lines/{index}", "client-unplaced", Text(nl, en), rule="R-C60")
    told = Text(
        f"Besluit of verwijzing {care_id} geeft {days} dagen geen zorg.",
        f"Decision or referral {care_id} gives no care for {days} days.",
    )
    return FieldError(f"#/lines/{index}", "care-gap", told, rule="R-C60")


class TransitionNotFound(NotFound):
    """There is no such transition, or it is not yours."""

    code = "contract-transition-not-found"
    title = Text("Overgang niet gevonden", "Transition not found")
    detail = Text("Er is geen overgang {id}.", "There is no transition {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class TransitionRefused(Refused):
    """These clients cannot move so; errors lists each reason."""

    code = "contract-transition-refused"
    rule = "R-C60"
    title = Text("Deze overgang kan niet", "This transition is not possible")
    detail = Text(
        "De contracten, de dag of de plaatsingen passen niet bij elkaar; errors noemt elk punt.",
        "The contracts, the day or the placements do not fit together; errors lists each point.",
    )
    mend = Text(
        "Herstel elk punt in errors; met dryRun=true wordt niets bewaard.",
        "Mend each point in errors; dryRun=true keeps nothing.",
    )


class TransitionNotSeamless(Refused):
    """Somebody would be without care; errors lists each client by the id of its decision or referral."""

    code = "contract-transition-not-seamless"
    rule = "R-C60"
    title = Text("Niet iedereen houdt zorg", "Not everybody keeps care")
    detail = Text(
        "{with_gap} cliënten zitten dagen zonder zorg, de langste {largest_gap_days}; {unplaced} hebben geen plaats.",
        "{with_gap} clients go without care for days, {largest_gap_days} at most; {unplaced} have no place.",
    )
    mend = Text(
        "Laat het nieuwe contract eerder ingaan of het oude langer lopen, en geef wie geen plaats heeft er een"
        " (placements), of zeg dat de zorg eindigt (careEnds).",
        "Let the new contract begin earlier or the old one run longer, and give who has no place one (placements), or say"
        " that the care ends (careEnds).",
    )


class TransitionConfirmed(Refused):
    """It was confirmed: access carries it out as it is."""

    code = "contract-transition-confirmed"
    rule = "R-C60"
    title = Text("De overgang is al bevestigd", "The transition was confirmed")
    detail = Text(
        "De overgang is op {confirmed_on} bevestigd en verandert niet meer.",
        "The transition was confirmed on {confirmed_on} and changes no more.",
    )
    mend = Text(
        "Plan een nieuwe overgang voor wie anders moet.",
        "Plan a new transition for who is to move otherwise.",
    )
