"""Whom a request touched: found in what it returned and in what travels, each noted once, written in one statement."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import orjson
import pytest

from shared.errors import Refused, Text
from shared.kit.clock import machine_now
from shared.kit.problems import InProgress
from shared.kit.processing import Seen, insertion, subjects_in, subjects_of, values_of
from shared.kit.processing_subjects import subjects_of_refusal
from shared.kit.rights import Right
from shared.kit.rows import Slice
from shared.values import new_id
from shared.values.terms import ActorKind, ProcessingEvent

OWNER, OTHER = "00000099000000000484", "00000099000000000344"
READS = Right("requests", "read", None, frozenset(), "access-to-support")
DECISIONS = Right("decisions", "read", None, frozenset(), "access-to-support")
CREATES = Right("requests", "report_request", None, frozenset(), "access-to-support", ProcessingEvent.CREATE)
NOW = machine_now()


@dataclass(frozen=True)
class Thing:
    """What has an owner and is about a citizen."""

    citizen_id: UUID | None
    owner: str = OWNER


def test_persons_are_found_in_whatever_an_operation_returns() -> None:
    """In one thing, a list, a page and a loader's mapping of things or lists of them; nowhere else."""
    first, second = new_id(), new_id()
    one, two = Thing(first), Thing(second, OTHER)
    assert subjects_of(one) == {OWNER: [first]}
    for several in ([one, two], (one, two), Slice([one, two]), {1: one, 2: two}, {1: [one], 2: [two]}):
        assert subjects_of(several) == {OWNER: [first], OTHER: [second]}
    for nobody in (None, "tekst", b"bytes", 7, [], {}, Slice([]), Thing(None), [None, Thing(None)]):
        assert subjects_of(nobody) == {}


def test_persons_are_found_in_what_travels() -> None:
    """Each citizenId, however deep, under the nearest owner; a citizen by its own id where that is what travels."""
    first, second = str(new_id()), str(new_id())
    body = {
        "owner": OWNER,
        "citizenId": first,
        "parts": [{"citizenId": second}, {"owner": OTHER, "citizenId": second}],
    }
    found = {OWNER: [UUID(first), UUID(second)], OTHER: [UUID(second)]}
    assert subjects_in(body) == subjects_in(orjson.dumps(body)) == found
    assert subjects_in({"citizenId": None}) == subjects_in([1, "x"]) == subjects_in({"id": first}) == {}
    assert subjects_in({"id": first}, OTHER, citizens=True) == {OTHER: [UUID(first)]}
    erasure = {"id": second, "owner": OTHER, "citizenId": first}
    assert subjects_in(erasure, citizens=True) == {OTHER: [UUID(first)]}


class Known(Refused):
    """A refusal that names somebody."""

    code, names = "known-in-a-test", "id"
    title = detail = mend = Text("Bekend", "Known")


def test_persons_are_found_in_a_refusal() -> None:
    """Whose row was met, else who was asked by name or in what was sent; and whom the refusal names, if it does."""
    first, second, third = new_id(), new_id(), new_id()
    plain, named = InProgress(), Known(id=third)
    assert subjects_of_refusal(plain, OWNER, [(OTHER, first)], {"citizen_id": second}) == (
        {OTHER: [first]},
        {},
    )
    assert subjects_of_refusal(plain, OWNER, [], {"citizen_id": second}) == ({OWNER: [second]}, {})
    assert subjects_of_refusal(named, OWNER, [], {"new": Thing(second)}) == (
        {OWNER: [second]},
        {OWNER: [third]},
    )
    assert subjects_of_refusal(Known(id="…"), OWNER, [], {"new": Thing(None), "other": 7}) == ({}, {})


def noted(*notes: tuple[Right, str, dict[str, list[UUID]]], asked: str = OWNER) -> list[tuple[Any, ...]]:
    """What is pending after these readings: resource, subjects, event and status."""
    seen = Seen()
    for right, name, subjects in notes:
        seen.note(right, name, subjects, NOW, asked=asked)
    return [(one.right.resource, one.subjects, one.done, one.status) for one in seen.pending]


