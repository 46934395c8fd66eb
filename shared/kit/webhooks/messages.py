"""A message as it leaves: a fact as thin CloudEvent, signed; and the test message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from shared.kit.clock import machine_now, machine_time
from shared.kit.database import Row
from shared.kit.event_types import DOMAIN
from shared.kit.webhooks import rules
from shared.kit.webhooks.addresses import Place, read_url
from shared.kit.webhooks.sealing import unseal
from shared.values import new_id

if TYPE_CHECKING:
    from shared.kit.service import Service

_FACT = ("id", "owner", "what", "subject", "version", "event_day", "created_at", "trace_id", "span_id")


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted, and where."""

    id: str
    place: Place
    headers: Mapping[str, str]
    body: bytes


def place_of(service: Service, url: str) -> Place:
    """Where a subscription's messages go. Raises AddressRefused when it was allowed once and is no longer."""
    return read_url(url, development=service.settings.environment == "development")


def message_of(service: Service, row: Row) -> Message:
    """The message of a due delivery (`queue.due`). Raises SecretUnreadable, AddressRefused."""
    fact = {name: row[f"fact_{name}"] for name in _FACT}
    subscription_id: UUID = row["subscription_id"]
    name = rules.webhook_id(row["id"])
    body = thin(service, fact, row["subscription_epoch"])
    secrets = secrets_of(
        service,
        row["owner"],
        subscription_id,
        row["subscription_secret"],
        row["subscription_former_secret"],
        row["subscription_former_until"],
        row["now_there"],
    )
    trace = {"traceparent": f"00-{fact['trace_id']}-{fact['span_id']}-01"}
    return _signed(service, name, place_of(service, row["subscription_url"]), secrets, body, trace)


def thin(service: Service, fact: Mapping[str, Any], epoch: UUID) -> bytes:
    """A fact without its data: what happened to what, and where to read it; `sequence` counts within one `epoch`.

    Of a fact whose subject is a person no surrogate leaves: it names the fact, whose reading has its line in the processing log.
    """
    catalogue = service.catalogue
    event = msgspec.to_builtins(catalogue.cloud_event(fact, thin=True))
    event["epoch"] = str(epoch)
    itself = f"{catalogue.base}/v1/events/{fact['id']}"
    if catalogue.is_person(fact["what"]):
        event["subject"], event["dataref"] = str(fact["id"]), itself
    event.setdefault("dataref", itself)
    return msgspec.json.encode(event)


def test_message(
    service: Service, owner: str, subscription_id: UUID, place: Place, secrets: list[bytes]
) -> Message:
    """A message that tells no fact: its type says so, and it has no sequence."""
    catalogue, made = service.catalogue, new_id()
    event = {
        "specversion": "1.0",
        "id": str(made),
        "source": catalogue.source,
        "type": f"{DOMAIN}.{service.name}.webhook-test.v1",
        "subject": str(subscription_id),
        "time": machine_now(),
        "owner": owner,
        "dataref": f"{catalogue.base}/v1/subscriptions/{subscription_id}",
    }
    return _signed(service, f"test_{made.hex}", place, secrets, msgspec.json.encode(event), {})


def secrets_of(
    service: Service,
    owner: str,
    subscription_id: UUID,
    secret: bytes,
    former: bytes | None,
    former_until: datetime | None,
    now: datetime,
) -> list[bytes]:
    """The secrets that sign now, opened: the present one, and the former one until its day is over. Raises SecretUnreadable."""
    sealed = [secret]
    if former is not None and former_until is not None and now < former_until:
        sealed.append(former)
    return [unseal(service.secret, one, owner, subscription_id) for one in sealed]


def _signed(
    service: Service, name: str, place: Place, secrets: list[bytes], body: bytes, more: Mapping[str, str]
) -> Message:
    signed = rules.headers(secrets, name, int(machine_time()), body)
    agent = {"user-agent": f"bedoeling-{service.name}/{service.version} (Standard Webhooks)"}
    return Message(name, place, {**agent, **more, **signed}, body)


test_message.__test__ = False  # type: ignore[attr-defined]
