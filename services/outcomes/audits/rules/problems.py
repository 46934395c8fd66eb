"""What refuses an audit statement, in two languages."""

from __future__ import annotations

from shared.errors import InvalidInput, NotAllowed, NotFound, Refused, Text


class StatementNotFound(NotFound):
    """There is no such statement, or it is not yours."""

    code = "audit-statement-not-found"
    title = Text("Controleverklaring niet gevonden", "Audit statement not found")
    detail = Text("Er is geen controleverklaring {id}.", "There is no audit statement {id}.")
    mend = Text("Zoek op contract en jaar.", "Search by contract and year.")


class NotTheAuditor(NotAllowed):
    """Only the auditor that the contract names states on it."""

    code = "not-the-auditor"
    rule = "R-O28"
    title = Text("Alleen voor de accountant van het contract", "For the contract's auditor only")
    detail = Text(
        "Contract {number} noemt een andere organisatie als accountant, of geen.",
        "Contract {number} names another organisation as its auditor, or none.",
    )
    mend = Text(
        "Vraag een token namens de accountant van het contract.",
        "Ask for a token on behalf of the contract's auditor.",
    )


class YearNotOver(Refused):
    """A statement is about a year that is over."""

    code = "audit-year-not-over"
    rule = "R-O28"
    title = Text("Het jaar is nog niet voorbij", "The year is not over yet")
    detail = Text(
        "Over {year} kan pas na 31 december een verklaring komen; zij is van {stated_on}, vandaag is {today}.",
        "A statement on {year} can come after 31 December only; it is of {stated_on}, today is {today}.",
    )
    mend = Text(
        "Registreer de verklaring als het jaar voorbij is.", "Register the statement when the year is over."
    )


class StatedInFuture(Refused):
    """A statement is given before it is registered."""

    code = "audit-stated-in-future"
    rule = "R-O28"
    title = Text("De verklaring ligt in de toekomst", "The statement lies in the future")
    detail = Text(
        "De verklaring is van {stated_on}; vandaag is {today}.",
        "The statement is of {stated_on}; today is {today}.",
    )
    mend = Text("Geef de dag waarop zij is afgegeven.", "Give the day on which it was given.")


class YearOutsideContract(Refused):
    """The contract is not in force in that year."""

    code = "audit-year-outside-contract"
    rule = "R-O28"
    title = Text("Het contract loopt niet in dat jaar", "The contract does not run in that year")
    detail = Text(
        "Contract {number} loopt van {start_date} tot en met {end_date}.",
        "Contract {number} runs from {start_date} up to and including {end_date}.",
    )
    mend = Text("Kies een jaar waarin het contract loopt.", "Choose a year in which the contract runs.")


class IndicatorUnknown(InvalidInput):
    """The statement covers an indicator that the contract does not have."""

    code = "audit-indicator-unknown"
    rule = "R-O28"
    title = Text("De indicator is onbekend", "The indicator is unknown")
    detail = Text(
        "Contract {number} kent de indicatoren {known}.", "Contract {number} has the indicators {known}."
    )
    mend = Text("Gebruik de codes van het contract.", "Use the contract's codes.")


class ReferenceTaken(Refused):
    """This client used the same reference before for another statement (architecture § 6)."""

    code = "audit-reference-taken"
    title = Text("Het kenmerk is al gebruikt", "The reference was used before")
    detail = Text(
        "{external_reference} hoort bij verklaring {id}, die anders is.",
        "{external_reference} belongs to statement {id}, which differs.",
    )
    mend = Text("Gebruik een nieuw kenmerk.", "Use a new reference.")


class ProviderUnknown(Refused):
    """A production statement is about a member of the contract (R-S63)."""

    code = "audit-provider-unknown"
    rule = "R-S63"
    title = Text("Deze aanbieder is geen lid van het contract", "This provider is no member of the contract")
    detail = Text(
        "Contract {number} heeft geen lid {provider}.", "Contract {number} has no member {provider}."
    )
    mend = Text("Noem een aanbieder van het contract.", "Name a provider of the contract.")
