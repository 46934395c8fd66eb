"""What a decision asks for once all its results were judged: its end, or a test for extension (R-A11, R-A34, R-X08)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.decisions.rules import Decision, allocated
from services.access.desired_results.rules import DesiredResult
from shared.errors import NotFound, Text
from shared.values.care_courses import ClientVerdict, DecisionSignal
from shared.values.terms import Law


class EvaluatedDecisionNotFound(NotFound):
    """The decision is not on the list: a result is still open, it is over, or it is not yours."""

    code = "evaluated-decision-not-found"
    title = Text("Geen besluit met alleen beoordeelde resultaten", "No decision with judged results only")
    detail = Text("Besluit {id} staat niet op de werklijst.", "Decision {id} is not on the work list.")
    mend = Text(
        "Bekijk de gewenste resultaten van het besluit (desired-results).",
        "Look at the desired results of the decision (desired-results).",
    )


@dataclass(frozen=True, slots=True)
class EvaluatedDecision:
    """A running decision whose results were all judged; `id` and `version` are the decision's."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: str
    allocation_number: int
    start_date: date
    end_date: date | None
    results: int
    achieved: int
    partly_achieved: int
    not_achieved: int
    not_judgeable: int
    evaluated_on: date
    signal: DecisionSignal


def evaluated(decision: Decision, results: Iterable[DesiredResult]) -> EvaluatedDecision:
    """The decision with what its results came to, of which at least one was judged and none is open.

    All achieved asks for its end; anything else for a test of fitness, for an extension never goes by itself (R-A11).
    """
    judged = [one.evaluation for one in results if one.evaluation is not None]
    given = allocated(decision)
    verdicts = Counter(one.verdict for one in judged)
    all_achieved = verdicts[ClientVerdict.ACHIEVED] == len(judged)
    return EvaluatedDecision(
        id=decision.id,
        version=decision.version,
        owner=decision.owner,
        external_reference=decision.external_reference,
        request_id=decision.request_id,
        citizen_id=decision.citizen_id,
        contract_id=decision.contract_id,
        law=decision.law,
        provider=given.provider,
        allocation_number=given.number,
        start_date=given.start_date,
        end_date=decision.end_date,
        results=len(judged),
        achieved=verdicts[ClientVerdict.ACHIEVED],
        partly_achieved=verdicts[ClientVerdict.PARTLY_ACHIEVED],
        not_achieved=verdicts[ClientVerdict.NOT_ACHIEVED],
        not_judgeable=verdicts[ClientVerdict.NOT_JUDGEABLE],
        evaluated_on=max(one.evaluated_on for one in judged),
        signal=DecisionSignal.END_TO_DECIDE if all_achieved else DecisionSignal.EXTENSION_TO_TEST,
    )
