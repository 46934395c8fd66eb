"""What a subsidy refuses, each with its law or rule."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class SubsidyNotFound(NotFound):
    """There is no such subsidy, or it is not yours."""

    code = "subsidy-not-found"
    title = Text("Subsidie niet gevonden", "Subsidy not found")
    detail = Text("Er is geen subsidie {id}.", "There is no subsidy {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class SubsidyRefused(Refused):
    """The contract is no frame for this grant."""

    code = "subsidy-refused"
    rule = "F-18"
    title = Text("De subsidie kan zo niet worden verleend", "The subsidy cannot be granted like this")
    detail = Text(
        "Een subsidie rust op een lopend contract met rechtsvorm subsidie, binnen zijn looptijd; zie errors.",
        "A subsidy rests on a running contract of legal form subsidy, within its term; see errors.",
    )
    mend = Text(
        "Noem een contract met rechtsvorm subsidie en een ontvanger, en een tijdvak binnen de looptijd.",
        "Name a contract of legal form subsidy with a recipient, and a period within its term.",
    )


class NotTheRecipient(NotAllowed):
    """Only the recipient, or the purchaser, accounts for a subsidy."""

    code = "not-the-recipient"
    title = Text("Niet de subsidieontvanger", "Not the recipient")
    detail = Text(
        "Alleen de ontvanger of de opdrachtgever verantwoordt; {organisation} is geen van beide.",
        "Only the recipient or the purchaser accounts; {organisation} is neither.",
    )
    mend = Text("Vraag de ontvanger te verantwoorden.", "Ask the recipient to account.")


class AccountRefused(Refused):
    """The account does not cover what was granted, or comes at the wrong time."""

    code = "subsidy-account-refused"
    rule = "Awb 4:45"
    title = Text("De verantwoording past niet bij de verlening", "The account does not fit the grant")
    detail = Text(
        "Verantwoord elke activiteit en elke verplichting één keer, na het tijdvak en vóór de vaststelling; zie errors.",
        "Account for every activity and every duty once, after the period and before the determination; see errors.",
    )
    mend = Text(
        "Vul de verantwoording aan met wat in errors staat.", "Complete the account with what errors name."
    )


class DeterminationRefused(Refused):
    """Awb 4:46 gives no ground for this determination."""

    code = "subsidy-determination-refused"
    rule = "Awb 4:46"
    title = Text("De subsidie kan zo niet worden vastgesteld", "The subsidy cannot be determined like this")
    detail = Text(
        "Een subsidie wordt vastgesteld volgens de verlening, of lager op een grond van Awb 4:46 lid 2; zie errors.",
        "A subsidy is determined as granted, or lower on a ground of Awb 4:46 paragraph 2; see errors.",
    )
    mend = Text(
        "Bekijk GET /v1/subsidies/{id}/determination-options en stel vast op een grond die openstaat.",
        "See GET /v1/subsidies/{id}/determination-options and determine on a ground that is open.",
    )


class ResultScoreNoGround(Refused):
    """A score on results changes no subsidy (R-C09)."""

    code = "subsidy-result-no-ground"
    rule = "R-C09"
    title = Text("Een resultaatscore is geen grond", "A score on results is no ground")
    detail = Text(
        "Een lager resultaat is geen grond om een subsidie lager vast te stellen of terug te vorderen.",
        "A lower result is no ground to determine a subsidy lower or to recover it.",
    )
    mend = Text(
        "Stel vast op activiteiten en verplichtingen (Awb 4:46); neem de score mee bij de verlenging (renewalNotes).",
        "Determine on activities and duties (Awb 4:46); take the score to the renewal (renewalNotes).",
    )


class RecoveryRefused(Refused):
    """Nothing was paid unduly, or five years have passed (Awb 4:57)."""

    code = "subsidy-recovery-refused"
    rule = "Awb 4:57"
    title = Text("Terugvorderen kan zo niet", "Recovery is not possible like this")
    detail = Text(
        "Alleen wat na de vaststelling onverschuldigd is betaald wordt teruggevorderd, binnen vijf jaren; zie errors.",
        "Only what turns out unduly paid after the determination is recovered, within five years; see errors.",
    )
    mend = Text(
        "Vorder hoogstens het openstaande bedrag terug, tot en met de dag in recoverableUntil.",
        "Recover at most what is open, until the day in recoverableUntil.",
    )
