"""Why a referral, an answer to it or a step after it cannot be."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class ReferralNotFound(NotFound):
    """There is no such referral, or it is not yours."""

    code = "referral-not-found"
    title = Text("Verwijzing niet gevonden", "Referral not found")
    detail = Text("Er is geen verwijzing {id}.", "There is no referral {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class RequestWithoutContract(Refused):
    """A referral goes to a member of a consortium, and this request falls under no contract."""

    code = "request-without-contract"
    rule = "R-X06"
    title = Text("De melding valt niet onder een contract", "The request falls under no contract")
    detail = Text(
        "Verwijzen kan alleen naar een lid van het samenwerkingsverband van het contract van de melding.",
        "A referral goes only to a member of the consortium of the request's contract.",
    )
    mend = Text("Leg de melding vast met een contractId.", "Report the request with a contractId.")


class RequestDecided(Refused):
    """The request ended in a decision: nothing is left to refer."""

    code = "request-decided"
    rule = "R-A27"
    title = Text("Op de melding is al beslist", "The request was decided")
    detail = Text(
        "Op deze melding is een beschikking genomen; de toewijzing noemt de aanbieder.",
        "A decision was taken on this request; the allocation names the provider.",
    )
    mend = Text(
        "Leg voor een andere voorziening een nieuwe melding vast.",
        "Report a new request for another provision.",
    )


class RequestNotReferable(Refused):
    """The request ended without an answer: the citizen withdrew it, it was closed, or goes on in another municipality."""

    code = "request-not-referable"
    rule = "N-126"
    title = Text("De melding is geëindigd", "The request has ended")
    detail = Text(
        "De melding staat sinds {closed_on} op {state}; er is niets meer te verwijzen.",
        "The request is {state} since {closed_on}; nothing is left to refer.",
    )
    mend = Text(
        "Leg een nieuwe melding vast en verwijs daarop; acute zorg kan dat meteen, zonder dat iets anders bekend is.",
        "Report a new request and refer that one; acute care can do so at once, with nothing else known.",
    )


class ReferralOpen(Refused):
    """One provider at a time: the last one asked has not refused."""

    code = "referral-open"
    rule = "R-A36"
    title = Text("Er loopt al een verwijzing", "There is a referral already")
    detail = Text("De verwijzing {id} staat op {state}.", "The referral {id} is {state}.")
    mend = Text(
        "Wacht het antwoord van de aanbieder af; alleen na een weigering kan een ander lid worden gevraagd.",
        "Wait for the provider's answer; only after a refusal another member can be asked.",
    )


class RefusedBefore(Refused):
    """This member refused the same request before."""

    code = "provider-refused-before"
    rule = "R-A36"
    title = Text("Deze aanbieder weigerde al", "This provider refused before")
    detail = Text(
        "{provider} weigerde deze melding op {answered_on}.",
        "{provider} refused this request on {answered_on}.",
    )
    mend = Text(
        "Vraag een ander lid, of volg de opschalingsroute.",
        "Ask another member, or follow the escalation route.",
    )


class ReferralNotPossible(Refused):
    """A provider refers on to one that was asked before: it does not learn what that one answered, or whether."""

    code = "referral-not-possible"
    rule = "R-A24"
    title = Text("Deze doorverwijzing kan niet", "This onward referral is not possible")
    detail = Text(
        "Naar {provider} kan voor deze melding niet worden doorverwezen.",
        "For this request nobody can be referred on to {provider}.",
    )
    mend = Text(
        "Kies een andere aanbieder, of vraag het de gemeente.",
        "Choose another provider, or ask the municipality.",
    )


NOT_POSSIBLE = Text("Deze aanbieder kan nu niet worden gevraagd.", "This provider cannot be asked now.")


class ProviderOnly(NotAllowed):
    """Only the provider itself answers a referral."""

    code = "provider-only"
    rule = "R-A36"
    title = Text("Alleen voor de aanbieder", "For the provider only")
    detail = Text(
        "Een verwijzing wordt beantwoord door de aanbieder naar wie is verwezen.",
        "A referral is answered by the provider to whom it was made.",
    )
    mend = Text("Vraag een token namens die aanbieder.", "Ask for a token on behalf of that provider.")


class AlreadyAnswered(Refused):
    """A referral is answered once."""

    code = "referral-answered"
    rule = "R-A36"
    title = Text("De verwijzing is al beantwoord", "The referral was answered already")
    detail = Text(
        "De verwijzing is op {answered_on} beantwoord en staat op {state}.",
        "The referral was answered on {answered_on} and is {state}.",
    )
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


class ReferralClosed(Refused):
    """It was closed without an answer or ended: the citizen moved, or another was asked in acute need."""

    code = "referral-closed"
    rule = "R-A56"
    title = Text("De verwijzing is gesloten", "The referral was closed")
    detail = Text(
        "De verwijzing is op {closed_on} gesloten: de inwoner verhuisde, of in acute nood is een ander gevraagd.",
        "The referral was closed on {closed_on}: the citizen moved, or another was asked in acute need.",
    )
    mend = Text(
        "Er is niets meer te doen; na een verhuizing verwijst de gemeente van vestiging zelf.",
        "Nothing is left to do; after a move the municipality of arrival refers by itself.",
    )


class ReferralRefused(Refused):
    """The referral cannot be like this: `errors` has every reason."""

    code = "referral-refused"
    rule = "R-A04"
    title = Text("De verwijzing kan zo niet", "The referral cannot be like this")
    detail = Text(
        "Wie mag verwijzen hangt af van de wet, en wat een algemene voorziening kan zijn van het product; errors noemt wat er mis is.",
        "Who may refer depends on the law, and what may be a general provision on the product; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class ReferralNotOnward(Refused):
    """Only a provider that took the citizen on refers on, to another."""

    code = "referral-not-onward"
    rule = "R-A24"
    title = Text("Doorverwijzen kan nu niet", "Referring on is not possible now")
    detail = Text(
        "De verwijzing {id} staat op {state}; doorverwijzen kan de aanbieder die haar accepteerde, naar een ander.",
        "The referral {id} is {state}; the provider that accepted it refers on, to another.",
    )
    mend = Text("Laat de verwijzing eerst accepteren.", "Let the referral be accepted first.")


class ApprovalNotPending(Refused):
    """The basic team says once what it thinks of an onward referral."""

    code = "approval-not-pending"
    rule = "R-A24"
    title = Text("Er is niets goed te keuren", "Nothing is to be approved")
    detail = Text("De goedkeuring staat op {approval}.", "The approval is {approval}.")
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


class NotApproved(Refused):
    """The basic team did not approve of the onward referral (yet)."""

    code = "referral-not-approved"
    rule = "R-A24"
    title = Text("De doorverwijzing is niet goedgekeurd", "Referring on was not approved")
    detail = Text("De goedkeuring staat op {approval}.", "The approval is {approval}.")
    mend = Text("Wacht op het basisteam van de gemeente.", "Wait for the basic team of the municipality.")


class EscalationRefused(Refused):
    """The step of the escalation route cannot be: `errors` has every reason."""

    code = "escalation-refused"
    rule = "R-A36"
    title = Text("Deze trede kan niet", "This level cannot be")
    detail = Text(
        "Na een weigering staat de route op trede {level}; de volgende is één hoger, hooguit 3.",
        "After a refusal the route is at level {level}; the next is one higher, 3 at most.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


WRONG = {
    "referrer-not-for-law": Text(
        "Onder de Wmo verwijst alleen de gemeente: dit wordt een melding bij het team.",
        "Under the Wmo only the municipality refers: this becomes a report to the team.",
    ),
    "sheltered-not-general": Text(
        "Beschermd wonen kan geen algemene voorziening zijn; neem een besluit.",
        "Sheltered living cannot be a general provision; take a decision.",
    ),
    "nothing-to-escalate": Text("Er is niet geweigerd.", "Nobody refused."),
    "not-the-next-level": Text("De volgende trede is {next}.", "The next level is {next}."),
    "day-of-step": Text(
        "Een trede ligt op of na de vorige en niet in de toekomst.",
        "A level lies on or after the one before and not in the future.",
    ),
}
