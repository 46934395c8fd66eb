"""The only SQL on verdicts: here what is read and told, in `judging` how contract years are judged anew."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.tables import contract_verdicts, verdict_versions
from services.outcomes.verdicts.rules import ContractVerdict, VerdictNotFound, VersionNotFound
from services.outcomes.verdicts.store.judging import judge_years, list_judged_years
from services.outcomes.verdicts.store.observing import list_observations, list_parts
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.rows import PageRequest, Slice, find_row, list_rows_by, page_rows, read, read_all, visible
from shared.values import Derivation


async def get_verdict(connection: Connection, verdict_id: UUID, *, lock: bool = False) -> ContractVerdict:
    """One verdict as it stands, locked when asked; VerdictNotFound."""
    row = await find_row(connection, contract_verdicts, verdict_id, lock=lock)
    if row is None:
        raise VerdictNotFound(id=verdict_id)
    return read(row, ContractVerdict)


async def list_verdicts(
    connection: Connection, page: PageRequest, contract_id: UUID | None, year: int | None
) -> Slice[ContractVerdict]:
    """A page of verdicts, of one contract or year when asked."""
    return await page_rows(
        connection, contract_verdicts, ContractVerdict, page, contract_id=contract_id, year=year
    )


async def list_verdicts_by_contract(connection: Connection, contracts: list[UUID]) -> list[ContractVerdict]:
    """The verdicts on many contracts, in one statement."""
    return read_all(
        await list_rows_by(connection, contract_verdicts, "contract_id", contracts), ContractVerdict
    )


@statement
def _version(reach: Reach) -> Executable:
    columns = verdict_versions.c
    return select(columns.content, columns.derivation).where(
        columns.id == bindparam("id_", type_=Uuid),
        columns.version == bindparam("of_version", type_=Integer),
        visible(verdict_versions, purchaser=reach),
    )


async def get_version(
    connection: Connection, verdict_id: UUID, version: int
) -> tuple[ContractVerdict, Derivation]:
    """A version of a verdict as it was given, with its explanation; VersionNotFound."""
    row = await connection.fetch_one(
        _version(connection.reach),
        id_=verdict_id,
        of_version=version,
        organisations=connection.organisations,
    )
    if row is None:
        raise VersionNotFound(id=verdict_id, version=version)
    return read(row["content"], ContractVerdict), Derivation.from_json(row["derivation"])


@statement
def _explanations(reach: Reach) -> Executable:
    columns = verdict_versions.c
    query = select(columns.id, columns.version, columns.derivation).ext(distinct_on(columns.id))
    query = query.where(among(columns.id, "ids"), visible(verdict_versions, purchaser=reach))
    return query.order_by(columns.id, columns.version.desc())


async def list_explanations(connection: Connection, ids: list[UUID]) -> dict[UUID, tuple[int, Derivation]]:
    """The newest version of many verdicts and its explanation, in one statement."""
    rows = await connection.fetch(
        _explanations(connection.reach), ids=ids, organisations=connection.organisations
    )
    return {row["id"]: (row["version"], Derivation.from_json(row["derivation"])) for row in rows}


@statement
def _to_announce(reach: Reach) -> Executable:
    columns = contract_verdicts.c
    query = select(columns.id).where(
        columns.version > columns.announced_version, visible(contract_verdicts, purchaser=reach)
    )
    return query.order_by(columns.id)


async def list_to_announce(connection: Connection) -> list[UUID]:
    """The verdicts that changed since they were last told in the feed."""
    rows = await connection.fetch(_to_announce(connection.reach), organisations=connection.organisations)
    return [row["id"] for row in rows]


@statement
def _announced() -> Executable:
    columns = contract_verdicts.c
    query = contract_verdicts.update().where(columns.id == bindparam("id_", type_=Uuid))
    return query.values(announced_version=columns.version)


async def lock_verdict(connection: Connection, verdict_id: UUID) -> ContractVerdict:
    """One verdict, locked; VerdictNotFound."""
    return await get_verdict(connection, verdict_id, lock=True)


async def save_announced(connection: Connection, verdict: ContractVerdict) -> None:
    """Note that this version was told in the feed."""
    await connection.execute(_announced(), id_=verdict.id)


__all__ = [
    "get_verdict",
    "get_version",
    "judge_years",
    "list_explanations",
    "list_judged_years",
    "list_observations",
    "list_parts",
    "list_to_announce",
    "list_verdicts",
    "list_verdicts_by_contract",
    "lock_verdict",
    "save_announced",
]
