"""Who may let whom act for it, and how that ends (F-06, F-26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.authorisations.rules import (
    Authorisation,
    AuthorisationExists,
    AuthorisationOver,
    AuthorisationRefused,
    Principal,
    faults_of,
    grant,
    withdraw,
)
from shared.schemas.contracts import NewAuthorisation
from shared.values import new_id, render
from shared.values.terms import ActorKind, HolderRole, Scope

MUNICIPALITY, HOLDER = "00000099000000000484", "00000099000000007001"
TODAY = date(2026, 6, 1)
READS = [Scope.CONTRACTS_READ, Scope.OUTCOMES_READ]
DAYS = st.dates(date(2026, 6, 1), date(2026, 12, 31))


def asked(role: HolderRole = HolderRole.VENDOR, **other: Any) -> NewAuthorisation:
    """What a municipality asks for its vendor: to read contracts and outcomes from today on."""
    terms: dict[str, Any] = {"holder": HOLDER, "role": role, "scopes": READS, "valid_from": TODAY}
    if role in (HolderRole.OMBUDS, HolderRole.ARBITER):
        terms |= {"citizen_id": new_id(), "scopes": [Scope.ACCESS_READ]}
    return NewAuthorisation(**{**terms, **other})


def principal(kind: ActorKind = ActorKind.PURCHASER, **other: Any) -> Principal:
    """A municipality whose token holds all scopes."""
    return replace(Principal(MUNICIPALITY, kind, frozenset(Scope)), **other)


def granted(new: NewAuthorisation, known: list[Authorisation] | None = None) -> Authorisation:
    """The authorisation as the municipality gives it today, any scope being usable."""
    return grant(new, principal(), frozenset(Scope), known or [], TODAY)


def codes(new: NewAuthorisation, who: Principal, usable: Any = frozenset(Scope)) -> list[tuple[str, str]]:
    """Everything that stands in the way, by place and code."""
    return [(one.location, one.code) for one in faults_of(new, who, usable, TODAY)]


def test_an_authorisation_is_seen_by_both_ends_and_says_to_take_a_snapshot() -> None:
    """A purchaser sees it as its owner, a provider as a party, its holder always; the roles of both ends are kept."""
    made = granted(asked(external_reference="m-1"))
    assert made.parties == [HOLDER] and made.owner == MUNICIPALITY
    provider = Principal(MUNICIPALITY, ActorKind.PROVIDER, frozenset(Scope))
    of_provider = grant(asked(), provider, frozenset(Scope), [], TODAY)
    assert of_provider.parties == sorted([MUNICIPALITY, HOLDER])
    assert (made.role, made.principal_role, made.take_snapshot) == (HolderRole.VENDOR, "purchaser", True)
    assert (made.version, made.scopes, made.external_reference) == (1, sorted(READS), "m-1")


def test_every_reason_is_named_at_once() -> None:
    """Holder oneself, a role of municipalities, scopes that are not held or never used, a start in the past."""
    provider = principal(ActorKind.PROVIDER, scopes=frozenset({Scope.SETTLEMENT_READ}))
    wrong = asked(HolderRole.INSURER, holder=MUNICIPALITY, valid_from=TODAY - timedelta(days=1))
    assert codes(wrong, provider, {Scope.CONTRACTS_READ}) == [
        ("#/holder", "holder-self"),
        ("#/role", "role-of-municipality"),
        ("#/scopes/0", "scope-not-held"),
        ("#/scopes/1", "scope-never-used"),
        ("#/validFrom", "starts-in-past"),
    ]
    with pytest.raises(AuthorisationRefused) as refused:
        grant(wrong, provider, {Scope.CONTRACTS_READ}, [], TODAY)
    assert len(refused.value.errors) == 5
    assert refused.value.errors[4].detail.render("nl", {}) == (
        "De eerste dag ligt voor vandaag (2026-06-01)."
    )


@pytest.mark.rule("F-26")
@pytest.mark.parametrize("role", list(HolderRole))
def test_a_provider_gives_vendors_and_researchers_only(role: HolderRole) -> None:
    """An ombuds officer, an insurer and a portal see a municipality's rows: a provider has no say over those."""
    found = codes(asked(role), principal(ActorKind.PROVIDER))
    expected = (
        [] if role in (HolderRole.VENDOR, HolderRole.RESEARCHER) else [("#/role", "role-of-municipality")]
    )
    assert found == expected
    assert codes(asked(role), principal(ActorKind.REGION)) == []


