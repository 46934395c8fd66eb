"""The result that a compensation answers to: of that year, and showing the shortfall (R-C52, R-X05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.contracts.amendments import rules
from services.contracts.amendments.rules import AgreementChange, Amendable, Compensation, Norm
from services.contracts.contract_results.rules import ContractResult
from shared.values import new_id, render
from shared.values.terms import AmendmentReason, NormOperator, Side
from tests.services.contracts.amendments.test_rules import CHECK, CONTRACT, codes, proposal
from tests.services.contracts.contract_results.test_rules import CODE, below

RESULT = below("2026-Q1", "2026-Q2")
TARGETS = [
    Norm(1, "20", "0", "100", None, NormOperator.MAX, CODE),
    Norm(2, "60", "0", "100", None, NormOperator.MIN, "participation"),
]
LINK = Compensation(missed_number=1, compensating_number=2, year=2026, result_id=RESULT.id)


def told(*results: ContractResult) -> Amendable:
    """A contract with a shortfall on relapse, as far as outcomes told of it."""
    return replace(CONTRACT, agreements=TARGETS, results=list(results))


def compensating(link: Compensation = LINK, **changes: Any) -> rules.Proposal:
    """Participation from 60 to 65 %."""
    return proposal(
        reason=AmendmentReason.KPI_COMPENSATION, annual_amount_cents=None, effective_on=date(2026, 10, 1),
        agreement_changes=[AgreementChange(2, "65")], compensation=link, **changes,
    )  # fmt: skip


@pytest.mark.rule("R-C52")
@pytest.mark.rule("R-X05")
def test_a_compensation_names_the_result_that_it_answers_to() -> None:
    """Relapse below its norm in two quarters and over the year: the link is kept, and the reason says so in its last step."""
    amendment, why = rules.decide(told(RESULT), compensating(), 1, None, CHECK)
    assert amendment.compensation == LINK
    assert [step.rule for step in why.steps][-2:] == ["R-C52", "R-X05"]
    assert render(why.steps[-1], "en") == (
        f"It answers what outcomes judged on 2026: agreement 1 ({CODE}) below its norm in 2026-Q1, 2026-Q2, 2026."
    )
    change = rules.change_of(amendment).compensation
    assert change is not None and change.result_id == RESULT.id
    unlinked = compensating(replace(LINK, result_id=None))
    assert [step.rule for step in rules.decide(told(RESULT), unlinked, 1, None, CHECK)[1].steps][
        -1
    ] == "R-C52"


@pytest.mark.rule("R-C52")
@pytest.mark.rule("R-X05")
def test_a_result_of_elsewhere_or_without_the_shortfall_is_refused() -> None:
    """Unknown, of another year, of an agreement that met its norm: each at the link."""
    met = below()
    agreement = replace(met.agreements[0], verdict=None)
    for link, known, code in (
        (replace(LINK, result_id=new_id()), RESULT, "result-unknown"),
        (replace(LINK, result_id=met.id), replace(met, year=2025), "result-unknown"),
        (replace(LINK, result_id=met.id), replace(met, agreements=[agreement]), "not-below-norm"),
        (LINK, replace(RESULT, agreements=[]), "not-below-norm"),
    ):
        with pytest.raises(rules.AmendmentRefused) as refused:
            rules.decide(told(known), compensating(link), 1, None, CHECK)
        assert codes(refused) == [code]
        assert [error.location for error in refused.value.errors] == ["#/compensation/resultId"]


@pytest.mark.rule("R-C52")
@pytest.mark.rule("R-X05")
def test_a_later_verdict_does_not_stop_the_signatures() -> None:
    """Decided on a shortfall that outcomes takes back before both have signed: it still comes into force."""
    amendment, _ = rules.decide(told(RESULT), compensating(), 1, None, CHECK)
    better = replace(RESULT, version=2, agreements=[])
    for organisation in (CONTRACT.owner, "00000099000000001001"):
        signature = (organisation, None, "j.jansen")
        amendment, _ = rules.sign(amendment, told(better), "00000099000000001001", signature, CHECK)
    assert {one.side for one in amendment.signatures} == set(Side)
