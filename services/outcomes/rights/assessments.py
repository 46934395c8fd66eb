"""Who may do what with the self-sufficiency matrix: the municipality says what is asked, who helps scores (F-03)."""

from services.outcomes.rights.base import READERS, REGISTRARS, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind, ProcessingEvent

_ZRM = "self-sufficiency"
# The scores of one person are for who helps and who granted the help: no auditor, insurer or researcher reads them.
_HELPING = PURCHASERS | {ActorKind.PROVIDER}
_ROLE = (
    "a researcher enters assessments of role independentResearcher and nothing else; a provider those of its own clients"
    " (R-O12, F-27)"
)
# What is about many, or about nobody.
_OF_NOBODY = ("list_editions", "get_edition", "get_counts", "get_profiles", "get_norm", "list_norms")
_SEARCH, _CREATE = ProcessingEvent.SEARCH, ProcessingEvent.CREATE

ASSESSMENTS = (
    Right("assessments", READ, R, _HELPING, _ZRM),
    *(Right("assessments", one, R, READERS) for one in _OF_NOBODY),
    Right("assessments", "list_selections", R, _HELPING, _ZRM, _SEARCH),
    Right("assessments", "find_selection", R, REGISTRARS, _ZRM, ProcessingEvent.READ),
    Right("assessments", "register_selection", W, PURCHASERS, _ZRM, _CREATE),
    Right("assessments", "list_assessments", R, _HELPING, _ZRM, _SEARCH),
    Right("assessments", "register_assessment", W, REGISTRARS, _ZRM, _CREATE, _ROLE),
    Right("assessments", "read_file", W, REGISTRARS, remark=_ROLE),
    Right("assessments", "register_file", W, REGISTRARS, _ZRM, _CREATE, _ROLE),
    Right("assessments", "list_steps", R, _HELPING, _ZRM, _SEARCH),
    Right("assessments", "list_missing_assessments", R, _HELPING, _ZRM, _SEARCH),
    Right("assessments", "register_norm", W, PURCHASERS),
)
