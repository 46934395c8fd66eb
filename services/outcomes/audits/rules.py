"""Who may state what about a contract year, and what the statement leaves open (R-O28, G-02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_names, quarters_due
from services.outcomes.verdicts.rules import AuditFinding, Observed
from shared.errors import FieldError, InvalidInput, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Period, Sentence, new_id
from shared.values.terms import AuditOpinion

COVERED = Sentence(
    "audit.covered",
    nl="De verklaring over {year} dekt de processen en alle {count} indicatoren.",
    en="The statement on {year} covers the processes and all {count} indicators.",
)
GAPS = Sentence(
    "audit.gaps",
    nl="De verklaring over {year} dekt niet alles; open blijven: {gaps}.",
    en="The statement on {year} does not cover everything; left open: {gaps}.",
)
OPINION = Sentence(
    "audit.opinion",
    nl="Het oordeel van de accountant luidt: {opinion}.",
    en="The accountant's opinion is: {opinion}.",
)
PROCESSES = "processen (processes)"


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


class Given(Protocol):
    """A statement as it is sent."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def contract_id(self) -> UUID: ...
    @property
    def year(self) -> int: ...
    @property
    def opinion(self) -> AuditOpinion: ...
    @property
    def stated_on(self) -> date: ...
    @property
    def covers_processes(self) -> bool: ...
    @property
    def covered_indicators(self) -> list[str]: ...
    @property
    def document_sha256(self) -> str: ...
    @property
    def stated_by(self) -> str: ...


@dataclass(frozen=True, slots=True)
class AuditStatement:
    """The accountant's statement on a contract year; always version 1, for it never changes."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: date
    covers_processes: bool
    covered_indicators: list[str]
    document_sha256: str
    stated_by: str
    auditor: str
    complete: bool
    gaps: list[str]


def check_auditor(contract: ContractCopy, organisation: str) -> None:
    """Raise NotTheAuditor unless the acting organisation is the one that the contract names."""
    if contract.auditor != organisation:
        raise NotTheAuditor(number=contract.number)


def state(
    contract: ContractCopy, indicators: Sequence[Indicator], given: Given, today: date
) -> tuple[AuditStatement, Derivation]:
    """A statement with what it does not cover: the processes, and each indicator that counts in that year (R-O28, G-02).

    Raises YearOutsideContract, YearNotOver, StatedInFuture, IndicatorUnknown.
    """
    year = given.year
    if not Period.year(year).overlaps(contract.period):
        raise YearOutsideContract(
            number=contract.number, start_date=contract.start_date, end_date=contract.end_date
        )
    if min(today, given.stated_on) <= date(year, 12, 31):
        raise YearNotOver(year=year, stated_on=given.stated_on, today=today)
    if given.stated_on > today:
        raise StatedInFuture(stated_on=given.stated_on, today=today)
    _check_known(contract, indicators, given.covered_indicators)
    counting = [one for one in indicators if quarters_due(one, contract, year)]
    gaps = [] if given.covers_processes else [PROCESSES]
    gaps += [
        f"KPI {one.number} {one.name} ({one.code})"
        for one in counting
        if one.code not in given.covered_indicators
    ]
    statement = AuditStatement(
        id=new_id(), version=1, owner=contract.owner, external_reference=given.external_reference, parties=contract.parties,
        contract_id=contract.id, year=year, opinion=given.opinion, stated_on=given.stated_on,
        covers_processes=given.covers_processes, covered_indicators=given.covered_indicators,
        document_sha256=given.document_sha256, stated_by=given.stated_by, auditor=contract.auditor or "",
        complete=not gaps, gaps=gaps,
    )  # fmt: skip
    why = Derivation().because(
        "R-O28", GAPS if gaps else COVERED, not gaps, year=year, count=len(counting), gaps=gaps
    )
    return statement, why.because("R-S03", OPINION, opinion=given.opinion)


def measured_since(
    statement: AuditStatement, indicators: Sequence[Indicator], observed: Observed
) -> list[str]:
    """What counts in the statement's year and was registered after it: the accountant has not seen that (R-S03, R-O28).

    `observed` holds the newest measurement by indicator id and quarter; ids rise with the moment of registration.
    """
    late = [
        (indicator, quarter)
        for indicator in indicators
        for quarter in quarter_names(statement.year)
        if (one := observed.get((indicator.id, quarter))) is not None and one.id > statement.id
    ]
    return [
        f"KPI {one.number} {one.name} ({one.code}), {quarter}: gemeten na de verklaring (measured after the statement)"
        for one, quarter in late
    ]


def finding(statement: AuditStatement, since: Sequence[str] = ()) -> AuditFinding:
    """What the statement means for the verdict: only an unqualified opinion without gaps is complete (R-S03).

    `since` is what was measured after it.
    """
    qualified = statement.opinion is not AuditOpinion.UNQUALIFIED
    opinion = [f"oordeel van de accountant (opinion): {statement.opinion.value}"] if qualified else []
    return AuditFinding(statement.id, [*opinion, *statement.gaps, *since])


_CONTENT = [
    "contract_id",
    "year",
    "opinion",
    "stated_on",
    "covers_processes",
    "covered_indicators",
    "document_sha256",
    "stated_by",
]


def check_same(known: AuditStatement, given: Given) -> None:
    """Raise ReferenceTaken unless the reference stands for exactly this statement."""
    if any(getattr(known, name) != getattr(given, name) for name in _CONTENT):
        raise ReferenceTaken(external_reference=known.external_reference, id=known.id)


_UNKNOWN = Text("Deze indicator heeft het contract niet.", "The contract has no such indicator.")


def _check_known(contract: ContractCopy, indicators: Sequence[Indicator], covered: Sequence[str]) -> None:
    known = [indicator.code for indicator in indicators]
    wrong = [place for place, code in enumerate(covered) if code not in known]
    if wrong:
        errors = tuple(
            FieldError(f"#/coveredIndicators/{place}", "indicator-unknown", _UNKNOWN) for place in wrong
        )
        raise IndicatorUnknown(errors=errors, number=contract.number, known=known)
