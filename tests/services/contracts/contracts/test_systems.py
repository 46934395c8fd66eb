"""The arrangements of the sources (A-1 … A-14), each written down over HTTP and brought into force."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts.conftest import Ready

MONTHLY: dict[str, Any] = {"instalmentCount": 12}
MOTIVATED: dict[str, Any] = {
    "motivation": "Op- en afschalen is makkelijker en de administratieve last lager."
}
STEERABLE: dict[str, Any] = {"measurable": True, "agreed": True, "withinInfluence": True}


def indicator(number: int, code: str, **more: Any) -> dict[str, Any]:
    """A result agreement whose norm the sources do not give."""
    told = {
        "number": number, "code": code, "name": code, "kind": "outcome", "scope": "population", "unit": "percent",
        "operator": "min", "norm": "60", "normInvented": True, "lowest": "0", "highest": "100", "source": "municipality",
        "frequency": "quarterly",
    }  # fmt: skip
    return {**told, **more}


def funding(form: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """A funding agreement."""
    return {"number": number, "form": form, **more}


def systems(ready: Ready) -> dict[str, dict[str, Any]]:
    """What each arrangement says otherwise than an empty contract of four years."""
    provider, population = {"provider": ready.lead}, {"populationId": str(ready.population_id)}
    together = {"consortiumId": str(ready.consortium_id)}
    oin, insurer = ready.lead, ready.tenant.providers[-1]
    return {
        "A-1 Utrecht, neighbourhood teams": {
            **provider, **population, "legalForm": "subsidy",
            "fundingAgreements": [
                funding("populationArea", **MONTHLY, budgetSource="formation", areas=[
                    {"areaCode": f"BU034401{area:02}", "provider": oin, "annualAmountCents": 59_500_000}
                    for area in range(18)
                ])
            ],
            "agreements": [
                indicator(1, "waiting-time", kind="process", operator="max", norm="5", normInvented=False, unit="day"),
                indicator(2, "client-experience", source="independentResearcher", narrativeRequired=True),
            ],
            "conditions": {
                "socialReturn": {"basisPoints": 500},
                "lagConsequences": ["ownSolution", "planOfAction", "nonRenewal"],
            },
        },
        "A-2 Utrecht, square": {
            **provider, "legalForm": "contract", "acceptanceDuty": True, "waitingNormDays": 5,
            "scope": [{"name": "Aanvullende zorg", "law": "jeugdwet"}],
            "fundingAgreements": [
                funding("square", **MONTHLY, **MOTIVATED, budgetSource="historicalUse", categories=[
                    {"code": code, "name": code, "amountCents": cents}
                    for code, cents in (("a", 150), ("b", 100), ("c", 100), ("d", 50))
                ])
            ],
            "conditions": {"escalationRoute": "Via de regiotafel", "cooperationDuty": True},
        },
        "A-2.6 Utrecht, covenant": {
            **together, "legalForm": "covenant", "scope": [{"name": "Samenwerking teams en aanvullende zorg"}],
        },
        "A-3 Alphen": {
            **together, **population, "legalForm": "contract", "evaluationAfterMonths": 24,
            "extensionOptions": [{"number": 1, "months": 24, "condition": "performance"}],
            "auditor": ready.tenant.auditor,
            "scope": [
                {"name": "Begeleiding", "law": "wmo2015"},
                {"name": "Tegenprestatie", "law": "participatiewet"},
                {"name": "Welzijn", "law": "wmo2007", "validUntil": "2026-12-31"},
            ],
            "fundingAgreements": [
                funding("lumpSumRetention", **MONTHLY, annualAmountCents=700_000_000, advanceBasisPoints=9_500,
                        budgetSource="totalMinusDiscount")
            ],
            "agreements": [
                indicator(1, "self-reliance", weight=2), indicator(2, "relapse", operator="max", definitionVersion=2),
            ],
            "conditions": {"lagConsequences": ["planOfAction", "higherTarget", "withholdRetention", "breach"]},
        },
        "A-5 Emmen": {
            **provider, **population, "legalForm": "contract",
            "extensionOptions": [{"number": 1, "months": 24}, {"number": 2, "months": 24}],
            "fundingAgreements": [
                funding("populationArea", **MONTHLY, riskBearer="supplier", passesThrough=True, budgetSource="stateGrant",
                        areas=[{"areaCode": f"WK01140{area}", "provider": oin, "annualAmountCents": cents}
                               for area, cents in enumerate((200, 175, 150, 125, 200, 150))])
            ],
            "agreements": [indicator(1, "clean-and-liveable-home", source="independentResearcher", frequency="halfYearly")],
            "arrangement": {
                "accessPlace": "secondLineProvider", "populationDefinedBy": ["municipality"],
                "resultsDefinedBy": ["municipality", "provider"],
            },
        },
        "A-6 Venlo": {
            "provider": ready.tenant.owner, **population, "legalForm": "contract", "scope": [{"name": "Wmo"}],
            "fundingAgreements": [
                funding("neighbourhoodBudget", neighbourhoods=[
                    {"areaCode": "WK098301", "amountCents": 210_000_000, "coreTeam": "Kernteam Noord"}
                ])
            ],
        },
        "A-7 Rotterdam": {
            **provider, "legalForm": "framework",
            "fundingAgreements": [
                funding("personalResultBudget", **STEERABLE, maximumCents=2_000_000, sampleBasisPoints=500)
            ],
            "agreements": [indicator(1, "results-reached", scope="client")],
            "arrangement": {
                "accessPlace": "socialTeam", "decisionDocument": "decisionInResults", "competitionMode": "duringExecution",
            },
        },
        "A-8 Enschede": {
            **together, **population, "legalForm": "letterOfIntent", "baseTermMonths": 24,
            "coPurchasers": [{"oin": insurer, "weight": 1}],
            "fundingAgreements": [
                funding("sharedSavings", sharingForm="amongPurchasers", baselineMethod="trend", baselineCents=120_000_000,
                        trendBasisPoints=200, parties=[{"oin": one, "weight": 1} for one in (ready.tenant.owner, insurer)])
            ],
            "agreements": [indicator(1, "perceived-quality")],
        },
        "A-9.2 New York, HARP": {
            **provider, **population, "legalForm": "contract",
            "fundingAgreements": [
                funding("populationTargetGroup", **MONTHLY, annualAmountCents=90_000_000, advanceBasisPoints=9_000,
                        targetGroup="Ernstige psychiatrische aandoeningen", entryCondition="De diagnose",
                        preventionMeasures=["Vroegsignalering"])
            ],
            "agreements": [indicator(1, "quality-of-life")],
        },
        "A-9.6 Kaiser Permanente": {
            **together, **population, "legalForm": "contract",
            "fundingAgreements": [
                funding("capitationInsured", **MONTHLY, amountCents=200_000, insured=1_000, countedOn="2026-01-01",
                        riskAdjusted=True, surplusRule="shared"),
                funding("incentivePool", 2, withheldBasisPoints=200, indicatorCodes=["avoidable-complications"],
                        levels=[{"level": level, "weight": 1} for level in
                                ("group", "institution", "department", "individual")]),
            ],
            "agreements": [indicator(1, "avoidable-complications", operator="max")],
        },
        "A-10 day activities": {
            **provider, "legalForm": "contract", "baseTermMonths": 24, "evaluationAfterMonths": 24,
            "extensionOptions": [{"number": 1, "months": 24, "condition": "clientsRisen", "minimumRisen": 20}],
            "fundingAgreements": [
                funding("placesBonus", **MONTHLY, **MOTIVATED, places=40, amountCents=1_200_000,
                        indicatorCode="day-activities",
                        ladder={"steps": [{"threshold": "10", "amountCents": 50_000}, {"threshold": "20", "amountCents": 75_000}]})
            ],
            "agreements": [indicator(1, "day-activities", scope="client")],
        },
        "A-11.4 Achterhoek, scenario D": {
            **together, **population, "legalForm": "contract",
            "fundingAgreements": [
                funding("capitationInhabitant", **MONTHLY, amountCents=7_000, countedOn="2026-01-01",
                        advanceBasisPoints=9_500, riskBearer="supplier", surplusRule="population")
            ],
            "agreements": [indicator(1, "taking-part")],
            "arrangement": {"scenario": "d", "decisionDocument": "none", "mainContractor": True},
        },
        "A-13.13 a community centre": {
            **provider, "legalForm": "subsidy",
            "fundingAgreements": [
                funding("lumpSumSubsidy", **MONTHLY, annualAmountCents=25_000_000,
                        activities=[{"number": 1, "description": "Inloop op werkdagen"}])
            ],
            "arrangement": {"procurementModel": "classicSubsidy"},
        },
        "A-14.23 a transaction frame": {
            **provider, "legalForm": "contract", "scope": [{"name": "Inloop GGZ"}],
            "fundingAgreements": [funding("subscription", **MOTIVATED, amountCents=2_500, months=3)],
            "frame": {"period": {"repetition": "repeating", "duration": "preset", "presetUnit": "year"}},
        },
    }  # fmt: skip


NAMES = [
    "A-1 Utrecht, neighbourhood teams", "A-2 Utrecht, square", "A-2.6 Utrecht, covenant", "A-3 Alphen", "A-5 Emmen",
    "A-6 Venlo", "A-7 Rotterdam", "A-8 Enschede", "A-9.2 New York, HARP", "A-9.6 Kaiser Permanente",
    "A-10 day activities", "A-11.4 Achterhoek, scenario D", "A-13.13 a community centre", "A-14.23 a transaction frame",
]  # fmt: skip
# What each comes to in a full year and how much of it is held back, in cents.
YEARLY = {
    "A-1 Utrecht, neighbourhood teams": (1_071_000_000, 0),
    "A-2 Utrecht, square": (400, 0),
    "A-3 Alphen": (700_000_000, 35_000_000),
    "A-5 Emmen": (1_000, 0),
    "A-9.2 New York, HARP": (90_000_000, 9_000_000),
    "A-9.6 Kaiser Permanente": (200_000_000, 0),
    "A-10 day activities": (48_000_000, 0),
    "A-11.4 Achterhoek, scenario D": (770_000_000, 38_500_000),
    "A-13.13 a community centre": (25_000_000, 0),
}


def body(ready: Ready, name: str, **changes: Any) -> dict[str, Any]:
    """A system as a client sends it."""
    told = {
        "number": name[:40], "name": name, "municipalityCode": "0484", "startDate": "2026-01-01", "baseTermMonths": 48,
    }  # fmt: skip
    return {**told, **systems(ready)[name], **changes}


async def activate(ready: Ready, contract_id: str, *signing: str) -> dict[str, Any]:
    """Offer, sign by each and activate; the contract in force."""
    steps = [("offer", ready.tenant.owner), *(("signatures", oin) for oin in signing)]
    for path, oin in (*steps, ("activation", ready.tenant.owner)):
        answer = await ready.ask("POST", f"/contracts/{contract_id}/{path}", oin=oin, json={})
        assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def says(shown: Any, sent: Any) -> bool:
    """Whether what is shown says all that was sent, at every depth."""
    if isinstance(sent, dict):
        return all(name in shown and says(shown[name], value) for name, value in sent.items())
    if isinstance(sent, list):
        return len(shown) == len(sent) and all(says(*pair) for pair in zip(shown, sent, strict=True))
    return bool(shown == sent)


def test_every_system_is_here(ready: Ready) -> None:
    """The names by which the tests run are those of the arrangements."""
    assert list(systems(ready)) == NAMES


@pytest.mark.rule("R-C01")
@pytest.mark.parametrize("name", NAMES)
async def test_a_system_is_written_down_and_comes_into_force(ready: Ready, name: str) -> None:
    """Drafted, offered, signed by who has to, in force: with all that was sent, and what it comes to in a year."""
    sent = body(ready, name)
    made = await ready.ask("POST", "/contracts", json=sent)
    assert made.status_code == 201, made.text
    beside = [one["oin"] for one in sent.get("coPurchasers", ())]
    signing = dict.fromkeys((ready.tenant.owner, sent.get("provider", ready.lead), *beside))
    active = await activate(ready, made.json()["id"], *signing)
    assert (active["state"], says(active, sent)) == ("active", True)
    yearly = [(one["annualAmountCents"], one["retentionCents"]) for one in active["yearlyFunding"]]
    assert yearly == ([YEARLY[name]] if name in YEARLY else [])


@pytest.mark.rule("R-S01")
async def test_what_a_capitation_holds_back_is_held_back_by_settlement(ready: Ready) -> None:
    """110,000 inhabitants × € 70 at 95 %: € 7,315,000 in instalments and € 385,000 retained (A-11.4, R-C18)."""
    made = await ready.ask("POST", "/contracts", json=body(ready, "A-11.4 Achterhoek, scenario D"))
    active = await activate(ready, made.json()["id"], ready.tenant.owner, ready.lead)
    await ready.tenant.drain()
    found = await ready.tenant.ask("settlement", "GET", f"/schedules?contractId={active['id']}")
    [schedule] = found.json()["items"]
    assert (schedule["annualAmountCents"], schedule["advanceCents"], schedule["retentionCents"]) == (
        770_000_000,
        731_500_000,
        38_500_000,
    )


@pytest.mark.rule("R-C11")
async def test_beside_the_one_lump_sum_of_a_consortium_other_agreements_may_run(ready: Ready) -> None:
    """A covenant and shared savings run beside the lump sum of Alphen; a second sum is refused (A-2.6, A-8.3)."""
    both = (ready.tenant.owner, ready.lead)
    for name in ("A-3 Alphen", "A-2.6 Utrecht, covenant", "A-8 Enschede"):
        made = await ready.ask("POST", "/contracts", json=body(ready, name))
        beside = [one["oin"] for one in made.json()["coPurchasers"]]
        assert (await activate(ready, made.json()["id"], *both, *beside))["state"] == "active"
    second = await ready.ask("POST", "/contracts", json=body(ready, "A-11.4 Achterhoek, scenario D"))
    for oin in both:
        await ready.ask("POST", f"/contracts/{second.json()['id']}/signatures", oin=oin, json={})
    refused = await ready.ask("POST", f"/contracts/{second.json()['id']}/activation")
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C11")


@pytest.mark.rule("R-C01")
async def test_a_covenant_without_money_is_complete_and_a_contract_is_not(ready: Ready) -> None:
    """The same text as a contract lacks its reward (N-41)."""
    sent = body(ready, "A-2.6 Utrecht, covenant", legalForm="contract")
    made = await ready.ask("POST", "/contracts", json=sent)
    refused = await ready.ask("POST", f"/contracts/{made.json()['id']}/offer")
    codes = {one["code"] for one in refused.json()["errors"]}
    assert (refused.status_code, codes) == (409, {"performance-missing", "reward-missing"})


@pytest.mark.rule("R-C09")
@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"conditions": {"lagConsequences": ["planOfAction", "malus"]}}, "#/conditions/lagConsequences/1"),
        ({"conditions": {"lagConsequences": ["breach"]}}, "#/conditions/lagConsequences/0"),
        (
            {
                "fundingAgreements": [
                    funding(
                        "capitationInhabitant",
                        **MONTHLY,
                        amountCents=7_000,
                        countedOn="2026-01-01",
                        advanceBasisPoints=9_500,
                    )
                ]
            },
            "#/fundingAgreements/0/advanceBasisPoints",
        ),
    ],
)
async def test_a_subsidy_takes_nothing_away_for_a_lagging_result(
    ready: Ready, changes: dict[str, Any], where: str
) -> None:
    """A malus, breach or retention named in a subsidy is refused where it stands (N-53)."""
    sent = body(ready, "A-1 Utrecht, neighbourhood teams", **changes)
    refused = await ready.ask("POST", "/contracts", json=sent)
    assert (refused.status_code, refused.json()["code"]) == (409, "subsidy-consequence")
    assert [one["location"] for one in refused.json()["errors"]] == [where]


async def test_a_sum_that_holds_back_needs_results(ready: Ready) -> None:
    """A capitation with a retention and no result agreement cannot be offered (R-S03)."""
    sent = body(ready, "A-11.4 Achterhoek, scenario D", agreements=[], scope=[{"name": "Alles"}])
    made = await ready.ask("POST", "/contracts", json=sent)
    refused = await ready.ask("POST", f"/contracts/{made.json()['id']}/offer")
    assert [one["location"] for one in refused.json()["errors"]] == ["#/agreements"]


@pytest.mark.rule("R-C01")
async def test_money_on_an_indicator_that_is_not_agreed_is_a_gap(ready: Ready) -> None:
    """A misspelt code in a pool and in a bonus is told where it stands; referrals need no agreement of their own (A-14.7)."""
    told = {"description": "Een prikkel", "basisPoints": 200}
    incentives = [
        {"number": 1, "kind": "bonus", "indicatorCode": "avoidable", **told},
        {"number": 2, "kind": "referralCoResponsibility", "indicatorCode": "referrals", **told},
    ]
    sent = body(ready, "A-9.6 Kaiser Permanente", incentives=incentives)
    sent["fundingAgreements"][1]["indicatorCodes"] = ["avoidable-complication"]
    made = await ready.ask("POST", "/contracts", json=sent)
    refused = await ready.ask("POST", f"/contracts/{made.json()['id']}/offer")
    assert (refused.status_code, refused.json()["code"]) == (409, "contract-incomplete")
    assert [one["location"] for one in refused.json()["errors"]] == [
        "#/fundingAgreements/1/indicatorCodes/0",
        "#/incentives/0/indicatorCode",
    ]


async def test_places_need_a_bonus_or_a_ladder(ready: Ready) -> None:
    """Neither is refused as input (A-10.4)."""
    sent = body(ready, "A-10 day activities")
    del sent["fundingAgreements"][0]["ladder"]
    refused = await ready.ask("POST", "/contracts", json=sent)
    assert refused.status_code == 400
    assert "bonusCents" in refused.text


async def test_a_purchaser_that_holds_the_budget_itself_amends_alone(ready: Ready) -> None:
    """The neighbourhood budgets of Venlo change on one signature, as they came into force (A-6.1)."""
    made = await ready.ask("POST", "/contracts", json=body(ready, "A-6 Venlo"))
    active = await activate(ready, made.json()["id"], ready.tenant.owner)
    decided = await ready.ask(
        "POST",
        f"/contracts/{active['id']}/amendments",
        json={
            "reason": "scope", "motivation": "De jeugdhulp komt erbij", "effectiveOn": "2027-01-01",
            "scopeAdditions": [{"name": "Jeugdhulp", "law": "jeugdwet"}],
        },
    )  # fmt: skip
    assert decided.status_code == 201, decided.text
    signed = await ready.ask("POST", f"/amendments/{decided.json()['id']}/signatures", json={})
    assert (signed.status_code, signed.json()["state"]) == (200, "inForce"), signed.text
    now = (await ready.ask("GET", f"/contracts/{active['id']}?validOn=2027-01-01")).json()
    assert [(one["name"], one["law"]) for one in now["scope"]] == [("Wmo", None), ("Jeugdhulp", "jeugdwet")]
