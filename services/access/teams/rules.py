"""Which team handles a question: by age and area, and by the law where age alone does not decide (R-A50)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.access_policies import TeamKind
from shared.values.terms import Law

ADULT = 18
_RULE = "R-A50"
BY_AGE = Sentence(
    "team.by-age",
    nl="De inwoner is op {on} {age} jaar: team {kind} (18 en ouder Sociaal, jonger Jeugd).",
    en="The citizen is {age} years old on {on}: team {kind} (18 and over Social, younger Youth).",
)
BY_LAW = Sentence(
    "team.by-law",
    nl="De vraag valt onder {law}, van een ouder of jongere zelf: de wet beslist, team {kind}.",
    en="The question falls under {law}, asked by a parent or young person: the law decides, team {kind}.",
)
NO_AGE = Sentence(
    "team.age-not-known",
    nl="De leeftijd is niet bekend: de wet beslist, team {kind}.",
    en="The age is not known: the law decides, team {kind}.",
)
FOUND = Sentence("team.found", nl="Gebied {area} hoort bij {team}.", en="Area {area} belongs to {team}.")
NOWHERE = Sentence(
    "team.not-found",
    nl="Geen team {kind} heeft gebied {area} op {on}.",
    en="No team {kind} has area {area} on {on}.",
)


@dataclass(frozen=True, slots=True)
class Team:
    """A team with the areas that it works for; `valid_until` is its last day, None is open."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    kind: TeamKind
    name: str
    areas: list[str]
    valid_from: date
    valid_until: date | None = None

    def works_on(self, day: date) -> bool:
        """Whether it works on the day, first and last day included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class TeamNotFound(NotFound):
    """There is no such team, or it is not yours."""

    code = "team-not-found"
    title = Text("Team niet gevonden", "Team not found")
    detail = Text("Er is geen team {id}.", "There is no team {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class TeamRefused(Refused):
    """The team cannot be like this: `errors` has every reason."""

    code = "team-refused"
    rule = _RULE
    title = Text("Het team kan zo niet", "The team cannot be like this")
    detail = Text(
        "Een gebied hoort op een dag bij één team van elke soort, en een team eindigt niet voor het begint.",
        "On a day an area belongs to one team of each kind, and a team does not end before it begins.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "ends-before-start": Text("De laatste dag ligt voor de eerste.", "The last day lies before the first."),
    "named-twice": Text("Dit gebied staat er twee keer.", "This area stands here twice."),
    "code-taken": Text("Dit team is al vastgelegd.", "This team was registered before."),
    "area-taken": Text(
        "Dit gebied hoort in die dagen al bij een ander team van deze soort.",
        "In those days this area belongs to another team of this kind.",
    ),
}


def check(team: Team, others: Sequence[Team]) -> Team:
    """The team as it may be registered or changed. Raises TeamRefused with every fault."""
    wrong = []
    if team.valid_until is not None and team.valid_until < team.valid_from:
        wrong.append(("#/validUntil", "ends-before-start"))
    if any(one.code == team.code and one.id != team.id for one in others):
        wrong.append(("#/code", "code-taken"))
    rivals = [one for one in others if one.id != team.id and one.kind is team.kind and _meet(one, team)]
    taken = {area for one in rivals for area in one.areas}
    for place, area in enumerate(team.areas):
        if area in team.areas[:place]:
            wrong.append((f"#/areas/{place}", "named-twice"))
        if area in taken:
            wrong.append((f"#/areas/{place}", "area-taken"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule=_RULE) for at, code in wrong)
        raise TeamRefused(errors=errors)
    return team


def _meet(one: Team, other: Team) -> bool:
    return (one.valid_until is None or other.valid_from <= one.valid_until) and (
        other.valid_until is None or one.valid_from <= other.valid_until
    )


def age_on(born_on: date, day: date) -> int:
    """The age in whole years on a day; who was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@dataclass(frozen=True, slots=True)
class Assigned:
    """The kind of team that a question belongs to, and the team itself where one has the area; `why` says how."""

    kind: TeamKind
    team: Team | None
    why: Derivation


def team_of(
    teams: Sequence[Team],
    *,
    born_on: date | None,
    area: str | None,
    law: Law,
    on: date,
    own_question: bool = False,
) -> Assigned:
    """Which team handles a question (R-A50): 17 years old in neighbourhood 12 is the Youth team of that neighbourhood.

    Age decides; `own_question` says that a parent asks something of its own beside a child's file, or a young person under the
    Wmo: then the law decides, as it does where the age is not known. One door: no area or team refuses nobody.
    """
    by_law = TeamKind.YOUTH if law is Law.JEUGDWET else TeamKind.SOCIAL
    why = Derivation()
    if own_question or born_on is None:
        kind = by_law
        why = (
            why.because(_RULE, BY_LAW, law=law, kind=kind)
            if own_question
            else why.because(_RULE, NO_AGE, kind=kind)
        )
    else:
        age = age_on(born_on, on)
        kind = TeamKind.SOCIAL if age >= ADULT else TeamKind.YOUTH
        why = why.because(_RULE, BY_AGE, kind, age=age, on=on, kind=kind)
    found = next((one for one in teams if one.kind is kind and area in one.areas and one.works_on(on)), None)
    if found is not None:
        why = why.because(_RULE, FOUND, area=area, team=found.name)
    elif area is not None:
        why = why.because(_RULE, NOWHERE, kind=kind, area=area, on=on)
    return Assigned(kind, found, why)
