"""Contracts' environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Contracts' settings; needs the addresses of outcomes and access, whose feeds it follows."""

    __slots__ = ()
