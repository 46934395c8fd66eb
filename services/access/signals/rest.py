"""Signals over REST: a plain resource (shared/kit/plain.py) that is acknowledged and closed."""

from uuid import UUID

from starlette.responses import Response

from services.access.signals import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import Signal, SignalAction, SignalCounts
from shared.values.terms import Scope

router = Router(prefix="/signals", tags=["signals"])
_ONE = [rules.SignalNotFound, PurchaserOnly, rules.SignalClosed]


@router.get(
    "/counts",
    scope=Scope.ACCESS_READ,
    summary="Tel de signalen die niet gesloten zijn (counts)",
    description="Per soort en ernst, voor een werkvoorraad in één oogopslag.",
    answer=SignalCounts,
)
async def count_signals(ctx: Ctx) -> Response:
    """The signals that are not closed, counted."""
    return answer(ctx, SignalCounts, await operations.count_signals(ctx))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wat de toegang vond en waar een mens naar moet kijken (N-139): een termijn, een risico, een patroon, met de cijfers"
            " waarop het rust. Een signaal beslist niets. Het staat open tot iemand het sluit, en komt zo lang niet nog eens. Is wat het"
            " meldde voorbij, dan sluit de dienst het zelf (conditionEnded)."
        ),
        example={},
        filters={
            "state": "Alleen in deze toestand.",
            "kind": "Alleen van deze soort.",
            "severity": "Alleen van deze ernst.",
            "subject_kind": "Alleen over dit soort onderwerp.",
            "subject": "Alleen over dit onderwerp.",
            "citizen_id": "Alleen over deze inwoner (surrogaat).",
            "provider": "Alleen over deze aanbieder.",
        },
    ),
)


@router.post(
    "/{signal_id}/acknowledgement",
    scope=Scope.ACCESS_WRITE,
    summary="Leg vast dat iemand het signaal zag (acknowledgement)",
    answer=Signal,
    problems=_ONE,
    dry_run=True,
)
async def acknowledge_signal(ctx: Ctx, signal_id: UUID) -> Response:
    """Acknowledge a signal."""
    return answer(ctx, Signal, await operations.acknowledge_signal(ctx, signal_id))


@router.post(
    "/{signal_id}/closure",
    scope=Scope.ACCESS_WRITE,
    summary="Sluit een signaal (closure)",
    description="Met wat ermee is gedaan. Houdt de oorzaak aan, dan komt er na dertig dagen een nieuw signaal.",
    answer=Signal,
    problems=_ONE,
    example={"action": "Besproken in het casusoverleg; de regie ligt nu bij het wijkteam."},
    dry_run=True,
)
async def close_signal(ctx: Ctx, signal_id: UUID, body: SignalAction) -> Response:
    """Close a signal."""
    return answer(ctx, Signal, await operations.close_signal(ctx, signal_id, body))
