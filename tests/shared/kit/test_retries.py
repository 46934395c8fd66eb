"""What makes a key unique: it is one client's own, at one issuer, for one organisation and one address."""

from dataclasses import replace

import pytest

from shared.kit.auth import Actor
from shared.kit.retries import Retry

ACTOR = Actor(
    client_id="zaaksysteem",
    organisations=("00000099000000000484",),
    scopes=frozenset(),
    end_user=None,
    subject="zaaksysteem",
    issuer="https://login.example.org",
    token_id="1",
)
RETRY = Retry("key-1", "POST /v1/contracts", b"hash")


@pytest.mark.parametrize(
    "other",
    [
        {"client_id": "ander"},
        {"organisations": ("00000099000000000363",)},
        {"issuer": "https://inloggen.example.org"},
    ],
)
def test_check_26_another_client_has_other_keys(other: dict[str, object]) -> None:
    """Check 26: two issuers may give the same name to two clients; the one never gets the other's answer."""
    assert RETRY.digest(replace(ACTOR, **other)) != RETRY.digest(ACTOR)  # type: ignore[arg-type]


def test_check_26_a_key_belongs_to_an_address_and_not_to_a_body_or_token() -> None:
    """Check 26: another address is another request; another body or token under the key is the same one."""
    assert replace(RETRY, method_path="POST /v1/mandates").digest(ACTOR) != RETRY.digest(ACTOR)
    assert replace(RETRY, key="key-2").digest(ACTOR) != RETRY.digest(ACTOR)
    assert replace(RETRY, input_hash=b"other").digest(replace(ACTOR, token_id="2")) == RETRY.digest(ACTOR)
