"""One message over the wire: to an address that was checked, once looked up, within its time, and no further."""

import asyncio
import datetime
import ssl
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.guard import entered, left
from shared.kit.clock import machine_now
from shared.kit.webhooks.addresses import Guard, Place, read_url
from shared.kit.webhooks.sending import LARGEST_ANSWER, Sender
from tests.shared.kit.webhooks.receiver import Receiver, receiving

LOOPBACK = ("127.0.0.0/8",)
HEADERS = {"webhook-id": "msg_1"}


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver."""
    async with receiving() as found:
        yield found


@pytest_asyncio.fixture
async def sender() -> AsyncIterator[Sender]:
    """A sender for which the loopback was opened."""
    found = Sender(Guard(LOOPBACK))
    yield found
    await found.aclose()


def place(receiver: Receiver, host: str = "127.0.0.1") -> Place:
    """Where the receiver is, under a name."""
    return read_url(receiver.url.replace("127.0.0.1", host), development=True)


class Names:
    """A resolver that answers from a list, one answer for each look-up, and counts."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return [self.answers.pop(0)] if len(self.answers) > 1 else self.answers


async def test_a_message_arrives_as_it_was_sent(receiver: Receiver, sender: Sender) -> None:
    """POST, the path with its query, the name in Host, the media type of CloudEvents, and the bytes themselves."""
    receipt = await sender.post(place(receiver), HEADERS, b'{"a": 1}')
    (got,) = receiver.got
    assert (receipt.status, receipt.error) == (204, None) and receipt.took.total_seconds() < 5
    assert (got.method, got.target, got.body) == ("POST", "/hook?token=geheim", b'{"a": 1}')
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert got.headers["content-type"] == "application/cloudevents+json"
    assert got.id == "msg_1" and "cookie" not in got.headers and "authorization" not in got.headers


@pytest.mark.parametrize("status", [200, 201, 204, 299, 301, 302, 307, 308, 400, 404, 410, 429, 500, 503])
async def test_every_status_is_a_receipt(receiver: Receiver, sender: Sender, status: int) -> None:
    """And a redirect is not followed, wherever it points."""
    receiver.status, receiver.headers = status, {"location": f"http://127.0.0.1:{receiver.port}/other"}
    receipt = await sender.post(place(receiver), HEADERS, b"{}")
    assert receipt.status == status and len(receiver.got) == 1
    assert receipt.error == ("redirect" if 300 <= status < 400 else None)


async def test_retry_after_is_handed_on(receiver: Receiver, sender: Sender) -> None:
    """What the receiver asks for stands in the receipt."""
    receiver.status, receiver.headers = 503, {"Retry-After": "1800"}
    receipt = await sender.post(place(receiver), HEADERS, b"{}")
    assert receipt.retry_after is not None and receipt.retry_after.total_seconds() == 1800


async def test_a_slow_receiver_is_given_up(receiver: Receiver) -> None:
    """Who does not answer in time is a timeout; who said yes and then dawdles was given the message."""
    sender = Sender(Guard(LOOPBACK), patience=0.3)
    receiver.hold = asyncio.Event()
    assert (await sender.post(place(receiver), HEADERS, b"{}")).error == "timeout"
    receiver.hold.set()
    await sender.aclose()
    sender = Sender(Guard(LOOPBACK), patience=2.0)  # a busy machine needs some of it for the yes
    receiver.headers = {"content-length": "10"}
    receipt = await sender.post(place(receiver), HEADERS, b"{}")
    assert (receipt.status, receipt.error) == (204, None)
    await sender.aclose()


