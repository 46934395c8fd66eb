"""The table of jobs, for a service that has any (`job_table` in its `tables`)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from shared.kit.columns import choice, json_column, owned
from shared.values.jobs import JobState


def job_table(meta: MetaData) -> Table:
    """Work that outlives a request; its owner is the organisation that asked for it, which is its only party.

    `asked_as` is the role in which it was asked and by whose authorisation; `asker` is who asked, as the token said then.
    """
    jobs = owned(
        "jobs",
        meta,
        Column("kind", Text, nullable=False),
        choice("state", JobState),
        Column("asked_as", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("about", Uuid),
        json_column("asker"),
        json_column("input"),
        Column("progress", BigInteger, nullable=False, server_default=text("0")),
        Column("total", BigInteger),
        json_column("result", nullable=True),
        json_column("problem", nullable=True),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("lease", Uuid),
        Column("leased_until", DateTime(timezone=True)),
        Column("due_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        Column("traceparent", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("started_at", DateTime(timezone=True)),
        Column("ended_at", DateTime(timezone=True)),
        CheckConstraint("(state = 'running') = (lease is not null)", name="leased"),
        CheckConstraint("(lease is null) = (leased_until is null)", name="lease_ends"),
        CheckConstraint("(state in ('done', 'failed', 'cancelled')) = (ended_at is not null)", name="ended"),
    )
    still_open = jobs.c.state.in_(("queued", "running"))
    Index("ix_jobs_open", jobs.c.due_at, postgresql_where=still_open)
    Index("ix_jobs_ended_at", jobs.c.ended_at)
    return jobs
