"""Who may do what with definitions of indicators, their libraries, and the findings on sets of indicators."""

from services.outcomes.rights.base import PARTIES, READERS, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind

_AGREE = "a provider agrees for itself, the purchaser for itself, politics and citizens (R-O21)"

DEFINITIONS = (
    Right("definitions", READ, R, READERS),
    Right("definitions", "compute_value", R, READERS),
    Right("definitions", "register_definition", W, PURCHASERS),
    Right("definitions", "renew_definition", W, PURCHASERS),
    Right("definitions", "change_definition", W, PURCHASERS),
    Right("definitions", "agree_definition", W, PURCHASERS | {ActorKind.PROVIDER}, remark=_AGREE),
    Right("definitions", "import_library", W, PURCHASERS),
    Right("findings", READ, R, PARTIES),
    Right("findings", "get_policy", R, PURCHASERS),
    Right("findings", "set_policy", W, PURCHASERS),
)
