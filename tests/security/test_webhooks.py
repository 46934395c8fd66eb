"""Check 30 from outside, over all four services: what is told, to whom, how it is signed, and where it never goes.

The dispatcher, the schedule, rotation, replay and crashes are shown in tests/shared/kit/webhooks.
"""

import re
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from jsonschema import Draft202012Validator

from shared.values import holds_bsn
from tests.security.logged import logged
from tests.shared.kit.webhooks.receiver import Got, Receiver, receiving
from tests.shared.kit.webhooks.subscribing import Subscriber, happen, loopback_opened
from tests.shared.kit.webhooks.test_addresses import FORMS, NUMBERS
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.documents import SERVICES
from tests.wire.life import TODAY, live

BSN = "999900006"
SOURCE = re.compile(r"urn:nld:oin:[0-9]{20}:systeem:bedoeling-[a-z]+")


class Told:
    """A year in all four services, told to the purchaser, a provider and the accountant, each at a receiver of its own."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant
        self.secrets: dict[tuple[str, str], str] = {}
        self.after: dict[tuple[str, str], int] = {}
        self.got: dict[tuple[str, str], list[Got]] = {}

    @property
    def all(self) -> list[Got]:
        """Every message."""
        return [one for several in self.got.values() for one in several]


_TOLD: dict[int, Told] = {}


@pytest_asyncio.fixture
async def told(house: House) -> Told:
    """The messages of a whole life; lived once."""
    if id(house) in _TOLD:
        return _TOLD[id(house)]
    tenant = await new_tenant(house, TODAY, providers=2)
    found = Told(tenant)
    with loopback_opened(house):
        receivers: dict[tuple[str, str], Receiver] = {}
        opened = []
        for oin in (tenant.owner, tenant.providers[0], tenant.auditor):
            for service in SERVICES:
                opened.append(receiving())
                receiver = receivers[service, oin] = await opened[-1].__aenter__()
                made = await Subscriber(tenant, oin, service).subscribe(receiver)
                found.secrets[service, oin] = made["secret"]
                found.after[service, oin] = made["position"]
        await live(tenant)
        everyone = [tenant.owner, tenant.auditor, *tenant.providers]
        for service in SERVICES:
            await house.services[service].webhooks.deliver(everyone)
        found.got = {place: receiver.got for place, receiver in receivers.items()}
        for one in opened:
            await one.__aexit__(None, None, None)
    _TOLD[id(house)] = found
    return found


@pytest_asyncio.fixture
async def registering(house: House, tenant: Tenant) -> AsyncIterator[Subscriber]:
    """A purchaser that takes subscriptions where no network was opened."""
    yield Subscriber(tenant, tenant.owner)


async def test_check_30_each_organisation_is_told_exactly_what_its_feed_shows(told: Told) -> None:
    """Checks 25 and 30: fact by fact, in every service and every role: nothing more, nothing less, nothing twice."""
    for (service, oin), got in told.got.items():
        shown = await feed(told, service, oin)
        heard = [one.event["sequence"] for one in got]
        assert sorted(heard, key=int) == shown, (service, oin)
    assert len(told.got["contracts", told.tenant.owner]) > 10
    assert all(len(got) > 1 for (_, oin), got in told.got.items() if oin == told.tenant.owner)


async def feed(told: Told, service: str, oin: str) -> list[str]:
    """The sequences of an organisation's own feed since it took its subscription."""
    after, found = None, []
    while True:
        path = "/events?limit=500" + (f"&after={after}" if after else "")
        page = (await told.tenant.ask(service, "GET", path, oin=oin)).json()
        found += [one["sequence"] for one in page["events"]]
        if len(page["events"]) < 500:
            return [one for one in found if int(one) > told.after[service, oin]]
        after = page["next"]


async def test_check_30_every_message_verifies(told: Told) -> None:
    """Check 30: with the package of the standard, and with the secret of its own subscription alone."""
    for place, several in told.got.items():
        for one in several:
            assert one.verified(told.secrets[place]) == one.event
    assert len({one.id for one in told.all}) == len(told.all)


async def test_check_29_every_message_is_a_cloud_event_of_the_profile(house: House, told: Told) -> None:
    """Check 29: valid by the published schema, source a system of an OIN, type reverse-DNS and documented, small, no data."""
    for (service, _), several in told.got.items():
        base = f"{house.urls[service]}/v1/event-types"
        envelope = (await house.http.get(f"{base}/envelope")).json()
        types = {one["type"] for one in (await house.http.get(base)).json()["items"]}
        check = Draft202012Validator(envelope)
        for one in several:
            event = one.event
            check.validate(event)
            assert SOURCE.fullmatch(event["source"]) and event["type"] in types
            assert "data" not in event and len(one.body) < 2_000
            assert one.headers["content-type"] == "application/cloudevents+json"
            assert event["dataref"].startswith(f"{house.urls[service]}/v1/")


async def test_check_14_no_message_says_anything_of_a_person(told: Told) -> None:
    """Check 14: no BSN, no citizen's reference, no name of whoever did it: ids and surrogates are all there is."""
    for one in told.all:
        text = one.body.decode() + str(one.headers) + one.target
        assert not holds_bsn(re.sub(r"[0-9a-f-]{16,36}|msg_[0-9a-f]+|[0-9]{20}", "", text)), text
        for word in ("inwoner", "jansen", "Begeleiding", "Rijnoever"):
            assert word not in text
    for one in told.all:
        named = one.event["subject"]
        assert re.fullmatch(r"[0-9a-f-]{36}", named) or named == one.event["sequence"], one.event


