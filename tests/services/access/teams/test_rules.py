"""Which team handles a question (R-A50)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.teams.rules import Assigned, Team, TeamRefused, age_on, check, team_of
from shared.values import new_id, render
from shared.values.access_policies import TeamKind
from shared.values.terms import Law

OWNER, ON = "00000099000000000484", date(2026, 4, 20)


def a_team(kind: TeamKind, *areas: str, **other: object) -> Team:
    """A team that works for areas from 2026 on."""
    told = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [],
        "code": f"{kind.value}-{'-'.join(areas)}", "kind": kind, "name": f"Team {kind.value}",
        "areas": list(areas), "valid_from": date(2026, 1, 1),
    }  # fmt: skip
    return Team(**{**told, **other})  # type: ignore[arg-type]


YOUTH, SOCIAL = a_team(TeamKind.YOUTH, "wijk-12"), a_team(TeamKind.SOCIAL, "wijk-12")


def asked(
    born_on: date | None, law: Law = Law.JEUGDWET, *, area: str = "wijk-12", own: bool = False
) -> Assigned:
    """Which team handles it."""
    return team_of([SOCIAL, YOUTH], born_on=born_on, area=area, law=law, on=ON, own_question=own)


@pytest.mark.rule("R-A50")
def test_who_is_17_is_handled_by_the_youth_team_of_the_neighbourhood() -> None:
    """17 years in neighbourhood 12: Youth; on the eighteenth birthday: Social."""
    assert asked(date(2008, 4, 21)).team == YOUTH
    assert asked(date(2008, 4, 20)).team == SOCIAL
    assert all(render(step, "nl") for step in asked(date(2008, 4, 21)).why.steps)


@pytest.mark.rule("R-A50")
def test_the_law_decides_where_age_alone_does_not() -> None:
    """A parent's own question on raising a child is the Jeugdwet's; without an age the law decides too."""
    parent = date(1985, 1, 1)
    assert asked(parent, Law.JEUGDWET).kind is TeamKind.SOCIAL
    assert asked(parent, Law.JEUGDWET, own=True).kind is TeamKind.YOUTH
    assert asked(date(2012, 1, 1), Law.WMO_2015, own=True).kind is TeamKind.SOCIAL
    assert asked(None, Law.JEUGDWET).kind is TeamKind.YOUTH
    assert asked(None, Law.WMO_2015).kind is TeamKind.SOCIAL


@pytest.mark.rule("R-A50")
def test_one_door_refuses_nobody() -> None:
    """In an area without a team there is a kind of team and no team."""
    found = asked(date(2008, 4, 21), area="wijk-99")
    assert (found.kind, found.team) == (TeamKind.YOUTH, None)


@pytest.mark.rule("R-A50")
def test_an_area_belongs_to_one_team_of_each_kind_on_a_day() -> None:
    """Taken, twice, a code that is there, days that end before they begin; after the other's last day it is free."""
    with pytest.raises(TeamRefused) as refused:
        check(a_team(TeamKind.YOUTH, "wijk-12", "wijk-1", "wijk-1", code=YOUTH.code), [SOCIAL, YOUTH])
    assert [(one.location, one.code) for one in refused.value.errors] == [
        ("#/code", "code-taken"),
        ("#/areas/0", "area-taken"),
        ("#/areas/2", "named-twice"),
    ]
    with pytest.raises(TeamRefused) as refused:
        check(a_team(TeamKind.YOUTH, "wijk-1", valid_until=date(2025, 12, 31)), [])
    assert [one.code for one in refused.value.errors] == ["ends-before-start"]
    ended = a_team(TeamKind.YOUTH, "wijk-12", valid_until=date(2026, 6, 30))
    after = a_team(TeamKind.YOUTH, "wijk-12", code="nieuw", valid_from=date(2026, 7, 1))
    assert check(after, [ended, SOCIAL]) == after
    assert not after.works_on(ON) and ended.works_on(date(2026, 6, 30))


@pytest.mark.rule("R-A50")
@given(st.dates(date(1920, 1, 1), date(2025, 12, 31)), st.integers(0, 60_000))
@settings(max_examples=50)
def test_an_age_goes_up_by_one_a_year_and_never_back(born_on: date, days: int) -> None:
    """On any later day one is at least as old, and a year on one year older."""
    day = born_on + timedelta(days=min(days, (date(2090, 1, 1) - born_on).days))
    age = age_on(born_on, day)
    assert 0 <= age <= age_on(born_on, day + timedelta(days=1)) <= age + 1
    assert age_on(born_on, day + timedelta(days=366)) in (age + 1, age + 2)
