"""Selections, assessments and reliability as they are kept: what was registered, what corrects what, what an erasure takes away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from services.outcomes.assessments.rules import (
    Assessment,
    AssessmentNotFound,
    Given,
    NormNotFound,
    ReliabilityNorm,
    Selection,
    SelectionNotFound,
)
from services.outcomes.cases.rules import Case
from services.outcomes.tables import assessment_selections, assessments, reliability_norms
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import list_rows_by, read_all, visible
from shared.schemas import outcomes as schemas
from shared.values.self_sufficiency import Rater

SELECTIONS = Register(assessment_selections, Selection, schemas.AssessmentSelection, SelectionNotFound)
ASSESSMENTS = Register(assessments, Assessment, schemas.Assessment, AssessmentNotFound)
NORMS = Register(reliability_norms, ReliabilityNorm, schemas.ReliabilityNorm, NormNotFound)
_LOCK = 885_031  # any number of its own: the rest of the key is the purchaser


@statement
def _selections(reach: Reach, everyone: bool) -> Executable:
    columns = assessment_selections.c
    query = select(assessment_selections).where(visible(assessment_selections, purchaser=reach))
    if not everyone:
        query = query.where(or_(columns.case_id.is_(None), among(columns.case_id, "cases")))
    return query.order_by(columns.id)


async def list_selections_for(connection: Connection, cases: Sequence[UUID] | None = None) -> list[Selection]:
    """The selections for contracts and products, and those of some clients (by decision or referral); of all when none are named."""
    named = {} if cases is None else {"cases": list(cases)}
    rows = await connection.fetch(
        _selections(connection.reach, cases is None), organisations=connection.organisations, **named
    )
    return read_all(rows, Selection)


@statement
def _lock(shared: bool) -> Executable:
    key = func.hashtextextended(bindparam("key", type_=Text), _LOCK)
    return select(func.pg_advisory_xact_lock_shared(key) if shared else func.pg_advisory_xact_lock(key))


async def lock_client(connection: Connection, owner: str, case_id: UUID) -> None:
    """Let what is registered of one client come one after the other, and never beside a file of the same purchaser."""
    await connection.fetch(_lock(True), key=owner)
    await connection.fetch(_lock(False), key=str(case_id))


async def lock_purchaser(connection: Connection, owner: str) -> None:
    """Let a file be registered beside nothing else of the same purchaser."""
    await connection.fetch(_lock(False), key=owner)


@statement
def _uncount() -> Executable:
    columns = assessments.c
    query = assessments.update().where(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.case_id == bindparam("of_case", type_=Uuid),
        columns.moment == bindparam("of_moment", type_=Text),
        columns.taken_on == bindparam("on", type_=Date),
        columns.rater == bindparam("of_rater", type_=Text),
        columns.assessor_role == bindparam("of_role", type_=Text),
        columns.counts,
    )
    return query.values(counts=False).returning(columns.id)


async def correct(connection: Connection, case: Case, given: Given) -> UUID | None:
    """What the same assessor said of a client at a moment and day counts no more; its id, or None where nothing did."""
    row = await connection.fetch_one(
        _uncount(),
        of_owner=case.owner, of_case=case.grant_id, of_moment=given.moment.value, on=given.taken_on,
        of_rater=given.rater.value, of_role=given.assessor_role.value,
    )  # fmt: skip
    return None if row is None else row["id"]


async def list_assessments_of(connection: Connection, citizen_id: UUID) -> list[Assessment]:
    """All assessments of one citizen (surrogate), corrected ones included."""
    return read_all(await list_rows_by(connection, assessments, "citizen_id", [citizen_id]), Assessment)


async def list_selections_of(connection: Connection, citizen_id: UUID) -> list[Selection]:
    """All selections for one citizen (surrogate)."""
    return read_all(
        await list_rows_by(connection, assessment_selections, "citizen_id", [citizen_id]), Selection
    )


@statement
def _norm(reach: Reach) -> Executable:
    columns = reliability_norms.c
    return select(reliability_norms).where(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.edition == bindparam("of_edition", type_=Text),
        columns.year == bindparam("of_year"),
        columns.rater == bindparam("of_rater", type_=Text),
        visible(reliability_norms, purchaser=reach),
    )


async def find_norm(
    connection: Connection, owner: str, edition: str, year: int, rater: Rater
) -> ReliabilityNorm | None:
    """The reliability that was frozen for a year, or None."""
    rows = await connection.fetch(
        _norm(connection.reach),
        of_owner=owner, of_edition=edition, of_year=year, of_rater=rater.value, organisations=connection.organisations,
    )  # fmt: skip
    found = read_all(rows, ReliabilityNorm)
    return found[0] if found else None


@statement
def _forget(selections: bool) -> Executable:
    table = assessment_selections if selections else assessments
    query = table.update().where(
        table.c.owner == bindparam("of_owner", type_=Text),
        table.c.citizen_id == bindparam("of_citizen", type_=Uuid),
    )
    return query.values(external_reference=None)


async def forget_references(connection: Connection, owner: str, citizen_id: UUID) -> None:
    """Take away the references by which clients knew an erased citizen; the scores stay, under a surrogate that is dead."""
    for selections in (True, False):
        await connection.execute(_forget(selections), of_owner=owner, of_citizen=citizen_id)
