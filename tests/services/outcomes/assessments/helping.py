"""Clients in care under a contract, and assessments of them, as the tests over HTTP share them."""

from datetime import date
from typing import Any

from shared.schemas import access, outcomes
from shared.schemas.outcomes import Assessment, NewAssessment, NewAssessmentSelection, StepsAsked
from shared.values.self_sufficiency import AssessmentMoment, AssessmentPurpose
from shared.values.terms import Law
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start, stop

D = date
YEAR = StepsAsked(date_from=D(2026, 1, 1), date_until=D(2026, 12, 31))


async def client(
    measured: Measured, number: int = 4711, until: date | None = None, **other: Any
) -> access.CareStart:
    """Care since 12 January under an allocation number, ended on a day when told."""
    began = start(measured, D(2026, 1, 12), allocation_number=number, **other)
    await measured.tell("access", "care-started", began)
    if until is not None:
        await measured.tell("access", "care-stopped", stop(began, until))
    return began


async def select(measured: Measured, *domains: str, **other: Any) -> outcomes.AssessmentSelection:
    """The municipality asks for these domains of everybody under the contract, from 2026 on."""
    told: dict[str, Any] = {
        "contract_id": measured.contract.id, "edition": "zrm-11", "domains": list(domains),
        "purpose": AssessmentPurpose.RESULT_FUNDING, "valid_from": D(2026, 1, 1),
    }  # fmt: skip
    return await measured.client().select_domains(NewAssessmentSelection.model_validate({**told, **other}))


def new(
    measured: Measured, on: date, number: int = 4711, moment: str = "progress", **other: Any
) -> NewAssessment:
    """An assessment by the provider; scores as keyword arguments `scores={…}`."""
    scores = other.pop("scores", {"day-activities": 2})
    told = {
        "purchaser": measured.tenant.owner, "law": Law.WMO_2015, "allocation_number": number, "edition": "zrm-11",
        "moment": AssessmentMoment(moment), "taken_on": on, "rater": "professional", "assessor_role": "provider",
        "scores": [{"domain": name, "score": score} for name, score in scores.items()],
    }  # fmt: skip
    return NewAssessment.model_validate({**told, **other})


async def assess(
    measured: Measured, on: date, number: int = 4711, moment: str = "progress", **other: Any
) -> Assessment:
    """The same, registered by the provider."""
    return await measured.client(measured.lead).register_assessment(
        new(measured, on, number, moment, **other)
    )


def lines(measured: Measured, rows: list[tuple[int, str, date, str]], reference: str = "regel") -> bytes:
    """A CSV file: allocation number, moment, day and scores of each line."""
    head = "externalReference,purchaser,law,allocationNumber,edition,moment,takenOn,rater,assessorRole,scores"
    told = [
        f"{reference}-{place},{measured.tenant.owner},wmo2015,{number},zrm-11,{moment},{on},professional,provider,{scores}"
        for place, (number, moment, on, scores) in enumerate(rows)
    ]
    return "\n".join([head, *told]).encode()
