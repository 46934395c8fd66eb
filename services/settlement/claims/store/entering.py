"""A file of claims on its way in: staged, known references taken out, and what became of each line kept (decision 0009)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Text, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.sql.base import Executable

from services.settlement.claims.rules import WHY, Claim, ClaimPayable, Judged
from services.settlement.tables import (
    batch_errors,
    batches,
    claim_payables,
    claims,
    staged_claim_errors,
    staged_claims,
)
from shared.errors import Text as Sentence
from shared.kit import batches as kit
from shared.kit.batches import entering
from shared.kit.database import Connection, statement
from shared.kit.rows import add_rows

_TOLD = (
    "law", "allocation_number", "product_category", "product_code", "unit", "period_start", "period_end", "volume", "tariff",
    "amount_cents", "credit_of",
)  # fmt: skip
_KEPT = tuple(Claim.__slots__)
REFERENCE_TAKEN = Sentence(
    "Dit kenmerk hoort bij een andere regel; gebruik voor een andere declaratie een nieuw kenmerk.",
    "This reference belongs to another line; use a new reference for another claim.",
)


def staged_line(line: int, values: kit.Values) -> str:
    """A good line on its way to the temporary table; `values` in the order of the wire model's fields."""
    return kit.copy_line((line, *values))


async def stage_lines(connection: Connection, upload: kit.Upload) -> int:
    """Bring a file's good lines and its errors into temporary tables; returns how many good lines."""
    await kit.stage(connection, staged_claim_errors, upload.bad)
    staged = await kit.stage(connection, staged_claims, upload.good)
    await connection.raw.execute(
        f"analyze {staged_claims.name}"
    )  # nobody else will: it lives for one transaction
    return staged


@statement
def _lock() -> Executable:
    named = bindparam("named", type_=Text)
    return select(func.pg_advisory_xact_lock(func.hashtextextended(named, literal_column("0"))).label("held"))


async def lock_provider(connection: Connection, owner: str, provider: str) -> None:
    """Let a provider's files at a purchaser come one after another: each is judged by what the one before took."""
    await connection.fetch(_lock(), named=f"claims {owner} {provider}")


def _meetings() -> tuple[Any, Any, Any, Any]:
    """Every staged line beside the first one with its reference and what was kept under it: joins, for a file has many lines."""
    lines, columns = staged_claims.c, claims.c
    first = (
        select(lines.external_reference, func.min(lines.line).label("line"))
        .group_by(lines.external_reference)
        .subquery("first")
    )
    twin = staged_claims.alias("twin")
    kept = and_(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.provider == bindparam("provider", type_=Text),
        columns.external_reference == lines.external_reference,
    )
    joined = (
        staged_claims.join(first, first.c.external_reference == lines.external_reference)
        .join(twin, twin.c.line == first.c.line)
        .outerjoin(claims, kept)
    )
    return joined, twin.c, columns.id.isnot(None), lines.line > twin.c.line


@statement
def _clashes() -> Executable:
    joined, twin, known, later = _meetings()
    lines = staged_claims.c
    unlike = [
        or_(*(lines[name].is_distinct_from(other[name]) for name in _TOLD)) for other in (claims.c, twin)
    ]
    chosen = entering.told_as(lines, "reference-taken", "externalReference", REFERENCE_TAKEN)
    query = (
        select(*chosen.values())
        .select_from(joined)
        .where(or_(and_(known, unlike[0]), and_(~known, later, unlike[1])))
    )
    return staged_claim_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _drop() -> Executable:
    joined, _, known, later = _meetings()
    gone = select(staged_claims.c.line).select_from(joined).where(or_(known, later)).subquery("gone")
    return staged_claims.delete().where(staged_claims.c.line == gone.c.line)


async def drop_known(connection: Connection, owner: str, provider: str) -> tuple[int, int]:
    """Take out the lines whose reference the provider used before, here or in an earlier file: how many said something else, and
    how many said the same.
    """
    clashed = await connection.execute(_clashes(), of_owner=owner, provider=provider)
    dropped = await connection.execute(_drop(), of_owner=owner, provider=provider)
    return clashed, dropped - clashed


@statement
def _products() -> Executable:
    return select(staged_claims.c.product_code).distinct()


async def staged_products(connection: Connection) -> list[str]:
    """Which products the file is about."""
    return [row["product_code"] for row in await connection.fetch(_products())]


def fault_rows(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The answers to lines that were refused, whole or in part."""
    rows = []
    for one in judged:
        if one.reason is None:
            continue
        why = WHY[one.reason]
        rows.append({
            "line": one.line.line, "position": 1, "location": f"#/{why.field}", "code": one.reason.value, "nl": why.says.nl,
            "en": why.says.en, "rule": why.rule,
        })  # fmt: skip
    return rows


async def note_faults(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep why lines were refused, for the batch; one statement."""
    await add_rows(connection, staged_claim_errors, rows)


async def add_claims(connection: Connection, kept: Sequence[Claim], client_id: str) -> None:
    """Keep what became of lines, any number in one statement."""
    # Not asdict: it copies each value, and a file has a hundred thousand lines.
    rows = [{name: getattr(one, name) for name in _KEPT} | {"client_id": client_id} for one in kept]
    await add_rows(connection, claims, rows)


async def add_payables(connection: Connection, made: Sequence[ClaimPayable], client_id: str) -> None:
    """Keep what a file makes payable, in one statement."""
    await add_rows(connection, claim_payables, [{**asdict(one), "client_id": client_id} for one in made])


async def first_faults(connection: Connection) -> list[kit.LineFault]:
    """The first faults of the file, in the sender's order."""
    return await kit.first_faults(connection, staged_claim_errors)


async def add_batch(connection: Connection, batch: kit.Batch, client_id: str) -> None:
    """Keep the batch and everything that was wrong with its lines."""
    await kit.add_batch(connection, batches, batch_errors, staged_claim_errors, batch, client_id)


async def get_batch(connection: Connection, batch_id: UUID) -> kit.Batch:
    """One batch; BatchNotFound."""
    return await kit.get_batch(connection, batches, batch_id)


async def list_errors(
    connection: Connection, batch: kit.Batch, after: tuple[int, int]
) -> tuple[Sequence[kit.LineFault], tuple[int, int] | None]:
    """The next faults of a batch, and where to go on; None at the end."""
    return await kit.list_errors(connection, batch_errors, batch, after)


__all__ = [
    "add_batch", "add_claims", "add_payables", "drop_known", "fault_rows", "first_faults", "get_batch", "list_errors",
    "lock_provider", "note_faults", "stage_lines", "staged_line", "staged_products",
]  # fmt: skip
