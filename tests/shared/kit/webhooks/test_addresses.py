"""Check 30, the SSRF corpus: what is not public is refused when it is registered and again when it is connected to."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kit.settings import Settings
from shared.kit.webhooks.addresses import AddressRefused, Guard, NameUnanswered, is_public, read_url

# Written in a way that no public https address is written.
FORMS = {
    "http://example.org/": "scheme",
    "HTTP://example.org/": "form",
    "ftp://example.org/": "form",
    "file:///etc/passwd": "form",
    "gopher://example.org/": "form",
    "//example.org/": "form",
    "example.org": "form",
    "https:example.org": "form",
    "https:///": "form",
    "https://": "form",
    "https://user@example.org/": "form",
    "https://user:secret@example.org/": "form",
    "https://example.org@127.0.0.1/": "form",
    "https://example.org:443@127.0.0.1/": "form",
    "https://127.0.0.1\\@example.org/": "form",
    "https://example.org\\.127.0.0.1/": "form",
    "https://example.org#@127.0.0.1/": "form",
    "https://example.org/#fragment": "form",
    "https://example.org/\r\nX-Header: 1": "form",
    "https://example.org/ ": "form",
    " https://example.org/": "form",
    "https://example.org\t/": "form",
    "https://example.org%2f@127.0.0.1/": "form",
    "https://127.0.0.1%2523.example.org/": "form",
    "https://ex%61mple.org/": "form",
    "https://example.org:99999/": "port",
    "https://example.org:0/": "port",
    "https://example.org:8443/": "port",
    "https://example.org:80/": "port",
    "https://example.org:22/": "port",
    "https://example.org:/": "form",
    "https://example.org:443443/": "form",
    "https://exämple.org/": "form",
    "https://１２７.0.0.1/": "form",
    "https://127。0。0。1/": "form",
    "https://ⓛocalhost/": "form",
    "https://example.org./": "host",
    "https://127.0.0.1./": "host",
    "https://localhost/": "host",
    "https://localhost./": "host",
    "https://LOCALHOST/": "host",
    "https://foo.localhost/": "host",
    "https://localhost.localdomain/": "host",
    "https://printer.local/": "host",
    "https://metadata/": "host",
    "https://metadata.google.internal/computeMetadata/v1/": "host",
    "https://metadata.goog/": "host",
    "https://METADATA.goog/computeMetadata/v1/": "host",
    "https://instance-data.ec2.internal/": "host",
    "https://db.corp/": "host",
    "https://nas.home.arpa/": "host",
    "https://router.lan/": "host",
    "https://1.0.0.127.in-addr.arpa/": "host",
    "https://example.onion/": "host",
    "https://-example.org/": "host",
    "https://example..org/": "host",
    "https://.example.org/": "host",
    "https://" + "a" * 64 + ".org/": "host",
    # Numbers for hosts: decimal, octal, hexadecimal, short, mixed.
    "https://2130706433/": "host",
    "https://017700000001/": "host",
    "https://0x7f000001/": "host",
    "https://0x7F.0x0.0x0.0x1/": "host",
    "https://0177.0.0.1/": "host",
    "https://0177.0.0.01/": "host",
    "https://127.1/": "host",
    "https://127.0.1/": "host",
    "https://0/": "host",
    "https://0x/": "host",
    "https://127.0.0.1.0/": "host",
    "https://256.256.256.256/": "host",
    "https://10.0x1/": "host",
    "https://3232235777/": "host",
    "https://2852039166/": "host",
    "https://[::1%25lo]/": "form",
    "https://[fe80::1%25eth0]/": "form",
    "https://[::1": "form",
    "https://[127.0.0.1]/": "host",
    "https://[1:2:3]/": "host",
    "https://[::ffff:127.0.0.256]/": "host",
    "https://::1/": "form",
}
# Well-written addresses of what is not public.
NUMBERS = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1",
    "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::2", "100::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "fe80::1", "febf::1", "fec0::1", "ff02::1",
    "ff0e::1", "2001:db8::1", "2001::1", "2001:0:53aa:64c::1", "2001:10::1", "2001:20::1", "2001:2::1", "2002::1", "3fff::1",
    "64:ff9b:1::1", "4000::1", "5f00::1",
    # An IPv4 address inside: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP.
    "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:100.64.0.1", "::127.0.0.1",
    "::7f00:1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1",
    "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2002:c0a8:1::", "2001:0:7f00:1::1", "fe80::5efe:127.0.0.1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.0.1", "193.0.0.1",
          "2606:4700::1111", "2a02:2308::216:3eff:fe5c:1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]  # fmt: skip
LISTS = {4: "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3",
         6: "fc00::/7 fe80::/10 ff00::/8 ::/8 2001:db8::/32 2002::/16 2001::/32"}  # fmt: skip


def answering(*addresses: str) -> Callable[[str, int], object]:
    """A resolver that gives these addresses for every name."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


