"""What a municipality can do with trends: read them, read their kinds; and the monthly watch that the service does by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from uuid import UUID

from services.access.care_stacking import store as care_stacking
from services.access.costly_clients import store as costly_clients
from services.access.findings import rules, store
from services.access.findings.rules import PATTERNS, Case, PatternWatch, TrendFindings
from services.access.policies.store import policy_on
from services.access.referral_rates import store as referral_rates
from services.access.remedies.rules import kinds_of
from services.access.signals.rules import Found
from services.access.signals.store import raise_signals
from services.access.substitutions import store as substitutions
from shared.kit import logbook
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.schemas import access as schemas
from shared.schemas.events import InTwoLanguages
from shared.values import new_id
from shared.values.findings import FindingSeverity
from shared.values.remedies import RemedyKind
from shared.values.terms import ProcessingEvent, Scope
from shared.values.trends import TrendKind

WATCHES = (
    store.find_signals,
    referral_rates.find_signals,
    care_stacking.find_signals,
    costly_clients.find_signals,
    substitutions.find_signals,
)
"""What a watch of a month looks for: each gives what it found of a municipality on a day."""


@operation
async def get_findings(
    ctx: Context,
    first_day: date,
    last_day: date,
    *,
    kind: TrendKind | None = None,
    severity: FindingSeverity | None = None,
    cut_on: date | None = None,
) -> TrendFindings:
    """The trends of a period beside as many days before it, by the policy of its last day; for the municipality alone.

    `cut_on` is the day from which something was cut (E-52), else the first day of the policy. Who does not handle complaints
    gets no kind that counts them (F-26). Raises PurchaserOnly, FindingDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    rules.check_days(first_day, last_day)
    complaints = RemedyKind.COMPLAINT in kinds_of(ctx.actor.kind, ctx.actor.scopes)
    async with ctx.read() as connection:
        policy = await policy_on(connection, owner, last_day)
        measured = await store.read_measured(
            connection, policy, first_day, last_day, cut_on=cut_on, complaints=complaints
        )
    return rules.look(
        Case(measured, policy), (first_day, last_day), rules.period_before(first_day, last_day),
        complaints=complaints, kind=kind, severity=severity,
    )  # fmt: skip


@operation
async def list_finding_kinds(
    ctx: Context, severity: FindingSeverity | None = None
) -> list[schemas.TrendFindingKind]:
    """Every kind of trend with its limit and what mends it, by weight when asked."""
    ctx.require(Scope.ACCESS_READ)
    return [one for one in _kinds() if severity in (None, one.severity)]


@cache
def _kinds() -> tuple[schemas.TrendFindingKind, ...]:
    return tuple(
        schemas.TrendFindingKind(
            code=one.code, rule=one.rule, related=list(one.related), severity=one.severity,
            subject_kind=one.subject_kind, limit=one.limit_name, complaints=one.complaints, source=one.source,
            reason=InTwoLanguages(nl=one.sentence.nl, en=one.sentence.en),
            mend=InTwoLanguages(nl=one.mend.nl, en=one.mend.en),
        )
        for one in rules.KINDS.values()
    )  # fmt: skip


def _note(ctx: Context, owner: str, found: Sequence[Found]) -> None:
    """Note on whose persons something was told: the watch itself names nobody."""
    persons = list(dict.fromkeys(one.citizen_id for one in found if one.citizen_id is not None))
    if persons:
        right = ctx.service.rights.of("findings", "watch_patterns")
        ctx.seen.note(right, "watch_patterns", {owner: persons}, machine_now(), event=ProcessingEvent.UPDATE)


@operation
async def get_pattern_watch(ctx: Context, watch_id: UUID) -> PatternWatch:
    """A month that was looked at, with how many signals came of it. Raises PatternWatchNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.REGISTER.get(connection, watch_id)


@operation
async def due_watches(ctx: Context) -> list[UUID]:
    """The id under which the last whole month is to be watched, when it was not and anything had begun by then."""
    async with ctx.read() as connection:
        month, last = rules.last_month(await ctx.read_clock(connection))
        done = await store.is_watched(connection, ctx.actor.organisation, PATTERNS, month, last)
    return [] if done else [new_id()]


@operation
async def watch_patterns(ctx: Context, watch_id: UUID) -> None:
    """Look at the last whole month once, and raise a signal of each pattern in it. Done twice it changes nothing.

    The statements do not depend on how much there is.
    """
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        month, _ = rules.last_month(ctx.today)
        watch = await store.add_watch(connection, owner, PATTERNS, month, watch_id)
        if watch is None:
            connection.recorded = True
            return
        found = [one for look_for in WATCHES for one in await look_for(connection, owner, ctx.today)]
        raised = await raise_signals(connection, owner, found, ctx.today)
        _note(ctx, owner, found)
        done = replace(watch, version=2, signals=len(raised))
        await store.REGISTER.save(connection, done)
        await logbook.record(ctx, connection, "patterns-watched", schemas.PatternWatch, done)
