"""When a dossier is whole (AVG art. 15, F-38)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from shared.errors import FieldError, Problem, Text

ORDER = ("access", "contracts", "settlement", "outcomes")
AWAY, BEHIND = "away", "behind"


class DossierIncomplete(Problem):
    """A part of the dossier is missing; `errors` names the service and why. What is not whole is not given."""

    status: ClassVar[int] = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}
    code = "dossier-incomplete"
    rule = "F-38"
    title = Text("Het dossier is niet compleet", "The dossier is not complete")
    detail = Text(
        "Van deze diensten ontbreekt het deel: {missing}. Een half dossier wordt niet verstrekt.",
        "The part of these services is missing: {missing}. Half a dossier is not given.",
    )
    mend = Text("Probeer het straks opnieuw.", "Try again later.")


_WHY = {
    AWAY: Text("Deze dienst antwoordt niet.", "This service does not answer."),
    BEHIND: Text(
        "Deze dienst kent nog niet alles wat de toegang over deze inwoner vertelde.",
        "This service does not know yet all that access told about this citizen.",
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """How far a service is with a person: where it stands in the feed of access (None: it does not follow it), what waits."""

    service: str
    followed: int | None
    waiting: int


def check_whole(told: int, parts: Sequence[Part], away: Sequence[str]) -> None:
    """Raise DossierIncomplete unless every sibling answered and knows all facts about the person.

    `told` is the position of the last of them in the feed of access, `away` who did not answer.
    """
    missing: Mapping[str, str] = {
        **dict.fromkeys(away, AWAY),
        **{part.service: BEHIND for part in parts if _is_behind(part, told)},
    }
    if missing:
        errors = tuple(
            FieldError(service, f"service-{why}", _WHY[why], where="service", rule="F-38")
            for service, why in sorted(missing.items())
        )
        raise DossierIncomplete(errors=errors, missing=sorted(missing))


def _is_behind(part: Part, told: int) -> bool:
    return part.waiting > 0 or (part.followed is not None and part.followed < told)
