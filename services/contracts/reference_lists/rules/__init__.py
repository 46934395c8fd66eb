"""All lists of the sources by their code, with those that other features keep (measures, readiness, instruments)."""

from services.contracts.measures.rules import CATALOGUE
from services.contracts.readiness_items.rules import ITEMS
from services.contracts.reference_lists.rules.choices import CHOICES
from services.contracts.reference_lists.rules.cooperation import COOPERATION
from services.contracts.reference_lists.rules.lists import ReferenceItem, ReferenceList
from services.contracts.reference_lists.rules.practice import PRACTICE
from services.contracts.reference_lists.rules.role_models import ROLE_MODELS
from services.contracts.reference_lists.rules.roles import ROLES


def _options(options: tuple[str, ...], place: int) -> str | None:
    return "; ".join(one.split(" / ")[place] for one in options) or None


MEASURES = ReferenceList(
    "cost-control-measures",
    "N-54",
    "Beheersmaatregelen",
    "Cost-control measures",
    [
        ReferenceItem(
            one.code,
            one.name_nl,
            one.name_en,
            group=one.pillar,
            note_nl=_options(one.options, 0),
            note_en=_options(one.options, 1),
            source=one.source,
        )
        for one in CATALOGUE
    ],
)
READINESS = ReferenceList(
    "readiness",
    "A-14.16",
    "Wat minimaal geregeld moet zijn",
    "What must at least be arranged",
    [ReferenceItem(one.code, one.text_nl, one.text_en, group=one.theme, source=one.source) for one in ITEMS],
)
LISTS = {
    one.code: one for one in (*CHOICES, *COOPERATION, *ROLE_MODELS, *ROLES, *PRACTICE, MEASURES, READINESS)
}

__all__ = ["LISTS", "ReferenceItem", "ReferenceList"]
