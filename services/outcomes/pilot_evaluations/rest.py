"""Evaluations of pilots over REST: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.pilot_evaluations import operations, rules
from services.outcomes.triple_aims.rules import TripleAimNotFound
from shared.kit.http import Router
from shared.kit.plain_rest import Words, plain_routes

router = Router(prefix="/pilot-evaluations", tags=["pilot-evaluations"])
EXAMPLE: dict[str, Any] = {
    "pilotId": "01990000-0000-7000-8000-000000000001",
    "name": "Wesselerbrink, twee jaar",
    "areaCode": "WK015301",
    "controlAreaCode": "WK015302",
    "letterOfIntentOn": "2025-11-01",
    "before": {"firstDay": "2026-01-01", "lastDay": "2026-12-31"},
    "after": {"firstDay": "2027-01-01", "lastDay": "2027-12-31"},
    "costCents": 8_000_000,
    "savingCents": 11_000_000,
}


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De businesscase van een pilot achteraf (R-O31, D-37): kosten, besparing, netto, effectief of niet, en het besluit"
            " over uitrol. Met een controlegebied telt alleen wat daar niet ook gebeurde."
        ),
        example=EXAMPLE,
        filters={
            "pilot_id": "Alleen van deze pilot.",
            "contract_id": "Alleen van dit contract.",
            "verdict": "Alleen met dit oordeel.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, TripleAimNotFound, rules.PilotEvaluationRefused],
        change_example={
            "decision": "rollOut",
            "decisionReason": "Effectief, en geen van de drie doelen is verslechterd.",
            "rollOutAreas": ["WK015302"],
        },
    ),
)
