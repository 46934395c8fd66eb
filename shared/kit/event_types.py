"""The kinds of facts that a service tells, as others read them: type, right, JSON Schema, example (CloudEvents NL GOV)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from pydantic import BaseModel

from shared.errors import InvalidInput, Text
from shared.kit.event_examples import example_of
from shared.kit.openapi_words import put_into_words
from shared.kit.rights import READ, Right
from shared.schemas import events as schemas
from shared.schemas.common import Event
from shared.values import mask_bsn

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.database import Row
    from shared.kit.logbook import EventType
    from shared.kit.routing import Endpoint
    from shared.kit.service import Service
    from shared.values.terms import ActorKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOMAIN = "nl.sociaaldomein"
# An event is smaller than 64 KB: what every intermediary passes on. The attributes take less than the difference.
LARGEST_DATA = 60_000
_ITEM = re.compile(r"(/[a-z-]+)+/\{\w+\}")


class EventTypeUnknown(InvalidInput):
    """The feed is asked for a kind of fact that this service does not tell."""

    code = "event-type-unknown"
    title = Text("Onbekend soort feit", "Unknown type of event")
    detail = Text("Deze dienst vertelt geen {types}.", "This service does not tell {types}.")
    mend = Text("Kies uit GET /v1/event-types.", "Choose from GET /v1/event-types.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its name inside, its type outside, the right that opens it, and where its subject is read."""

    what: str
    type: str
    event: EventType
    right: Right | None = None
    path: str | None = None
    also: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """The version in the type."""
        return int(self.type.rpartition(".v")[2])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every kind of fact of one service, by its name inside; made when its routes are known."""

    service: str = ""
    base: str = ""
    source: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    _readable: dict[Any, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def readable(self, actor: Actor) -> frozenset[str]:
        """The kinds of facts that this role may read with these scopes: those whose subject it may read itself."""
        return self.readable_as(actor.kind, actor.scopes, acting=actor.via is not None)

    def readable_as(self, role: ActorKind, scopes: frozenset[str], *, acting: bool) -> frozenset[str]:
        """The same for any role and scopes; `acting` by an authorisation, or not."""
        key = (role, scopes, acting)
        found = self._readable.get(key)
        if found is None:
            found = frozenset(
                kind.what
                for kind in self.kinds.values()
                if kind.right is not None
                and kind.right.opens_to(role)
                and (kind.right.scope is None or kind.right.scope in scopes)
                and not (acting and kind.event.own)
            )
            if len(self._readable) < 256:  # as many sets of scopes as there are sorts of clients
                self._readable[key] = found
        return found

    @property
    def between(self) -> frozenset[str]:
        """The kinds of facts about two organisations, that a third sees for neither."""
        return frozenset(what for what, kind in self.kinds.items() if kind.event.between)

    def chosen(self, types: str) -> frozenset[str]:
        """The kinds of a comma list, by type or by short name. Raises EventTypeUnknown."""
        asked = [one.strip() for one in types.split(",") if one.strip()]
        names = {kind.type: what for what, kind in self.kinds.items()} | {what: what for what in self.kinds}
        unknown = [one for one in asked if one not in names]
        if unknown:
            raise EventTypeUnknown(types=[mask_bsn(one) for one in unknown])
        return frozenset(names[one] for one in asked)

    def find(self, name: str) -> Kind | None:
        """A kind by its type, or None."""
        return next((kind for kind in self.kinds.values() if kind.type == name), None)

    def schema_address(self, name: str) -> str:
        """Where the JSON Schema of a type's data is."""
        return f"{self.base}/v1/event-types/{name}/schema"

    def dataref(self, what: str, subject: UUID) -> str | None:
        """Where the subject of a fact can be read, as it is by then."""
        kind = self.kinds.get(what)
        return (
            None
            if kind is None or kind.path is None
            else f"{self.base}/v1{kind.path}".format(subject=subject)
        )

    def person(self, row: Row) -> UUID | None:
        """The citizen that a fact is about: named in its data, else its subject where that is a person itself."""
        right = self.kinds[row["what"]].right
        if right is None or right.activity is None:
            return None
        named = (row["data"] or {}).get("citizenId")
        if named is not None:
            return UUID(named)
        return row["subject"] if self.is_person(row["what"]) else None

    def is_person(self, what: str) -> bool:
        """Whether the subject of such a fact is a person itself, under its surrogate."""
        kind = self.kinds.get(what)
        return kind is not None and kind.right is not None and kind.right.resource == "citizens"

    def cloud_event(self, row: Row, *, previous: int = 0, thin: bool = False) -> msgspec.Struct:
        """A row of the logbook as a CloudEvent that msgspec writes; without data, and with `dataref`, when `thin` or too large."""
        what: str = row["what"]
        kind = self.kinds.get(what)
        name = kind.type if kind is not None else type_of(self.service, what)
        data = None if thin else row["data"]
        event: msgspec.Struct = _CLOUD_EVENT(
            specversion="1.0",
            id=str(row["id"]),
            source=self.source,
            type=name,
            subject=str(row["subject"]),
            time=row["created_at"],
            datacontenttype="application/json",
            dataschema=self.schema_address(name) if kind is not None else None,
            dataref=self.dataref(what, row["subject"]) if data is None else None,
            sequence=str(row["id"]),
            previous=str(previous) if previous else None,
            owner=row["owner"],
            subject_version=row["version"],
            event_day=row["event_day"],
            traceparent=f"00-{row['trace_id']}-{row['span_id']}-01",
            data=data,
        )
        return event


