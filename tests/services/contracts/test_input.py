"""What a contract cannot say: input that is refused before any rule looks at it, with every fault at its place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.contracts.conftest import SATISFACTION, Ready


async def faults(ready: Ready, **changes: Any) -> list[tuple[str, str]]:
    """Where the input is wrong and how, in English."""
    answer = await ready.ask(
        "POST", "/contracts", json=ready.body(**changes), headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 400, answer.text
    return [(one["location"], one["detail"]) for one in answer.json()["errors"]]


@pytest.mark.rule("R-C08")
async def test_a_number_may_come_back_with_a_later_norm_and_nothing_else(ready: Ready) -> None:
    """One agreement may have several norms over time; one day, or another code, may not be told twice."""
    later = {**SATISFACTION, "norm": "7.5", "validFrom": "2026-07-01"}
    contract = await ready.draft(agreements=[SATISFACTION, later])
    assert [one.norm for one in contract.agreements] == ["7.0", "7.5"]
    twice = "Every number has one code; the same number may come back with a later date of effect."
    for wrong in (
        [SATISFACTION, {**SATISFACTION, "norm": "8"}],
        [SATISFACTION, {**later, "code": "other"}],
        [SATISFACTION, {**later, "number": 8}],
    ):
        assert await faults(ready, agreements=wrong) == [("#", twice)]


@pytest.mark.parametrize(
    ("changes", "location"),
    [
        ({"agreements": [{**SATISFACTION, "norm": "11"}]}, "#/agreements/0"),
        ({"agreements": [{**SATISFACTION, "norm": "7,5"}]}, "#/agreements/0/norm"),
        ({"yearlyCheck": {"month": 4, "day": 31}}, "#/yearlyCheck"),
        ({"extensionOptions": [{"number": 2, "months": 24}]}, "#"),
        (
            {
                "extensionOptions": [
                    {"number": 1, "months": 24},
                    {"number": 2, "months": 24, "exercised": True},
                ]
            },
            "#",
        ),
        ({"startDate": "1989-12-31"}, "#/startDate"),
        ({"baseTermMonths": 0}, "#/baseTermMonths"),
        ({"auditor": "123"}, "#/auditor"),
        ({"colour": "blue"}, "#/colour"),
    ],
    ids=[
        "norm-off-scale",
        "norm-with-comma",
        "31-april",
        "options-not-from-1",
        "option-skipped",
        "too-early",
        "no-term",
        "no-oin",
        "unknown-field",
    ],
)
async def test_each_fault_is_told_at_its_place(ready: Ready, changes: dict[str, Any], location: str) -> None:
    """The location is a pointer into the body that was sent."""
    [(where, detail)] = await faults(ready, **changes)
    assert where == location
    assert detail


async def test_an_amendment_names_an_agreement_once(ready: Ready) -> None:
    """Two norms for one number in one amendment contradict each other."""
    contract = await ready.draft()
    change = {"number": 9, "norm": "7.5"}
    answer = await ready.ask(
        "POST",
        f"/contracts/{contract.id}/amendments",
        json={"motivation": "x", "effectiveOn": "2026-07-01", "agreementChanges": [change, change]},
    )
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (
        400,
        "Noem elk nummer, elk gebied en elke categorie één keer.",
    )
