"""What can be wrong with a square or a transfer, as its parties read it."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class SquareNotFound(NotFound):
    """There is no such square, or it is not yours."""

    code = "square-not-found"
    title = Text("Vierkant niet gevonden", "Square not found")
    detail = Text("Er is geen vierkant {id}.", "There is no square {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract en jaar.",
        "Check the identifier, or search by contract and year.",
    )


class CategoryTransferNotFound(NotFound):
    """There is no such transfer between categories, or it is not yours."""

    code = "category-transfer-not-found"
    title = Text("Overheveling niet gevonden", "Category transfer not found")
    detail = Text("Er is geen overheveling {id}.", "There is no category transfer {id}.")
    mend = Text("Controleer het kenmerk, of zoek op vierkant.", "Check the identifier, or search by square.")


class SquareRefused(Refused):
    """The contract has no square to open; errors lists why."""

    code = "square-refused"
    rule = "R-C20"
    title = Text("Het vierkant kan niet worden geopend", "The square cannot be opened")
    detail = Text(
        "Een vierkant hoort bij een getekend contract met een afspraak `square`; zie errors.",
        "A square belongs to a signed contract with an agreement `square`; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class SquareExists(Refused):
    """The contract has a square for this year."""

    code = "square-exists"
    rule = "R-C20"
    title = Text("Dit vierkant is al geopend", "This square was opened before")
    detail = Text(
        "Er is al een vierkant van dit contract in {year}.",
        "There is a square of this contract in {year} already.",
    )
    mend = Text("Zoek het op contract en jaar.", "Search it by contract and year.")


class SpendingRefused(Refused):
    """Spending names categories of the square, and never goes back in days; errors lists each point."""

    code = "spending-refused"
    rule = "R-C20"
    title = Text("De besteding past niet bij het vierkant", "The spending does not fit the square")
    detail = Text(
        "Noem categorieën van het vierkant, met een dag die niet voor de bekende ligt; zie errors.",
        "Name categories of the square, with a day not before the known one; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class TransferRefused(Refused):
    """A category does not go below zero or below what is spent; errors lists each point."""

    code = "category-transfer-refused"
    rule = "R-C20"
    title = Text("Deze overheveling kan niet", "This transfer is not possible")
    detail = Text(
        "Geen categorie komt onder nul of onder wat al is besteed; zie errors.",
        "No category goes below zero or below what is already spent; see errors.",
    )
    mend = Text(
        "Vraag een lager bedrag, of neem een andere categorie.", "Ask for less, or take another category."
    )


class ConsentMissing(Refused):
    """Without the municipality's consent nothing is booked."""

    code = "category-consent-missing"
    rule = "R-C20"
    title = Text("De toestemming van de gemeente ontbreekt", "The municipality's consent is missing")
    detail = Text(
        "Deze overheveling heeft de toestand {state}; zij wordt pas met toestemming geboekt.",
        "This transfer has state {state}; it is booked with consent only.",
    )
    mend = Text("Vraag de gemeente om toestemming (consent).", "Ask the municipality for its consent.")


class TransferDecided(Refused):
    """What was decided, booked or withdrawn stays so."""

    code = "category-transfer-decided"
    rule = "R-C20"
    title = Text("Over deze overheveling is al beslist", "This transfer was decided before")
    detail = Text("Zij heeft de toestand {state}.", "It has state {state}.")
    mend = Text("Vraag een nieuwe overheveling aan.", "Ask for a new transfer.")


class SecondPersonNeeded(NotAllowed):
    """Who asked for the purchaser does not consent to it."""

    code = "second-person-needed"
    rule = "F-29"
    title = Text("Een tweede persoon geeft toestemming", "A second person consents")
    detail = Text(
        "U vroeg deze overheveling zelf aan; een ander bij de gemeente geeft toestemming.",
        "You asked for this transfer yourself; somebody else at the municipality consents.",
    )
    mend = Text("Laat een collega toestemming geven.", "Let a colleague consent.")


class NotAskingParty(NotAllowed):
    """The municipality and the provider that is paid ask for transfers and book them."""

    code = "category-party-only"
    rule = "R-C20"
    title = Text(
        "Alleen voor wie wordt betaald, of de gemeente", "For who is paid, or the municipality, only"
    )
    detail = Text(
        "{organisation} is niet de gemeente en niet de aanbieder die wordt betaald.",
        "{organisation} is neither the municipality nor the provider that is paid.",
    )
    mend = Text("Vraag het de penvoerder.", "Ask the lead for payment.")
