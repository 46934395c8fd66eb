"""Letting go what waits for a question that became acute: its places on the waiting list and its onward referrals."""

from __future__ import annotations

from dataclasses import replace

from services.access.referrals import rules as referring
from services.access.referrals import store as referrals
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from services.access.signals import store as signals
from services.access.signals.rules import Found
from services.access.waiting_list import rules as waiting
from services.access.waiting_list import store as waiting_list
from services.access.waiting_list.rules import WaitingEntry
from shared.kit import logbook
from shared.kit.context import Context
from shared.kit.database import Connection
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.choosing import ApprovalState, WaitingState, WaitingWithdrawal
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject


async def release(ctx: Context, connection: Connection, request: Request) -> Request:
    """Take an acute question off the waiting list with a signal, and let its onward referrals go on (R-A37, R-A24, F-33).

    The caller holds the request's lock and saves what comes back: who was referred on to sees it from now on.
    """
    await _serve_at_once(ctx, connection, request)
    let = await _refer_on(ctx, connection, request)
    return replace(request, parties=sorted({*request.parties, *let})) if let else request


async def _serve_at_once(ctx: Context, connection: Connection, request: Request) -> None:
    entries = await waiting_list.list_waiting_of(connection, request.owner, request.id)
    gone: list[WaitingEntry] = []
    for seen in entries:
        if seen.state is not WaitingState.WAITING:
            continue
        entry = await waiting_list.REGISTER.get(connection, seen.id, lock=True)
        if entry.state is not WaitingState.WAITING:
            continue
        told = await logbook.get_derivation(connection, entry.id)
        entry, why = waiting.serve_at_once(entry, ctx.today, told[1] if told else Derivation())
        await waiting_list.REGISTER.save(connection, entry)
        await logbook.tell(ctx, connection, "waiting-list-withdrawn", schemas.WaitingEntry, entry, why)
        gone.append(entry)
    await signals.raise_signals(connection, request.owner, [_signal(one) for one in gone], ctx.today)


def _signal(entry: WaitingEntry) -> Found:
    """It goes before who waits: a person should see that it does."""
    return Found(
        kind=SignalKind.SERVED_OUT_OF_ORDER,
        rule="E-75",
        subject_kind=SignalSubject.WAITING_LIST_ENTRY,
        subject=str(entry.id),
        severity=SignalSeverity.SERIOUS,
        citizen_id=entry.citizen_id,
        provider=entry.provider,
        facts={"urgency": entry.urgency, "withdrawalReason": WaitingWithdrawal.SERVED_AT_ONCE.value},
    )


async def _refer_on(ctx: Context, connection: Connection, request: Request) -> list[str]:
    let: list[Referral] = []
    for seen in await referrals.list_referrals_by_request(connection, [request.id]):
        if seen.approval is not ApprovalState.PENDING:
            continue
        known = await referrals.lock_referral(connection, seen.id)
        told = await logbook.get_derivation(connection, known.id)
        released = referring.release(known, told[1] if told else Derivation())
        if released is None:
            continue
        referral, why = released
        await referrals.save_answer(connection, referral)
        await logbook.tell(ctx, connection, "referral-released", schemas.Referral, referral, why)
        let.append(referral)
    return [one.provider for one in let]
