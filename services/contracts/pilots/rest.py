"""Pilots over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.measures.rules import MeasureNotFound
from services.contracts.pilots import operations, rules
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/pilots", tags=["pilots"])
EXAMPLE: dict[str, Any] = {
    "name": "Populatiebekostiging in één wijk",
    "areaCode": "WK015301",
    "validFrom": "2026-01-01",
    "validUntil": "2027-12-31",
    "participants": ["00000099000000001001"],
    "letterOfIntentOn": "2025-11-01",
    "businessCase": {"expectedCostCents": 15_000_000, "expectedBenefitCents": 22_500_000},
    "status": "prepared",
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Een maatregel of bekostiging in één gebied beproefd, op een intentieverklaring en een businesscase, voor de uitrol (N-123, A-12.17).",
        example=EXAMPLE,
        filters={
            "status": "Alleen met deze status.",
            "area_code": "Alleen in dit gebied.",
            "measure_id": "Alleen bij deze beheersmaatregel.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[MeasureNotFound, rules.PilotRefused],
        change_example={"status": "running"},
    ),
)