async def refused(guard: Guard, host: str, port: int = 443) -> bool:
    """Whether the guard refuses; always for the same stated reason."""
    try:
        await guard.addresses(host, port)
    except AddressRefused as refusal:
        assert [error.code for error in refusal.errors] == ["url.address"]
        return True
    return False


@pytest.mark.parametrize("url", FORMS)
def test_check_30_an_address_is_read_by_one_strict_grammar(url: str) -> None:
    """Check 30: schemes, user names, ports, fragments, odd numbers, odd names, white space and non-ASCII are refused."""
    with pytest.raises(AddressRefused) as caught:
        read_url(url, development=False)
    assert [error.code for error in caught.value.errors] == [f"url.{FORMS[url]}"]


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("https://Example.ORG:443/a/b?x=1&y=%20#".rstrip("#"), "example.org", 443, "/a/b?x=1&y=%20"),
        ("https://example.org?x", "example.org", 443, "/?x"),
        ("https://xn--bcher-kva.example.nl/", "xn--bcher-kva.example.nl", 443, "/"),
        ("https://1.1.1.1/", "1.1.1.1", 443, "/"),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443, "/"),
        ("https://[2606:4700:0:0::1111]/", "2606:4700::1111", 443, "/"),
    ],
)
def test_a_public_address_is_read(url: str, host: str, port: int, target: str) -> None:
    """Names in lower case, numbers in one notation, the path as it is."""
    place = read_url(url, development=False)
    assert (place.scheme, place.host, place.port, place.target) == ("https", host, port, target)


def test_development_allows_http_and_any_port() -> None:
    """And nothing else: the same names, users and numbers are refused there."""
    assert read_url("http://127.0.0.1:8080/x", development=True).port == 8080
    assert read_url("http://example.org/", development=True).origin == "http://example.org"
    for url, part in FORMS.items():
        if part in ("form", "host"):
            with pytest.raises(AddressRefused):
                read_url(url, development=True)


@pytest.mark.parametrize(
    "url", ["https://example.org/secret?token=x", "https://example.org:8443/?key", "https://[::1]/a"]
)
def test_the_origin_tells_no_path_and_no_query(url: str) -> None:
    """A path or a query can hold a key of the receiver."""
    assert re.fullmatch(r"https://(example\.org(:8443)?|\[::1\])", read_url(url, development=True).origin)


@given(text=st.text(max_size=60) | st.from_regex(r"https?://[\x21-\x7e]{0,40}", fullmatch=True))
def test_nothing_gets_past_the_grammar(text: str) -> None:
    """Whatever is read has a host that is a plain name or a number in its only notation, and a target without control."""
    try:
        place = read_url(text, development=True)
    except AddressRefused:
        return
    try:
        assert str(ip_address(place.host)) == place.host
    except ValueError:
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z0-9-]*[a-z-][a-z0-9-]*", place.host), place.host
    assert (
        re.fullmatch(r"/[\x21-\x7e]*", place.target) and "#" not in place.target and "\\" not in place.target
    )
    assert 0 < place.port < 65_536


@pytest.mark.parametrize("address", NUMBERS)
async def test_check_30_a_number_that_is_not_public_is_refused(address: str) -> None:
    """Check 30: as literal in the address, and as what a name leads to."""
    assert not is_public(ip_address(address))
    assert await refused(Guard(), str(ip_address(address)))
    assert await refused(Guard(resolve=answering(address)), "example.org")  # type: ignore[arg-type]


@pytest.mark.parametrize("address", PUBLIC)
async def test_a_public_number_is_allowed(address: str) -> None:
    """Also where a translator's prefix or a mapped form holds a public one."""
    guard = Guard(resolve=answering(address))  # type: ignore[arg-type]
    assert await guard.addresses("example.org", 443) == [str(ip_address(address))]


