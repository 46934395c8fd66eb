"""Access's environment variables: those of every service (shared/kit/settings.py), and the keys of citizens' data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from shared.kit.sealing import NO_KEYS, Keys, parse_keys
from shared.kit.settings import SettingMissing
from shared.kit.settings import Settings as Common

SEALING, HASHING = "BEDOELING_CITIZEN_KEYS", "BEDOELING_CITIZEN_HASH_KEYS"


@dataclass(frozen=True, slots=True)
class Settings(Common):
    """Access's settings; needs the addresses of contracts and outcomes, whose feeds it follows.

    `BEDOELING_CITIZEN_KEYS` seals personal data, `BEDOELING_CITIZEN_HASH_KEYS` finds a BSN again: each
    `<number>:<64 hex digits>`, several with commas; the first is used for what is new, all open what is there
    (docs/decisions/0011).
    """

    citizen_keys: Keys = NO_KEYS

    @classmethod
    def from_environment(cls, name: str, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the variables; SettingMissing names the one that is missing or wrong and the mend."""
        common = super(Settings, cls).from_environment(name, environ)
        rings = {variable: _ring(variable, environ.get(variable) or "") for variable in (SEALING, HASHING)}
        try:
            return replace(common, citizen_keys=Keys.of(rings[SEALING], rings[HASHING]))
        except ValueError as error:
            raise _unusable(HASHING, error) from error


def _ring(variable: str, text: str) -> Mapping[int, bytes]:
    if not text.strip():
        raise SettingMissing(
            f"{variable} ontbreekt: zet deze variabele op <nummer>:<64 hexadecimale cijfers>, uit een veilige bron."
            f" / {variable} is missing: set this variable to <number>:<64 hexadecimal digits>, from a safe source."
        )
    try:
        return parse_keys(text)
    except ValueError as error:
        raise _unusable(variable, error) from error


def _unusable(variable: str, error: ValueError) -> SettingMissing:
    return SettingMissing(
        f"{variable} is niet te gebruiken: herstel de waarde. / {variable} cannot be used: mend it. ({error})"
    )
