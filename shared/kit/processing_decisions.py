"""Authorisation decisions as records (Authorization Decision Log, draft): what the three logs of a service say of them.

A denial is a row of the security log. A permit is the row of the logbook for a change, and the line of the processing log for
a reading of persons. Each refers to the version of the rights under which it fell. What reads no person and changes nothing
leaves no record when it is allowed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.kit.processing_policy import address

if TYPE_CHECKING:
    from shared.kit.service import Service

_COLUMNS = (
    "decision, created_at, trace_id, span_id, parent_span_id, actor, via, client_id, end_user, role, request, code, rule,"
    " fsc_transaction_id, policy"
)
_DENIED = (
    "select false as decision, created_at, trace_id, span_id, null as parent_span_id, actor, via, client_id, end_user, role,"
    " request, code, rule, fsc_transaction_id, policy from security_log"
    " where created_at >= $1 and created_at < $2 and status = 403"
)
# The logbook keeps no version: it was the newest one that this service applied by then.
_CHANGED = (
    "select true, created_at, trace_id, span_id, null, actor, via, client_id, end_user, null, what, null, null, null,"
    " (select version from rights_versions v where v.since <= l.created_at order by v.since desc limit 1)"
    " from logbook l where created_at >= $1 and created_at < $2 and client_id not like 'service-%'"
)
# The request that a line belongs to, by the span that this service gave it: the client may choose its trace and its parent, but
# not what its first line's span is, and only lines of one request differ from that by their small number (insertion).
_ROOT = "case when parent_span_id is not null and left(span_id, 8) = left(parent_span_id, 8) then parent_span_id else span_id end"
_READ = (
    f"select * from (select distinct on ({_ROOT}, name) true, created_at, trace_id, span_id, parent_span_id, actor, via,"
    " client_id, end_user, role, name, null, null, fsc_transaction_id, policy from processing_log"
    " where created_at >= $1 and created_at < $2 and role <> 'system'"
    f" and event in ('read', 'search', 'export', 'readLog') order by {_ROOT}, name, id) lines"
)
_ALL = (
    f"select {_COLUMNS} from ({_DENIED} union all {_CHANGED} union all {_READ}) decisions order by created_at"
)


async def decisions(service: Service, since: datetime, until: datetime) -> AsyncIterator[dict[str, Any]]:
    """Every decision of a period (since ≤ t < until) as a record, oldest first."""
    async with service.database.worker.acquire() as raw, raw.transaction(readonly=True):
        async for row in raw.cursor(_ALL, since, until):
            yield record_of(service, row)


def record_of(service: Service, row: Any) -> dict[str, Any]:
    """One record, shaped like OpenTelemetry: a denial is Unset, for the deciding itself did not fail."""
    base, decided = service.settings.base_url, bool(row["decision"])
    attributes = {
        "adl.core.policies": [address(base, row["policy"])] if row["policy"] else [],
        "adl.core.configuration": f"bedoeling-{service.name}/{service.version}",
        "adl.fsc.transaction_id": row["fsc_transaction_id"],
    }
    who = {"organisation": row["actor"], "via": row["via"], "client": row["client_id"], "role": row["role"]}
    return {
        "event_name": "adl.access_evaluation",
        "timestamp": int(row["created_at"].timestamp() * 1000),
        "trace_id": row["trace_id"],
        "span_id": row["span_id"],
        "parent_span_id": row["parent_span_id"],
        "status": "Ok" if decided else "Unset",
        "attributes": {name: value for name, value in attributes.items() if value is not None},
        "body": {
            "request": {
                "subject": {"type": "user", "id": row["end_user"] or row["client_id"], "properties": who},
                "action": {"name": row["request"]},
                "resource": {"type": service.name, "id": row["request"]},
            },
            "response": {"decision": decided, "context": {"code": row["code"], "rule": row["rule"]}},
        },
    }
