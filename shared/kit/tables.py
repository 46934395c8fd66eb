"""The columns that every owned table begins with, and the tables of the kit itself."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit import trust_tables
from shared.kit.columns import choice, json_column, metadata, owned
from shared.values.terms import BatchState


def kit_tables(meta: MetaData) -> dict[str, Table]:
    """The logbook, the security and processing logs, clocks of sandbox tenants, what a follower keeps, who acts for whom, webhooks."""
    made = (
        _logbook(meta),
        _security_log(meta),
        _clocks(meta),
        _epochs(meta),
        _followers(meta),
        _parked(meta),
        trust_tables.processing_log(meta),
        trust_tables.processing_chain(meta),
        trust_tables.rights_versions(meta),
        trust_tables.authorisations(meta),
        trust_tables.subscriptions(meta),
        trust_tables.deliveries(meta),
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
