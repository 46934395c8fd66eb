"""Every form of funding that the sources know (N-06), over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from shared.values.agreements import FundingForm
from tests.services.contracts.conftest import Ready
from tests.services.contracts.tariffs.examples import priced

PROVIDER, OTHER = "00000099000000001001", "00000099000000001002"
PRODUCTS = {"productCodes": ["01A03"]}
MOTIVATED = {"motivation": "Op- en afschalen is makkelijker en de administratieve last lager."}
PAID = {"instalmentCount": 12}
STEERABLE = {"measurable": True, "agreed": True, "withinInfluence": True}
FORMS: dict[str, dict[str, Any]] = {
    "lumpSumRetention": {**PAID, "annualAmountCents": 700_000_000, "advanceBasisPoints": 9_500},
    "lumpSum": {**PAID, "annualAmountCents": 100_300_000, "budgetSource": "formation"},
    "lumpSumSubsidy": {
        **PAID,
        "annualAmountCents": 25_000_000,
        "activities": [{"number": 1, "description": "Inloop op werkdagen", "amountCents": 25_000_000}],
    },
    "availability": {**PAID, **MOTIVATED, "annualAmountCents": 24_000_000, "function": "Crisisteam"},
    "capitationInhabitant": {**PAID, "amountCents": 7_000, "countedOn": "2025-01-01"},
    "capitationInsured": {**PAID, "amountCents": 200_000, "insured": 200, "countedOn": "2025-01-01"},
    "populationArea": {
        **PAID,
        "areas": [
            {"areaCode": "WK011401", "provider": PROVIDER, "annualAmountCents": 200_000_000},
            {"areaCode": "WK011402", "provider": OTHER, "annualAmountCents": 175_000_000},
        ],
        "passesThrough": True,
    },
    "populationTargetGroup": {
        **PAID,
        "annualAmountCents": 90_000_000,
        "targetGroup": "Ernstige psychiatrische aandoeningen",
        "entryCondition": "De diagnose",
    },
    "square": {
        **PAID,
        **MOTIVATED,
        "categories": [
            {"code": "ambulant", "name": "Ambulant", "amountCents": 150_000_000},
            {"code": "verblijf", "name": "Verblijf", "amountCents": 100_000_000},
        ],
    },
    "neighbourhoodBudget": {
        "neighbourhoods": [{"areaCode": "WK098301", "amountCents": 210_000_000, "coreTeam": "Kernteam Noord"}]
    },
    "spreadPurchase": {**PAID, **MOTIVATED, "totalAmountCents": 1_200_000},
    "production": {**PRODUCTS, **MOTIVATED},
    "effortAllocated": {**PRODUCTS, **MOTIVATED},
    "hoursDelivered": {**PRODUCTS, **MOTIVATED},
    "trajectory": {
        **PRODUCTS,
        **MOTIVATED,
        "interventions": [{"name": "Gesprekken", "unitsPerPeriod": "1.5", "unit": "hour", "tariff": "60.00"}],
        "periods": 20,
    },
    "tieredTariff": {
        **PRODUCTS,
        **MOTIVATED,
        "tiers": [
            {"threshold": "6000", "amountCents": 1_300_000},
            {"threshold": "12000", "amountCents": 2_200_000},
        ],
    },
    "chainBundle": {
        **MOTIVATED,
        "amountCents": 45_000,
        "months": 3,
        "members": [{"oin": PROVIDER, "weight": 2}, {"oin": OTHER, "weight": 1}],
    },
    "episodeBundle": {**PRODUCTS, **MOTIVATED, "amountCents": 350_000, "maximumDays": 120},
    "periodBundle": {**PRODUCTS, **MOTIVATED, "amountCents": 90_000, "months": 1},
    "subscription": {**MOTIVATED, "amountCents": 2_500, "months": 3},
    "personalBudget": {**MOTIVATED, "shareBasisPoints": 8_500},
    "resultPerClient": {**STEERABLE, "amountCents": 100_000},
    "resultPerClientPartial": {**STEERABLE, "amountCents": 100_000, "linkedBasisPoints": 4_000},
    "personalResultBudget": {**STEERABLE, "sampleBasisPoints": 500},
    "placesBonus": {
        **PAID,
        **MOTIVATED,
        "places": 50,
        "amountCents": 1_000_000,
        "bonusCents": 50_000,
        "indicatorCode": "client-satisfaction",
    },
    "performanceSurcharge": {
        "method": "tournament",
        "indicatorCodes": ["client-satisfaction"],
        "surchargeBasisPoints": 200,
        "deductionBasisPoints": 100,
        "topBasisPoints": 1_000,
    },
    "incentivePool": {
        "withheldBasisPoints": 200,
        "indicatorCodes": ["client-satisfaction"],
        "levels": [{"level": "group", "weight": 1}],
    },
    "sharedSavings": {
        "sharingForm": "municipalityProviders",
        "baselineMethod": "fixed",
        "baselineCents": 120_000_000,
        "parties": [{"oin": PROVIDER, "weight": 1}, {"oin": OTHER, "weight": 1}],
    },
    "gainShare": {
        "principalCents": 100_000_000,
        "baseBasisPoints": 500,
        "thresholdBasisPoints": 6_000,
        "shareBasisPoints": 5_000,
    },
}
YEARLY = {
    "lumpSumRetention": (700_000_000, 665_000_000),
    "lumpSum": (100_300_000, 100_300_000),
    "lumpSumSubsidy": (25_000_000, 25_000_000),
    "availability": (24_000_000, 24_000_000),
    # 110,000 inhabitants × € 70
    "capitationInhabitant": (770_000_000, 770_000_000),
    "capitationInsured": (40_000_000, 40_000_000),
    "populationArea": (375_000_000, 375_000_000),
    "populationTargetGroup": (90_000_000, 90_000_000),
    "square": (250_000_000, 250_000_000),
    "spreadPurchase": (1_200_000, 1_200_000),
    "placesBonus": (50_000_000, 50_000_000),
}


def agreement(form: str, number: int = 1, **changes: Any) -> dict[str, Any]:
    """A funding agreement of a form; None takes a field out."""
    told = {"number": number, "form": form, **FORMS[form], **changes}
    return {name: value for name, value in told.items() if value is not None}


def legal_form(form: str) -> str:
    """A subsidy where the form needs one."""
    return "subsidy" if form == "lumpSumSubsidy" else "contract"


def test_every_form_of_the_list_is_here() -> None:
    """No form of N-06 is forgotten."""
    assert set(FORMS) == {one.value for one in FundingForm}


@pytest.mark.rule("R-C01")
@pytest.mark.rule("R-C18")
@pytest.mark.parametrize("form", sorted(FORMS))
async def test_every_form_is_drafted_signed_activated_and_read_back(ready: Ready, form: str) -> None:
    """A contract of each form comes into force, says what was agreed, and what that comes to in a full year."""
    given = agreement(form)
    await priced(ready.tenant, *PRODUCTS["productCodes"])
    body = ready.body(fundingAgreements=[given], legalForm=legal_form(form))
    made = await ready.ask("POST", "/contracts", json=body)
    assert made.status_code == 201, made.text
    [shown] = made.json()["fundingAgreements"]
    assert given.items() <= shown.items()
    for oin in (ready.tenant.owner, ready.lead):
        signed = await ready.ask("POST", f"/contracts/{made.json()['id']}/signatures", oin=oin, json={})
        assert signed.status_code == 200, signed.text
    active = await ready.ask("POST", f"/contracts/{made.json()['id']}/activation")
    assert (active.status_code, active.json()["state"]) == (200, "active"), active.text
    yearly = [(one["annualAmountCents"], one["advanceCents"]) for one in active.json()["yearlyFunding"]]
    assert yearly == ([YEARLY[form]] if form in YEARLY else [])


@pytest.mark.parametrize("form", sorted(FORMS))
async def test_a_form_has_exactly_its_own_fields(ready: Ready, form: str) -> None:
    """A field of another form is refused by name, and so is a form without what it needs."""
    strange = "places" if form != "placesBonus" else "function"
    answer = await ready.ask(
        "POST", "/contracts", json=ready.body(fundingAgreements=[agreement(form, **{strange: 5})])
    )
    assert answer.status_code == 400, answer.text
    assert f"#/fundingAgreements/0/{strange}" in [one["location"] for one in answer.json()["errors"]]
    own = next(name for name in FORMS[form] if name not in ("motivation",))
    answer = await ready.ask(
        "POST", "/contracts", json=ready.body(fundingAgreements=[agreement(form, **{own: None})])
    )
    assert answer.status_code in (400, 201), answer.text
    if answer.status_code == 400:
        assert f"#/fundingAgreements/0/{own}" in [one["location"] for one in answer.json()["errors"]]


@pytest.mark.rule("R-C09")
@pytest.mark.parametrize(
    "form",
    [
        "lumpSumRetention", "resultPerClient", "resultPerClientPartial", "personalResultBudget", "placesBonus",
        "performanceSurcharge", "incentivePool", "gainShare",
    ],
)  # fmt: skip
async def test_a_subsidy_lets_no_money_depend_on_results(ready: Ready, form: str) -> None:
    """Every form that pays or withholds by results is refused on a subsidy, with the form that does it."""
    body = ready.body(fundingAgreements=[agreement(form)], legalForm="subsidy")
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C09")
    assert [one["location"] for one in answer.json()["errors"]] == ["#/fundingAgreements/0/form"]


@pytest.mark.rule("R-C09")
@pytest.mark.parametrize("kind", ["bonus", "malus", "retention", "ladder"])
async def test_a_subsidy_has_no_incentive_on_results(ready: Ready, kind: str) -> None:
    """A bonus, malus or retention beside a subsidy is refused; a shrinking budget is no consequence of results."""
    incentive = {"number": 1, "kind": kind, "description": "Op tevredenheid", "basisPoints": 100}
    body = ready.body(
        fundingAgreements=[agreement("lumpSumSubsidy")], legalForm="subsidy", incentives=[incentive]
    )
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C09")
    assert [one["location"] for one in answer.json()["errors"]] == ["#/incentives/0/kind"]
    body["incentives"] = [{**incentive, "kind": "shrinkingBudget"}]
    assert (await ready.ask("POST", "/contracts", json=body)).status_code == 201


@pytest.mark.rule("R-C09")
async def test_a_subsidy_pays_no_trajectory_on_its_result(ready: Ready) -> None:
    """A trajectory on its result is a result (G-31): refused on a subsidy, also from an earlier version; on delivery it fits."""
    linked, paid = agreement("trajectory", resultLinked=True), agreement("trajectory")
    body = ready.body(fundingAgreements=[linked], legalForm="subsidy")
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C09")
    assert [one["location"] for one in answer.json()["errors"]] == ["#/fundingAgreements/0/resultLinked"]
    body["fundingAgreements"] = [paid]
    assert (await ready.ask("POST", "/contracts", json=body)).status_code == 201


@pytest.mark.parametrize(
    ("earlier", "legal", "rule", "where"),
    [
        ({"fundingAgreements": [agreement("lumpSumRetention")]}, "subsidy", "R-C09", "fundingAgreements/0/form"),
        ({"incentives": [{"number": 1, "kind": "malus", "description": "Op resultaat", "basisPoints": 500}]},
         "subsidy", "R-C09", "incentives/0/kind"),
        ({"fundingAgreements": [agreement("square", categories=[
            {"code": f"c{n}", "name": f"Categorie {n}", "amountCents": 100} for n in range(5)
        ])]}, "contract", "R-C61", "fundingAgreements/0/categories"),
    ],
)  # fmt: skip
@pytest.mark.rule("R-C09")
async def test_a_history_holds_nothing_that_a_contract_may_not(
    ready: Ready, earlier: dict[str, Any], legal: str, rule: str, where: str
) -> None:
    """Entered with an earlier version that retains on a subsidy, or has a fifth category: refused at that version."""
    form = "lumpSumSubsidy" if legal == "subsidy" else "lumpSum"
    slices = [{"validFrom": "2025-01-01", "validUntil": "2025-12-31", **earlier}]
    body = ready.body(
        startDate="2025-01-01", legalForm=legal, fundingAgreements=[agreement(form)],
        history={"signedOn": "2024-12-01", "slices": slices},
    )  # fmt: skip
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, rule), answer.text
    assert [one["location"] for one in answer.json()["errors"]] == [f"#/history/slices/0/{where}"]


@pytest.mark.rule("R-C08")
async def test_a_history_ends_before_its_contract(ready: Ready) -> None:
    """An earlier version up to the last day leaves nothing for what holds now."""
    slices = [{"validFrom": "2025-01-01", "validUntil": "2028-12-31", "agreements": []}]
    body = ready.body(startDate="2025-01-01", history={"signedOn": "2024-12-01", "slices": slices})
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C08")
    assert answer.json()["errors"][0]["location"] == "#/history/slices/0/validUntil"


@pytest.mark.rule("R-C18")
async def test_what_was_signed_per_inhabitant_is_what_comes_into_force(ready: Ready) -> None:
    """€70 × 100,000 is €7,000,000; a recount by the purchaser between signature and activation changes nothing of it."""
    counted = {"inhabitants": 100_000}
    path = f"/populations/{ready.population_id}"
    first = await ready.ask("PATCH", path, json=counted, headers={"If-Match": '"1"'})
    assert first.status_code == 200, first.text
    contract = await ready.signed(fundingAgreements=[agreement("capitationInhabitant")])
    assert [one.annual_amount_cents for one in contract.yearly_funding] == [700_000_000]
    fewer = await ready.ask(
        "PATCH", path, json={"inhabitants": 10}, headers={"If-Match": first.headers["etag"]}
    )
    assert fewer.status_code == 200, fewer.text
    active = await ready.client().activate(contract.id)
    assert [one.annual_amount_cents for one in active.yearly_funding] == [700_000_000]
    per_head = [one for one in (await ready.client().derivation(contract.id)).steps if one.rule == "R-C18"]
    assert [(one.inputs["count"], one.result) for one in per_head] == [(100_000, 700_000_000)]


@pytest.mark.rule("R-C36")
@pytest.mark.parametrize("flag", ["measurable", "agreed", "withinInfluence"])
async def test_a_result_that_cannot_be_steered_on_is_not_funded(ready: Ready, flag: str) -> None:
    """Measurable, agreed and within influence, all three; else the fallback is performance or availability."""
    body = ready.body(fundingAgreements=[agreement("resultPerClient", **{flag: False})])
    answer = await ready.ask("POST", "/contracts", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C36")
    assert [one["location"] for one in answer.json()["errors"]] == [f"#/fundingAgreements/0/{flag}"]
    assert "production" in answer.json()["mend"]


@pytest.mark.rule("R-C37")
@pytest.mark.parametrize("form", ["availability", "production", "trajectory"])
async def test_another_form_than_result_funding_is_motivated(ready: Ready, form: str) -> None:
    """Availability chosen without motivation is incomplete: nobody signs it."""
    made = await ready.draft(fundingAgreements=[agreement(form, motivation=None)])
    answer = await ready.ask("POST", f"/contracts/{made.id}/signatures", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "contract-incomplete")
    assert [(one["location"], one["rule"]) for one in answer.json()["errors"]] == [
        ("#/fundingAgreements/0/motivation", "R-C37")
    ]


@pytest.mark.rule("R-C20")
async def test_a_square_has_four_categories_at_most(ready: Ready) -> None:
    """A fifth category is refused."""
    five = [{"code": f"c{n}", "name": f"Categorie {n}", "amountCents": 100} for n in range(5)]
    answer = await ready.ask(
        "POST", "/contracts", json=ready.body(fundingAgreements=[agreement("square", categories=five)])
    )
    assert (answer.status_code, answer.json()["errors"][0]["rule"]) == (409, "R-C20")


@pytest.mark.rule("R-C61")
async def test_forms_are_combined_and_two_advances_at_once_are_not(ready: Ready) -> None:
    """Production with a surcharge is one contract; two sums in instalments may only follow each other."""
    base = [agreement("production"), agreement("performanceSurcharge", 2)]
    assert (await ready.ask("POST", "/contracts", json=ready.body(fundingAgreements=base))).status_code == 201
    early = agreement("lumpSum", validUntil="2026-12-31")
    late = agreement("lumpSumRetention", 2, validFrom="2027-01-01")
    follows = ready.body(number="B", fundingAgreements=[early, late])
    assert (await ready.ask("POST", "/contracts", json=follows)).status_code == 201
    overlaps = ready.body(number="C", fundingAgreements=[agreement("lumpSum"), late])
    answer = await ready.ask("POST", "/contracts", json=overlaps)
    assert (answer.status_code, answer.json()["rule"]) == (409, "R-C61")
    assert answer.json()["errors"][0]["code"] == "advances-overlap"


async def test_each_agreement_has_its_own_number(ready: Ready) -> None:
    """Two with one number are refused as input."""
    body = ready.body(fundingAgreements=[agreement("production"), agreement("gainShare")])
    answer = await ready.ask("POST", "/contracts", json=body)
    assert answer.status_code == 400, answer.text


async def test_a_single_provider_signs_and_is_paid_without_a_consortium(ready: Ready) -> None:
    """A contract with one provider names it; it signs for its side, is its only member and is paid."""
    provider = ready.tenant.providers[1]
    await priced(ready.tenant, *PRODUCTS["productCodes"])
    body = ready.body(consortiumId=None, provider=provider, fundingAgreements=[agreement("production")])
    made = (await ready.ask("POST", "/contracts", json=body)).json()
    refused = await ready.ask("POST", f"/contracts/{made['id']}/signatures", oin=ready.lead, json={})
    assert refused.status_code in (403, 404)
    for oin in (ready.tenant.owner, provider):
        await ready.ask("POST", f"/contracts/{made['id']}/signatures", oin=oin, json={})
    active = (await ready.ask("POST", f"/contracts/{made['id']}/activation")).json()
    assert (active["state"], active["payee"]) == ("active", provider)
    assert active["members"] == [{"oin": provider, "role": "main", "paymentLead": True}]


@pytest.mark.rule("R-C01")
async def test_a_contract_names_a_consortium_or_a_provider(ready: Ready) -> None:
    """Both at once is a gap in the parties."""
    made = await ready.draft(provider=ready.tenant.providers[1])
    answer = await ready.ask("POST", f"/contracts/{made.id}/signatures", json={})
    assert answer.status_code == 409
    assert [(one["location"], one["code"]) for one in answer.json()["errors"]] == [
        ("#/provider", "parties-twice")
    ]


async def test_a_purchaser_beside_the_owner_sees_the_contract(ready: Ready) -> None:
    """An insurer that pays along is a party to the draft from the start (A-8)."""
    other = ready.tenant.providers[-1]
    made = await ready.draft(coPurchasers=[{"oin": other, "weight": 1}])
    assert other in made.parties
