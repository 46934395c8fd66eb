"""Who sees which parties: the owner all of them, a service of the house too, any other itself alone."""

from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import BaseModel

from shared.kit.auth import Actor
from shared.kit.disclosing import is_owners, parties_for, shown, shown_all, shown_body
from shared.kit.wire import wire
from shared.schemas.common import Oin, Parties
from shared.schemas.facts import narrowed

OWNER, ONE, TWO = (f"0000009900000000000{number}" for number in (1, 2, 3))


class Told(BaseModel):
    """A model that keeps its parties from each other."""

    owner: Oin
    parties: Parties


class Open(BaseModel):
    """One that does not."""

    owner: Oin
    parties: list[Oin]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store gives."""

    owner: str
    parties: list[str]


def actor(oin: str, **other: Any) -> Actor:
    """Somebody who reads."""
    return Actor("client", (oin,), frozenset(), None, "s", "i", "t", **other)


READERS = [
    (actor(OWNER, purchaser=True), [ONE, TWO]), (actor(TWO, service=True), [ONE, TWO]), (actor(ONE), [ONE]),
    (actor(TWO, purchaser=True), [TWO]), (actor(OWNER), []),
]  # fmt: skip


@pytest.mark.rule("F-05")
@pytest.mark.parametrize(("reader", "seen"), READERS)
def test_a_party_is_shown_itself_alone(reader: Actor, seen: list[str]) -> None:
    """Whatever the value is made of: a store's dataclass, the model, its twin of a stored answer, its JSON."""
    assert narrowed(Told) == {"parties"} and narrowed(Open) == frozenset()
    body: dict[str, Any] = {"owner": OWNER, "parties": [ONE, TWO]}
    values: list[Any] = [Kept(**body), Told.model_validate(body), wire(Told)(**body)]
    for value in values:
        assert parties_for(reader, value) == seen == shown(reader, Told, value).parties
        assert shown(reader, Open, value) is value
    assert [one.parties for one in shown_all(reader, Told, values)] == [seen] * 3
    assert shown_body(reader, Told, body)["parties"] == seen
    assert shown_body(reader, Open, body) is body
    assert is_owners(reader, OWNER) is (len(seen) == 2)
