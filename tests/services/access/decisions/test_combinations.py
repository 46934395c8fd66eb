"""What a decision allocates goes together as in a 301, and very costly care takes a third person however little is named."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewEffort
from shared.values.products import SupportKind
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued, youth_of

YEAR_END = date(2026, 12, 31)


@pytest.mark.rule("R-X06")
@pytest.mark.rule("F-33")
async def test_a_combination_that_no_message_can_carry_is_refused(agreed: Any) -> None:
    """CD041, CD076, CD080, CS338 and TR381, each with its field and mend; a category alone goes; acute care is reviewed."""
    client, request = agreed.client(), await agreed.report()
    for wrong, code, at, standard in (
        ({"frequency": "2"}, "end-missing-weekly", "#/endDate", "CD076"),
        ({"product_code": None}, "size-without-code", "#/volume", "CD080"),
        ({"unit": "14", "frequency": "1"}, "frequency-of-unit", "#/frequency", "CS338"),
        ({"product_code": "45A04"}, "code-of-other-category", "#/productCode", "TR381"),
        ({"product_code": None, "unit": None, "frequency": None}, "size-incomplete", "#/volume", "CD041"),
    ):
        refused = await refusal(client.take_decision(request.id, agreed.new_decision(**wrong)))
        assert refused.status == 409
        (error,) = [one for one in refused.problem["errors"] if one["code"] == f"combination.{code}"]
        assert (error["location"], error["rule"], f"({standard})" in error["detail"]) == (at, "R-X06", True)
    several = {"product_code": "45A04", "unit": "14", "frequency": "2"}
    refused = await refusal(client.take_decision(request.id, agreed.new_decision(**several)))
    assert codes(refused) == ["combination.code-of-other-category", "combination.end-missing-weekly"]
    bare = {"product_code": None, "volume": None, "unit": None, "frequency": None}
    made = await client.take_decision(request.id, agreed.new_decision(product_category="07", **bare))
    (allocated,) = await client.list_allocations(decisionId=str(made.id))
    assert (allocated.product_category, allocated.product_code, allocated.volume) == ("07", None, None)
    weekly = await agreed.decided("wekelijks", frequency="2", end_date=YEAR_END)
    assert weekly.end_date == YEAR_END
    acute = await agreed.report("acuut")
    crisis = agreed.new_decision(acute=True, motivation="Vannacht nodig.", unit="14", frequency="1")
    done = await client.take_decision(acute.id, crisis)
    assert done.acute and done.acute_review
    assert "R-X06" in [step.rule for step in (await client.explain_decision(done.id)).steps]


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A25")
async def test_an_effort_that_is_added_goes_with_its_decision(agreed: Any) -> None:
    """Added later it is judged as the size it makes: a week of minutes without an end is refused, a month is added."""
    client, request = agreed.client(), await agreed.report()
    aims: dict[str, Any] = {
        "results_based": True,
        "results": [
            {"text": "Schoon huis", "setBy": ["citizen", "municipality", "provider"], "term": YEAR_END}
        ],
        "research": {"normSource": "norm", "assessor": "a.b", "researchedOn": agreed.tenant.today},
    }
    made = await client.take_decision(request.id, agreed.new_decision(**aims))
    weekly = NewEffort(volume=150, unit="01", frequency="2")
    refused = await refusal(client.add_effort(made.id, weekly))
    assert (refused.code, codes(refused)) == ("effort-refused", ["end-missing-weekly"])
    done = await client.add_effort(made.id, weekly.model_copy(update={"frequency": "4"}))
    assert done.state == "final"


@pytest.mark.rule("R-A20")
@pytest.mark.rule("F-33")
async def test_who_names_no_known_product_counts_as_the_heaviest_of_the_category(agreed: Any) -> None:
    """Jeugdhulp plus in category 44: without a code, or with one that nobody knows, ratification; a known light one not."""
    await agreed.mandated()
    client = agreed.client()
    laws = [Law.JEUGDWET]
    heavy = {"category": "44", "laws": laws, "support_kind": SupportKind.YOUTH_CARE_PLUS}
    await catalogued(agreed, code="44A01", **heavy)
    await catalogued(agreed, code="44A02", category="44", laws=laws, support_kind=None)
    await catalogued(agreed, code="45A02", category="45", laws=laws, support_kind=None)
    request = await youth_of(agreed, "jongere", "2014-01-01")
    care: dict[str, Any] = {"law": Law.JEUGDWET, "product_category": "44", "end_date": YEAR_END}
    bare = {"product_code": None, "volume": None, "unit": None, "frequency": None}
    for named in (bare, {"product_code": "44A99"}, {"product_code": "44A01"}):
        refused = await refusal(client.take_decision(request.id, agreed.new_decision(**care, **named)))
        (error,) = [one for one in refused.problem["errors"] if one["code"] == "ratification"]
        assert (error["rule"], error["location"]) == (
            "R-A20", "#/" if named == {"product_code": "44A01"} else "#/productCode",
        )  # fmt: skip
    for light in (
        {**care, "product_code": "44A02"},
        {**care, "product_category": "45", "product_code": "45A99"},
    ):
        taken = await client.take_decision(request.id, agreed.new_decision(**light), dry_run=True)
        assert taken.state == "final"
    acute = await client.take_decision(
        request.id, agreed.new_decision(**{**care, **bare, "end_date": date(2026, 6, 30)}, acute=True)
    )
    assert acute.acute_review
