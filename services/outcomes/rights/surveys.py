"""Who may do what with surveys and completeness."""

from services.outcomes.rights.base import READERS, REGISTRARS, R, W
from shared.kit.rights import READ, Right

SURVEYED = (
    Right("completeness", READ, R, READERS),
    Right("surveys", READ, R, READERS),
    Right(
        "surveys",
        "register_survey",
        W,
        REGISTRARS,
        remark="a researcher enters source independent and nothing else; a member of the contract source team only (R-O13, F-27)",
    ),
)
