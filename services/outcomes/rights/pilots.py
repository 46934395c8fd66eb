"""Who may do what with triple aims and with evaluations of pilots."""

from services.outcomes.rights.base import READERS, R, W
from shared.kit.rights import PURCHASERS, READ, Right

_PARTICIPANTS = "the participants that the purchaser named"
PILOTS = (
    Right("triple_aims", READ, R, READERS, remark=_PARTICIPANTS),
    Right("triple_aims", "register_triple_aim", W, PURCHASERS),
    Right("pilot_evaluations", READ, R, READERS, remark=_PARTICIPANTS),
    Right("pilot_evaluations", "register_pilot_evaluation", W, PURCHASERS),
    Right("pilot_evaluations", "change_pilot_evaluation", W, PURCHASERS),
)
