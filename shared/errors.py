"""What can be wrong: five kinds of problems, and the one that every text can meet, each in Dutch and English with its mend.

A feature subclasses a kind beside the rule that raises it; `kit/problems.py` maps a kind to its HTTP status (architecture § 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the two languages, with `{placeholders}` for the problem's facts."""

    nl: str
    en: str

    def render(self, language: str, facts: dict[str, Any]) -> str:
        """The sentence in `language` ("nl" or "en") with the facts filled in."""
        return (self.en if language == "en" else self.nl).format_map(_Shown(facts))


class _Shown(dict[str, Any]):
    """Facts as a reader expects them; a missing one shows as an empty place instead of an error."""

    def __getitem__(self, key: str) -> Any:
        value = self.get(key, "…")
        return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else value


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault of the input: where it is, a stable code, and what to do about it."""

    location: str
    code: str
    detail: Text
    where: str = "body"
    rule: str | None = None


class Problem(Exception):  # noqa: N818  (they are the sentences a client reads, not faults of ours)
    """Something a client did or met, with a stable code, the rule behind it and what would clear it.

    Subclasses set `code` (kebab-case), `title`, `detail` and `mend`; `rule` names the rule id (R-S03) or the standard.
    Keyword facts fill the placeholders; `errors` lists faults by field or the points still missing.
    """

    registry: ClassVar[dict[str, type[Problem]]] = {}

    code: ClassVar[str]
    title: ClassVar[Text]
    detail: ClassVar[Text]
    mend: ClassVar[Text]
    rule: ClassVar[str | None] = None
    # Which fact is the surrogate of a person whom the refusal gives away: for the processing log an answer to a search.
    names: ClassVar[str | None] = None

    def __init_subclass__(cls) -> None:
        """Enter the problem in the list that `GET /v1/problem-types` shows."""
        if "code" in cls.__dict__:
            known = cls.registry.setdefault(cls.code, cls)
            assert known.__qualname__ == cls.__qualname__, f"two problems share the code {cls.code}"

    def __init__(self, *, errors: tuple[FieldError, ...] = (), **facts: Any) -> None:
        super().__init__(f"{self.code} {facts}")
        self.errors = errors
        self.facts = facts


class InvalidInput(Problem):
    """The request itself is wrong: schema, parameter or header (400)."""


class BsnRefused(InvalidInput):
    """A reference or a text holds a BSN, which no service takes (F-06)."""

    code = "bsn-refused"
    rule = "F-06"
    title = Text("Een BSN wordt niet aangenomen", "A BSN is not accepted")
    detail = Text("Er staat een BSN in: {fields}.", "There is a BSN in: {fields}.")
    mend = Text(
        "Gebruik een eigen kenmerk van de inwoner (citizenReference) en noem geen BSN in teksten.",
        "Use a reference of your own for the citizen (citizenReference) and name no BSN in texts.",
    )


class NotAllowed(Problem):
    """Who asks may not do this: token (401) or right (403)."""


class NotFound(Problem):
    """It is not there, or not yours, which looks the same (404); or it is there no more (410)."""


class Refused(Problem):
    """A rule refuses, or the state does not allow it (409)."""


class Outdated(Problem):
    """The version in hand is not the newest, or was not named (412, 428)."""


class PurchaserOnly(NotAllowed):
    """Only the purchaser does this."""

    code = "purchaser-only"
    title = Text("Alleen voor de opdrachtgever", "For the purchaser only")
    detail = Text(
        "Dit doet de opdrachtgever (gemeente); het token spreekt niet voor deze opdrachtgever.",
        "The purchaser (municipality) does this; the token does not speak for this purchaser.",
    )
    mend = Text("Vraag een token van de opdrachtgever.", "Ask for a token of the purchaser.")


class ReferenceUsed(Refused):
    """This client used the reference before, for something else."""

    code = "external-reference-used"
    title = Text("Het eigen kenmerk is al gebruikt", "The external reference was used before")
    detail = Text(
        "Onder kenmerk {reference} staat al iets met een andere inhoud.",
        "Something with other contents stands under reference {reference} already.",
    )
    mend = Text(
        "Zoek op dit externalReference, of neem een nieuw kenmerk.",
        "Search by this externalReference, or take a new reference.",
    )
