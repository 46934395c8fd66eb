"""A file of measurements on its way in: staged, entered at once, and what came back kept with its batch (decision 0009)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.outcomes.measurements.rules import (
    BESIDE,
    REFERENCE_TAKEN,
    Slot,
    sentence,
)
from services.outcomes.tables import (
    batch_errors,
    batches,
    indicators,
    measurements,
    staged_errors,
    staged_measurements,
)
from shared.kit import batches as kit
from shared.kit.batches import entering
from shared.kit.database import Connection, statement

_CARRIED = ["quarter", "value", "respondents", "standard_deviation", "source", "narrative", *BESIDE]
_PART = ("moment", "area", "team", "provider")
_NOTHING_BESIDE: list[Any] = [None] * len(BESIDE)
_PLAIN_TAIL = "\t\\N" * len(BESIDE) + "\n"


def staged_line(line: int, slot: Slot, values: kit.Values) -> str:
    """A good line on its way to the temporary table; `values` in the order of the wire model's fields."""
    (
        reference, _, _, quarter, value, respondents, deviation, source, narrative,
        moment, area, team, provider, numerator, denominator, corrects, reason, researcher,
    ) = values  # fmt: skip
    if (
        moment
        is area
        is team
        is provider
        is numerator
        is denominator
        is corrects
        is reason
        is researcher
        is None
    ):
        tail = _PLAIN_TAIL
    else:
        if value is None and numerator is not None and denominator is not None:
            value = slot.value_of(int(numerator), int(denominator))
        tail = (
            f"\t{_null(moment)}\t{_null(area)}\t{kit.copy_text(team)}\t{_null(provider)}\t{_null(numerator)}"
            f"\t{_null(denominator)}\t{_null(corrects)}\t{kit.copy_text(reason)}\t{_null(researcher)}\n"
        )
    return (
        f"{line}\t{_null(reference)}\t{slot.indicator.id}\t{quarter}\t{value}\t{_null(respondents)}\t{_null(deviation)}"
        f"\t{source}\t{kit.copy_text(narrative)}{tail}"
    )


def _null(value: str | int | None) -> str | int:
    return "\\N" if value is None else value


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_errors, upload.bad)
    return await kit.stage(connection, staged_measurements, upload.good)


@statement
def _enter(doubles: bool) -> Executable:
    """Each staged line with what it takes from its indicator; with `doubles`, known references are left for `_clashes`."""
    lines, known = staged_measurements.c, indicators.c
    chosen = {
        "owner": known.owner,
        "id": entering.line_id(staged_measurements),
        "parties": known.parties,
        "client_id": bindparam("client_id", type_=Text),
        "external_reference": lines.external_reference,
        "contract_id": known.contract_id,
        "indicator_id": known.id,
        "indicator": known.code,
        "batch_id": bindparam("batch_id", type_=Uuid),
        **{name: lines[name] for name in _CARRIED},
    }
    joined = staged_measurements.join(indicators, known.id == lines.indicator_id)
    rows = entering.in_order(select(*chosen.values()).select_from(joined), staged_measurements, doubles)
    query = insert(measurements).from_select(list(chosen), rows, include_defaults=False)
    return (entering.but_known(query, measurements) if doubles else query).inline()


async def enter_lines(connection: Connection, batch_id: UUID, client_id: str) -> int:
    """Register the staged lines in the order of the file; returns how many were new.

    Nearly every file is new as a whole, and ON CONFLICT costs a quarter more: it is kept for the file that is not.
    """
    return await entering.enter(
        connection, measurements, _enter, prefix=kit.id_prefix(), client_id=client_id, batch_id=batch_id
    )


async def refuse_clashes(connection: Connection, owner: str, client_id: str) -> int:
    """Note every staged line whose reference stands for another measurement; returns how many."""
    return await entering.refuse_clashes(
        connection, measurements, staged_measurements, staged_errors, REFERENCE_TAKEN,
        ("indicator_id", *_CARRIED), owner=owner, client_id=client_id,
    )  # fmt: skip


@statement
def _miscorrections() -> Executable:
    """Lines that correct what is not there, of another slot or part, or counts no more (by an earlier line too): an error each."""
    lines, columns, newer = staged_measurements.c, measurements.c, measurements.alias("newer").c
    sooner = staged_measurements.alias("sooner").c
    parts = [columns[name].is_not_distinct_from(lines[name]) for name in _PART]
    known = and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.id == lines.corrects_id,
        columns.indicator_id == lines.indicator_id,
        columns.quarter == lines.quarter,
        *parts,
    )
    superseded = and_(
        newer.indicator_id == lines.indicator_id,
        newer.quarter == lines.quarter,
        *(newer[name].is_not_distinct_from(lines[name]) for name in _PART),
        newer.id > lines.corrects_id,
    )
    same = and_(
        *(sooner[name].is_not_distinct_from(lines[name]) for name in ("indicator_id", "quarter", *_PART))
    )
    doubled = and_(sooner.corrects_id == lines.corrects_id, sooner.line < lines.line, same)
    there = exists().where(known)
    code = case((there, literal("correction-superseded", Text)), else_=literal("correction-of-another", Text))
    said = {
        language: case((there, literal(text, Text)), else_=literal(other, Text))
        for language, text, other in (
            ("nl", sentence("correction-superseded").nl, sentence("correction-of-another").nl),
            ("en", sentence("correction-superseded").en, sentence("correction-of-another").en),
        )
    }
    chosen = {
        "line": lines.line,
        "position": literal(1, Integer),
        "location": literal("#/correctsId", Text),
        "code": code,
        **said,
    }
    query = select(*chosen.values()).where(
        lines.corrects_id.isnot(None), or_(~there, exists().where(superseded), exists().where(doubled))
    )
    return staged_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _drop_refused() -> Executable:
    lines = staged_measurements.c
    return staged_measurements.delete().where(exists().where(staged_errors.c.line == lines.line))


async def refuse_miscorrections(connection: Connection, owner: str) -> int:
    """Take out and note every staged line that corrects what it cannot correct; returns how many."""
    refused = await connection.execute(_miscorrections(), owner=owner)
    if refused:
        await connection.execute(_drop_refused())
    return refused


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_errors)


async def add_batch(connection: Connection, batch: kit.Batch, client_id: str) -> None:
    """Keep the batch and everything that was wrong with its lines."""
    await kit.add_batch(connection, batches, batch_errors, staged_errors, batch, client_id)


async def get_batch(connection: Connection, batch_id: UUID) -> kit.Batch:
    """One batch; BatchNotFound."""
    return await kit.get_batch(connection, batches, batch_id)


async def list_errors(
    connection: Connection, batch: kit.Batch, after: tuple[int, int]
) -> tuple[Sequence[kit.LineFault], tuple[int, int] | None]:
    """The next faults of a batch, and where to go on; None at the end."""
    return await kit.list_errors(connection, batch_errors, batch, after)
