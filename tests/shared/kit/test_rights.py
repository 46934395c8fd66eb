"""The matrix as data: one row per resource and operation, found by name, kept or refused by role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.errors import PurchaserOnly
from shared.kit.auth import Actor
from shared.kit.rights import (
    BY_AUTHORISATION,
    COMMON,
    EVERYONE,
    NEVER_GRANTED,
    NO_RIGHTS,
    OURSELVES,
    PURCHASERS,
    READ,
    Right,
    Rights,
    RoleNotAllowed,
    check,
    grantable,
)
from shared.values.terms import ActorKind, HolderRole, Scope

ACTOR = Actor(
    client_id="client-1", organisations=("00000099000000000001",), scopes=frozenset(), end_user=None,
    subject="client-1", issuer="https://issuer.example.org", token_id="t1",
)  # fmt: skip
READING = Right("contracts", READ, Scope.CONTRACTS_READ, EVERYONE - {ActorKind.OPERATOR})
FUNDING = Right("contracts", "get_funding", Scope.CONTRACTS_READ, PURCHASERS)
DUE = Right("contracts", "plan_year", None, frozenset())
MATRIX = Rights((READING, FUNDING, DUE))


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("get_contract", READING),
        ("list_contracts", READING),
        ("find_contract", READING),
        ("explain_contract", READING),
        ("read", READING),
        ("get_funding", FUNDING),
        ("plan_year", DUE),
    ],
)
def test_a_row_of_its_own_goes_before_the_one_for_all_reading(operation: str, expected: Right) -> None:
    """What only reads is one row, unless a row names it."""
    assert MATRIX.of("contracts", operation) is expected


@pytest.mark.parametrize(("resource", "operation"), [("contracts", "draft_contract"), ("notes", "read")])
def test_what_no_row_names_is_nobodys(resource: str, operation: str) -> None:
    """A forgotten right is a fault of ours, never an open door."""
    with pytest.raises(KeyError, match=f"{resource}.{operation}"):
        MATRIX.of(resource, operation)
    assert MATRIX.find(resource, operation) is None


def test_a_row_stands_once() -> None:
    """Two rows for one operation would be two truths."""
    with pytest.raises(AssertionError, match="one row"):
        Rights((READING, replace(READING, scope=None)))


@pytest.mark.parametrize("kind", list(ActorKind))
def test_a_role_passes_exactly_where_its_row_names_it(kind: ActorKind) -> None:
    """Purchasers-only rows say so in their own words; a sibling and due work pass every row."""
    actor = replace(ACTOR, kind=kind)
    for right, problem in ((READING, RoleNotAllowed), (FUNDING, PurchaserOnly), (DUE, PurchaserOnly)):
        if kind in right.kinds or kind in OURSELVES:
            check(right, actor)
            continue
        with pytest.raises(problem) as refused:
            check(right, actor)
        assert type(refused.value) is problem


def test_a_refusal_says_which_role_may_not_do_what() -> None:
    """The reader learns its role, the operation and the resource, and where to look."""
    with pytest.raises(RoleNotAllowed) as refused:
        check(replace(FUNDING, kinds=frozenset({ActorKind.AUDITOR})), replace(ACTOR, kind=ActorKind.VENDOR))
    told = refused.value.detail.render("en", refused.value.facts)
    assert told == "Role vendor may not perform get-funding on contracts."
    assert "/v1/my-rights" in refused.value.mend.render("nl", {})


def test_what_every_service_offers_is_added_and_the_operator_sees_no_content() -> None:
    """The common rows come with every matrix; of those the operator has the sandbox and its own rights, and nothing else."""
    whole = NO_RIGHTS.with_rows(COMMON)
    assert {(row.resource, row.operation) for row in whole.rows if ActorKind.OPERATOR in row.kinds} == {
        ("sandbox", "write"),
        ("my_rights", "read"),
    }
    assert MATRIX.with_rows(COMMON).of("events", "read_events").scope is Scope.EVENTS_READ


@pytest.mark.parametrize("role", list(HolderRole))
@pytest.mark.parametrize("principal", [ActorKind.PURCHASER, ActorKind.REGION, ActorKind.PROVIDER])
def test_nobody_is_given_what_is_never_passed_on(role: HolderRole, principal: ActorKind) -> None:
    """Neither the right to authorise, nor a sandbox, nor the siblings' feed; a vendor has what its principal has."""
    given = grantable(role, principal)
    assert given and not given & NEVER_GRANTED
    assert ActorKind(role) in BY_AUTHORISATION
    if role is HolderRole.VENDOR:
        assert (Scope.ACCESS_DECIDE in given) is (principal is not ActorKind.PROVIDER)
    else:
        assert given == grantable(role, ActorKind.PURCHASER)
    if role in (HolderRole.OMBUDS, HolderRole.ARBITER, HolderRole.PORTAL):
        # A citizen files its own remedy, an officer keeps its own file: nothing more than that is written (N-137, F-26).
        assert {scope for scope in given if not scope.endswith(":read")} == {Scope.ACCESS_WRITE}
    if role is HolderRole.INSURER:
        assert all(scope.endswith(":read") or scope is Scope.SUBSCRIPTIONS_WRITE for scope in given)
