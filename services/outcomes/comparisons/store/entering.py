"""Outcomes of clients on their way in: one by one, or staged as the lines of a file and entered at once (decision 0009)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Double, Text, Uuid, and_, bindparam, cast, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.sql.base import Executable

from services.outcomes.comparisons.rules.faults import OutcomeNotFound, sentence
from services.outcomes.comparisons.rules.records import ClientOutcome
from services.outcomes.indicators import store as indicators
from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.tables import (
    batch_errors,
    batches,
    client_outcomes,
    indicator_definitions,
    staged_client_outcomes,
    staged_outcome_errors,
)
from shared.errors import Text as Sentence
from shared.kit import batches as kit
from shared.kit.batches import entering
from shared.kit.database import Connection, Reach, statement
from shared.kit.registers import Register
from shared.kit.rows import visible
from shared.schemas import outcomes as schemas
from shared.values.terms import MeasurementSource

_CARRIED = (
    "contract_id", "provider", "indicator", "kind", "quarter", "outcome", "exposure", "area", "team", "age_band", "sex",
    "ses_quintile", "ses_score", "household", "severity", "earlier_support", "corrects",
)  # fmt: skip
_TAKEN = Sentence(
    "Dit kenmerk hoort bij een eerdere uitkomst met een andere inhoud.",
    "This reference belongs to an earlier outcome with other contents.",
)


@dataclass(frozen=True, slots=True)
class _Outcomes(Register[ClientOutcome]):
    """The register of outcomes, which also keeps them as numbers to add up."""

    def values(self, made: ClientOutcome) -> dict[str, Any]:
        """The columns of a row."""
        exposed = 1.0 if made.exposure is None else float(made.exposure)
        return {**Register.values(self, made), "amount": float(made.outcome), "exposed": exposed}


OUTCOMES = _Outcomes(client_outcomes, ClientOutcome, schemas.ClientOutcome, OutcomeNotFound)


@statement
def _definitions(reach: Reach) -> Executable:
    columns = indicator_definitions.c
    return select(columns.code, columns.source).where(visible(indicator_definitions, purchaser=reach))


async def list_defined(
    connection: Connection, contracts: list[ContractCopy]
) -> Mapping[UUID | None, Mapping[str, MeasurementSource]]:
    """The indicators that may be named, per contract, each with its source; under None those that were defined outside one."""
    found: dict[UUID | None, dict[str, MeasurementSource]] = {None: {}}
    for indicator in await indicators.list_indicators_of(connection, [one.id for one in contracts]):
        found.setdefault(indicator.contract_id, {})[indicator.code] = indicator.source
    rows = await connection.fetch(_definitions(connection.reach), organisations=connection.organisations)
    found[None].update({row["code"]: MeasurementSource(row["source"]) for row in rows})
    return found


@statement
def _supersede() -> Executable:
    columns = client_outcomes.c
    return (
        client_outcomes.update()
        .where(
            columns.owner == bindparam("owner_", type_=Text),
            columns.client_id == bindparam("client", type_=Text),
            columns.external_reference == bindparam("reference", type_=Text),
            ~columns.superseded,
        )
        .values(superseded=literal(True), version=columns.version + 1)
    )


async def supersede(connection: Connection, owner: str, client_id: str, reference: str) -> bool:
    """Let an outcome count no more, because another corrects it; False when there is none that counts."""
    return bool(await connection.execute(_supersede(), owner_=owner, client=client_id, reference=reference))


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_outcome_errors, upload.bad)
    return await kit.stage(connection, staged_client_outcomes, upload.good)


def _own(columns: Any) -> Any:
    return and_(
        columns.owner == bindparam("owner", type_=Text),
        columns.client_id == bindparam("client_id", type_=Text),
    )


def _miscorrecting() -> Any:
    """A staged line that corrects what is not there, what counts no more, or what an earlier line corrects."""
    lines, known = staged_client_outcomes.c, client_outcomes.alias("corrected").c
    again, sooner = client_outcomes.alias("again").c, staged_client_outcomes.alias("sooner").c
    counts = exists().where(_own(known), known.external_reference == lines.corrects, ~known.superseded)
    sent_before = exists().where(_own(again), again.external_reference == lines.external_reference)
    doubled = exists().where(sooner.corrects == lines.corrects, sooner.line < lines.line)
    return and_(lines.corrects.isnot(None), ~sent_before, or_(~counts, doubled))


@statement
def _miscorrections() -> Executable:
    chosen = entering.told_as(
        staged_client_outcomes.c, "correction-unknown", "corrects", sentence("correction-unknown")
    )
    query = select(*chosen.values()).where(_miscorrecting())
    return staged_outcome_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _drop_refused() -> Executable:
    lines, told = staged_client_outcomes.c, staged_outcome_errors.c
    return staged_client_outcomes.delete().where(exists().where(told.line == lines.line))


async def refuse_miscorrections(connection: Connection, owner: str, client_id: str) -> int:
    """Take out every staged line whose correction does not hold, and note it; returns how many."""
    refused = await connection.execute(_miscorrections(), owner=owner, client_id=client_id)
    if refused:
        await connection.execute(_drop_refused())
    return refused


@statement
def _supersede_staged() -> Executable:
    columns, lines = client_outcomes.c, staged_client_outcomes.c
    return (
        client_outcomes.update()
        .where(_own(columns), columns.external_reference == lines.corrects, ~columns.superseded)
        .values(superseded=literal(True), version=columns.version + 1)
    )


async def supersede_staged(connection: Connection, owner: str, client_id: str) -> None:
    """Let what staged lines correct count no more."""
    await connection.execute(_supersede_staged(), owner=owner, client_id=client_id)


@statement
def _enter(but_known: bool) -> Executable:
    lines = staged_client_outcomes.c
    chosen: dict[str, Any] = {
        "owner": lines.owner,
        "id": entering.line_id(staged_client_outcomes),
        "parties": cast(array([lines.provider]), ARRAY(Text)),
        "client_id": bindparam("client_id", type_=Text),
        "external_reference": lines.external_reference,
        "batch_id": bindparam("batch_id", type_=Uuid),
        "amount": cast(lines.outcome, Double),
        "exposed": func.coalesce(cast(lines.exposure, Double), literal(1.0, Double)),
        **{name: lines[name] for name in _CARRIED},
    }
    rows = entering.in_order(select(*chosen.values()), staged_client_outcomes, but_known)
    query = insert(client_outcomes).from_select(list(chosen), rows, include_defaults=False)
    return (entering.but_known(query, client_outcomes) if but_known else query).inline()


async def enter_lines(connection: Connection, batch_id: UUID, client_id: str) -> int:
    """Register the staged lines in the order of the file; returns how many were new."""
    return await entering.enter(
        connection, client_outcomes, _enter, prefix=kit.id_prefix(), client_id=client_id, batch_id=batch_id
    )


async def refuse_clashes(connection: Connection, owner: str, client_id: str) -> int:
    """Note every staged line whose reference stands for another outcome; returns how many."""
    return await entering.refuse_clashes(
        connection, client_outcomes, staged_client_outcomes, staged_outcome_errors, _TAKEN, _CARRIED,
        owner=owner, client_id=client_id,
    )  # fmt: skip


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_outcome_errors)


async def add_batch(connection: Connection, batch: kit.Batch, client_id: str) -> None:
    """Keep the batch and everything that was wrong with its lines."""
    await kit.add_batch(connection, batches, batch_errors, staged_outcome_errors, batch, client_id)


async def get_batch(connection: Connection, batch_id: UUID) -> kit.Batch:
    """One batch; BatchNotFound."""
    return await kit.get_batch(connection, batches, batch_id)