def test_nobody_is_noted_twice_for_one_resource() -> None:
    """Twice in a list or by two fields of a graph is one line; another resource is another line."""
    one, two = new_id(), new_id()
    assert noted(
        (READS, "list_requests", {OWNER: [one, one]}),
        (READS, "list_requests_by_id", {OWNER: [one, two]}),
        (READS, "list_requests_by_id", {OWNER: [one, two]}),
        (DECISIONS, "list_decisions_by_request", {OWNER: [one]}),
    ) == [
        ("requests", (one,), "search", "Ok"), ("requests", (two,), "read", "Ok"), ("decisions", (one,), "read", "Ok"),
    ]  # fmt: skip


def test_who_found_nobody_is_noted_once() -> None:
    """A search or an id without result is Unset; a loader that found nothing beside persons is no search of its own."""
    nobody = ("requests", (None,), "search", "Unset")
    assert noted((READS, "list_requests", {}), (READS, "list_requests", {})) == [nobody]
    assert noted((READS, "get_request", {})) == [("requests", (None,), "read", "Unset")]
    assert noted((DECISIONS, "list_decisions_by_request", {})) == [("decisions", (None,), "read", "Unset")]
    one = new_id()
    both = ((READS, "list_requests", {OWNER: [one]}), (DECISIONS, "list_decisions_by_request", {}))
    assert len(noted(*both)) == 1
    assert noted((READS, "list_requests", {}), asked="") == []


def test_what_was_done_is_what_the_right_says_or_what_is_told() -> None:
    """The right's event goes before the name, and what is told before both."""
    seen = Seen()
    seen.note(CREATES, "report_request", {OWNER: [new_id()]}, NOW)
    seen.note(CREATES, "report_request", {OWNER: [new_id()]}, NOW, event=ProcessingEvent.READ)
    seen.failed(READS, "get_request", OWNER, NOW)
    assert [one.done for one in seen.pending] == ["create", "read", "read"]
    assert (seen.pending[-1].subjects, seen.pending[-1].status) == ((None,), "Error")


def context(**more: Any) -> Any:
    """As much of a request as a line tells."""
    actor = {
        "organisation": OWNER, "via": None, "client_id": "proef", "end_user": "j.jansen",
        "kind": ActorKind.PURCHASER, "service": False,
    }  # fmt: skip
    activities = SimpleNamespace(references={"access-to-support": "access-to-support/versions/1"})
    told = {
        "actor": SimpleNamespace(**actor | more.pop("actor", {})), "seen": Seen(), "cause": None, "trace_id": "a" * 32,
        "span_id": "f000000000000001", "parent_span_id": None, "fsc_transaction_id": None,
        "service": SimpleNamespace(name="access", policy="0" * 16, activities=activities),
    }  # fmt: skip
    return SimpleNamespace(**told | more)


def test_the_lines_of_several_actions_are_one_statement() -> None:
    """What they share travels once, each line says to which action it belongs, and later lines count on."""
    ctx, one, two = context(), new_id(), new_id()
    ctx.seen.note(READS, "list_requests", {OWNER: [one, two]}, NOW)
    ctx.seen.note(DECISIONS, "list_decisions_by_request", {OWNER: [one]}, NOW)
    values = values_of(ctx, ctx.seen.pending)
    assert (values["subjects"], values["actions"], values["before"]) == ([one, two, one], [1, 1, 2], 0)
    assert values["name"] == ["access.requests.list_requests", "access.decisions.list_decisions_by_request"]
    assert values["span_number"] == 0xF000000000000001 - 2**64
    assert values_of(ctx, ctx.seen.pending)["before"] == 3
    assert len(insertion().arguments(values)) == len(values)  # and nothing else travels


@pytest.mark.parametrize(
    ("more", "processor"),
    [
        ({}, None),
        ({"parent_span_id": "00f067aa0ba902b7"}, "proef"),
        ({"actor": {"service": True}}, "proef"),
        ({"cause": SimpleNamespace(feed="access")}, "service-access"),
    ],
)
def test_the_processor_is_the_application_that_asked(more: dict[str, Any], processor: str | None) -> None:
    """Whoever sends its trace along, a sibling, or the sibling whose fact it was; a first request has none."""
    assert values_of(context(**more), [])["processor"] == processor
