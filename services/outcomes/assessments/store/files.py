"""A file of assessments on its way into the table (docs/decisions/0009)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.base import Executable

from services.outcomes.assessments.rules import REFERENCE_TAKEN, DomainScore, Selection, in_order
from services.outcomes.tables import (
    assessments,
    batch_errors,
    batches,
    cases,
    staged_assessment_errors,
    staged_assessments,
)
from shared.kit import batches as kit
from shared.kit.database import Connection, statement
from shared.kit.rows import plain
from shared.schemas import outcomes as schemas

_CONTENT = ("edition", "moment", "taken_on", "rater", "assessor_role", "scores")


def staged_line(
    line: int,
    case_id: UUID,
    selection: Selection,
    item: schemas.AssessmentLine,
    scores: Sequence[DomainScore],
) -> str:
    """A good line on its way to the temporary table."""
    told = orjson.dumps(plain(in_order(scores))).decode()
    return kit.copy_line((
        line, item.external_reference, str(case_id), item.edition, item.moment.value, item.taken_on.isoformat(),
        item.rater.value, item.assessor_role.value, str(selection.id), told,
    ))  # fmt: skip


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_assessment_errors, upload.bad)
    return await kit.stage(connection, staged_assessments, upload.good)


def _known() -> ColumnElement[bool]:
    lines, columns = staged_assessments.c, assessments.c
    return and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.client_id == bindparam("client_id", type_=Text),
        columns.external_reference == lines.external_reference,
    )


def _grant() -> ColumnElement[UUID]:
    columns = cases.c
    return func.coalesce(columns.decision_id, columns.referral_id, columns.id)


@statement
def _clashes() -> Executable:
    """Lines whose reference stands for something else, there already or earlier in the file: an error for each."""
    lines, columns, earlier = staged_assessments.c, assessments.c, staged_assessments.alias("earlier")
    grant = (
        select(_grant()).where(cases.c.id == lines.case_id).correlate(staged_assessments).scalar_subquery()
    )
    same = and_(columns.case_id == grant, *(lines[name] == columns[name] for name in _CONTENT))
    alike = and_(earlier.c.case_id == lines.case_id, *(lines[name] == earlier.c[name] for name in _CONTENT))
    before = and_(earlier.c.external_reference == lines.external_reference, earlier.c.line < lines.line)
    chosen = {
        "line": lines.line,
        "position": literal(1, Integer),
        "location": literal("#/externalReference", Text),
        "code": literal("reference-taken", Text),
        "nl": literal(REFERENCE_TAKEN.nl, Text),
        "en": literal(REFERENCE_TAKEN.en, Text),
    }
    query = select(*chosen.values()).where(
        lines.external_reference.isnot(None),
        or_(exists().where(_known(), ~same), exists().where(before, ~alike)),
    )
    return staged_assessment_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _doubles() -> Executable:
    lines, earlier = staged_assessments.c, staged_assessments.alias("earlier")
    before = and_(earlier.c.external_reference == lines.external_reference, earlier.c.line < lines.line)
    return staged_assessments.delete().where(
        lines.external_reference.isnot(None), or_(exists().where(_known()), exists().where(before))
    )


async def leave_doubles(connection: Connection, owner: str, client_id: str) -> tuple[int, int]:
    """Take out the lines that were registered before; how many said the same, and how many clashed."""
    clashed = await connection.execute(_clashes(), owner=owner, client_id=client_id)
    taken = await connection.execute(_doubles(), owner=owner, client_id=client_id)
    return taken - clashed, clashed


def _slot(columns: Any, case_id: ColumnElement[Any], lines: Any) -> ColumnElement[bool]:
    return and_(
        columns.owner == cases.c.owner,
        columns.case_id == case_id,
        *(columns[name] == lines[name] for name in ("moment", "taken_on", "rater", "assessor_role")),
    )


@statement
def _uncount() -> Executable:
    """What these lines correct counts no more."""
    lines = staged_assessments.c
    there = exists().where(cases.c.id == lines.case_id, _slot(assessments.c, _grant(), lines))
    return assessments.update().where(assessments.c.counts, there).values(counts=False)


@statement
def _enter() -> Executable:
    """Each staged line with what it takes from its client; of several for one moment and day the last one counts."""
    lines, known = staged_assessments.c, cases.c
    number = func.lpad(func.to_hex(lines.line), literal_column("7"), literal_column("'0'"))
    new_id = cast(bindparam("prefix", type_=Text) + number, Uuid)
    before = assessments.alias("before")
    newest = (
        select(before.c.id)
        .where(_slot(before.c, _grant(), lines))
        .order_by(before.c.id.desc())
        .limit(literal_column("1"))
        .lateral("newest")
    )
    window: dict[str, Any] = {
        "partition_by": [
            known.owner,
            _grant(),
            lines.moment,
            lines.taken_on,
            lines.rater,
            lines.assessor_role,
        ]
    }
    earlier = func.lag(new_id).over(**window, order_by=lines.line)
    later = func.row_number().over(**window, order_by=lines.line.desc())
    provider = func.array_remove(
        func.array_append(bindparam("sender", type_=ARRAY(Text)), known.provider), known.owner
    )
    chosen: dict[str, Any] = {
        "owner": known.owner, "id": new_id, "parties": provider, "client_id": bindparam("client_id", type_=Text),
        "external_reference": lines.external_reference, "case_id": _grant(), "citizen_id": known.citizen_id,
        "contract_id": known.contract_id, "law": known.law, "allocation_number": known.allocation_number,
        "care_start_id": known.care_start_id, "provider": known.provider, "area_code": known.area_code,
        "product_category": known.product_category, "selection_id": lines.selection_id,
        "corrects": func.coalesce(earlier, newest.c.id), "counts": cast(later == literal_column("1"), Boolean),
        "batch_id": bindparam("batch_id", type_=Uuid), **{name: lines[name] for name in _CONTENT},
    }  # fmt: skip
    joined = staged_assessments.join(cases, known.id == lines.case_id).outerjoin(newest, true())
    query = select(*chosen.values()).select_from(joined)
    return assessments.insert().from_select(list(chosen), query, include_defaults=False).inline()


async def enter_lines(connection: Connection, batch_id: UUID, client_id: str, sender: Sequence[str]) -> int:
    """Register the staged lines in the order of the file; what they correct counts no more. Returns how many."""
    await connection.execute(_uncount())
    return await connection.execute(
        _enter(), prefix=kit.id_prefix(), client_id=client_id, batch_id=batch_id, sender=list(sender)
    )


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_assessment_errors)


async def add_batch(connection: Connection, batch: kit.Batch, client_id: str) -> None:
    """Keep the batch and everything that was wrong with its lines."""
    await kit.add_batch(connection, batches, batch_errors, staged_assessment_errors, batch, client_id)
