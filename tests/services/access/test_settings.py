"""Access starts with its keys, and otherwise says which variable to mend."""

import pytest

from services.access.settings import HASHING, SEALING, Settings
from shared.kit.sealing import NO_KEYS
from shared.kit.settings import SettingMissing

VARIABLES = {
    "DATABASE_URL": "postgresql://a:b@h/d",
    "DATABASE_WORKER_URL": "postgresql://a:b@h/d",
    "BEDOELING_ISSUER": "https://issuer.example.org",
    "BEDOELING_SECRET": "ab" * 32,
    SEALING: f"2:{'cd' * 32},1:{'ef' * 32}",
    HASHING: f"1:{'01' * 32}",
}


def test_the_keys_are_read_in_their_order() -> None:
    """The first seals; without an environment there are none."""
    settings = Settings.from_environment("access", VARIABLES)
    assert list(settings.citizen_keys.sealer.keys) == [2, 1]
    assert list(settings.citizen_keys.hash.keys) == [1]
    assert (settings.name, settings.secret) == ("access", bytes.fromhex("ab" * 32))
    assert Settings("access").citizen_keys is NO_KEYS


@pytest.mark.parametrize("environment", ["development", "production"])
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({SEALING: ""}, SEALING),
        ({HASHING: "  "}, HASHING),
        ({SEALING: "cd" * 32}, SEALING),
        ({HASHING: f"1:{'01' * 31}"}, HASHING),
        ({HASHING: f"1:{'cd' * 32}"}, HASHING),
    ],
)
def test_a_key_that_is_missing_or_wrong_is_named_and_never_shown(
    environment: str, change: dict[str, str], named: str
) -> None:
    """Missing, unreadable, or the same key for both: the sentence names the variable in two languages."""
    with pytest.raises(SettingMissing) as missing:
        Settings.from_environment("access", {**VARIABLES, "BEDOELING_ENVIRONMENT": environment, **change})
    said = str(missing.value)
    assert said.startswith(named) and said.count(named) == 2
    assert "cdcd" not in said and "0101" not in said


def test_nothing_that_is_printed_of_the_settings_shows_a_key() -> None:
    """Their numbers only."""
    shown = repr(Settings.from_environment("access", VARIABLES).citizen_keys)
    assert "2, 1" in shown and "\\xcd" not in shown and "cdcd" not in shown
