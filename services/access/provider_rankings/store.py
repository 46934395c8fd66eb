"""The only SQL on provider rankings: one row per municipality and indicator."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, or_, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.provider_rankings.rules import ProviderRanking, ProviderRankingNotFound
from services.access.tables import provider_rankings
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.schemas import access as schemas

REGISTER = Register(provider_rankings, ProviderRanking, schemas.ProviderRanking, ProviderRankingNotFound)
_FIXED = ("owner", "client_id", "external_reference", "indicator")


@statement
def _save(*names: str) -> Executable:
    columns = provider_rankings.c
    query = insert(provider_rankings).values(
        {name: bindparam(name, type_=columns[name].type) for name in names}
    )
    told = query.excluded
    later = tuple_(columns.published_on, columns.id) < tuple_(told.published_on, told.id)
    same = (columns.id == told.id) & (columns.version < told.version)
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.indicator],
        set_={name: told[name] for name in names if name not in _FIXED},
        where=or_(later, same),
    )


async def save_ranking(connection: Connection, ranking: ProviderRanking, client_id: str) -> None:
    """Keep the newest ranking of an indicator, by day and then by id; an older one changes nothing."""
    values: dict[str, Any] = {**REGISTER.values(ranking), "client_id": client_id}
    await connection.execute(_save(*values), **values)


__all__ = ["REGISTER", "save_ranking"]
