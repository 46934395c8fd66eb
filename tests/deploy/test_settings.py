"""What the environment variables say, and how a wrong one names its mend."""

import json
from pathlib import Path

import pytest

from deploy.settings import Secrets, ServiceDatabase, Settings, Trouble, write_private

URLS = {
    "DATABASE_ACCESS_URL": "postgresql://app:a@db.example:5432/access",
    "DATABASE_ACCESS_OWNER_URL": "postgresql://owner:b@db.example:5432/access",
    "DATABASE_ACCESS_WORKER_URL": "postgresql://worker:c@db.example:5432/access",
}


def test_without_variables_everything_has_its_usual_place() -> None:
    """State in the checkout, ports 8001 to 8005, the embedded server for all."""
    settings = Settings.from_environment({})
    assert settings.state.name == ".bedoeling" and settings.environment == "development"
    assert sorted(settings.ports.values()) == [8001, 8002, 8003, 8004, 8005]
    assert settings.databases == {}


def test_variables_overrule() -> None:
    """A port, the state folder and a service's own server are taken over; the roles are read from the addresses."""
    values = {**URLS, "BEDOELING_PORT_ACCESS": "0", "BEDOELING_STATE": "/somewhere"}
    settings = Settings.from_environment(values)
    assert settings.ports["access"] == 0 and settings.logs == Path("/somewhere/logs")
    database = settings.databases["access"]
    assert (database.owner_role, database.app_role, database.worker_role) == ("owner", "app", "worker")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"BEDOELING_PORT_ISSUER": "high"}, "BEDOELING_PORT_ISSUER"),
        ({"BEDOELING_PORT_ACCESS": "70000"}, "BEDOELING_PORT_ACCESS"),
        ({"BEDOELING_ENVIRONMENT": "test"}, "BEDOELING_ENVIRONMENT"),
        ({"BEDOELING_ENVIRONMENT": "production"}, "DATABASE_CONTRACTS_URL"),
        ({**URLS, "DATABASE_ACCESS_OWNER_URL": ""}, "DATABASE_ACCESS_OWNER_URL"),
        ({**URLS, "DATABASE_ACCESS_URL": "mysql://app:a@db/access"}, "DATABASE_ACCESS_URL"),
    ],
)
def test_a_wrong_setting_is_named_in_both_languages(values: dict[str, str], named: str) -> None:
    """The sentence names the variable and what to make of it."""
    with pytest.raises(Trouble) as trouble:
        Settings.from_environment(values)
    assert named in trouble.value.en and named in trouble.value.nl and trouble.value.en != trouble.value.nl


def test_secrets_last_and_two_users_of_the_file_agree(tmp_path: Path) -> None:
    """A secret stays the same for every reader, also one that opened the file before it was made; the file is 0600."""
    path = tmp_path / "secrets.json"
    first, second = Secrets(path), Secrets(path)
    made = first.get("one")
    assert len(made) == 64 and second.get("one") == made
    second.get("two")
    assert first.get("two") == second.get("two") and set(json.loads(path.read_text())) == {"one", "two"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_spoilt_file_of_secrets_is_named(tmp_path: Path) -> None:
    """A file that is no JSON gives its path and the mend."""
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(Trouble, match=r"secrets\.json"):
        Secrets(tmp_path / "secrets.json")


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk refuses at the last moment the old content is there and no half file."""
    write_private(tmp_path / "file", "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_database_knows_its_roles_with_special_signs() -> None:
    """A role name with an escaped sign is read as it is."""
    address = "postgresql://own%40er:secret@host/db"
    assert ServiceDatabase(address, address, address).owner_role == "own@er"
