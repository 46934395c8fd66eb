"""Outcomes' environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Outcomes' settings; needs the addresses of contracts and access."""

    __slots__ = ()
