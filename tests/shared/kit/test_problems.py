"""A problem says in two languages what is wrong, by which rule, and what clears it."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shared.errors import FieldError, InvalidInput, NotAllowed, NotFound, Outdated, Problem, Refused, Text
from shared.kit.faults import faults_of, pointer
from shared.kit.problems import (
    BodyTooLarge,
    InProgress,
    InternalError,
    KeyReused,
    MethodNotAllowed,
    PreconditionFailed,
    PreconditionRequired,
    RequestInvalid,
    headers_of,
    problem_body,
    problem_type,
    status_of,
)
from shared.kit.token_problems import ScopeMissing, TokenInvalid

KEYS = ["type", "title", "status", "detail", "instance", "code", "rule", "mend", "traceId"]


class GoneForGood(NotFound):
    """A kind with a status of its own."""

    status: ClassVar[int] = 410


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (InvalidInput, 400),
        (NotAllowed, 403),
        (TokenInvalid, 401),
        (ScopeMissing, 403),
        (NotFound, 404),
        (GoneForGood, 410),
        (Refused, 409),
        (Outdated, 412),
        (PreconditionFailed, 412),
        (PreconditionRequired, 428),
        (KeyReused, 422),
        (InProgress, 409),
        (BodyTooLarge, 413),
        (InternalError, 500),
    ],
)
def test_a_kind_has_its_status(kind: type[Problem], status: int) -> None:
    """The kind decides the status; a class may say its own."""
    assert status_of(kind) == status


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shared_problem_can_be_read(language: str) -> None:
    """Each problem of the kit has a title, a detail and a mend in both languages, and a type of its own."""
    shared = [one for one in Problem.registry.values() if one.__module__.startswith("shared.kit.")]
    assert len(shared) > 15
    for kind in shared:
        example = Problem.__new__(kind)
        Problem.__init__(example)
        body = problem_body(example, language, status_of(kind), "/v1/x", "a" * 32, "https://x.example.org")
        assert [*body] == KEYS
        assert body["title"] and body["detail"] and body["mend"]
        assert body["type"] == problem_type("https://x.example.org", kind.code)


def test_errors_speak_the_readers_language() -> None:
    """The list of faults is rendered in the language asked, with its rule."""
    fault = FieldError("#/a", "date.format", Text("Fout {x}.", "Wrong {x}."), rule="R-S02")
    body = problem_body(RequestInvalid(errors=(fault,), x=1), "en", 400, "/", "t", "b")
    assert body["errors"] == [
        {"in": "body", "location": "#/a", "code": "date.format", "detail": "Wrong 1.", "rule": "R-S02"}
    ]


def test_headers_belong_to_the_problem() -> None:
    """Retry-After, Allow and WWW-Authenticate come with the problems that need them."""
    assert headers_of(InProgress()) == {"Retry-After": "1"}
    assert headers_of(MethodNotAllowed(["GET", "HEAD"])) == {"Allow": "GET, HEAD"}
    assert headers_of(ScopeMissing(scope="a:b"))["WWW-Authenticate"].endswith('scope="a:b"')
    assert headers_of(RequestInvalid()) == {}


class Colour(StrEnum):
    """A choice."""

    RED = "red"


class Part(BaseModel):
    """One of two kinds."""

    kind: Literal["part"]
    size: int


class Other(BaseModel):
    """The other kind."""

    kind: Literal["other"]


class Form(BaseModel):
    """Every kind of fault in one form."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=2, max_length=3, pattern=r"^[a-z]{2,3}$")
    count: int = Field(ge=1, le=9)
    more: int = Field(gt=1, lt=9, default=2)
    tariff: Decimal = Field(decimal_places=2, default=Decimal(1))
    colour: Colour = Colour.RED
    due: date = date(2026, 1, 1)
    at: datetime = datetime(2026, 1, 1)
    opens: time = time(9)
    id: UUID = UUID(int=1)
    yes: bool = True
    tags: list[str] = Field(default=[], min_length=1, max_length=2)
    either: int | str = 1
    part: Annotated[Part | Other, Field(discriminator="kind")] | None = None
    checked: str = "x"

    @field_validator("checked")
    @classmethod
    def _check(cls, value: str) -> str:
        if value == "both":
            raise ValueError(Text("Niet zo.", "Not so."))
        if value == "rule":
            raise ValueError(FieldError("", "own.code", Text("Fout.", "Wrong."), rule="R-S02"))
        if value == "plain":
            raise ValueError(f"{value} is not good")
        return value


GOOD: dict[str, Any] = {"name": "abc", "count": 1}


