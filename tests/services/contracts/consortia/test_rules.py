"""Who makes a consortium (R-C11)."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.consortia.rules import ConsortiumInvalid, Member, compose
from shared.values import render
from shared.values.terms import MemberRole


def oin(number: int) -> str:
    """An invented OIN."""
    return f"00000099{number:012}"


def alphen() -> list[Member]:
    """Eight members, of which four main contractors and four subcontractors; the first leads."""
    return [
        Member(oin(number), MemberRole.MAIN if number < 4 else MemberRole.SUB, number == 0)
        for number in range(8)
    ]


@pytest.mark.rule("R-C11")
def test_eight_members_of_which_four_main_and_four_sub_are_a_consortium() -> None:
    """The worked example: 8 members, 4 main and 4 sub, with one lead for payment."""
    why = compose(alphen())
    assert [step.inputs for step in why.steps] == [{"members": 8, "main": 4, "sub": 4}, {"oin": oin(0)}]
    assert render(why.steps[0], "nl") == (
        "Het samenwerkingsverband heeft 8 leden: 4 hoofdaannemers en 4 onderaannemers."
    )


@pytest.mark.rule("R-C11")
def test_a_consortium_of_subcontractors_is_refused() -> None:
    """Without a main contractor nobody answers for the whole."""
    with pytest.raises(ConsortiumInvalid) as refused:
        compose([Member(oin(1), MemberRole.SUB, payment_lead=True), Member(oin(2), MemberRole.SUB)])
    assert [error.code for error in refused.value.errors] == ["main-contractor-missing"]


@pytest.mark.rule("R-C11")
@pytest.mark.parametrize("leads", [0, 2])
def test_a_consortium_has_exactly_one_lead(leads: int) -> None:
    """None or two leads: the payments would have no address, or two."""
    with pytest.raises(ConsortiumInvalid) as refused:
        compose([Member(oin(number), MemberRole.MAIN, number < leads) for number in range(3)])
    [error] = refused.value.errors
    assert error.code == "payment-lead-not-one"
    assert error.detail.render("nl", refused.value.facts) == f"Er zijn {leads} penvoerders in plaats van één."


@pytest.mark.rule("R-C11")
def test_a_member_is_named_once_and_every_reason_is_told_at_once() -> None:
    """A doubled subcontractor without lead or main contractor gives four reasons, each at its place."""
    with pytest.raises(ConsortiumInvalid) as refused:
        compose([Member(oin(1), MemberRole.SUB), Member(oin(1), MemberRole.SUB)])
    assert [(error.location, error.code) for error in refused.value.errors] == [
        ("#/members/0/oin", "member-twice"),
        ("#/members/1/oin", "member-twice"),
        ("#/members", "main-contractor-missing"),
        ("#/members", "payment-lead-not-one"),
    ]


@pytest.mark.rule("R-C11")
@given(
    st.lists(
        st.builds(
            Member, st.sampled_from([oin(n) for n in range(5)]), st.sampled_from(MemberRole), st.booleans()
        ),
        max_size=6,
    )
)
def test_a_consortium_is_refused_exactly_when_one_of_the_three_conditions_fails(
    members: list[Member],
) -> None:
    """Whatever the members: unique, one lead and a main contractor, or refused."""
    unique = all(count == 1 for count in Counter(member.oin for member in members).values())
    valid = (
        unique
        and sum(member.payment_lead for member in members) == 1
        and any(member.role is MemberRole.MAIN for member in members)
    )
    if valid:
        assert compose(members).steps[0].inputs["members"] == len(members)
    else:
        with pytest.raises(ConsortiumInvalid):
            compose(members)
