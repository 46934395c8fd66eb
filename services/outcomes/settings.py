"""Outcomes' environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Outcomes' settings; needs the addresses of contracts, access and settlement, whose feeds it follows."""

    __slots__ = ()
