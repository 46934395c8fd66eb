"""The kinds of facts: their names, who may read them, their schemas, and a fact as a CloudEvent."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from jsonschema import Draft202012Validator

from shared.kit.auth import Actor
from shared.kit.event_types import (
    LARGEST_DATA,
    Catalogue,
    EventTypeUnknown,
    data_schema,
    envelope_schema,
    example,
    type_of,
)
from shared.values.terms import ActorKind, Scope
from tests.shared.kit.conftest import Diaries

SUBJECT = UUID("01990000-0000-7000-8000-000000000001")
ROW: dict[str, Any] = {
    "id": 7,
    "owner": "00000099000000000484",
    "what": "note-written",
    "subject": SUBJECT,
    "version": 2,
    "event_day": date(2026, 1, 31),
    "created_at": datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    "span_id": "00f067aa0ba902b7",
    "data": {"text": "x"},
}


@pytest.fixture
def catalogue(diaries: Diaries) -> Catalogue:
    """What the diary tells."""
    found: Catalogue = diaries.source.catalogue
    return found


def actor(kind: ActorKind, *scopes: str) -> Actor:
    """Somebody in a role."""
    return Actor("c", ("00000099000000000484",), frozenset(scopes), None, "s", "i", "t", kind=kind)


def written(event: msgspec.Struct) -> dict[str, Any]:
    """An event as it travels."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(event))
    return found


def test_a_type_has_one_version() -> None:
    """Version 1 unless the name inside says otherwise; reverse DNS of the domain, no organisation in it."""
    assert type_of("contracts", "contract-signed") == "nl.sociaaldomein.contracts.contract-signed.v1"
    assert type_of("contracts", "contract-signed.v2") == "nl.sociaaldomein.contracts.contract-signed.v2"


def test_only_who_reads_the_subject_reads_its_facts(catalogue: Catalogue) -> None:
    """The role and the scope of the subject's own GET open a fact; what nobody can read elsewhere is for siblings only."""
    every = frozenset({"note-written", "note-changed", "note-finished"})
    assert catalogue.readable(actor(ActorKind.PURCHASER, Scope.SETTLEMENT_READ)) == every
    assert catalogue.readable(actor(ActorKind.PURCHASER, Scope.EVENTS_READ)) & every == frozenset()
    closed = replace(
        catalogue, kinds={w: replace(k, right=None) for w, k in catalogue.kinds.items()}, _readable={}
    )
    assert closed.readable(actor(ActorKind.PURCHASER, Scope.SETTLEMENT_READ)) == frozenset()
    right = catalogue.kinds["note-written"].right
    assert right is not None
    few = replace(right, kinds=frozenset({ActorKind.PURCHASER}))
    kinds = {w: replace(k, right=few) for w, k in catalogue.kinds.items()}
    narrow = replace(catalogue, kinds=kinds, _readable={})
    assert narrow.readable(actor(ActorKind.PROVIDER, Scope.SETTLEMENT_READ)) == frozenset()
    assert narrow.readable(actor(ActorKind.PURCHASER, Scope.SETTLEMENT_READ)) >= every


def test_what_is_somebodys_own_is_not_for_who_acts_for_it(catalogue: Catalogue) -> None:
    """Facts about an organisation's own webhooks and jobs are readable in its own name only."""
    own = {what for what, kind in catalogue.kinds.items() if kind.event.own}
    itself = actor(ActorKind.PURCHASER, Scope.EVENTS_READ, Scope.SETTLEMENT_READ, Scope.CONTRACTS_READ)
    acting = replace(itself, via="00000099000000009999")
    assert own and catalogue.readable(itself) - catalogue.readable(acting) == own


def test_types_are_chosen_by_either_name(catalogue: Catalogue) -> None:
    """The type of the CloudEvent or the short name; another is refused by its name."""
    assert catalogue.chosen("nl.sociaaldomein.contracts.note-written.v1,note-changed") == {
        "note-written",
        "note-changed",
    }
    with pytest.raises(EventTypeUnknown) as refused:
        catalogue.chosen("note-written,nonsense")
    assert refused.value.facts == {"types": ["nonsense"]}


def test_a_fact_whole_and_thin(catalogue: Catalogue) -> None:
    """Whole it carries its data, thin where to read the subject; an attribute that is not there is not written."""
    whole, thin = written(catalogue.cloud_event(ROW)), written(catalogue.cloud_event(ROW, thin=True))
    assert whole["data"] == {"text": "x"} and "dataref" not in whole and "previous" not in whole
    assert thin["dataref"].endswith(f"/v1/notes/{SUBJECT}") and "data" not in thin
    assert {name: whole[name] for name in thin if name != "dataref"} == {
        name: thin[name] for name in thin if name != "dataref"
    }
    assert written(catalogue.cloud_event(ROW, previous=5))["previous"] == "5"
    for event in (whole, thin):
        Draft202012Validator(envelope_schema(catalogue)).validate(event)
        assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in event)


def test_the_attributes_leave_room_under_64_kb(catalogue: Catalogue) -> None:
    """The largest data that is told whole and the longest attributes together stay below what intermediaries pass on."""
    row = {**ROW, "data": None, "id": 2**63 - 1}
    base = "https://" + "a" * 253 + "/" + "b" * 1000
    long = replace(catalogue, base=base)
    attributes = len(msgspec.json.encode(long.cloud_event(row, previous=2**63 - 1)))
    assert attributes + LARGEST_DATA < 65_536


def test_a_fact_of_a_kind_that_is_gone_is_still_an_event(catalogue: Catalogue) -> None:
    """The logbook keeps what an older release told: a sibling reads it under its type, without a schema."""
    event = written(catalogue.cloud_event({**ROW, "what": "note-burnt"}))
    assert event["type"] == "nl.sociaaldomein.contracts.note-burnt.v1" and "dataschema" not in event


def test_a_schema_says_which_dialect_and_leaves_room(catalogue: Catalogue) -> None:
    """2020-12 with its own address; members that a later release adds pass, what is there keeps its type."""
    kind = catalogue.kinds["note-written"]
    schema = data_schema(catalogue, kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == catalogue.schema_address(kind.type)
    shown = example(catalogue, kind)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({**shown["data"], "colour": "red"})
    assert not validator.is_valid({**shown["data"], "version": "two"})


def test_every_example_is_a_whole_event(catalogue: Catalogue) -> None:
    """What is printed passes both schemas."""
    for kind in catalogue.kinds.values():
        shown = example(catalogue, kind)
        Draft202012Validator(envelope_schema(catalogue)).validate(shown)
        Draft202012Validator(data_schema(catalogue, kind)).validate(shown["data"])
        assert shown["type"] == kind.type and shown["subject"] == shown["data"]["id"]
