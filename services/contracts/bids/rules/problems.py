"""What can be wrong with a bid, as its bidder reads it."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text


class BidNotFound(NotFound):
    """There is no such bid, or it is not yours to see (yet)."""

    code = "bid-not-found"
    title = Text("Inschrijving niet gevonden", "Bid not found")
    detail = Text("Er is geen inschrijving {id}.", "There is no bid {id}.")
    mend = Text(
        "Controleer het kenmerk; tot het sluitingsmoment ziet alleen de inschrijver haar.",
        "Check the identifier; until the closing moment the bidder alone sees it.",
    )


class BiddingClosed(Refused):
    """Bids are taken from publication until the closing moment."""

    code = "bidding-closed"
    rule = "F-30"
    title = Text("Inschrijven kan niet (meer)", "No bids are taken (any more)")
    detail = Text(
        "Procedure {number} neemt nu geen inschrijvingen aan; het sluitingsmoment is {closes_at}.",
        "Procurement {number} takes no bids now; its closing moment is {closes_at}.",
    )
    mend = Text("Wacht op een volgende procedure.", "Wait for another procurement.")


class BidderOutside(Refused):
    """Only who is inside the framework may bid, and who was invited."""

    code = "bidder-outside"
    rule = "R-C44"
    title = Text("Deze aanbieder mag hier niet inschrijven", "This provider may not bid here")
    detail = Text(
        "Alleen wie binnen de raamovereenkomst van {number} valt mag inschrijven.",
        "Only who is inside the framework of {number} may bid.",
    )
    mend = Text("Schrijf in op een volgende raamovereenkomst.", "Bid for a next framework.")


class DroppedOut(Refused):
    """Who left the dialogue bids no more."""

    code = "bidder-dropped-out"
    rule = "A-13.4"
    title = Text("Deze aanbieder is afgevallen", "This provider dropped out")
    detail = Text(
        "De dialoog over {number} is zonder deze aanbieder verdergegaan.",
        "The dialogue on {number} went on without this provider.",
    )
    mend = Text(
        "Vraag de opdrachtgever om de uitkomst van de fase.",
        "Ask the purchaser for the outcome of the phase.",
    )


class BidExists(Refused):
    """One bid per provider and lot; it can be replaced."""

    code = "bid-exists"
    rule = "N-118"
    title = Text("Deze aanbieder heeft al ingeschreven", "This provider has a bid already")
    detail = Text(
        "Op dit perceel staat al een inschrijving van u.", "There is a bid of yours on this lot already."
    )
    mend = Text(
        "Vervang haar met PUT /v1/bids/{id}, of trek haar in.",
        "Replace it by PUT /v1/bids/{id}, or withdraw it.",
    )


class BidUnfit(Refused):
    """The bid does not answer what the procedure asks; errors lists every point."""

    code = "bid-unfit"
    rule = "N-118"
    title = Text("De inschrijving past niet", "The bid does not fit")
    detail = Text(
        "Procedure {number} vraagt iets anders; zie errors.",
        "Procurement {number} asks otherwise; see errors.",
    )
    mend = Text(
        "Lees de criteria en percelen van de procedure.", "Read the criteria and lots of the procurement."
    )


class BidNotSealed(Refused):
    """A bid is replaced or withdrawn by its bidder, as long as it is sealed."""

    code = "bid-not-sealed"
    rule = "N-118"
    title = Text("De inschrijving ligt vast", "The bid is fixed")
    detail = Text("De inschrijving heeft toestand {state}.", "The bid has state {state}.")
    mend = Text("Schrijf zo nodig opnieuw in.", "Bid anew if need be.")
