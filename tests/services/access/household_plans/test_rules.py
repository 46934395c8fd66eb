"""What a household's plan lacks, and who cannot be in it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.household_plans.rules import (
    Goal,
    Household,
    HouseholdPlanEnded,
    HouseholdPlanRefused,
    Member,
    Planned,
    as_seen_by,
    change,
    end,
    of_citizen,
    plan,
)
from services.access.policies.rules import DEFAULT
from shared.values import Derivation, new_id
from shared.values.questions import PlanState

OWNER, TODAY = "00000099000000000484", date(2026, 4, 20)
PROVIDERS = [f"0000009900000000020{number}" for number in (1, 2, 3)]
PARENT, CHILD, RESULT = new_id(), new_id(), new_id()
KNOWN = Household(
    alive={PARENT: True, CHILD: True},
    planned={},
    goals={RESULT: Goal(RESULT, CHILD, PROVIDERS[0])},
    endless=0,
)


def asked(**other: Any) -> Planned:
    """A parent and a child, one provider, one goal, an end date."""
    terms: dict[str, Any] = {
        "director": "j.jansen", "coordinator": None, "start_date": TODAY, "end_date": date(2026, 12, 31),
        "members": [Member(PARENT), Member(CHILD, "16")], "providers": PROVIDERS[:1], "goals": [RESULT],
    }  # fmt: skip
    return Planned(**{**terms, **other})


def warnings(household: Household = KNOWN, policy: Any = DEFAULT, **other: Any) -> list[str]:
    """What a plan lacks, told in its derivation too."""
    made, why = plan(OWNER, asked(**other), household, policy, external_reference=None)
    assert [one.sentence for one in why.steps][1:] == [
        "household-plan.without-end" if one == "plan-without-end" else f"household-plan.{one}"
        for one in made.warnings
    ]
    return made.warnings


@pytest.mark.rule("R-A23")
def test_what_a_plan_lacks_is_a_warning() -> None:
    """Allocation without end date → warning; 3 providers without coordinator → warning, two are not; a coordinator clears it."""
    assert warnings() == []
    assert warnings(replace(KNOWN, endless=1)) == ["allocation-without-end"]
    assert warnings(providers=PROVIDERS[:2]) == []
    assert warnings(providers=PROVIDERS) == ["no-coordinator"]
    assert warnings(providers=PROVIDERS, coordinator=PROVIDERS[1]) == []
    assert warnings(policy=replace(DEFAULT, coordinator_from_providers=2), providers=PROVIDERS[:2]) == [
        "no-coordinator"
    ]
    assert warnings(end_date=None) == ["plan-without-end"]


@pytest.mark.rule("R-A23")
@pytest.mark.rule("N-125")
def test_one_household_one_plan() -> None:
    """Everything that is wrong is told at once: in another plan, unknown, erased, a goal of somebody else, an outside coordinator."""
    stranger, other = new_id(), new_id()
    household = replace(KNOWN, alive={PARENT: False, CHILD: True}, planned={CHILD: other})
    with pytest.raises(HouseholdPlanRefused) as caught:
        plan(
            OWNER,
            asked(
                members=[Member(PARENT), Member(CHILD), Member(stranger)], goals=[RESULT, new_id()],
                coordinator=PROVIDERS[2], end_date=date(2026, 4, 19),
            ),
            household, DEFAULT, external_reference=None,
        )  # fmt: skip
    assert [(one.location, one.code) for one in caught.value.errors] == [
        ("#/members/0/citizenId", "member-erased"),
        ("#/members/1/citizenId", "in-another-plan"),
        ("#/members/2/citizenId", "member-unknown"),
        ("#/coordinator", "coordinator-not-a-provider"),
        ("#/goals/1", "goal-not-of-household"),
        ("#/endDate", "end-before-start"),
    ]


@pytest.mark.rule("R-A23")
def test_a_plan_changes_until_it_ends() -> None:
    """A member of the plan itself is no rival; after its end nothing changes, and it ends neither ahead nor before its start."""
    made, why = plan(OWNER, asked(), KNOWN, DEFAULT, external_reference=None)
    later, _ = change(made, asked(providers=[]), replace(KNOWN, planned={CHILD: made.id}), DEFAULT)
    assert (later.version, later.providers, later.parties) == (2, [], [])
    for day in (date(2026, 4, 19), date(2026, 4, 21)):
        with pytest.raises(HouseholdPlanRefused):
            end(made, day, TODAY, why)
    over, _ = end(made, TODAY, TODAY, Derivation())
    assert (over.state, over.parties) == (PlanState.ENDED, [])
    with pytest.raises(HouseholdPlanEnded):
        change(over, asked(), KNOWN, DEFAULT)
    with pytest.raises(HouseholdPlanEnded):
        end(over, TODAY, TODAY, why)


@pytest.mark.rule("R-A23")
def test_each_sees_its_own_part() -> None:
    """The municipality sees it whole, a provider its own goals, a citizen itself and no one else of the household."""
    made, _ = plan(OWNER, asked(providers=PROVIDERS), KNOWN, DEFAULT, external_reference="plan/1")
    assert as_seen_by(made, [OWNER], purchaser=True) == made
    first, second = (as_seen_by(made, [one], purchaser=False) for one in PROVIDERS[:2])
    assert (first.members, first.providers, len(first.goals)) == ([], PROVIDERS[:1], 1)
    assert (second.members, second.goals, second.warnings, second.external_reference) == ([], [], [], None)
    assert [one.citizen_id for one in of_citizen(made, PARENT).members] == [PARENT]
    assert of_citizen(made, PARENT).goals == []
