"""What can be wrong with a coverage, each with its mend (R-C12)."""

from __future__ import annotations

from services.contracts.coverages.rules.cells import Cell
from shared.errors import FieldError, NotFound, Refused, Text


class CoverageNotFound(NotFound):
    """There is no such coverage, or it is not yours."""

    code = "coverage-not-found"
    title = Text("Dekking niet gevonden", "Coverage not found")
    detail = Text("Er is geen dekking {id}.", "There is no coverage {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op populatie.", "Check the identifier, or search by population."
    )


class CoverageRefused(Refused):
    """The coverage does not fit its population, contract or days; errors lists every reason."""

    code = "coverage-refused"
    rule = "R-C12"
    title = Text("De dekking kan zo niet", "The coverage is not possible like this")
    detail = Text(
        "De toewijzing past niet bij de populatie, het contract of de dagen; errors noemt de punten.",
        "The assignment does not fit the population, the contract or the days; errors lists the points.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class CoverageTaken(Refused):
    """Someone is responsible already, for at least a part: exclusive coverage has one owner (R-C12)."""

    code = "coverage-taken"
    rule = "R-C12"
    title = Text("Hiervoor is al een ander verantwoordelijk", "Another is responsible for this already")
    detail = Text(
        "Voor gebied {areas} is in deze periode al een aanbieder verantwoordelijk, voor ten minste een deel.",
        "For area {areas} a provider is responsible already in this period, for at least a part.",
    )
    mend = Text(
        "Beëindig eerst de andere dekking (PATCH /v1/coverages/…), of kies andere gebieden of dagen.",
        "End the other coverage first (PATCH /v1/coverages/…), or choose other areas or days.",
    )


AREA_OUTSIDE = Text(
    "Dit gebied hoort op deze dagen niet bij de populatie.",
    "This area is not in the population on these days.",
)
OUTSIDE = Text("Dit valt buiten de populatie.", "This is outside the population.")
OTHER_POPULATION = Text(
    "Het contract is voor een andere populatie.", "The contract is for another population."
)
NOT_POPULATION = Text(
    "Exclusieve dekking geldt alleen bij populatiebekostiging.",
    "Exclusive coverage is for population funding only.",
)
NOT_PARTY = Text(
    "De aanbieder is geen hoofdaannemer van dit contract.",
    "The provider is no main contractor of this contract.",
)
WITHDRAWN = Text("De dekking is al ingetrokken.", "The coverage was withdrawn already.")
AREAS_BEGUN = Text(
    "De dekking is begonnen: geef haar een laatste dag en wijs opnieuw toe.",
    "The coverage has begun: give it a last day and assign anew.",
)
ENDED = Text("De dekking is al afgelopen.", "The coverage has ended already.")
LAST_DAY = Text(
    "De laatste dag ligt niet in het verleden en niet voor de eerste.",
    "The last day lies neither in the past nor before the first.",
)


def taken(cell: Cell) -> FieldError:
    """Whose a cell is, as a fault of the areas that were asked."""
    last = cell.period.last_day
    until = (f" tot en met {last}", f" until {last}") if last is not None else ("", "")
    detail = Text(
        f"Voor {cell.area_code} is {cell.provider} verantwoordelijk vanaf {cell.period.start}{until[0]}.",
        f"For {cell.area_code} {cell.provider} is responsible from {cell.period.start}{until[1]}.",
    )
    return FieldError("#/areaCodes", "area-taken", detail, rule="R-C12")
