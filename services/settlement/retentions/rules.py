"""When what was withheld is paid out, and when it is forfeited: by what is met, recorded by an accountant, once (R-S03, R-S04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.agreements import ReleaseRule
from shared.values.money import rounded
from shared.values.terms import RetentionState, Verdict


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


class AlreadyForfeited(Refused):
    """What was forfeited is not released any more."""

    code = "retention-already-forfeited"
    rule = "R-S03"
    title = Text("De inhouding is al vervallen", "The retention was forfeited already")
    detail = Text(
        "De inhouding over {year} is op {forfeited_on} vervallen.",
        "The retention for {year} was forfeited on {forfeited_on}.",
    )
    mend = Text("Er is niets meer te doen; zie de boekingen.", "Nothing is left to do; see the entries.")


class ForfeitRefused(Refused):
    """What must hold before a part is forfeited does not hold; `errors` says why."""

    code = "retention-not-forfeitable"
    rule = "R-S03"
    title = Text("De inhouding kan niet vervallen", "The retention cannot be forfeited")
    detail = Text(
        "Van de inhouding over {year} vervalt pas iets als vaststaat dat een afspraak niet is gehaald.",
        "Of the retention for {year} nothing is forfeited until it is certain that an agreement is not met.",
    )
    mend = Text(
        "Los de punten in errors op; is alles gehaald, geef de inhouding dan vrij.",
        "Clear the points in errors; if all is met, release the retention.",
    )


MISSING = {
    "agreements-met": Text("Alle afspraken over {year} zijn gehaald.", "All agreements for {year} are met."),
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
PART = Sentence(
    "retention.part-met",
    nl="Van de {count} afspraken over {year} zijn er {met} gehaald; naar rato komt vrij: {result_cents}.",
    en="Of the {count} agreements for {year} {met} are met; pro rata is released: {result_cents}.",
)
NOTHING = Sentence(
    "retention.nothing-released",
    nl="Niet alle {count} afspraken over {year} zijn gehaald, en het is geheel of niet: er komt niets vrij.",
    en="Not all {count} agreements for {year} are met, and it is all or nothing: nothing is released.",
)
FORFEITED = Sentence(
    "retention.forfeited",
    nl="Wat niet is gehaald vervalt: {withheld_cents} − {released_cents} = {result_cents}.",
    en="What is not met is forfeited: {withheld_cents} − {released_cents} = {result_cents}.",
)


class YearOf(Protocol):
    """How one indicator stands for the year."""

    @property
    def verdict(self) -> Verdict: ...


class YearVerdict(Protocol):
    """What the outcomes service says of a contract year."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def years(self) -> Sequence[YearOf]: ...
    @property
    def audit_statement_id(self) -> UUID | None: ...
    @property
    def audit_complete(self) -> bool: ...
    @property
    def audit_gaps(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Retention:
    """What is withheld of one contract year; released + forfeited ≤ withheld ≤ amount, in cents."""

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
    release_rule: ReleaseRule = ReleaseRule.ALL_OR_NOTHING
    forfeited_cents: int = 0
    forfeited_on: date | None = None
    decided_by: str | None = None
    motivation: str | None = None


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

    Raises AlreadyReleased, AlreadyForfeited, ReleaseRefused.
    """
    _check_open(retention)
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
        retention, version=retention.version + 1, released_cents=amount.cents, state=RetentionState.RELEASED,
        released_on=today, verdict_id=verdict.id, verdict_version=verdict.version,
        audit_statement_id=verdict.audit_statement_id,
    )  # fmt: skip
    return released, why


def _check_open(retention: Retention) -> None:
    if retention.state is RetentionState.FORFEITED:
        raise AlreadyForfeited(year=retention.year, forfeited_on=retention.forfeited_on)
    if retention.state is not RetentionState.WITHHELD:
        raise AlreadyReleased(year=retention.year, released_on=retention.released_on)


def forfeit(
    retention: Retention, verdict: YearVerdict | None, today: date, *, person: str, motivation: str
) -> tuple[Retention, Derivation]:
    """Forfeit what is not met: the whole, or where the contract agreed so pro rata, the rest then released (R-S03, G-01 … G-03).

    A shortfall that an addendum compensates is met by the verdict already. Raises AlreadyReleased, AlreadyForfeited,
    ForfeitRefused.
    """
    _check_open(retention)
    points = [one for one in open_points(retention, verdict, today) if one != "agreements-not-met"]
    if verdict is not None and verdict.verdict is Verdict.MET:
        points.append("agreements-met")
    if points or verdict is None:
        gaps = ", ".join(verdict.audit_gaps) if verdict is not None else ""
        errors = tuple(FieldError(f"/{code}", code, MISSING[code], rule="R-S03") for code in points)
        raise ForfeitRefused(errors=errors, year=retention.year, gaps=gaps)
    count, met = len(verdict.years), sum(one.verdict is Verdict.MET for one in verdict.years)
    withheld, told = Money(retention.withheld_cents), {"count": count, "year": retention.year}
    why = Derivation()
    if retention.release_rule is ReleaseRule.PRO_RATA and count:
        released = withheld.fraction(met, count)
        why = why.because("R-S03", PART, released, met=met, **told)
    else:
        released = Money.zero()
        why = why.because("R-S03", NOTHING, **told)
    lost = withheld - released
    why = why.because("R-S03", FORFEITED, lost, withheld_cents=withheld, released_cents=released)
    decided = replace(
        retention, version=retention.version + 1, released_cents=released.cents,
        state=RetentionState.RELEASED if released else RetentionState.FORFEITED, released_on=today if released else None,
        verdict_id=verdict.id, verdict_version=verdict.version, audit_statement_id=verdict.audit_statement_id,
        forfeited_cents=lost.cents, forfeited_on=today, decided_by=person, motivation=motivation,
    )  # fmt: skip
    return decided, why


def definite(retention: Retention, pending: Sequence[int]) -> list[int]:
    """Which part of each pending sum is released: together what the retention releases, none more than was pending."""
    total, parts, upto, before = sum(pending), [], 0, 0
    for cents in pending:
        upto += cents
        after = rounded(retention.released_cents * upto, total) if total > 0 else 0
        parts.append(after - before)
        before = after
    return parts