async def test_check_32_no_surrogate_leaves_unnoted(house: House, told: Told) -> None:
    """Check 32: a message about a person names the fact in place of the surrogate; reading that fact leaves the line."""
    citizens = (await told.tenant.ask("access", "GET", "/citizens?limit=100")).json()["items"]
    surrogates = [one["id"] for one in citizens]
    assert len(surrogates) > 2
    assert not [one for one in told.all if any(surrogate in one.body.decode() for surrogate in surrogates)]
    heard = [one.event for one in told.got["access", told.tenant.owner]]
    about = [one for one in heard if re.search(r"citizen-(registered|corrected)", one["type"])]
    assert about
    for event in about:
        path = event["dataref"].split("/v1")[1]
        assert path == f"/events/{event['sequence']}" and event["subject"] == event["sequence"]
        answer = await told.tenant.ask("access", "GET", path)
        lines = await logged(house, "access", answer)
        assert [str(line["subject"]) for line in lines] == [answer.json()["subject"]], answer.text
        assert answer.json()["subject"] not in str(event)


async def test_check_14_a_subscription_takes_no_bsn(registering: Subscriber) -> None:
    """Check 14: not in the address, the description, the reference or a type."""
    good = {"url": "https://8.8.8.8/hook"}
    for more in (
        {"url": f"https://8.8.8.8/{BSN}"}, {"description": f"van {BSN}"}, {"externalReference": BSN},
        {"types": [BSN]}, {"purchasers": [BSN]},
    ):  # fmt: skip
        answer = await registering.ask("POST", json=good | more)
        assert answer.status_code == 400 and BSN not in answer.text, more
    assert (await registering.ask("GET")).json()["items"] == []


@pytest.mark.parametrize("service", SERVICES)
async def test_check_30_no_service_takes_an_address_that_is_not_public(tenant: Tenant, service: str) -> None:
    """Check 30: the whole corpus is refused with 400 at registration, and one refusal looks like the other."""
    one = Subscriber(tenant, tenant.owner, service)
    literals = [f"https://{f'[{number}]' if ':' in number else number}/" for number in NUMBERS]
    corpus = [url for url, part in FORMS.items() if part in ("form", "host")] + literals
    details = set()
    for url in corpus if service == "contracts" else corpus[:: len(SERVICES) + 1]:
        answer = await one.ask("POST", json={"url": url})
        assert answer.status_code == 400, (url, answer.text)
        assert answer.json()["code"] in ("webhook-address-refused", "request-invalid"), url
        if url in literals:
            details.add(answer.json()["errors"][0]["detail"])
    assert len(details) <= 1
    assert (await one.ask("GET")).json()["items"] == []


async def test_check_30_no_service_calls_itself(house: House, tenant: Tenant) -> None:
    """Check 30: with the loopback opened, our own services and the issuer are refused, and a stranger beside them is not."""
    one = Subscriber(tenant, tenant.owner)
    with loopback_opened(house):
        for base in (*house.urls.values(), house.issuer):
            answer = await one.ask("POST", json={"url": f"{base}/v1/subscriptions"})
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "url.address")
        async with receiving() as receiver:
            await one.subscribe(receiver)


async def test_check_30_a_name_that_moves_after_it_was_registered(
    house: House, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check 30, DNS rebinding: registered while public; at delivery it leads inside: nothing connects, and the reason shows."""
    one, answers = Subscriber(tenant, tenant.owner), ["8.8.8.8"]

    async def resolve(host: str, port: int) -> Sequence[str]:
        return answers

    monkeypatch.setattr(one.dispatcher.guard, "resolve", resolve)
    async with receiving() as receiver:
        url = f"http://hook.example.org:{receiver.port}/"
        answer = await one.ask("POST", json={"url": url, "types": ["organisation-registered"]})
        assert answer.status_code == 201, answer.text
        await happen(tenant)
        for inside in ("127.0.0.1", "169.254.169.254", "::1"):
            answers[:] = [inside]
            await one.next_day()
        assert receiver.connections == 0
    (delivery,) = await one.deliveries(answer.json())
    assert (delivery["state"], delivery["lastError"], delivery["lastStatus"]) == (
        "pending",
        "address-refused",
        None,
    )


async def test_check_30_what_leaves_tells_nothing_of_us(told: Told, house: House) -> None:
    """No token, no cookie, no trace of a key: the headers are those of HTTP, of Standard Webhooks and the trace."""
    names = set().union(*(one.headers for one in told.all))
    assert names == {
        "host", "content-type", "content-length", "accept", "accept-encoding", "connection", "user-agent", "traceparent",
        "webhook-id", "webhook-timestamp", "webhook-signature",
    }  # fmt: skip


async def test_check_30_a_redirect_leads_nowhere(house: House, tenant: Tenant) -> None:
    """Check 30: a public receiver that points inside is not followed."""
    one = Subscriber(tenant, tenant.owner)
    with loopback_opened(house):
        async with receiving() as inside, receiving() as receiver:
            receiver.status, receiver.headers = 307, {"location": inside.url}
            made = await one.subscribe(receiver, types=["organisation-registered"])
            await happen(tenant)
            await one.deliver()
            (delivery,) = await one.deliveries(made)
            assert (delivery["lastStatus"], delivery["lastError"]) == (307, "redirect")
            assert inside.connections == 0


def test_the_oracle_of_signatures_is_not_ours() -> None:
    """The package that verifies is the standard's own, not a copy in this repository."""
    import standardwebhooks

    assert "site-packages" in str(standardwebhooks.__file__)
