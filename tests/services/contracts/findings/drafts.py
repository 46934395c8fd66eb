"""Drafts to assess: one of which nothing is found, and changes of it."""

from __future__ import annotations

from typing import Any

ID = "018f0000-0000-7000-8000-00000000000c"
PROVIDER, OTHER = "00000099000000001001", "00000099000000006001"
POPULATION_RESULT = {
    "number": 1,
    "code": "participation",
    "name": "Meedoen in de wijk",
    "kind": "outcome",
    "scope": "population",
    "unit": "percent",
    "operator": "min",
    "norm": "60",
    "lowest": "0",
    "highest": "100",
    "source": "independentResearcher",
}
SATISFACTION = {
    **POPULATION_RESULT,
    "number": 2,
    "code": "client-satisfaction",
    "name": "Klanttevredenheid",
    "scope": "client",
    "source": "clientSurvey",
}
LUMP_SUM = {"number": 1, "form": "lumpSum", "annualAmountCents": 700_000_000, "instalmentCount": 12}
PRODUCTION = {
    "number": 1,
    "form": "production",
    "productCodes": ["01A03"],
    "motivation": "Het resultaat is nog niet meetbaar.",
}
RESULT = {
    "number": 1,
    "form": "resultPerClient",
    "amountCents": 300_000,
    "measurable": True,
    "agreed": True,
    "withinInfluence": True,
}
AVAILABILITY = {
    "number": 1,
    "form": "availability",
    "annualAmountCents": 50_000_000,
    "instalmentCount": 12,
    "function": "inloop GGZ",
    "motivation": "Er is een minimum nodig.",
}
SUBSIDY = {
    "number": 1,
    "form": "lumpSumSubsidy",
    "annualAmountCents": 200_000_000,
    "instalmentCount": 12,
    "activities": [{"number": 1, "description": "Buurtteams in achttien buurten"}],
}
TARGET_GROUP = {
    "number": 1,
    "form": "populationTargetGroup",
    "annualAmountCents": 100_000_000,
    "instalmentCount": 12,
    "targetGroup": "mensen met een EPA",
    "entryCondition": "de diagnose",
    "preventionMeasures": ["vroegsignalering in de wijk"],
}
KNOWN = {
    "inhabitants": 110_000,
    "poolMember": True,
    "quartersWithoutResults": 0,
    "costDeviationCents": 10_000_000,
    "providerEquityCents": 200_000_000,
    "providerTurnoverCents": 2_000_000_000,
    "divisionKey": "jointVision",
    "providers": 3,
}


def sound(**changes: Any) -> dict[str, Any]:
    """A population contract that says all it should; a change to None leaves a field out."""
    told: dict[str, Any] = {
        "number": "ALP-2026-01",
        "name": "Meedoen in Alphen",
        "municipalityCode": "0484",
        "legalForm": "contract",
        "consortiumId": ID,
        "populationId": ID,
        "startDate": "2026-01-01",
        "baseTermMonths": 48,
        "extensionOptions": [{"number": 1, "months": 24}],
        "fundingAgreements": [LUMP_SUM],
        "agreements": [POPULATION_RESULT],
        "arrangement": {"roleModel": "partner"},
        "conditions": {"escalationRoute": "Via het wijkteam", "cooperationDuty": True},
        "acceptanceDuty": True,
        "waitingNormDays": 5,
        "context": KNOWN,
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def of_form(*fundings: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The sound contract with other forms of funding, numbered in order."""
    numbered = [{**one, "number": number} for number, one in enumerate(fundings, 1)]
    return sound(fundingAgreements=numbered, **changes)


def known(**facts: Any) -> dict[str, Any]:
    """The circumstances of the sound contract with other facts; None leaves one out."""
    return {name: value for name, value in {**KNOWN, **facts}.items() if value is not None}


def arranged(**values: Any) -> dict[str, Any]:
    """An arrangement in the partner model."""
    return {"roleModel": "partner", **values}


def agreed(**values: Any) -> dict[str, Any]:
    """The conditions of the sound contract with others beside them."""
    return {"escalationRoute": "Via het wijkteam", "cooperationDuty": True, **values}