# The attributes as Event describes them, written without those that are not there.
_CLOUD_EVENT: Any = msgspec.defstruct(
    "CloudEvent",
    [(name, Any, None) for name in Event.model_fields],
    rename={name: one.alias or name for name, one in Event.model_fields.items()},
    omit_defaults=True,
    frozen=True,
    kw_only=True,
    gc=False,
)


def type_of(service: str, what: str) -> str:
    """The reverse-DNS type: `contract-activated` is version 1 of it, `contract-activated.v2` a later one."""
    name, _, version = what.partition(".v")
    return f"{DOMAIN}.{service}.{name}.v{version or 1}"


def catalogue(service: Service, endpoints: Iterable[Endpoint]) -> Catalogue:
    """The kinds of facts of a service, each with the right and the address of the GET of its model."""
    listed = [one for one in endpoints if one.method == "GET" and one.answer is not None]
    items = {one.answer: one for one in listed if not one.page and _ITEM.fullmatch(one.path)}
    lists = {one.answer: one.path.lstrip("/") for one in listed if one.page and "{" not in one.path}
    kinds = {}
    for what, event in service.events.items():
        item = items.get(event.model)
        path = event.at or (re.sub(r"\{\w+\}", "{subject}", item.path) if item is not None else None)
        also = tuple(sorted(lists[model] for model in event.also))
        right = _right_of(service, event, item)
        kinds[what] = Kind(what, type_of(service.name, what), event, right, path, also)
    settings = service.settings
    source = f"urn:nld:oin:{settings.system_oin}:systeem:bedoeling-{service.name}"
    return Catalogue(service.name, settings.base_url.rstrip("/"), source, dict(sorted(kinds.items())))


def _right_of(service: Service, event: EventType, item: Endpoint | None) -> Right | None:
    resource = event.resource
    if resource is None and item is not None:
        parts = item.route.endpoint.__module__.split(".")
        resource = parts[2] if parts[0] == "services" else None
    if resource is None:
        return None  # what nobody can read elsewhere is for siblings only
    return service.rights.of(resource, READ)


def data_schema(catalogue_: Catalogue, kind: Kind) -> dict[str, Any]:
    """The JSON Schema of the data of a kind of fact; members may be added, so others than these are allowed."""
    return _published(kind.event.told, catalogue_.schema_address(kind.type))


def envelope_schema(catalogue_: Catalogue) -> dict[str, Any]:
    """The JSON Schema of the CloudEvent around the data."""
    made = _published(Event, f"{catalogue_.base}/v1/event-types/envelope")
    made["required"] = sorted({*made["required"], "specversion"})
    made["oneOf"] = [{"required": ["data", "datacontenttype", "dataschema"]}, {"required": ["dataref"]}]
    return made


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    made = model.model_json_schema(by_alias=True, mode="serialization")
    put_into_words({**made.get("$defs", {}), model.__name__: made})
    _open(made)
    return made


def _published(model: type[BaseModel], address: str) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": address, **_schema_of(model)}


def _open(schema: Any) -> None:
    """Leave room for members that a later release adds: a validator on the other side must not refuse those."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
        for inner in schema.values():
            _open(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _open(inner)


def described(catalogue_: Catalogue, kind: Kind) -> schemas.EventType:
    """A kind of fact as `GET /v1/event-types` shows it."""
    schema = data_schema(catalogue_, kind)
    event = kind.event
    return schemas.EventType(
        type=kind.type,
        name=kind.what,
        version=kind.version,
        since=event.since,
        says=schemas.InTwoLanguages(nl=event.says, en=event.english),
        scope=kind.right.scope if kind.right is not None else None,
        also_changes=list(kind.also),
        dataschema=schema["$id"],
        schema_=schema,
        example=example(catalogue_, kind),
    )


def example(catalogue_: Catalogue, kind: Kind) -> dict[str, Any]:
    """An invented event of this kind, whole and valid."""
    row = example_of(_schema_of(Event))
    data = example_of(_schema_of(kind.event.told))
    row |= {"id": "1", "sequence": "1", "source": catalogue_.source, "type": kind.type, "data": data}
    row |= {"subject": data.get("id", row["subject"]), "owner": data.get("owner", row["owner"])}
    row |= {"subjectversion": data.get("version", 1), "dataschema": catalogue_.schema_address(kind.type)}
    return {name: value for name, value in row.items() if name not in ("dataref", "previous")}
