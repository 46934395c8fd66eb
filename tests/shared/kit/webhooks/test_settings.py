"""What the environment says of webhooks."""

import pytest

from shared.kit.settings import SettingMissing, Settings

NEEDED = {
    "DATABASE_URL": "postgresql://a", "DATABASE_WORKER_URL": "postgresql://b", "BEDOELING_ISSUER": "https://i",
    "BEDOELING_SECRET": "00" * 32,
}  # fmt: skip


def read(**more: str) -> Settings:
    """Settings from an environment."""
    return Settings.from_environment("contracts", {**NEEDED, **more})


def test_private_networks_are_opened_in_development_only() -> None:
    """Check 30: BEDOELING_WEBHOOK_PRIVATE lists networks; production refuses to start with any."""
    assert read().webhook_private == ()
    opened = read(BEDOELING_WEBHOOK_PRIVATE="127.0.0.0/8, fd00::/8")
    assert opened.webhook_private == ("127.0.0.0/8", "fd00::/8")
    assert read(BEDOELING_ENVIRONMENT="production").webhook_private == ()
    with pytest.raises(SettingMissing, match="BEDOELING_WEBHOOK_PRIVATE"):
        read(BEDOELING_ENVIRONMENT="production", BEDOELING_WEBHOOK_PRIVATE="127.0.0.0/8")
    for wrong in ("127.0.0.1/8", "localhost", "10.0.0.0/99"):
        with pytest.raises(SettingMissing, match="BEDOELING_WEBHOOK_PRIVATE"):
            read(BEDOELING_WEBHOOK_PRIVATE=wrong)


def test_how_often_webhooks_are_looked_at() -> None:
    """Once a second; 0 is only when told; less than nothing is refused."""
    assert (read().webhook_seconds, read(BEDOELING_WEBHOOK_SECONDS="0").webhook_seconds) == (1.0, 0.0)
    with pytest.raises(SettingMissing, match="BEDOELING_WEBHOOK_SECONDS"):
        read(BEDOELING_WEBHOOK_SECONDS="-1")
