"""Where a message may go: an address is read strictly when it is registered, and checked again at every connection.

No name is trusted: it is looked up once, every answer must be public, and the connection goes to the address that was
checked, so that a name that points elsewhere a moment later (DNS rebinding) gains nothing. TLS and Host keep the name.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from shared.errors import FieldError, InvalidInput, Text
from shared.kit.settings import Settings
from shared.kit.webhooks.resolving import Resolver

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# IANA's special-purpose registries, multicast and what is reserved; listed, because Python's own list differs by version.
_NOT_PUBLIC_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # public by its number, and the metadata service of a cloud
    )
)  # fmt: skip
_GLOBAL_6 = IPv6Network("2000::/3")
# Teredo, ORCHID and benchmarking (2001::/23), documentation, 6to4, AS112.
_NOT_PUBLIC_6 = tuple(
    IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
)
_NAT64 = IPv6Network("64:ff9b::/96")

_URL = re.compile(
    r"(?P<scheme>https?)://(?:(?P<host>[A-Za-z0-9.-]{1,253})|\[(?P<six>[0-9A-Fa-f:.]{2,45})\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<target>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
    r"(?P<query>\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_PRIVATE_SUFFIXES = (
    "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa", "invalid",
    "onion", "arpa",
)  # fmt: skip
_METADATA = frozenset({"metadata.goog", "metadata.azure.com", "metadata.tencentyun.com"})
_LONGEST = 2000
LOOK_UP_SECONDS = 5.0


class AddressRefused(InvalidInput):
    """A message is sent to no such address: it is not public, or not written as one."""

    code = "webhook-address-refused"
    rule = "Standard Webhooks"
    title = Text("Dit adres wordt niet gebruikt", "This address is not used")
    detail = Text("Naar dit adres wordt niets gestuurd.", "Nothing is sent to this address.")
    mend = Text(
        "Geef een openbaar adres: https, een volledige naam, poort 443, zonder gebruikersnaam of fragment.",
        "Give a public address: https, a full name, port 443, without user name or fragment.",
    )

    @classmethod
    def because(cls, part: str) -> AddressRefused:
        """Refused for its `form`, `scheme`, `port`, `host` or `address`."""
        return cls(errors=(FieldError("#/url", f"url.{part}", _WHY[part]),))


class NameUnanswered(Exception):  # noqa: N818  (not an error: nothing is known yet)
    """No name server said in time where a name leads, so that nothing is known of it."""


_WHY = {
    "form": Text(
        "Schrijf het adres als https://naam/pad, in ASCII, zonder gebruikersnaam of fragment.",
        "Write the address as https://name/path, in ASCII, without user name or fragment.",
    ),
    "scheme": Text("Gebruik https.", "Use https."),
    "port": Text("Gebruik poort 443.", "Use port 443."),
    "host": Text("Gebruik een volledige openbare naam.", "Use a full public name."),
    # One sentence for all of them: who registers an address learns nothing of our network by it.
    "address": Text("Dit adres is niet openbaar bereikbaar.", "This address cannot be reached publicly."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it was read: nothing reads the text again."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what may be told to others, for paths and queries can hold a key."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def read_url(text: str, *, development: bool) -> Place:
    """An address, read by one strict grammar. Raises AddressRefused.

    Numbers as hosts, in whatever notation (2130706433, 0x7f.1, 0177.0.0.1), names without a dot, trailing dots and
    percent-encoded or non-ASCII names are no part of it.
    """
    found = _URL.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise AddressRefused.because("form")
    scheme = found["scheme"]
    if scheme != "https" and not development:
        raise AddressRefused.because("scheme")
    port = int(found["port"] or {"https": 443, "http": 80}[scheme])
    if not 0 < port < 65_536 or (port != 443 and not development):
        raise AddressRefused.because("port")
    host = _literal_6(found["six"]) if found["six"] else _host(found["host"].lower())
    return Place(scheme, host, port, (found["target"] or "/") + (found["query"] or ""))


def _literal_6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError as error:
        raise AddressRefused.because("host") from error


def _host(name: str) -> str:
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(name))  # four decimal numbers without leading zeros, and nothing else
        except ValueError as error:
            raise AddressRefused.because("host") from error
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused.because("host")
    if name in _METADATA or any(name.endswith(f".{suffix}") for suffix in _PRIVATE_SUFFIXES):
        raise AddressRefused.because("host")
    return name


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet; a form that holds an IPv4 address is judged by that one."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    inner = address.ipv4_mapped
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_PUBLIC_6)


class Guard:
    """Says to which addresses a name may lead now; in development also those of the networks that were opened for it."""

    def __init__(
        self, private: Iterable[str] = (), own: Iterable[str] = (), *, resolve: Resolve | None = None
    ) -> None:
        self.private = tuple(ip_network(one) for one in private)
        self.own = frozenset(_name_and_port(one) for one in own)
        self.resolve = resolve or Resolver()
        self.patience = LOOK_UP_SECONDS

    @classmethod
    def of(cls, settings: Settings) -> Guard:
        """The guard of a service: its own addresses and those of its siblings and issuers are nobody's receiver."""
        own = (settings.base_url, *settings.service_urls.values(), *settings.issuers)
        return cls(settings.webhook_private, own)

    async def addresses(self, host: str, port: int) -> list[str]:
        """Where to connect for a name or a literal: all that it leads to, if all of it is allowed.

        Raises AddressRefused, and NameUnanswered when that could not be found out in time.
        """
        if (host, port) in self.own:
            raise AddressRefused.because("address")
        try:
            async with asyncio.timeout(self.patience):
                listed = await self.resolve(host, port)
        except TimeoutError as error:
            raise NameUnanswered(host) from error
        except (OSError, ValueError) as error:  # UnicodeError among them
            raise AddressRefused.because("address") from error
        try:
            found = list(dict.fromkeys(ip_address(one.split("%", 1)[0]) for one in listed))
        except ValueError as error:
            raise AddressRefused.because("address") from error
        if not found or not all(self.allows(one, port) for one in found):
            raise AddressRefused.because("address")
        return [str(one) for one in found]

    def allows(self, address: Address, port: int) -> bool:
        """Whether one address may be connected to."""
        if (str(address), port) in self.own:
            return False
        return is_public(address) or any(
            address in network for network in self.private if network.version == address.version
        )


def _name_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


__all__ = ["AddressRefused", "Guard", "NameUnanswered", "Place", "is_public", "read_url"]