@given(address=st.ip_addresses(v=4))
def test_no_private_ipv4_address_is_public_in_any_dress(address: IPv4Address) -> None:
    """Property: an address of a closed network is refused bare and mapped, compatible, in NAT64, 6to4 and Teredo."""
    closed = any(address in ip_network(one) for one in LISTS[4].split())
    dressed = [
        IPv6Address(0xFFFF << 32 | int(address)),
        IPv6Address(int(IPv6Address("64:ff9b::")) | int(address)),
    ]
    never = [
        IPv6Address(int(address)),
        IPv6Address(0x2002 << 112 | int(address) << 80),
        IPv6Address(0x20010000 << 96 | int(address) << 64),
    ]
    if closed:
        assert not is_public(address)
    assert {is_public(one) for one in dressed} == {is_public(address)}
    assert not any(is_public(one) for one in never)


@given(address=st.ip_addresses(v=6))
def test_no_closed_ipv6_network_is_public(address: IPv6Address) -> None:
    """Property: nothing of fc00::/7, fe80::/10, ff00::/8 and their like."""
    if any(address in ip_network(one) for one in LISTS[6].split()) and address not in ip_network(
        "64:ff9b::/96"
    ):
        assert not is_public(address) or address.ipv4_mapped is not None


@given(network=st.sampled_from(LISTS[4].split()), place=st.integers(0, 2**32 - 1))
def test_every_corner_of_a_closed_network_is_closed(network: str, place: int) -> None:
    """Property: drawn inside each network, so that the narrow ones are met as often as the wide ones."""
    inside = ip_network(network)
    assert not is_public(inside[place % inside.num_addresses])


async def test_check_30_one_bad_answer_spoils_all() -> None:
    """Check 30: a name with a public and a private answer is refused, in either order; so is one without an answer."""
    for answers in (
        ("8.8.8.8", "127.0.0.1"),
        ("::1", "2606:4700::1111"),
        ("8.8.8.8", "fe80::1%eth0"),
        (),
        ("no-number",),
    ):
        assert await refused(Guard(resolve=answering(*answers)), "example.org"), answers  # type: ignore[arg-type]


async def test_a_name_that_does_not_exist_looks_like_one_that_is_not_public() -> None:
    """Who registers addresses learns nothing of our network by the difference."""

    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    assert await refused(Guard(resolve=unknown), "example.org")


async def test_check_30_our_own_addresses_are_nobodys_receiver() -> None:
    """Check 30: by name and by number, also where the network was opened for development."""
    settings = Settings(
        name="contracts", base_url="http://127.0.0.1:8001", issuers=("https://login.example.org",),
        service_urls={"access": "https://api.example.org", "contracts": "http://127.0.0.1:8001"},
        webhook_private=("127.0.0.0/8",),
    )  # fmt: skip
    guard = Guard.of(settings)
    assert await refused(guard, "127.0.0.1", 8001)
    assert not await refused(guard, "127.0.0.1", 8002)
    guard.resolve = answering("8.8.8.8")  # type: ignore[assignment]
    assert await refused(guard, "api.example.org") and await refused(guard, "login.example.org")
    assert not await refused(guard, "www.example.org")
    guard.resolve = answering("127.0.0.1")  # type: ignore[assignment]
    assert await refused(guard, "www.example.org", 8001)


async def test_an_opened_network_opens_nothing_else() -> None:
    """Development may deliver to 127.0.0.0/8, not to its neighbours, and not in another dress."""
    guard = Guard.of(replace(Settings(name="contracts"), webhook_private=("127.0.0.0/8", "fd00::/8")))
    guard.resolve = answering("127.9.9.9", "fd00::1")  # type: ignore[assignment]
    assert await guard.addresses("example.org", 9) == ["127.9.9.9", "fd00::1"]
    for address in ("10.0.0.1", "::1", "fc00::1", "::ffff:127.0.0.1"):
        guard.resolve = answering(address)  # type: ignore[assignment]
        assert await refused(guard, "example.org", 9), address


async def test_a_silent_name_server_says_nothing_of_an_address() -> None:
    """Not answered in time is told apart from not public: nothing was found out."""

    async def silent(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    guard = Guard(resolve=silent)
    guard.patience = 0.05
    with pytest.raises(NameUnanswered):
        await guard.addresses("example.org", 443)
