"""The libraries of the sources, which ship as data beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from services.outcomes.definitions.rules import Library, LibraryNotFound

_SHELF = Path(__file__).parent / "libraries"


@cache
def list_libraries() -> tuple[Library, ...]:
    """Every library, in order of its code; read once."""
    return tuple(
        msgspec.json.decode(path.read_bytes(), type=Library) for path in sorted(_SHELF.glob("*.json"))
    )


def get_library(code: str) -> Library:
    """One library; LibraryNotFound."""
    found = next((one for one in list_libraries() if one.code == code), None)
    if found is None:
        raise LibraryNotFound(id=code)
    return found
