"""What a decision asks for once all its results were judged."""

from datetime import date
from typing import Any

import pytest

from services.access.decisions.rules import Decision
from services.access.desired_results.rules import evaluate
from services.access.evaluated_decisions.rules import evaluated
from shared.values import Derivation, new_id
from shared.values.care_courses import ClientVerdict, DecisionSignal
from shared.values.terms import Law, ProvisionType
from tests.services.access.cases.given import OWNER, PROVIDER
from tests.services.access.desired_results.test_rules import a_result, found

A, P, N, J = (
    ClientVerdict.ACHIEVED, ClientVerdict.PARTLY_ACHIEVED, ClientVerdict.NOT_ACHIEVED, ClientVerdict.NOT_JUDGEABLE,
)  # fmt: skip
DECISION = Decision(
    id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[PROVIDER], request_id=new_id(),
    citizen_id=new_id(), contract_id=None, law=Law.WMO_2015, provision_type=ProvisionType.TAILOR_MADE,
    product_category="02", product_code=None, provider=PROVIDER, allocation_number=7, decided_on=date(2026, 4, 1),
    decided_by="j.jansen", mandate_id=new_id(), start_date=date(2026, 4, 1), end_date=None, volume=4, unit="04",
    frequency="2", acute=False, objection_until=None, motivation="Nodig.",
)  # fmt: skip


def judged(verdict: ClientVerdict, on: date) -> Any:
    """A result that was judged on a day."""
    made = evaluate(a_result(), found(verdict=verdict, evaluated_on=on), Derivation())
    assert made is not None
    return made[0]


@pytest.mark.rule("R-A11")
@pytest.mark.parametrize(
    ("verdicts", "signal"),
    [
        ([A], DecisionSignal.END_TO_DECIDE),
        ([A, A, A], DecisionSignal.END_TO_DECIDE),
        ([A, P], DecisionSignal.EXTENSION_TO_TEST),
        ([N], DecisionSignal.EXTENSION_TO_TEST),
        ([A, J], DecisionSignal.EXTENSION_TO_TEST),
    ],
)
def test_all_achieved_asks_for_an_end_and_all_else_for_a_test(
    verdicts: list[ClientVerdict], signal: DecisionSignal
) -> None:
    """An extension is never automatic; the counts and the last day stand beside the signal."""
    results = [judged(verdict, date(2026, 6, day)) for day, verdict in enumerate(verdicts, 1)]
    told = evaluated(DECISION, results)
    assert (told.id, told.signal, told.results) == (DECISION.id, signal, len(verdicts))
    assert told.evaluated_on == date(2026, 6, len(verdicts))
    assert told.achieved + told.partly_achieved + told.not_achieved + told.not_judgeable == told.results
