"""What a fixed budget leaves open is told to whoever asks under the contract, in both languages."""

from typing import Any

import pytest

from services.access.contract_terms import store as contract_terms
from shared.schemas.access import NewAccessRoute
from shared.schemas.contracts.conditions import Conditions
from shared.schemas.contracts.funding.prepaid import LumpSum


@pytest.mark.rule("R-C30")
async def test_a_fixed_budget_without_its_duties_is_told(agreed: Any) -> None:
    """A lump sum without acceptance duty, norm and escalation route warns three times; with all three nothing."""
    funding = [LumpSum(number=1, form="lumpSum", annual_amount_cents=100_000_000, instalment_count=12)]
    bare = {"acceptance_duty": False, "waiting_norm_days": None, "funding_agreements": funding}
    whole = {
        "acceptance_duty": True, "waiting_norm_days": 5, "funding_agreements": funding,
        "conditions": Conditions(escalation_route="Eerst de regisseur, dan de gemeente."),
    }  # fmt: skip
    seen = []
    for version, terms in ((4, bare), (5, whole)):
        await agreed.tell(
            "contract-amended", agreed.contract.model_copy(update={"version": version, **terms})
        )
        found = await agreed.client().access_route(NewAccessRoute(contract_id=agreed.contract.id))
        seen.append([one.rule for one in found.findings])
        assert all(one.text_nl != one.text_en for one in found.findings)
    assert seen == [["R-C30"] * 3, []]
    async with agreed.connection() as connection:
        assert (await contract_terms.get_terms(connection, agreed.contract.id)).fixed_budget
