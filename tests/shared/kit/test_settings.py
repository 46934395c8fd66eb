"""What a service is told by its environment."""

import json
from pathlib import Path

import pytest

from shared.kit.settings import SettingMissing, Settings

NEEDED = {
    "DATABASE_URL": "postgresql://app:x@127.0.0.1/x",
    "DATABASE_WORKER_URL": "postgresql://worker:x@127.0.0.1/x",
    "BEDOELING_ISSUER": "https://one.example.org, https://two.example.org",
    "BEDOELING_SECRET": "ab" * 32,
}


def test_what_is_needed_is_enough() -> None:
    """The rest has defaults that suit a development machine."""
    settings = Settings.from_environment("contracts", NEEDED)
    assert (settings.name, settings.database_url) == ("contracts", NEEDED["DATABASE_URL"])
    assert settings.issuers == ("https://one.example.org", "https://two.example.org")
    assert settings.secret == b"\xab" * 32
    assert (settings.environment, settings.sandbox, settings.follow_seconds) == ("development", True, 0.25)
    assert settings.client_key is None


def test_everything_can_be_said(tmp_path: Path) -> None:
    """Each variable arrives where it belongs."""
    key = tmp_path / "key.json"
    key.write_text('{"kty": "EC"}')
    told = {
        "BEDOELING_SERVICE_URLS": json.dumps({"contracts": "https://c.example.org"}),
        "BEDOELING_CLIENT_KEY": str(key),
        "BEDOELING_ENVIRONMENT": "production",
        "BEDOELING_SYSTEM_OIN": "00000099000000000777",
        "BEDOELING_CORS_ORIGINS": "https://a.example.org",
        "BEDOELING_FOLLOW_SECONDS": "0",
        "BEDOELING_POOL_SIZE": "3",
        "BEDOELING_STATEMENT_CACHE": "0",
    }
    settings = Settings.from_environment("contracts", NEEDED | told)
    assert settings.base_url == "https://c.example.org"
    assert settings.client_key == {"kty": "EC"}
    assert (settings.sandbox, settings.system_oin) == (False, "00000099000000000777")
    assert settings.cors_origins == ("https://a.example.org",)
    assert (settings.follow_seconds, settings.pool_size, settings.statement_cache) == (0, 3, 0)


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_variable_is_named_in_two_languages(missing: str) -> None:
    """The operator reads which one, and what to do."""
    with pytest.raises(SettingMissing, match=f"{missing} ontbreekt.*{missing} is missing"):
        Settings.from_environment(
            "contracts", {name: text for name, text in NEEDED.items() if name != missing}
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEDOELING_ENVIRONMENT", "Production"),
        ("BEDOELING_ENVIRONMENT", "prod"),
        ("BEDOELING_SECRET", "geheim"),
        ("BEDOELING_SECRET", "abcd"),
        ("BEDOELING_SERVICE_URLS", "contracts=8001"),
        ("BEDOELING_SERVICE_URLS", "[]"),
        ("BEDOELING_CLIENT_KEY", "/nowhere/key.json"),
        ("BEDOELING_FOLLOW_SECONDS", "soon"),
        ("BEDOELING_POOL_SIZE", "many"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    """A misspelt environment above all: it would open the sandbox in production. The secret itself is not shown."""
    with pytest.raises(SettingMissing, match=f"{name} is niet te gebruiken") as found:
        Settings.from_environment("contracts", NEEDED | {name: value})
    assert name != "BEDOELING_SECRET" or value not in str(found.value)
