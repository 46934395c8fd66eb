"""The only SQL on risk pools."""

from __future__ import annotations

from sqlalchemy import Integer, Uuid, bindparam
from sqlalchemy.sql.base import Executable

from services.contracts.risk_pools.rules import RiskPool, RiskPoolNotFound
from services.contracts.tables import risk_pools
from shared.kit.database import Connection, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import plain
from shared.kit.shared_registers import SharedRegister, seen
from shared.schemas import contracts as schemas

RISK_POOLS = SharedRegister(risk_pools, RiskPool, schemas.RiskPool, RiskPoolNotFound)


@statement
def _confirm() -> Executable:
    # A member is a purchaser too, and not the owner: it writes its own word and nothing else.
    return (
        risk_pools.update()
        .where(
            risk_pools.c.id == bindparam("id_", type_=Uuid),
            risk_pools.c.version == bindparam("known", type_=Integer),
            seen(risk_pools),
        )
        .values(
            version=risk_pools.c.version + 1,
            confirmations=bindparam("said", type_=risk_pools.c.confirmations.type),
        )
    )


async def save_confirmed(connection: Connection, pool: RiskPool) -> None:
    """A pool with one more confirmation. Raises PreconditionFailed where another was sooner."""
    touched = await connection.execute(
        _confirm(),
        id_=pool.id,
        known=pool.version - 1,
        organisations=connection.organisations,
        said=plain(pool.confirmations),
    )
    if touched != 1:
        raise PreconditionFailed()
