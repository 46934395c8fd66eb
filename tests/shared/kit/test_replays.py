"""The answer to a retry is the version of then, with what a fact leaves out read again."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Annotated, Any
from uuid import UUID

import orjson
import pytest

from shared.errors import NotFound, Text
from shared.kit.auth import Actor
from shared.kit.logbook import Claim, EventType
from shared.kit.replays import answer_again, by_id
from shared.schemas.common import Resource
from shared.schemas.facts import Private, told
from shared.values import new_id

OWNER = "00000099000000000484"


class Letter(Resource):
    """A letter with a text that no fact tells."""

    state: str
    text: Annotated[str | None, Private]


@dataclass
class Stored:
    """A letter as it stands."""

    id: UUID
    version: int
    state: str
    text: str | None
    owner: str = OWNER
    external_reference: str | None = None


class LetterGone(NotFound):
    """It is there no more."""

    code = "letter-gone-in-test"
    title = detail = mend = Text("Weg", "Gone")


async def again(now: Stored | None, version: int, *, reading: bool = True) -> dict[str, Any]:
    """What a retry of version `version` ("written") is answered, when the letter by now is `now`."""
    letter = Stored(new_id(), version, "written", "lieve buurvrouw")
    body = told(Letter).model_validate(letter, from_attributes=True).model_dump_json(by_alias=True)

    async def get(connection: Any, subject: UUID) -> Any:
        if now is None:
            raise LetterGone()
        return now

    event = EventType(Letter, "Een brief is geschreven.", read=by_id(get) if reading else None)
    ctx: Any = SimpleNamespace(
        actor=Actor("client", (OWNER,), frozenset(), None, "s", "i", "t", purchaser=True),
        service=SimpleNamespace(events={"letter-written": event}),
    )
    claim = Claim(True, None, 201, b"", version, letter.id, body.encode(), what="letter-written")
    found: dict[str, Any] = orjson.loads(await answer_again(ctx, None, claim))  # type: ignore[arg-type]
    return found


async def test_the_same_version_is_answered_whole() -> None:
    """Nothing happened since: exactly what the reading of the subject shows."""
    found = await again(Stored(new_id(), 1, "written", "lieve buurvrouw"), 1)
    assert (found["state"], found["text"], found["version"]) == ("written", "lieve buurvrouw", 1)


async def test_an_older_version_stays_what_it_was() -> None:
    """It went on since: the version of then, with the text as it stands."""
    found = await again(Stored(new_id(), 3, "sent", "lieve buurvrouw"), 1)
    assert (found["state"], found["text"], found["version"]) == ("written", "lieve buurvrouw", 1)


async def test_what_may_not_be_read_any_more_is_not_answered() -> None:
    """Today's rights hold: who would not find the letter does not get it by an old key."""
    with pytest.raises(LetterGone):
        await again(None, 1)


async def test_a_fact_that_leaves_nothing_out_needs_no_reading() -> None:
    """Then the stored version is the answer as it is."""
    found = await again(None, 1, reading=False)
    assert "text" not in found and found["state"] == "written"
