"""What can be wrong with a contract, as its parties read it."""

from __future__ import annotations

from shared.errors import NotAllowed, NotFound, Refused, Text


class ContractNotFound(NotFound):
    """There is no such contract, or it is not yours."""

    code = "contract-not-found"
    title = Text("Contract niet gevonden", "Contract not found")
    detail = Text("Er is geen contract {id}.", "There is no contract {id}.")
    mend = Text("Controleer het kenmerk, of zoek op nummer.", "Check the identifier, or search by number.")


class ContractVersionNotFound(NotFound):
    """The contract has no such version."""

    code = "contract-version-not-found"
    title = Text("Versie niet gevonden", "Version not found")
    detail = Text("Contract {id} heeft geen versie {version}.", "Contract {id} has no version {version}.")
    mend = Text(
        "De nieuwste versie staat in de ETag van het contract.", "The contract's ETag has the newest version."
    )


class FundingNotAgreed(NotFound):
    """The draft has no reward yet."""

    code = "contract-funding-not-found"
    title = Text("Er is nog geen bekostiging", "There is no funding yet")
    detail = Text("Contract {number} noemt nog geen bekostiging.", "Contract {number} names no funding yet.")
    mend = Text("Vul fundingAgreements in het concept.", "Fill fundingAgreements in the draft.")


class NumberUsed(Refused):
    """The purchaser has a contract with this number."""

    code = "contract-number-used"
    title = Text("Het contractnummer is al gebruikt", "The contract number was used before")
    detail = Text("Er is al een contract {number}.", "There is a contract {number} already.")
    mend = Text("Kies een ander nummer.", "Choose another number.")


class NotDraft(Refused):
    """Only a draft can be changed like this."""

    code = "contract-not-draft"
    rule = "R-C08"
    title = Text("Het contract is geen concept meer", "The contract is no draft any more")
    detail = Text(
        "Contract {number} heeft de status {state}; alleen een concept wordt zo gewijzigd.",
        "Contract {number} has state {state}; only a draft is changed like this.",
    )
    mend = Text("Wijzig een actief contract met een addendum.", "Change an active contract by an amendment.")


class ContractIncomplete(Refused):
    """One or more of the four building blocks are empty; errors lists them all."""

    code = "contract-incomplete"
    rule = "R-C01"
    title = Text("Het contract is niet compleet", "The contract is incomplete")
    detail = Text(
        "Partijen, prestatie, beloning en looptijd moeten alle vier gevuld zijn; errors noemt wat ontbreekt.",
        "Parties, performance, reward and period must all four be filled; errors lists what is missing.",
    )
    mend = Text("Vul het concept aan met PATCH.", "Complete the draft with PATCH.")


class SubsidyConsequence(Refused):
    """A subsidy carries no consequences on results; errors lists each."""

    code = "subsidy-consequence"
    rule = "R-C09"
    title = Text("Een subsidie kent geen gevolgen op resultaten", "A subsidy has no consequences on results")
    detail = Text(
        "Dit is een subsidie; bonus, malus, terugvordering of inhouding op resultaten is niet afdwingbaar. errors noemt"
        " wat ervan afhangt.",
        "This is a subsidy; a bonus, malus, clawback or retention on results cannot be enforced. errors lists what"
        " depends on them.",
    )
    mend = Text(
        "Betaal een subsidie als voorschot (lager vaststellen op activiteiten en verplichtingen blijft mogelijk,"
        " Awb 4:46), of kies een overeenkomst als rechtsvorm.",
        "Pay a subsidy in advances (a lower determination on activities and duties remains possible, Awb 4:46), or"
        " choose a contract as legal form.",
    )


