"""When what was withheld may be paid out: agreements met, recorded by an accountant, once (R-S03, R-S04)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.terms import RetentionState, Verdict

MET = Sentence(
    "retention.agreements-met",
    nl="Alle resultaatafspraken over {year} zijn gehaald, volgens oordeel {verdict_id}, versie {verdict_version}.",
    en="All result agreements for {year} are met, by verdict {verdict_id}, version {verdict_version}.",
)
AUDITED = Sentence(
    "retention.audited",
    nl="De accountant legde dit vast in controleverklaring {audit_statement_id}, over processen en alle KPI's.",
    en="The accountant recorded this in audit statement {audit_statement_id}, on processes and all KPIs.",
)
RELEASED = Sentence(
    "retention.released",
    nl="De hele inhouding komt vrij: {result_cents}.",
    en="The whole retention is released: {result_cents}.",
)


class RetentionNotFound(NotFound):
    """There is no such retention, or it is not yours."""

    code = "retention-not-found"
    title = Text("Inhouding niet gevonden", "Retention not found")
    detail = Text("Er is geen inhouding {id}.", "There is no retention {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract en jaar.",
        "Check the identifier, or search by contract and year.",
    )


class AlreadyReleased(Refused):
    """A retention is released once."""

    code = "retention-already-released"
    rule = "R-S03"
    title = Text("De inhouding is al vrijgegeven", "The retention was released already")
    detail = Text(
        "De inhouding over {year} is op {released_on} vrijgegeven.",
        "The retention for {year} was released on {released_on}.",
    )
    mend = Text("Er is niets meer te doen; zie de betalingen.", "Nothing is left to do; see the payments.")


class ReleaseRefused(Refused):
    """What must hold before the last part is paid does not hold yet; `errors` says what is missing."""

    code = "retention-conditions-open"
    rule = "R-S03"
    title = Text("De inhouding kan nog niet worden vrijgegeven", "The retention cannot be released yet")
    detail = Text(
        "De inhouding over {year} komt vrij als de afspraken zijn gehaald en een accountant dat heeft vastgelegd.",
        "The retention for {year} is released when the agreements are met and an accountant has recorded it.",
    )
    mend = Text("Los de punten in errors op en vraag opnieuw.", "Clear the points in errors and ask again.")


MISSING = {
    "year-not-over": Text("Het jaar {year} is nog niet voorbij.", "The year {year} is not over yet."),
    "instalments-open": Text("Nog niet alle termijnen zijn geboekt.", "Not all instalments are posted yet."),
    "verdict-missing": Text("Er is nog geen oordeel over {year}.", "There is no verdict on {year} yet."),
    "agreements-not-judgeable": Text(
        "De afspraken over {year} zijn niet te beoordelen: er ontbreken metingen.",
        "The agreements for {year} are not judgeable: measurements are missing.",
    ),
    "agreements-not-met": Text(
        "Niet alle afspraken over {year} zijn gehaald.", "Not all agreements for {year} are met."
    ),
    "audit-missing": Text(
        "De controleverklaring over {year} ontbreekt.", "The audit statement for {year} is missing."
    ),
    "audit-incomplete": Text(
        "De controleverklaring over {year} dekt niet alles: {gaps}.",
        "The audit statement for {year} does not cover everything: {gaps}.",
    ),
}


class YearVerdict(Protocol):
    """What the outcomes service says of a contract year."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def audit_statement_id(self) -> UUID | None: ...
    @property
    def audit_complete(self) -> bool: ...
    @property
    def audit_gaps(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Retention:
    """What is withheld of one contract year; released ≤ withheld ≤ amount, in cents."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    contract_number: str
    year: int
    amount_cents: int
    withheld_cents: int
    released_cents: int
    state: RetentionState
    released_on: date | None
    paid_on: date | None
    verdict_id: UUID | None
    verdict_version: int | None
    audit_statement_id: UUID | None
    payee: str


def open_points(retention: Retention, verdict: YearVerdict | None, today: date) -> list[str]:
    """What is still missing before a release, in the order a person would clear it (R-S03, G-01: all or nothing)."""
    points = []
    if today <= date(retention.year, 12, 31):
        points.append("year-not-over")
    if retention.withheld_cents != retention.amount_cents:
        points.append("instalments-open")
    if verdict is None:
        return [*points, "verdict-missing", "audit-missing"]
    if verdict.verdict is Verdict.NOT_MET:
        points.append("agreements-not-met")
    if verdict.verdict is Verdict.NOT_JUDGEABLE:
        points.append("agreements-not-judgeable")
    if verdict.audit_statement_id is None:
        points.append("audit-missing")
    elif not verdict.audit_complete:
        points.append("audit-incomplete")
    return points


def release(retention: Retention, verdict: YearVerdict | None, today: date) -> tuple[Retention, Derivation]:
    """Release the whole retention, or refuse with what is missing (R-S03).

    Raises AlreadyReleased, ReleaseRefused.
    """
    if retention.state is not RetentionState.WITHHELD:
        raise AlreadyReleased(year=retention.year, released_on=retention.released_on)
    points = open_points(retention, verdict, today)
    if points or verdict is None:
        gaps = ", ".join(verdict.audit_gaps) if verdict is not None else ""
        errors = tuple(FieldError(f"/{code}", code, MISSING[code], rule="R-S03") for code in points)
        raise ReleaseRefused(errors=errors, year=retention.year, gaps=gaps)
    amount = Money(retention.withheld_cents)
    why = (
        Derivation()
        .because("R-S03", MET, year=retention.year, verdict_id=verdict.id, verdict_version=verdict.version)
        .because("R-O28", AUDITED, audit_statement_id=verdict.audit_statement_id)
        .because("R-S03", RELEASED, amount)
    )
    released = replace(
        retention,
        version=retention.version + 1,
        released_cents=amount.cents,
        state=RetentionState.RELEASED,
        released_on=today,
        verdict_id=verdict.id,
        verdict_version=verdict.version,
        audit_statement_id=verdict.audit_statement_id,
    )
    return released, why
