"""The closed lists of who may do what: scopes, roles, what is done with persons, messages on their way (docs/rights.md)."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a token may do; every operation names the one it needs."""

    CONTRACTS_READ = "contracts:read"
    CONTRACTS_WRITE = "contracts:write"
    ACCESS_READ = "access:read"
    ACCESS_WRITE = "access:write"
    ACCESS_DECIDE = "access:decide"
    OBJECTIONS_HANDLE = "objections:handle"
    COMPLAINTS_HANDLE = "complaints:handle"
    SETTLEMENT_READ = "settlement:read"
    SETTLEMENT_WRITE = "settlement:write"
    SETTLEMENT_PAY = "settlement:pay"
    OUTCOMES_READ = "outcomes:read"
    OUTCOMES_WRITE = "outcomes:write"
    OUTCOMES_AUDIT = "outcomes:audit"
    PERSONS_READ = "persons:read"
    PERSONS_WRITE = "persons:write"
    AUTHORISATIONS_WRITE = "authorisations:write"
    PROCESSING_READ = "processing:read"
    EVENTS_READ = "events:read"
    EVENTS_ALL = "events:all"
    SUBSCRIPTIONS_WRITE = "subscriptions:write"
    SANDBOX = "sandbox"


class ActorKind(StrEnum):
    """In which role a client asks: the token's claim `role` (docs/rights.md).

    A consortium's lead is a provider; what only the lead may do is judged on the consortium. `service` is a sibling,
    `system` the service itself at its due work: no token holds the latter.
    """

    PURCHASER = "purchaser"
    REGION = "region"
    PROVIDER = "provider"
    AUDITOR = "auditor"
    RESEARCHER = "researcher"
    INSURER = "insurer"
    OMBUDS = "ombuds"
    ARBITER = "arbiter"
    PORTAL = "portal"
    VENDOR = "vendor"
    OPERATOR = "operator"
    SERVICE = "service"
    SYSTEM = "system"


class ProcessingEvent(StrEnum):
    """What was done with a person's data (NEN 7513)."""

    READ = "read"
    SEARCH = "search"
    CREATE = "create"
    UPDATE = "update"
    ERASE = "erase"
    EXPORT = "export"
    TRANSFER = "transfer"
    READ_LOG = "readLog"


class SubscriptionState(StrEnum):
    """A subscription's life: active; disabled by its receiver (410), by failures or by its owner."""

    ACTIVE = "active"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    """A webhook message on its way: pending, then delivered, or failed after the last attempt."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
