"""What can be wrong with an amendment, as its parties read it."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class AmendmentNotFound(NotFound):
    """There is no such amendment, or it is not yours."""

    code = "amendment-not-found"
    title = Text("Addendum niet gevonden", "Amendment not found")
    detail = Text("Er is geen addendum {id}.", "There is no amendment {id}.")
    mend = Text("Zoek het onder het contract.", "Find it under the contract.")


class BudgetIsFixed(Refused):
    """The budget changes on the day of the yearly check, on one of two grounds; errors lists what is against it."""

    code = "budget-is-fixed"
    rule = "R-C07"
    title = Text("Het budget ligt vast", "The budget is fixed")
    detail = Text(
        "Het jaarbedrag wijzigt alleen bij de jaarlijkse toets, op grond van extreme omstandigheden of een afgesproken"
        " aanscherping; de eerstvolgende toets is {next_check}.",
        "The annual amount changes only at the yearly check, for extreme circumstances or an agreed tightening; the"
        " next check is {next_check}.",
    )
    mend = Text(
        "Besluit het addendum op {next_check} met reason extremeCircumstance of tightening.",
        "Decide the amendment on {next_check} with reason extremeCircumstance or tightening.",
    )


class AmendmentRefused(Refused):
    """The amendment is not one that this contract can have; errors lists every point."""

    code = "amendment-refused"
    rule = "R-C08"
    title = Text("Dit addendum kan niet", "This amendment is not possible")
    detail = Text(
        "Het addendum past niet op het contract; errors noemt de punten.",
        "The amendment does not fit the contract; errors lists the points.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ReasonMissing(Refused):
    """A contract changes for a stated reason only."""

    code = "amendment-reason-missing"
    rule = "R-C07"
    title = Text("De grond van het addendum ontbreekt", "The amendment's reason is missing")
    detail = Text(
        "Een contract wijzigt alleen op een genoemde grond; de eerstvolgende jaarlijkse toets is {next_check}.",
        "A contract changes for a stated reason only; the next yearly check is {next_check}.",
    )
    mend = Text(
        "Noem reason: extremeCircumstance, tightening, scope, kpiCompensation, grantChange of extension.",
        "State reason: extremeCircumstance, tightening, scope, kpiCompensation, grantChange or extension.",
    )


class ContractNotActive(Refused):
    """Only an active contract is amended."""

    code = "contract-not-active"
    rule = "R-C08"
    title = Text("Het contract is niet actief", "The contract is not active")
    detail = Text("Contract {number} heeft de status {state}.", "Contract {number} has state {state}.")
    mend = Text("Wijzig een concept met PATCH.", "Change a draft with PATCH.")


class AmendmentInForce(Refused):
    """Both sides have signed already."""

    code = "amendment-in-force"
    title = Text("Het addendum is al van kracht", "The amendment is in force already")
    detail = Text("Addendum {number} is al getekend.", "Amendment {number} was signed already.")
    mend = Text("Er is niets meer te doen.", "There is nothing left to do.")


class AmendmentSignedBySide(Refused):
    """Each side signs once."""

    code = "amendment-already-signed"
    title = Text("Deze partij heeft al getekend", "This side has signed already")
    detail = Text("Voor deze kant is getekend op {signed_on}.", "This side signed on {signed_on}.")
    mend = Text("Wacht op de andere partij.", "Wait for the other side.")


class NotASigningSide(NotAllowed):
    """Only the purchaser and the lead for payment sign."""

    code = "not-a-signing-side"
    title = Text("Geen tekenende partij", "Not a signing party")
    detail = Text(
        "Het addendum tekenen de opdrachtgever en de penvoerder; {organisation} is geen van beide.",
        "The purchaser and the lead for payment sign the amendment; {organisation} is neither.",
    )
    mend = Text("Vraag een van beide te tekenen.", "Ask one of the two to sign.")
