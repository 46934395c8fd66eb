"""What can be wrong with social return."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class SocialReturnNotFound(NotFound):
    """There is no such effort, or it is not yours."""

    code = "social-return-not-found"
    title = Text("Inspanning niet gevonden", "Effort not found")
    detail = Text("Er is geen inspanning {id}.", "There is no effort {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


class SocialReturnSumNotFound(NotFound):
    """There is no such statement of a sum, or it is not yours."""

    code = "social-return-sum-not-found"
    title = Text("Grondslag niet gevonden", "Sum not found")
    detail = Text("Er is geen opgegeven grondslag {id}.", "There is no stated sum {id}.")
    mend = Text("Zoek op contract.", "Search by contract.")


class SocialReturnRefused(Refused):
    """This effort does not fit the contract; errors lists each point."""

    code = "social-return-refused"
    rule = "R-C31"
    title = Text("Deze inspanning past niet bij het contract", "This effort does not fit the contract")
    detail = Text(
        "De inspanning past niet bij contract {number}; errors noemt elk punt.",
        "The effort does not fit contract {number}; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class SocialReturnDecided(Refused):
    """What was decided or withdrawn is not withdrawn again, and what was withdrawn is not recognised."""

    code = "social-return-decided"
    rule = "R-C31"
    title = Text("Over deze inspanning is al beslist", "This effort was decided already")
    detail = Text("De inspanning heeft de toestand {state}.", "The effort has state {state}.")
    mend = Text(
        "Een oordeel is te herzien door de opdrachtgever; intrekken kan alleen vóór het oordeel.",
        "The purchaser can revise its word; an effort is withdrawn only before that word.",
    )


class NotAPartyToTheContract(NotAllowed):
    """Only the purchaser and the providers of the contract tell efforts; only who told one takes it back."""

    code = "not-a-party-to-the-contract"
    rule = "R-C31"
    title = Text("Geen partij bij het contract", "No party to the contract")
    detail = Text(
        "Organisatie {organisation} is geen opdrachtgever of aanbieder van dit contract, of gaf dit niet op.",
        "Organisation {organisation} is no purchaser or provider of this contract, or did not tell this.",
    )
    mend = Text(
        "Laat een partij bij het contract het doen; intrekken doet wie opgaf.",
        "Let a party to the contract do it; who told it withdraws it.",
    )


class SocialReturnSumRefused(Refused):
    """The contract says this sum itself, or has no such year; errors lists each point."""

    code = "social-return-sum-refused"
    rule = "R-C31"
    title = Text("Deze grondslag kan niet worden opgegeven", "This sum cannot be stated")
    detail = Text(
        "De grondslag past niet bij contract {number}; errors noemt elk punt.",
        "The sum does not fit contract {number}; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")
