"""What each table on a person holds of it: the texts that go when the citizen is erased, and where something is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.access.tables.care import care_starts, care_stops, desired_results, pgb_switches
from shared.values.care_courses import CareState, DesiredResultState, PgbState

if TYPE_CHECKING:
    from sqlalchemy import Table


@dataclass(frozen=True, slots=True)
class Held:
    """A table with a column `citizen_id`: `texts` are emptied at erasure, in `open_states` only the municipality still sees the row.

    `marked` says that the table has a column `erased`, which its constraints on those texts read.
    """

    table: Table
    texts: tuple[str, ...] = ("external_reference",)
    open_states: tuple[str, ...] = ()
    marked: bool = False


# Every table that names a citizen stands here (tests/services/access/erasures); requests, decisions, referrals, holds and
# destruction lists have statements of their own in the store of erasures.
HELD = (
    Held(care_starts, open_states=(CareState.IN_CARE, CareState.PAUSED), marked=True),
    Held(care_stops),
    Held(desired_results, ("text", "note", "external_reference"), (DesiredResultState.SET,), marked=True),
    Held(pgb_switches, ("note", "external_reference"), (PgbState.REQUESTED,)),
)
