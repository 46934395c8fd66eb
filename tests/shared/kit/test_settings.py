"""What a service is told by its environment."""

import hashlib
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
        ("BEDOELING_RATE_LIMIT", "-1"),
        ("BEDOELING_RATE_LIMIT_UNKNOWN", "none"),
        ("BEDOELING_BODY_SECONDS", "0"),
        ("BEDOELING_STREAM_SECONDS", "inf"),
        ("BEDOELING_GRAPHQL_INTROSPECTION", "yes"),
        ("BEDOELING_GRAPHQL_STRICT", "On"),
        ("BEDOELING_GRAPHQL_OPERATIONS", "/nowhere/operations.json"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    """A misspelt environment above all: it would open the sandbox in production. The secret itself is not shown."""
    with pytest.raises(SettingMissing, match=f"{name} is niet te gebruiken") as found:
        Settings.from_environment("contracts", NEEDED | {name: value})
    assert name != "BEDOELING_SECRET" or value not in str(found.value)


@pytest.mark.rule("F-08")
def test_the_limit_of_small_numbers_is_policy() -> None:
    """10 when nothing is said, 0 for no limit; 1 would leave out nothing but nobody, and is refused."""
    limits = [
        Settings.from_environment("outcomes", NEEDED | told).small_number
        for told in ({}, {"BEDOELING_SMALL_NUMBER": "25"}, {"BEDOELING_SMALL_NUMBER": "0"})
    ]
    assert limits == [10, 25, 0]
    with pytest.raises(SettingMissing, match="2 or more"):
        Settings.from_environment("outcomes", NEEDED | {"BEDOELING_SMALL_NUMBER": "1"})


def test_protection_is_on_unless_it_is_set_otherwise(tmp_path: Path) -> None:
    """Quotas, patience and introspection have defaults for a service that strangers reach; each can be set."""
    usual = Settings.from_environment("contracts", NEEDED)
    assert (usual.rate_limit, usual.rate_limit_unknown) == (30_000, 600)
    assert (usual.body_seconds, usual.stream_seconds) == (30, 600)
    assert (usual.graphql_introspection, usual.graphql_strict, usual.graphql_operations) == (True, False, {})
    production = NEEDED | {"BEDOELING_ENVIRONMENT": "production"}
    assert not Settings.from_environment("contracts", production).graphql_introspection
    document = "{ contracts { nodes { id } } }"
    registered = tmp_path / "operations.json"
    registered.write_text(json.dumps({hashlib.sha256(document.encode()).hexdigest(): document}))
    told = {
        "BEDOELING_RATE_LIMIT": "0",
        "BEDOELING_RATE_LIMIT_UNKNOWN": "5",
        "BEDOELING_BODY_SECONDS": "2.5",
        "BEDOELING_STREAM_SECONDS": "60",
        "BEDOELING_GRAPHQL_INTROSPECTION": "on",
        "BEDOELING_GRAPHQL_OPERATIONS": str(registered),
        "BEDOELING_GRAPHQL_STRICT": "on",
    }
    settings = Settings.from_environment("contracts", production | told)
    assert (settings.rate_limit, settings.rate_limit_unknown) == (0, 5)
    assert (settings.body_seconds, settings.stream_seconds) == (2.5, 60)
    assert settings.graphql_introspection and settings.graphql_strict
    assert list(settings.graphql_operations.values()) == [document]


def test_strict_mode_needs_operations() -> None:
    """Without them the graph would answer nothing at all: said at the start, not at the first request."""
    with pytest.raises(SettingMissing, match="BEDOELING_GRAPHQL_OPERATIONS ontbreekt"):
        Settings.from_environment("contracts", NEEDED | {"BEDOELING_GRAPHQL_STRICT": "on"})


@pytest.mark.parametrize(
    "content", ["[]", "{", '{"aa": "{ x }"}', '{"aa": 5}', json.dumps({"0" * 64: "{ contracts { id } }"})]
)
def test_a_registered_operation_is_the_one_of_its_hash(tmp_path: Path, content: str) -> None:
    """A file in which a hash stands for another text is not taken."""
    path = tmp_path / "operations.json"
    path.write_text(content)
    with pytest.raises(SettingMissing, match="BEDOELING_GRAPHQL_OPERATIONS is niet te gebruiken"):
        Settings.from_environment("contracts", NEEDED | {"BEDOELING_GRAPHQL_OPERATIONS": str(path)})
