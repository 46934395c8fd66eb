"""What the switch team was asked, with what was granted afterwards (D-31)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, and_, bindparam, case, func, or_, select
from sqlalchemy.sql.base import Executable

from services.access.reviews.rules import SwitchTeamLine
from services.access.reviews.store.duties import taken
from services.access.tables import decisions, reviews
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values.deciding import DecisionOutcome
from shared.values.reviewing import ReviewKind


@statement
def _lines() -> Executable:
    columns = reviews.c
    of_decision = and_(decisions.c.owner == columns.owner, decisions.c.id == columns.decision_id)
    other = decisions.alias("of_request")
    worth = case((other.c.outcome == DecisionOutcome.REFUSED.value, 0), else_=other.c.value_cents)
    # The threshold is about the whole application, a doubt about one decision of it (G-36).
    whole = or_(columns.kind == ReviewKind.SWITCH_TEAM.value, other.c.id == columns.decision_id)
    granted = (
        select(func.sum(worth).cast(decisions.c.value_cents.type))
        .where(
            other.c.owner == columns.owner, other.c.request_id == columns.request_id, taken(other.c), whole
        )
        .scalar_subquery()
    )
    # Nothing was decided here: what the switch team said it is worth counts once it said so.
    known = case(
        (columns.decision_id.is_(None), columns.granted_cents), (taken(decisions.c), granted), else_=None
    )
    return (
        select(
            columns.id.label("review_id"), columns.owner, columns.citizen_id, columns.request_id, columns.decision_id, columns.kind, columns.state,
            columns.opened_on, columns.completed_on, columns.outcome, columns.alternative_product,
            columns.asked_cents, known.label("granted_cents"),
        )
        .select_from(reviews.outerjoin(decisions, of_decision))
        .where(
            among(columns.owner, "organisations"),
            or_(columns.kind == ReviewKind.SWITCH_TEAM.value, columns.kind == ReviewKind.VOLUNTARY.value),
            columns.opened_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        )
        .order_by(columns.id)
    )  # fmt: skip


async def list_switch_team_lines(connection: Connection, first: date, last: date) -> list[SwitchTeamLine]:
    """What the switch team was asked in these days, with what was granted afterwards; one statement."""
    rows = await connection.fetch(_lines(), organisations=connection.organisations, first=first, last=last)
    return read_all(rows, SwitchTeamLine)
