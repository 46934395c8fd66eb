"""What each table on a person holds of it: the texts that go when the citizen is erased, and where something is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.access.tables.allocations import allocation_requests, allocations, care_orders, change_requests
from services.access.tables.care import care_starts, care_stops, desired_results, pgb_switches
from services.access.tables.choices import provider_choices, waiting_entries
from services.access.tables.legal import (
    gradings,
    legal_checks,
    majority_signals,
    own_contributions,
    result_budgets,
)
from services.access.tables.policies import statutory_terms
from services.access.tables.questions import clarifications, household_members, pilot_flames
from services.access.tables.remedies import remedies
from services.access.tables.reviews import expert_advices, reviews
from services.access.tables.signals import signals
from shared.values.allocating import AskingState
from shared.values.care_courses import CareState, DesiredResultState, PgbState
from shared.values.choosing import ChoiceState, WaitingState
from shared.values.legal_frames import ContributionState, ResultBudgetState

if TYPE_CHECKING:
    from sqlalchemy import Table


@dataclass(frozen=True, slots=True)
class Held:
    """A table with a column `citizen_id`: `texts` are emptied at erasure, in `open_states` only the municipality still sees the row.

    `lists` are JSON lists with texts in them, which are emptied as a whole.
    `marked` says that the table has a column `erased`, which its constraints on those texts read.
    """

    table: Table
    texts: tuple[str, ...] = ("external_reference",)
    open_states: tuple[str, ...] = ()
    marked: bool = False
    lists: tuple[str, ...] = ()


# Every table that names a citizen stands here (tests/services/access/erasures); requests, decisions, referrals, holds and
# destruction lists have statements of their own in the store of erasures.
_ASKED = (AskingState.PENDING, AskingState.UNDER_INVESTIGATION)
HELD = (
    Held(provider_choices, ("note", "external_reference"), (ChoiceState.OFFERED,)),
    Held(waiting_entries, ("note", "motive", "external_reference"), (WaitingState.WAITING,)),
    Held(allocations, ("arrangement", "provider_reference", "external_reference")),
    Held(care_orders),
    Held(
        allocation_requests,
        (
            "provider_reference",
            "message_reference",
            "referrer_name",
            "referrer_code",
            "note",
            "external_reference",
        ),
        _ASKED,
    ),
    Held(change_requests, ("provider_reference", "external_reference"), _ASKED),
    Held(care_starts, open_states=(CareState.IN_CARE, CareState.PAUSED), marked=True),
    Held(care_stops),
    Held(desired_results, ("text", "note", "external_reference"), (DesiredResultState.SET,), marked=True),
    Held(remedies, ("ground", "handler", "outcome_note", "external_reference")),
    Held(
        clarifications, ("own_strength", "network", "note", "external_reference"), lists=("provisions_first",)
    ),
    Held(household_members),
    Held(pilot_flames, ("note", "external_reference")),
    Held(statutory_terms),
    Held(signals, ("action",)),
    Held(legal_checks, ("note", "external_reference")),
    Held(majority_signals),
    Held(own_contributions, open_states=(ContributionState.RUNNING,)),
    Held(
        result_budgets,
        ("results", "external_reference"),
        (ResultBudgetState.SET, ResultBudgetState.CHOSEN),
        marked=True,
    ),
    Held(gradings, ("note", "external_reference")),
    Held(pgb_switches, ("note", "external_reference"), (PgbState.REQUESTED,)),
    Held(reviews, ("advice", "deviation_reason", "external_reference")),
    Held(expert_advices, ("note", "external_reference")),
)
