"""Access's environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Access's settings; needs the address of contracts, whose feed it follows."""

    __slots__ = ()
