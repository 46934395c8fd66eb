"""A steering group that meets every six weeks, and what it discussed."""

from __future__ import annotations

from typing import Any

from tests.services.outcomes.conftest import Measured


def cycle(measured: Measured, **other: Any) -> dict[str, Any]:
    """The steering group, every six weeks since 14 January."""
    told = {
        "contractId": str(measured.contract.id),
        "kind": "steeringGroup",
        "name": "Stuurgroep jeugd en sociaal",
        "every": 6,
        "rhythm": "weeks",
        "firstOn": "2026-01-14",
        "participants": [measured.tenant.owner, measured.lead],
        "standingItems": ["doorverwijzingen"],
    }
    return {**told, **other}


def meeting(measured: Measured, cycle_id: str, **other: Any) -> dict[str, Any]:
    """What was discussed on 8 July."""
    told = {
        "cycleId": cycle_id,
        "heldOn": "2026-07-08",
        "present": [measured.tenant.owner, measured.lead],
        "agenda": [
            {"number": 1, "subject": "doorverwijzingen"},
            {
                "number": 2,
                "subject": "tevredenheid",
                "indicator": "client-satisfaction",
                "quarter": "2026-Q2",
            },
            {
                "number": 3,
                "subject": "tevredenheid",
                "indicator": "client-satisfaction",
                "quarter": "2026-Q1",
            },
        ],
        "agreements": [
            {
                "number": 1,
                "description": "Redenen van doorverwijzen op een rij.",
                "responsible": measured.lead,
            }
        ],
        "cases": [{"theme": "schulden en opvoeding", "lesson": "Eén plan scheelde een verwijzing."}],
    }
    return {**told, **other}