def found(change: dict[str, Any]) -> list[FieldError]:
    """What is wrong with the good form after a change."""
    body = {name: value for name, value in {**GOOD, **change}.items() if value is not ...}
    with pytest.raises(ValidationError) as raised:
        Form.model_validate(body)
    return [*faults_of(raised.value.errors(), body, body_only=True)]


@pytest.mark.parametrize(
    ("change", "location", "code", "english"),
    [
        ({"name": ...}, "#/name", "required", "This field is required."),
        ({"q": 1}, "#/q", "unknown", "This field does not exist."),
        ({"name": "A1"}, "#/name", "string.pattern", "The value does not match the pattern ^[a-z]{2,3}$."),
        ({"name": "a"}, "#/name", "string.too-short", "Use at least 2 characters."),
        ({"name": "abcd"}, "#/name", "string.too-long", "Use at most 3 characters."),
        ({"name": 5}, "#/name", "string.type", "This must be a string."),
        ({"count": "x"}, "#/count", "integer.type", "This must be an integer."),
        ({"count": 1.5}, "#/count", "integer.type", "This must be an integer."),
        ({"count": 0}, "#/count", "number.minimum", "The value is at least 1."),
        ({"count": 10}, "#/count", "number.maximum", "The value is at most 9."),
        ({"more": 1}, "#/more", "number.minimum", "The value is more than 1."),
        ({"more": 9}, "#/more", "number.maximum", "The value is less than 9."),
        ({"tariff": "1.234"}, "#/tariff", "decimal.places", "Use at most 2 decimal places."),
        ({"colour": "blue"}, "#/colour", "enum", "Choose from: 'red'."),
        ({"due": "31-01-2026"}, "#/due", "date.format", "This must be a date such as 2026-01-31."),
        ({"at": "soon"}, "#/at", "date-time.format", "This must be an instant such as 2026-01-31T09:30:00Z."),
        ({"opens": "late"}, "#/opens", "time.format", "This must be a time such as 09:30:00."),
        ({"id": "x"}, "#/id", "uuid.format", "This must be a UUID."),
        ({"yes": "perhaps"}, "#/yes", "boolean.type", "This must be true or false."),
        ({"tags": []}, "#/tags", "array.too-short", "Give at least 1 items."),
        ({"tags": ["a", "b", "c"]}, "#/tags", "array.too-long", "Give at most 2 items."),
        ({"tags": [1]}, "#/tags/0", "string.type", "This must be a string."),
        ({"part": {"kind": "part", "size": "x"}}, "#/part/size", "integer.type", "This must be an integer."),
        ({"part": {"kind": "part"}}, "#/part/size", "required", "This field is required."),
        ({"part": {"kind": "no"}}, "#/part", "discriminator", "The kind is one of: 'part', 'other'."),
        ({"checked": "both"}, "#/checked", "value", "Not so."),
        ({"checked": "rule"}, "#/checked", "own.code", "Wrong."),
    ],
)
def test_a_fault_says_where_and_what(change: dict[str, Any], location: str, code: str, english: str) -> None:
    """Each fault has the place that the client wrote, a stable code and a sentence in two languages."""
    (fault,) = found(change)
    assert (fault.location, fault.code) == (location, code)
    assert fault.detail.render("en", {}) == english
    assert fault.detail.render("nl", {}) != english


def test_a_union_names_the_field_and_not_its_branches() -> None:
    """Pydantic's branches of a union do not appear in the location."""
    assert {fault.location for fault in found({"either": [1]})} == {"#/either"}


def test_a_plain_message_of_a_validator_stays_inside() -> None:
    """A message that may quote the value gives way to the general sentence."""
    (fault,) = found({"checked": "plain"})
    assert fault.detail == Text("Deze waarde is niet toegestaan.", "This value is not allowed.")


def test_all_faults_come_at_once() -> None:
    """A form with four faults gets four."""
    assert len(found({"name": ..., "count": 0, "q": 1, "due": "x"})) == 4


def test_what_was_sent_never_comes_back() -> None:
    """A citizen's number in a wrong place is not repeated in the answer."""
    faults = found({"count": "999900006", "q": "999900006", "colour": "999900006", "due": "999900006x"})
    body = problem_body(RequestInvalid(errors=tuple(faults)), "en", 400, "/v1/x", "t", "b")
    assert "999900006" not in str(body)


def test_pointers_are_escaped() -> None:
    """A pointer follows RFC 6901; the whole body is #."""
    assert pointer(()) == "#"
    assert pointer(("a/b", 0, "m~n")) == "#/a~1b/0/m~0n"
