"""What outcomes keeps of a person: how long its questions waited, under their own ids and without a surrogate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.waiting_times import rules
from services.outcomes.waiting_times import store as waiting_times
from services.outcomes.waiting_times.rules import WaitingTime
from shared.kit.data_subjects import Holding, Subjects
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _waiting_times(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[WaitingTime]:
    today = await ctx.read_clock(connection)
    waits = await waiting_times.list_waits_by_id(connection, list(request_ids))
    return [rules.waiting_time(wait, None, today) for wait in waits]


SUBJECTS = Subjects(
    says=(
        "Wat hier wordt gemeten gaat over contracten. Van een inwoner zijn er de twee dagen van elke melding, onder het kenmerk van"
        " die melding; een toelichting bij een meting noemt geen personen."
    ),
    holdings=(
        Holding(
            "waiting-times",
            "Wachttijden: van eerste contact tot eerste gesprek, om ze per contract te tellen (R-O06).",
            schemas.WaitingTime,
            _waiting_times,
        ),
    ),
)
