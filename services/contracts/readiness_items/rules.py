"""The fifteen items of the readiness list, and how a municipality stands to them (A-14.16, D-48)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.steering import MunicipalRole, ReadinessCode, ReadinessStatus, ReadinessTheme

_C, _T = ReadinessCode, ReadinessTheme


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of the source: its code, theme, names and locator."""

    code: ReadinessCode
    theme: ReadinessTheme
    text_nl: str
    text_en: str
    source: str


ITEMS = (
    ListedItem(
        _C.ACCESS_MANDATE,
        _T.ACCESS,
        "Toegangsbesluit helder en rechtmatig gemandateerd",
        "Access decision mandated clearly and lawfully",
        "000 ▸ rechtmatig) gemandateerd is",
    ),
    ListedItem(
        _C.ACCESS_ROLE,
        _T.ACCESS,
        "Toegangsrol beschreven naast andere verwijzers",
        "Role of access described beside other referrers",
        "000 ▸ Beschrijven van de toegangsrol in relatie tot andere partijen",
    ),
    ListedItem(
        _C.EXPERT_CONSULTATION,
        _T.ACCESS,
        "Expertconsultatie voor toegangsprofessionals",
        "Expert consultation for access professionals",
        "000 ▸ Vormgeven van een vorm van expertconsultatie",
    ),
    ListedItem(
        _C.ESCALATION,
        _T.ACCESS,
        "Escalatie en bekrachtiging bij ingewikkelde en dure gevallen",
        "Escalation and ratification of difficult and costly cases",
        "000 ▸ Vormgeven van inhoudelijke escalatie",
    ),
    ListedItem(
        _C.COMPLAINTS,
        _T.ACCESS,
        "Klachtenprocedure voor burgers",
        "Complaints procedure for citizens",
        "000 ▸ Inrichten (Klachten)procedure",
    ),
    ListedItem(
        _C.SUBSTITUTION,
        _T.FUNDING,
        "Hoeveel ondersteuning van specialistisch naar basis gaat",
        "How much support moves from specialist to basic",
        "000 ▸ Bepalen hoeveel ondersteuning je wilt substitueren",
    ),
    ListedItem(
        _C.ZERO_LINE,
        _T.FUNDING,
        "Rol van nuldelijnsvoorzieningen",
        "Role of zero-line provisions",
        "000 ▸ Bepalen van de rol van 0e lijns voorzieningen",
    ),
    ListedItem(
        _C.TARIFFS,
        _T.FUNDING,
        "Berekening van tarieven",
        "Calculation of tariffs",
        "000 ▸ Bij berekening van tarieven kan gebruik gemaakt",
    ),
    ListedItem(
        _C.ADVANCES,
        _T.FUNDING,
        "Bevoorschotting en afdoende budgetzekerheid",
        "Advances and sufficient budget certainty",
        "000 ▸ Afspraken maken over bevoorschotting",
    ),
    ListedItem(
        _C.MONTH_FORECAST,
        _T.CONTROL,
        "Maandprognose in perspectief van de meerjarenprognose",
        "Month forecast in perspective of the multi-year forecast",
        "000 ▸ Maandprognose maken in perspectief",
    ),
    ListedItem(
        _C.INFORMATION,
        _T.CONTROL,
        "Informatie om te controleren en te verantwoorden",
        "Information to control and account",
        "000 ▸ Informatievoorziening inregelen",
    ),
    ListedItem(
        _C.QUALITY_AND_BUDGET_DIRECTOR,
        _T.CONTROL,
        "Rol van de kwaliteits- en budgetregisseur",
        "Role of the quality-and-budget director",
        "000 ▸ Vaststellen van rol van ambtenaren in controlfunctie",
    ),
    ListedItem(
        _C.DECISION_COUNT,
        _T.CONTROL,
        "Controle op het aantal toegangsbesluiten",
        "Control on the number of access decisions",
        "000 ▸ Control op het aantal toegangsbesluiten",
    ),
    ListedItem(
        _C.SMALL_PROVIDERS,
        _T.CONTROL,
        "Contracteren en managen van kleine aanbieders",
        "Contracting and managing small providers",
        "000 ▸ Oplossing vinden voor contracteren en managen van kleine",
    ),
    ListedItem(
        _C.RISK_POLICY,
        _T.RISK,
        "Risicoverevening in de regio of eigen risicobeleid",
        "Risk pooling in the region or own risk policy",
        "000 ▸ Afspraken maken over risicoverevening",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessItem:
    """How far a municipality is with an item, in one version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    municipality_code: str
    code: ReadinessCode
    status: ReadinessStatus
    due_on: date | None
    owner_role: MunicipalRole | None
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessLine:
    """One of the fifteen with where it stands."""

    code: ReadinessCode
    theme: ReadinessTheme
    text_nl: str
    text_en: str
    source: str
    status: ReadinessStatus
    item_id: UUID | None
    due_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessChecklist:
    """The whole list of a municipality."""

    municipality_code: str
    done: int
    open: int
    lines: list[ReadinessLine]


class ReadinessItemNotFound(NotFound):
    """There is no such item, or it is not yours."""

    code = "readiness-item-not-found"
    title = Text("Punt niet gevonden", "Item not found")
    detail = Text("Er is geen punt {id}.", "There is no item {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op gemeente.", "Check the identifier, or search by municipality."
    )


class ReadinessItemKnown(Refused):
    """A municipality says once how far it is with an item, and changes it afterwards."""

    code = "readiness-item-known"
    rule = "A-14.16"
    title = Text("Dit punt is al vastgelegd", "This item was registered already")
    detail = Text(
        "Van gemeente {municipality_code} staat {item} al in de lijst.",
        "The list has {item} of municipality {municipality_code} already.",
    )
    mend = Text("Wijzig het punt met PATCH.", "Change the item by PATCH.")


def checklist(municipality_code: str, known: Iterable[ReadinessItem], today: date) -> ReadinessChecklist:
    """Every item of the list with where a municipality stands; what was not told is open (D-48)."""
    told = {one.code: one for one in known if one.municipality_code == municipality_code}
    lines = [_line(one, told.get(one.code), today) for one in ITEMS]
    done = sum(one.status is ReadinessStatus.DONE for one in lines)
    return ReadinessChecklist(
        municipality_code=municipality_code, done=done, open=len(lines) - done, lines=lines
    )


def _line(listed: ListedItem, told: ReadinessItem | None, today: date) -> ReadinessLine:
    status = told.status if told is not None else ReadinessStatus.OPEN
    due = told.due_on if told is not None else None
    return ReadinessLine(
        code=listed.code,
        theme=listed.theme,
        text_nl=listed.text_nl,
        text_en=listed.text_en,
        source=listed.source,
        status=status,
        item_id=told.id if told is not None else None,
        due_on=due,
        overdue=due is not None and due < today and status is not ReadinessStatus.DONE,
    )
