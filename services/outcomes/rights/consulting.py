"""Who may do what with plans of action, meetings and traffic lights."""

from services.outcomes.rights.base import PARTIES, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind

_SIDES = PURCHASERS | {ActorKind.PROVIDER}
_OF_CONTRACT = "for the provider side only the providers of the contract"

CONSULTING = (
    Right("improvement_plans", READ, R, PARTIES),
    Right("improvement_plans", "register_improvement_plan", W, _SIDES, remark=_OF_CONTRACT),
    Right(
        "improvement_plans", "agree_improvement_plan", W, _SIDES, remark="the side that did not propose it"
    ),
    Right("improvement_plans", "tell_progress", W, _SIDES, remark=_OF_CONTRACT),
    Right("improvement_plans", "close_improvement_plan", W, _SIDES, remark=_OF_CONTRACT),
    Right("meetings", READ, R, PARTIES),
    Right("meetings", "propose_agenda", R, PARTIES),
    Right("meetings", "propose_agendas", R, PARTIES),
    Right("meetings", "register_meeting_cycle", W, PURCHASERS),
    Right("meetings", "change_meeting_cycle", W, PURCHASERS),
    Right("meetings", "register_meeting", W, _SIDES, remark=_OF_CONTRACT),
    Right("meetings", "change_meeting", W, _SIDES, remark=_OF_CONTRACT),
    Right("incentive_evaluations", READ, R, PARTIES),
    Right("incentive_evaluations", "register_incentive_evaluation", W, PURCHASERS),
)
