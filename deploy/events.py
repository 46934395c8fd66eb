"""Writes docs/events.md: every fact that the services tell, as they say it themselves."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from deploy.settings import SERVICES
from shared.kit.event_types import LARGEST_DATA, Catalogue, Kind
from shared.kit.surface import Surface

PAGE = Path(__file__).resolve().parent.parent / "docs" / "events.md"
INTRODUCTION = f"""# Events

Made by `python -m deploy events --write` from what the services publish of themselves; a test holds it against them. Every
service answers `GET /v1/event-types` without a token: for each type the sentence in Dutch and English, the JSON Schema
(2020-12) of its data, an example and the release that first told it. `GET /v1/event-types/envelope` is the schema of
the CloudEvent around the data.

## How a fact travels

A fact is one row of a service's logbook (decision 0004): one operation, one fact, with the whole new version of its subject and
without personal data or free text. It is told three ways: by the feed (`GET /v1/events?after=…`), by webhooks (thin: without
data) and, for a first load, as part of a snapshot (`POST /v1/snapshots`). All are CloudEvents 1.0 in the NL GOV profile.

| attribute | what it says |
|---|---|
| `id` | the fact's own number in its service; the same for ever, unique together with `source` |
| `source` | the system that tells it, by OIN: `urn:nld:oin:<20 digits>:systeem:bedoeling-<service>` |
| `type` | reverse DNS of the domain, the service, the fact, and one version of the schema of its data |
| `subject`, `subjectversion` | what it is about, and in which version; the version is the ETag of the subject's GET. A webhook about a citizen names the fact itself in place of the surrogate |
| `time` | when it was written down, by the machine's clock (UTC): the begin of the transaction that did so |
| `eventday` | the day on the domain's clock: what rules and terms count with (a sandbox has its own) |
| `sequence` | the place in the feed; rises, with gaps, because others' facts lie between |
| `previous` | the `sequence` of the fact before it in this reading: when it is not the last that you read, one is missing |
| `owner` | the responsible purchaser (OIN) |
| `dataschema` | the JSON Schema of `data` |
| `dataref` | where to read the subject, when `data` is not there: in webhooks, and for data of more than {LARGEST_DATA:,} bytes, so that every event stays below 64 KB |
| `traceparent` | the W3C trace of the operation that wrote it |

Members may be added to the data of a type; a change that breaks a reader is a new type with a next version.

## Reading the feed

Ask with `after` from the `next` of the page before; the cursor is yours alone. `types` (types or short names, with commas) and
`subject` narrow it. A municipality or region sees its own facts and those that name it as a party, any other role those that name it,
each about what role and scopes let it read; a software vendor in its own name sees those of everybody who authorised it today, as far
as that authorisation goes (`events:read` and the service's own `…:read`). What is told of an authorisation is for who gave it and who
holds it. What you may see is judged when you read: after a withdrawal, `authorisation-withdrawn` is the last fact that you see of
that organisation.

Facts older than `BEDOELING_FEED_DAYS` (400 days of machine time; 0 keeps all) are no longer told to others than the four
services themselves: a position before them, the empty start included, is answered with 410 `feed-position-gone`. Another epoch
means that the database was put back. In both cases, and when `takeSnapshot` in the data says so, begin with a snapshot.

## Keeping a mirror

`POST /v1/snapshots` with `{{"collection": "contracts"}}` streams every row that you may see as NDJSON. The first line holds `next`, the
cursor to read on from: no fact falls between. The last is `{{"end": true, "lines": n}}`; without it the stream was cut
off. After it: a fact of one of the `types` replaces the row when its `subjectversion` is higher than what you have; after
a fact of one of the `rereadOn` read the collection again, because the same operation changed rows that it does not carry.
"""


@cache
def catalogues() -> dict[str, Catalogue]:
    """What each service tells, from an application made without database, network or keys."""
    found = {}
    for name in SERVICES:
        settings_of = importlib.import_module(f"services.{name}.settings").Settings
        settings = settings_of(name=name, base_url=f"https://{name}.bedoeling.example.org")
        app: Surface = importlib.import_module(f"services.{name}.app").create_app(settings)
        found[name] = app.service.catalogue
    return found


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for service, catalogue in catalogues().items():
        lines = [
            f"## {service}\n",
            "| type | what it says | scope | rows that change with it |",
            "|---|---|---|---|",
        ]
        parts.append("\n".join([*lines, *(_line(kind) for kind in catalogue.kinds.values())]) + "\n")
    return "\n".join(parts)


def _line(kind: Kind) -> str:
    scope = f"`{kind.right.scope}`" if kind.right is not None else "siblings only"
    also = ", ".join(f"`{one}`" for one in kind.also)
    return f"| `{kind.type}` | {kind.event.english} *{kind.event.says}* | {scope} | {also} |"


def run(arguments: Sequence[str] = ()) -> int:
    """`python -m deploy events [--write]`: 1 when the page is not up to date."""
    parser = argparse.ArgumentParser(prog="events", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page instead of comparing it")
    asked = parser.parse_args(arguments)
    text = page()
    if asked.write:
        PAGE.write_text(text, encoding="utf-8")
        print(f"{PAGE.name}: written")
        return 0
    same = PAGE.exists() and PAGE.read_text("utf-8") == text
    print(f"{PAGE.name}: {'equal' if same else 'python -m deploy events --write'}")
    return int(not same)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
