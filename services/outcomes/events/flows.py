"""The facts about flows: that they were counted from scratch."""

from services.outcomes.flows import store as flows
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

FLOWS = {
    "flows-rebuilt": EventType(
        schemas.FlowRebuild,
        "De stromen zijn opnieuw uit alle casussen geteld (R-O14).",
        "The flows were counted anew from all cases (R-O14).",
        resource="flows",
        since="0.4.0",
        read=by_id(flows.REBUILDS.get),
    ),
}
