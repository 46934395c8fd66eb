"""The kit's tables of trust: who acted on whose data, who may act for whom, what is sent to whom."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.columns import choice, json_column, owned
from shared.values.terms import ActorKind, DeliveryState, ProcessingEvent, SubscriptionState


def processing_log(meta: MetaData) -> Table:
    """One line per data subject per action (Logboek Dataverwerkingen, NEN 7513), a partition per month."""
    processing_log = Table(
        "processing_log",
        meta,
        Column("id", BigInteger, Identity(always=True, cache=1), nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
        Column("started_at", DateTime(timezone=True), nullable=False),
        Column("owner", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("via", Text),
        Column("client_id", Text, nullable=False),
        Column("end_user", Text),
        choice("role", ActorKind),
        Column("activity", Text, nullable=False),
        choice("event", ProcessingEvent),
        Column("name", Text, nullable=False),
        Column("subject", Uuid),
        Column("status", Text, nullable=False),
        Column("trace_id", Text, nullable=False),
        Column("span_id", Text, nullable=False),
        Column("parent_span_id", Text),
        Column("processor", Text),
        Column("fsc_transaction_id", Text),
        Column("policy", Text),
        PrimaryKeyConstraint("created_at", "id"),
        CheckConstraint("status in ('Ok', 'Unset', 'Error')", name="status_known"),
        postgresql_partition_by="RANGE (created_at)",
    )
    Index(
        "ix_processing_log_subject",
        processing_log.c.owner,
        processing_log.c.subject,
        processing_log.c.created_at,
    )
    Index("ix_processing_log_id", processing_log.c.id)
    Index("ix_processing_log_trace_id", processing_log.c.trace_id)
    return processing_log


def processing_chain(meta: MetaData) -> Table:
    """The seals on a month's partition of the processing log: each covers a stretch of ids and the seal before it.

    One that names who declared it stands for a month that was destroyed after its term.
    """
    return Table(
        "processing_chain",
        meta,
        Column("month", Date, nullable=False),
        Column("number", Integer, nullable=False),
        Column("first_id", BigInteger, nullable=False),
        Column("last_id", BigInteger, nullable=False),
        Column("lines", Integer, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("declared_by", Text),
        PrimaryKeyConstraint("month", "number"),
    )


def rights_versions(meta: MetaData) -> Table:
    """Each version of the rights matrix that ever judged a request here: the policy that a decision refers to."""
    return Table(
        "rights_versions",
        meta,
        Column("version", Text, primary_key=True),
        Column("since", DateTime(timezone=True), nullable=False, server_default=func.now()),
        json_column("rights"),
    )


def authorisations(meta: MetaData) -> Table:
    """Who may act for an organisation (machtiging): kept in contracts, followed by the others under the same id."""
    return owned(
        "authorisations",
        meta,
        Column("holder", Text, nullable=False),
        choice("kind", ActorKind),
        choice("principal_kind", ActorKind),
        Column("scopes", ARRAY(Text), nullable=False),
        Column("citizen_id", Uuid),
        Column("valid_from", Date, nullable=False),
        Column("valid_until", Date),
        Column("withdrawn_on", Date),
        CheckConstraint("holder ~ '^[0-9]{20}$'", name="holder_oin"),
        CheckConstraint("valid_until >= valid_from", name="dates"),
        CheckConstraint("(kind in ('ombuds', 'arbiter')) = (citizen_id is not null)", name="case"),
        Index("ix_authorisations_holder", "holder", "owner"),
    )


def subscriptions(meta: MetaData) -> Table:
    """Where the facts that an organisation may see are sent, thin and signed (Standard Webhooks)."""
    return owned(
        "subscriptions",
        meta,
        Column("url", Text, nullable=False),
        Column("types", ARRAY(Text), nullable=False),
        Column("purchasers", ARRAY(Text), nullable=False),
        Column("description", Text),
        choice("kind", ActorKind),
        Column("via", Text),
        Column("scopes", ARRAY(Text), nullable=False, server_default=text("'{}'")),
        choice("state", SubscriptionState),
        Column("disabled_because", Text),
        Column("secret", LargeBinary, nullable=False),
        Column("former_secret", LargeBinary),
        Column("former_until", DateTime(timezone=True)),
        Column("position", BigInteger, nullable=False),
        Column("epoch", Uuid, nullable=False),
        Column("healthy_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


def deliveries(meta: MetaData) -> Table:
    """One message to one subscription, with its attempts."""
    deliveries = owned(
        "deliveries",
        meta,
        Column("subscription_id", Uuid, nullable=False),
        Column("logbook_id", BigInteger, nullable=False),
        Column("what", Text, nullable=False),
        choice("state", DeliveryState),
        Column("attempts", Integer, nullable=False),
        Column("due_at", DateTime(timezone=True)),
        Column("last_status", Integer),
        Column("last_error", Text),
        Column("delivered_at", DateTime(timezone=True)),
        Column("claimed_until", DateTime(timezone=True)),
        ForeignKeyConstraint(["owner", "subscription_id"], ["subscriptions.owner", "subscriptions.id"]),
        CheckConstraint("(state = 'pending') = (due_at is not null)", name="due"),
    )
    Index(
        "uq_deliveries_fact",
        deliveries.c.owner,
        deliveries.c.subscription_id,
        deliveries.c.logbook_id,
        unique=True,
    )
    of = (deliveries.c.owner, deliveries.c.subscription_id)
    pending = deliveries.c.state == "pending"
    Index("ix_deliveries_waiting", *of, deliveries.c.due_at, postgresql_where=pending)
    Index("ix_deliveries_state", *of, deliveries.c.state, deliveries.c.id)
    return deliveries
