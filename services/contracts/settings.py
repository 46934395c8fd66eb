"""Contracts' environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Contracts' settings; it asks no sibling."""

    __slots__ = ()