@given(DAYS, st.none() | st.integers(0, 90), DAYS, st.none() | st.integers(0, 90))
def test_the_same_rights_never_run_twice_on_a_day(
    first: date, length: int | None, second: date, other: int | None
) -> None:
    """A second authorisation with the same contents is refused exactly when a day belongs to both."""

    def until(start: date, days: int | None) -> date | None:
        return None if days is None else start + timedelta(days=days)

    known = granted(asked(valid_from=first, valid_until=until(first, length)))
    again = asked(valid_from=second, valid_until=until(second, other))
    horizon = [date(2026, 6, 1) + timedelta(days=day) for day in range(400)]
    shared = any(
        first <= day <= (known.valid_until or date.max) and second <= day <= (again.valid_until or date.max)
        for day in horizon
    )
    if shared:
        with pytest.raises(AuthorisationExists):
            granted(again, [known])
    else:
        assert granted(again, [known]).valid_from == second


def test_another_role_scope_case_or_a_withdrawn_one_is_no_repetition() -> None:
    """What differs stands beside what is there; what was withdrawn can be given again."""
    known = granted(asked())
    assert granted(asked(HolderRole.RESEARCHER), [known])
    assert granted(asked(scopes=[Scope.CONTRACTS_READ]), [known])
    case = granted(asked(HolderRole.OMBUDS))
    assert granted(asked(HolderRole.OMBUDS), [case])
    assert granted(asked(), [withdraw(known, TODAY)[0]])
    with pytest.raises(AuthorisationExists) as refused:
        granted(asked(scopes=list(reversed(READS))), [known])
    assert refused.value.facts["id"] == known.id


def test_a_withdrawal_works_at_once_and_says_why() -> None:
    """It carries the day on which it was taken back, and its holder is told to take no snapshot any more."""
    taken, why = withdraw(granted(asked()), date(2026, 7, 1))
    assert (taken.withdrawn_on, taken.version, taken.take_snapshot) == (date(2026, 7, 1), 2, False)
    assert taken.valid_until is None
    assert render(why.steps[0], "nl") == (
        f"De machtiging van {HOLDER} is op 1 juli 2026 ingetrokken en geldt vanaf dat moment niet meer."
    )


@given(DAYS, st.none() | st.integers(0, 60), st.integers(0, 200))
def test_what_is_over_is_not_withdrawn(start: date, length: int | None, after: int) -> None:
    """Withdrawn or past its last day: refused; else withdrawn today, never on an earlier day."""
    until = None if length is None else start + timedelta(days=length)
    one, today = granted(asked(valid_from=start, valid_until=until)), TODAY + timedelta(days=after)
    if until is not None and until < today:
        with pytest.raises(AuthorisationOver):
            withdraw(one, today)
        return
    taken, _ = withdraw(one, today)
    assert taken.withdrawn_on == today
    with pytest.raises(AuthorisationOver) as refused:
        withdraw(taken, today + timedelta(days=1))
    assert refused.value.facts == {"id": one.id, "ended_on": today}


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "ombuds"},
        {"role": "vendor", "citizen_id": UUID(int=7)},
        {"valid_until": TODAY - timedelta(days=1)},
        {"scopes": [Scope.CONTRACTS_READ, Scope.CONTRACTS_READ]},
        {"scopes": []},
        {"role": "purchaser"},
    ],
    ids=["no-case", "a-case-too-many", "backward", "twice", "nothing", "no-role"],
)
def test_what_is_no_authorisation_at_all_is_wrong_input(wrong: dict[str, Any]) -> None:
    """An ombuds officer has a case and nobody else has; days run forward; scopes are named once."""
    with pytest.raises(ValueError):
        NewAuthorisation(
            **{"holder": HOLDER, "role": "vendor", "scopes": READS, "valid_from": TODAY, **wrong}
        )
