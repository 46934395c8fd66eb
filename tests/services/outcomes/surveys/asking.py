"""A survey as the tests send it."""

from typing import Any

from shared.schemas.outcomes import NewSurvey
from tests.services.outcomes.conftest import Measured


def survey(measured: Measured, **other: Any) -> NewSurvey:
    """An independent survey about the main contractor."""
    told = {
        "contract_id": measured.contract.id, "source": "independent", "provider": measured.lead,
        "held_on": "2026-06-15", "invited": 500, "responses": 212, "mean": "7.3", "standard_deviation": "1.2",
    }  # fmt: skip
    return NewSurvey.model_validate({**told, **other})
