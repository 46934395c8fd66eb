"""A definition as it was in one of its versions: what a retry is answered with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Integer, Uuid, bindparam, select
from sqlalchemy.sql.base import Executable

from services.outcomes.definitions.rules import IndicatorDefinition, Version
from services.outcomes.tables import KIT
from shared.kit.database import Connection, among, statement

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOGBOOK = KIT["logbook"]


@statement
def _told() -> Executable:
    columns = _LOGBOOK.c
    return select(columns.data).where(
        among(columns.owner, "owners"),
        columns.subject == bindparam("subject", type_=Uuid),
        columns.version == bindparam("of_version", type_=Integer),
    )


async def as_it_was(connection: Connection, now: IndicatorDefinition, version: int) -> IndicatorDefinition:
    """The definition in an earlier version: what the fact of it told, with the texts that a fact leaves out.

    What a version of a definition says never changes; what was added since is taken away again.
    """
    if now.version == version:
        return now
    row = await connection.fetch_one(_told(), owners=[now.owner], subject=now.id, of_version=version)
    if row is None:
        return now
    told: Mapping[str, Any] = row["data"] if isinstance(row["data"], dict) else orjson.loads(row["data"])
    numbered: dict[int, Version] = {one.number: one for one in now.versions}
    versions = [_trimmed(numbered[one["number"]], one) for one in told["versions"]]
    last = versions[-1]
    return replace(
        now, version=version, versions=versions, providers=told["providers"], parties=told["parties"],
        kind=last.kind, scope=last.scope, source=last.source,
    )  # fmt: skip


def _trimmed(one: Version, told: Mapping[str, Any]) -> Version:
    agreements = one.agreements[: len(told["agreements"])]
    valid_until = one.valid_until if told["validUntil"] is not None else None
    return replace(one, agreements=agreements, consensus=told["consensus"], valid_until=valid_until)