class FundingContradictory(Refused):
    """The forms of the reward do not go with the contract, or with each other; errors lists each."""

    code = "funding-contradictory"
    rule = "R-C61"
    title = Text("De bekostiging spreekt zichzelf tegen", "The funding contradicts itself")
    detail = Text(
        "De bekostigingsafspraken passen niet bij het contract of bij elkaar; errors noemt elk punt.",
        "The funding agreements do not fit the contract or each other; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ResultNotSteerable(Refused):
    """Money depends on a result only where it is measurable, agreed, and within the provider's influence."""

    code = "result-not-steerable"
    rule = "R-C36"
    title = Text("Op dit resultaat kan niet worden bekostigd", "This result cannot be funded")
    detail = Text(
        "Resultaatbekostiging vraagt dat het resultaat meetbaar is, met de aanbieders is overeengekomen en binnen hun"
        " invloed ligt; errors noemt wat ontbreekt.",
        "Result funding needs a result that is measurable, agreed with the providers and within their influence; errors"
        " lists what is missing.",
    )
    mend = Text(
        "Stuur op het resultaat en bekostig op prestatie (production, trajectory) of beschikbaarheid (availability).",
        "Steer on the result and fund performance (production, trajectory) or availability.",
    )


class HistoryContradictory(Refused):
    """The earlier versions of a running contract do not follow each other; errors lists each fault."""

    code = "contract-history-contradictory"
    rule = "R-C08"
    title = Text("De geschiedenis klopt niet", "The history does not hold")
    detail = Text(
        "De eerdere versies volgen elkaar zonder gat of overlap vanaf de ingangsdatum; errors noemt elk punt.",
        "The earlier versions follow each other without gap or overlap from the start date; errors lists each point.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ContractNotValid(NotFound):
    """The contract says nothing on that day, as known then."""

    code = "contract-not-valid"
    rule = "R-C08"
    title = Text("Op die dag gold er niets", "Nothing was valid on that day")
    detail = Text(
        "Van contract {id} gold op {valid_on} niets, zoals bekend op {known_on}.",
        "Of contract {id} nothing was valid on {valid_on}, as known on {known_on}.",
    )
    mend = Text(
        "Kies een dag vanaf de ingangsdatum, en bekend vanaf de dag waarop het werd opgesteld.",
        "Choose a day from the start date on, known from the day on which it was drafted.",
    )


class NotASigningParty(NotAllowed):
    """Only the purchaser and the provider, or the consortium's lead for payment, sign."""

    code = "not-a-signing-party"
    title = Text("Geen tekenende partij", "Not a signing party")
    detail = Text(
        "Voor het contract tekenen de opdrachtgever en de penvoerder; {organisation} is geen van beide.",
        "The purchaser and the lead for payment sign; {organisation} is neither.",
    )
    mend = Text("Vraag een van beide te tekenen.", "Ask one of the two to sign.")


class AlreadySigned(Refused):
    """Each side signs once."""

    code = "already-signed"
    title = Text("Deze partij heeft al getekend", "This side has signed already")
    detail = Text("Voor deze kant is getekend op {signed_on}.", "This side signed on {signed_on}.")
    mend = Text("Er is niets meer te doen voor deze kant.", "There is nothing left to do for this side.")


class SignaturesMissing(Refused):
    """A contract is activated once every purchaser and the lead for payment have signed."""

    code = "contract-not-signed"
    rule = "R-C01"
    title = Text(
        "Het contract is niet door alle partijen getekend", "The contract is not signed by all parties"
    )
    detail = Text(
        "Een contract gaat in als iedereen heeft getekend; errors noemt wie nog niet.",
        "A contract comes into force once all have signed; errors lists who has not.",
    )
    mend = Text(
        "Laat elke opdrachtgever en de penvoerder tekenen.",
        "Let every purchaser and the lead for payment sign.",
    )


class AlreadyActive(Refused):
    """A contract is activated once."""

    code = "contract-already-active"
    title = Text("Het contract is al geactiveerd", "The contract was activated before")
    detail = Text("Contract {number} heeft de status {state}.", "Contract {number} has state {state}.")
    mend = Text("Er is niets te doen.", "There is nothing to do.")


class OneContractPerMunicipality(Refused):
    """A consortium has one contract for a municipality at a time."""

    code = "consortium-contract-exists"
    rule = "R-C11"
    title = Text(
        "Dit samenwerkingsverband heeft hier al een contract", "This consortium has a contract here already"
    )
    detail = Text(
        "Contract {other} van dit samenwerkingsverband loopt in gemeente {municipality_code} in dezelfde periode.",
        "Contract {other} of this consortium runs in municipality {municipality_code} in the same period.",
    )
    mend = Text(
        "Eén lumpsum per gemeente: wijzig dat contract met een addendum, of kies een periode erna.",
        "One lump sum per municipality: change that contract by an amendment, or choose a period after it.",
    )
