"""A stored secret opens with the service's key, for its own subscription, and in no other way."""

import pytest

from shared.kit.webhooks import rules
from shared.kit.webhooks.sealing import SecretUnreadable, seal, unseal
from shared.values import new_id

KEY, OWNER = b"k" * 32, "00000099000000000484"


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    """The same secret comes back; sealed twice it differs, and it holds no part of the secret."""
    secret, one = rules.new_secret(), new_id()
    first, second = seal(KEY, secret, OWNER, one), seal(KEY, secret, OWNER, one)
    assert first != second and secret not in first
    assert unseal(KEY, first, OWNER, one) == unseal(KEY, second, OWNER, one) == secret


@pytest.mark.parametrize("other", ["key", "owner", "subscription", "bytes", "cut"])
def test_it_opens_nowhere_else(other: str) -> None:
    """Under another key, for another owner or subscription, changed by a bit or cut short: unreadable."""
    secret, one = rules.new_secret(), new_id()
    sealed = seal(KEY, secret, OWNER, one)
    if other == "bytes":
        sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    if other == "cut":
        sealed = sealed[:5]
    with pytest.raises(SecretUnreadable):
        unseal(
            b"x" * 32 if other == "key" else KEY,
            sealed,
            "00000099000000000485" if other == "owner" else OWNER,
            new_id() if other == "subscription" else one,
        )
