"""Who may be taken along into a sandbox: an organisation of which the service knows nothing yet, or who says so itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.errors import Refused, Text

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection, Row

# One sandbox opens at a time: two at once would each find the other's guest free.
_ALONE = "select pg_advisory_xact_lock(hashtextextended('sandbox', 0))"
_LIVES = "select owner, parties from clocks where owner <> $1 and (owner = any($2) or parties && $2)"
_OWNED = (
    "select c.relname as name, bool_or(a.attname = 'parties') as shared from pg_class c join pg_attribute a on a.attrelid = c.oid"
    " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"
    " and a.attname in ('owner', 'parties') and not a.attisdropped and c.relname <> 'clocks'"
    " and has_table_privilege(c.oid, 'select')"
    " group by 1 having bool_or(a.attname = 'owner') order by 1"
)


class GuestKnown(Refused):
    """A sandbox takes along organisations that are new here: anyone else would find its clock moved by a stranger."""

    code = "sandbox-guest-known"
    title = Text("Deze organisatie is hier al bekend", "This organisation is known here already")
    detail = Text(
        "{guests} leeft al in een andere zandbak of staat al in gegevens van een ander.",
        "{guests} lives in another sandbox already, or stands in somebody else's data.",
    )
    mend = Text(
        "Neem een nieuw test-OIN, of vraag met een token dat ook voor deze organisatie spreekt.",
        "Take a new test OIN, or ask with a token that speaks for this organisation too.",
    )


async def check_guests(ctx: Context, connection: Connection, owner: str, guests: Sequence[str]) -> None:
    """Refuse guests that live in another's sandbox, own a row, or stand in a row that is not this owner's.

    Only who a token speaks for itself is taken along without a look. The transaction that opens the tenant goes on alone from
    here. Raises GuestKnown.
    """
    await connection.raw.execute(_ALONE)
    strangers = [oin for oin in guests if oin not in ctx.actor.organisations and oin != owner]
    if not strangers:
        return
    # Across tenants, so by the role that sees all and writes nothing; what others committed is visible by now.
    async with ctx.service.database.worker.acquire() as worker:
        known: set[str] = set()
        for row in await worker.fetch(_LIVES, owner, strangers):
            known |= {row["owner"], *row["parties"]}
        tables = await worker.fetch(_OWNED)
        known |= {row[0] for row in await worker.fetch(_named_in(tables), owner, strangers)}
    found = sorted(known & set(strangers))
    if found:
        raise GuestKnown(guests=", ".join(found))


def _named_in(tables: Sequence[Row]) -> str:
    """Which organisations ($2) own a row of these tables, or stand in one of others than $1, in one statement."""
    parts = []
    for table, shared in ((row["name"], row["shared"]) for row in tables):
        parts.append(f'select owner from "{table}" where owner = any($2) and owner <> $1')
        if shared:
            parts.append(
                f'select named from "{table}", unnest(parties) named'
                " where parties && $2 and owner <> $1 and named = any($2)"
            )
    return " union ".join(parts)
