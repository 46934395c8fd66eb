"""The columns that every owned table begins with, and the tables of the kit itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    UniqueConstraint,
    Uuid,
    event,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.values.terms import ActorKind, BatchState, DeliveryState, ProcessingEvent, SubscriptionState

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def metadata() -> MetaData:
    """A service's own metadata: two services in one process keep their tables apart."""
    return MetaData(naming_convention=NAMING)


def json_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """A jsonb column; None is SQL NULL, never JSON null."""
    return Column(name, JSONB(none_as_null=True), nullable=nullable)


def choice(name: str, kind: type[Any], *, nullable: bool = False) -> Column[str]:
    """A StrEnum as text with a CHECK on its table; comes back as str."""
    # Never a length: VARCHAR(n)[] would cut silently when the values travel as an array.
    column: Column[str] = Column(name, Text, nullable=nullable)
    listed = ", ".join(f"'{member.value}'" for member in kind)

    def attach(_: object, table: Table) -> None:
        table.append_constraint(CheckConstraint(f"{name} in ({listed})", name=f"{name}_known"))

    event.listen(column, "after_parent_attach", attach)
    return column


def owned(name: str, meta: MetaData, *more: Any) -> Table:
    """A table whose rows belong to a purchaser and are seen by the parties; every key starts with the owner.

    Row-level security is put on it by the migration (`kit.migrations.protect`).
    """
    table = Table(
        name,
        meta,
        Column("owner", Text, nullable=False),
        Column("id", Uuid, nullable=False),
        Column("version", Integer, nullable=False, server_default=text("1")),
        Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
        Column("client_id", Text, nullable=False),
        Column("external_reference", Text),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        *more,
        PrimaryKeyConstraint("owner", "id"),
        CheckConstraint("owner ~ '^[0-9]{20}$'", name="owner_oin"),
    )
    Index(f"ix_{name}_id", table.c.id)
    Index(
        f"uq_{name}_external_reference",
        table.c.owner,
        table.c.client_id,
        table.c.external_reference,
        unique=True,
        postgresql_where=table.c.external_reference.isnot(None),
    )
    return table


def kit_tables(meta: MetaData) -> dict[str, Table]:
    """The logbook, the security and processing logs, clocks of sandbox tenants, what a follower keeps, who acts for whom, webhooks."""
    made = (
        _logbook(meta),
        _security_log(meta),
        _clocks(meta),
        _epochs(meta),
        _followers(meta),
        _parked(meta),
        _processing_log(meta),
        _processing_chain(meta),
        _rights_versions(meta),
        _authorisations(meta),
        _subscriptions(meta),
        _deliveries(meta),
    )
    return {table.name: table for table in made}


def _logbook(meta: MetaData) -> Table:
    logbook = Table(
        "logbook",
        meta,
        Column("id", BigInteger, Identity(always=True, cache=1), primary_key=True),
        Column("owner", Text, nullable=False),
        Column("parties", ARRAY(Text), nullable=False),
        Column("actor", Text, nullable=False),
        Column("client_id", Text, nullable=False),
        Column("end_user", Text),
        Column("what", Text, nullable=False),
        Column("subject", Uuid, nullable=False),
        Column("version", Integer, nullable=False),
        Column("event_day", Date, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("trace_id", Text, nullable=False),
        Column("span_id", Text, nullable=False),
        Column("retry_key", LargeBinary),
        Column("input_hash", LargeBinary),
        Column("status", Integer, nullable=False),
        json_column("data"),
        json_column("derivation", nullable=True),
        Column("via", Text),
    )
    Index("ix_logbook_owner_subject", logbook.c.owner, logbook.c.subject, logbook.c.id)
    Index(
        "uq_logbook_retry_key",
        logbook.c.retry_key,
        unique=True,
        postgresql_where=logbook.c.retry_key.isnot(None),
    )
    return logbook


def _security_log(meta: MetaData) -> Table:
    security_log = Table(
        "security_log",
        meta,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("actor", Text),
        Column("client_id", Text),
        Column("end_user", Text),
        Column("request", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("rule", Text),
        Column("status", Integer, nullable=False),
        Column("trace_id", Text, nullable=False),
        Column("role", Text),
        Column("via", Text),
        Column("span_id", Text),
        Column("fsc_transaction_id", Text),
        Column("policy", Text),
    )
    return security_log


def _processing_log(meta: MetaData) -> Table:
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


def _processing_chain(meta: MetaData) -> Table:
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


def _rights_versions(meta: MetaData) -> Table:
    """Each version of the rights matrix that ever judged a request here: the policy that a decision refers to."""
    return Table(
        "rights_versions",
        meta,
        Column("version", Text, primary_key=True),
        Column("since", DateTime(timezone=True), nullable=False, server_default=func.now()),
        json_column("rights"),
    )


def _authorisations(meta: MetaData) -> Table:
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
        CheckConstraint("(kind = 'ombuds') = (citizen_id is not null)", name="case"),
        Index("ix_authorisations_holder", "holder", "owner"),
    )


def _subscriptions(meta: MetaData) -> Table:
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


def _deliveries(meta: MetaData) -> Table:
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


def _clocks(meta: MetaData) -> Table:
    clocks = Table(
        "clocks",
        meta,
        Column("owner", Text, primary_key=True),
        Column("parties", ARRAY(Text), nullable=False),
        Column("today", Date, nullable=False),
    )
    return clocks


def _epochs(meta: MetaData) -> Table:
    epochs = Table(
        "epochs",
        meta,
        Column("epoch", Uuid, primary_key=True),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )
    return epochs


def _followers(meta: MetaData) -> Table:
    followers = Table(
        "followers",
        meta,
        Column("feed", Text, primary_key=True),
        Column("epoch", Uuid, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("cursor", Text),
        Column("applied", BigInteger, nullable=False, server_default=text("0")),
        Column("stopped", Text),
    )
    return followers


def _parked(meta: MetaData) -> Table:
    parked = Table(
        "parked",
        meta,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("feed", Text, nullable=False),
        Column("sequence", BigInteger, nullable=False),
        Column("owner", Text, nullable=False),
        Column("subject", Uuid, nullable=False),
        Column("event_day", Date, nullable=False),
        Column("reason", Text, nullable=False),
        Column("alarm", Boolean, nullable=False),
        Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("done_at", DateTime(timezone=True)),
        json_column("fact"),
        UniqueConstraint("feed", "sequence"),
    )
    Index("ix_parked_waiting", parked.c.feed, parked.c.sequence, postgresql_where=parked.c.done_at.is_(None))
    return parked


def batch_table(meta: MetaData) -> Table:
    """A file on its way, with an answer for each line that came back."""
    return owned(
        "batches",
        meta,
        Column("kind", Text, nullable=False),
        choice("state", BatchState),
        Column("received", Integer, nullable=False),
        Column("accepted", Integer, nullable=False),
        Column("rejected", Integer, nullable=False),
        Column("duplicates", Integer, nullable=False),
        json_column("errors"),
    )


__all__ = [
    "ARRAY",
    "batch_table",
    "choice",
    "json_column",
    "kit_tables",
    "metadata",
    "owned",
]
