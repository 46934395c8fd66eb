"""What a request did with persons and is still to be noted: each person once for each resource."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from shared.kit.rights import Right
from shared.values.terms import ProcessingEvent

# What changes somebody's data; all else shows them.
CHANGES = frozenset(
    {ProcessingEvent.CREATE, ProcessingEvent.UPDATE, ProcessingEvent.ERASE, ProcessingEvent.TRANSFER}
)


class Touch(NamedTuple):
    """One action of a request on persons, not written yet: whose data, of which purchaser, since when, and how it went."""

    right: Right
    name: str
    owner: str
    subjects: tuple[UUID | None, ...]
    began: datetime
    event: ProcessingEvent | None = None
    status: str = "Ok"

    @property
    def done(self) -> ProcessingEvent:
        """What was done: as told, else as the right says, else by the name of what read."""
        return self.event or self.right.event or _reading(self.name)


class Seen:
    """What a request touched of persons: the right under which it writes, and the readings that are still to be noted."""

    __slots__ = ("began", "known", "lines", "met", "pending", "right")

    def __init__(self) -> None:
        self.right: Right | None = None
        self.began: datetime | None = None
        self.pending: list[Touch] = []
        self.known: dict[str, dict[UUID, None]] = {}
        self.lines = 0
        self.met: list[tuple[str, UUID]] = []

    def note(
        self,
        right: Right,
        name: str,
        subjects: Mapping[str, Iterable[UUID]],
        began: datetime,
        *,
        asked: str = "",
        event: ProcessingEvent | None = None,
    ) -> None:
        """Note the persons (per purchaser) that were shown, each once per resource.

        A search that found nobody is an action too: it is noted under `asked`, the purchaser that was asked, without a
        subject. `event` says what was done where the right does not: a replay and a dry run read.
        """
        found = False
        for owner, several in subjects.items():
            found = True
            fresh, known = dict.fromkeys(several), self.known.setdefault(right.resource, {})
            if known:
                fresh = {one: None for one in fresh if one not in known}
            if fresh:
                known.update(fresh)
                self.pending.append(Touch(right, name, owner, tuple(fresh), began, event))
        # What hangs from persons that were noted is no search of its own: a loader that found nothing beside them.
        if not found and asked and not (self.known and "_by_" in name):
            nobody = Touch(right, name, asked, (None,), began, event, "Unset")
            if not any(one._replace(began=began) == nobody for one in self.pending):
                self.pending.append(nobody)

    def refused(
        self,
        right: Right,
        name: str,
        about: Mapping[str, Iterable[UUID]],
        named: Mapping[str, Iterable[UUID]],
        began: datetime,
    ) -> None:
        """Note whom a refusal was about, which is a reading, and whom else it gave away, which is a search that found one."""
        self.note(right, name, named, began, event=ProcessingEvent.SEARCH)
        self.note(right, name, about, began, event=ProcessingEvent.READ)

    def failed(self, right: Right, name: str, asked: str, began: datetime) -> None:
        """Note an action that a fault of ours ended, before anybody's data was shown or changed."""
        self.pending.append(Touch(right, name, asked, (None,), began, status="Error"))


@lru_cache(maxsize=1024)
def _reading(name: str) -> ProcessingEvent:
    search = name.startswith(("list_", "find_", "search_")) and "_by_" not in name
    return ProcessingEvent.SEARCH if search else ProcessingEvent.READ
