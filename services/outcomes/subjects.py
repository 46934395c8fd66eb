"""What outcomes keeps of a person: how long its questions waited, under their own ids and the surrogate."""

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
    # By the requests' ids too: a wait from before the surrogate was kept has none.
    found = await waiting_times.list_waits_of(connection, citizen_id)
    found += await waiting_times.list_waits_by_id(connection, list(request_ids))
    waits = {wait.id: wait for wait in found}
    return [rules.waiting_time(waits[one], None, today) for one in sorted(waits)]


SUBJECTS = Subjects(
    says=(
        "Wat hier wordt gemeten gaat over contracten. Van een inwoner zijn er de dagen van elke melding, onder het kenmerk van"
        " die melding en het pseudoniem; een toelichting bij een meting noemt geen personen."
    ),
    holdings=(
        Holding(
            "waiting-times",
            "Wachttijden: van eerste contact tot eerste gesprek, om ze per contract te tellen (R-O06).",
            schemas.WaitingTime,
            _waiting_times,
            ("waits",),
        ),
    ),
)