async def test_an_endless_answer_is_read_to_64_kilobytes(sender: Sender) -> None:
    """More is not read: the connection is closed on who goes on and on."""
    written = 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                writer.write(b"x" * 65_536)
                await writer.drain()
                written += 65_536
        except ConnectionError:
            writer.close()

    server = await asyncio.start_server(endless, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with asyncio.timeout(60):
        receipt = await sender.post(read_url(f"http://127.0.0.1:{port}/", development=True), HEADERS, b"{}")
    server.close()
    assert receipt.status == 200 and LARGEST_ANSWER == 65_536
    assert written < 50_000_000


async def test_nobody_there_and_no_http_there(sender: Sender) -> None:
    """A closed port, and a port where something else answers, are failures to connect; never an exception."""

    async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 smtp.example.org ESMTP\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    other = read_url(f"http://127.0.0.1:{port}/", development=True)
    assert (await sender.post(other, HEADERS, b"{}")).error == "connection"
    server.close()
    await server.wait_closed()
    assert (await sender.post(other, HEADERS, b"{}")).error == "connection"


async def test_check_30_a_name_is_looked_up_once_and_checked_at_every_message(receiver: Receiver) -> None:
    """Check 30: the connection goes to the very address that was checked; the next message has the name checked anew."""
    names = Names("127.0.0.1")
    sender = Sender(Guard(LOOPBACK, resolve=names))
    for number in (1, 2, 3):
        assert (await sender.post(place(receiver, "hook.example.org"), HEADERS, b"{}")).status == 204
        assert names.asked == number
    assert receiver.got[0].headers["host"] == f"hook.example.org:{receiver.port}"
    await sender.aclose()


@pytest.mark.parametrize("later", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "127.0.0.1"])
async def test_check_30_a_name_that_moves_is_not_followed(receiver: Receiver, later: str) -> None:
    """Check 30, DNS rebinding: public when it was registered, private when it is connected to: no connection is made."""
    guard = Guard(resolve=Names("8.8.8.8", later))
    sender = Sender(guard)
    registered = place(receiver, "rebind.example.org")
    assert await guard.addresses(registered.host, registered.port) == ["8.8.8.8"]
    receipt = await sender.post(registered, HEADERS, b"{}")
    assert (receipt.status, receipt.error) == (None, "address-refused")
    assert receiver.connections == 0
    await sender.aclose()


async def test_check_30_no_second_look_up_decides_where_it_goes(receiver: Receiver) -> None:
    """Check 30: a resolver that gives another address the second time within one message is never asked that second time."""
    names = Names("127.0.0.1", "10.0.0.1")
    sender = Sender(Guard(LOOPBACK, resolve=names))
    assert (await sender.post(place(receiver, "rebind.example.org"), HEADERS, b"{}")).status == 204
    assert (names.asked, receiver.connections) == (1, 1)
    await sender.aclose()


async def test_the_loopback_is_closed_unless_it_was_opened(receiver: Receiver) -> None:
    """Without the setting nothing goes to 127.0.0.1, however it is written in the address."""
    sender = Sender(Guard())
    for host in ("127.0.0.1", "[::ffff:127.0.0.1]", "[::1]"):
        assert (await sender.post(place(receiver, host), HEADERS, b"{}")).error == "address-refused"
    assert receiver.connections == 0
    await sender.aclose()


async def test_an_environments_proxy_is_not_heeded(
    receiver: Receiver, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would look the name up again, behind our back."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert (await sender.post(place(receiver), HEADERS, b"{}")).status == 204


async def test_no_message_is_sent_inside_a_transaction(receiver: Receiver, sender: Sender) -> None:
    """The locks would be held for as long as a stranger takes."""
    token = entered()
    try:
        with pytest.raises(AssertionError, match="inside a transaction"):
            await sender.post(place(receiver), HEADERS, b"{}")
    finally:
        left(token)
    assert receiver.connections == 0


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for a name, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = machine_now()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "c.pem", folder / "k.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem, private)
    return server, ssl.create_default_context(cafile=str(pem))


async def test_tls_is_with_the_name_and_not_with_the_number(tmp_path: Path) -> None:
    """The server is asked for by its name (SNI), its certificate is checked against it, and Host says it too."""
    server, trust = certificate(tmp_path, "hook.example.org")
    async with receiving(server) as receiver:
        sender = Sender(Guard(LOOPBACK, resolve=Names("127.0.0.1")), trust=trust)
        good = await sender.post(place(receiver, "hook.example.org"), HEADERS, b"{}")
        assert (good.status, good.error) == (204, None)
        assert receiver.names == ["hook.example.org"]
        assert receiver.got[0].headers["host"] == f"hook.example.org:{receiver.port}"
        other = await sender.post(place(receiver, "other.example.org"), HEADERS, b"{}")
        assert (other.status, other.error) == (None, "tls") and len(receiver.got) == 1
        await sender.aclose()
        stranger = Sender(Guard(LOOPBACK, resolve=Names("127.0.0.1")))
        assert (await stranger.post(place(receiver, "hook.example.org"), HEADERS, b"{}")).error == "tls"
        await stranger.aclose()
