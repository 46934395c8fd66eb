"""The person at the client: found where the operator says, and never a machine's own account."""

from typing import Any

import pytest

from shared.kit.end_users import end_user_of
from shared.kit.token_problems import TokenInvalid

CLIENT = "Care-App"


@pytest.mark.parametrize(
    ("claim", "claims", "end_user"),
    [
        ("act.sub", {"sub": "9f2c", "act": {"sub": "j.dejong"}}, "j.dejong"),
        ("act.sub", {"sub": "9f2c-of-a-machine"}, None),
        ("act.sub", {"act": {}}, None),
        ("act.sub", {"act": {"sub": CLIENT}}, None),
        ("act.sub", {"act": {"sub": "service-account-care-app"}}, None),
        ("preferred_username", {"preferred_username": "j.dejong", "sub": "9f2c"}, "j.dejong"),
        ("preferred_username", {"preferred_username": "service-account-care-app"}, None),
        ("user.id", {"user": {"id": "j.dejong"}}, "j.dejong"),
        ("user.id", {}, None),
        ("sub", {"sub": "j.dejong"}, "j.dejong"),
        ("sub", {"sub": CLIENT}, None),
        ("sub", {"sub": "9f2c", "preferred_username": "service-account-care-app"}, None),
        ("sub", {"sub": "care-app@clients", "gty": "client-credentials"}, None),
        ("sub", {"sub": "9f2c", "idtyp": "app"}, None),
        ("act.sub", {"act": {"sub": "999900018"}}, "*******18"),
        ("act.sub", {"act": {"sub": "burger/9999.00.006"}}, "burger/*******06"),
    ],
)
def test_where_the_end_user_stands(claim: str, claims: dict[str, Any], end_user: str | None) -> None:
    """The configured claim says who the person is, a BSN with two digits of it; the client and its account are nobody."""
    assert end_user_of(claims, CLIENT, claim) == end_user


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"act": "j.dejong"}, "act-malformed"),
        ({"act": None}, "act-malformed"),
        ({"act": {"sub": 7}}, "sub-missing"),
        ({"act": {"sub": ""}}, "sub-missing"),
        ({"act": {"sub": "x" * 256}}, "sub-missing"),
    ],
)
def test_what_cannot_be_read_is_refused(claims: dict[str, Any], reason: str) -> None:
    """A claim of another shape makes the token invalid: nobody knows who it was to name."""
    with pytest.raises(TokenInvalid) as refused:
        end_user_of(claims, CLIENT)
    assert refused.value.facts["reason"] == reason
