"""Settlement's environment variables: those of every service (shared/kit/settings.py)."""

from shared.kit.settings import Settings as Common


class Settings(Common):
    """Settlement's settings; needs the addresses of contracts, access and outcomes."""

    __slots__ = ()
