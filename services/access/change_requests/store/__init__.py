"""What is kept of requests for change, and what is known of what they would make."""

from services.access.change_requests.store.judging import Judged, ask_switch_team, judge
from services.access.change_requests.store.referring import REGISTER, refer

__all__ = ["REGISTER", "Judged", "ask_switch_team", "judge", "refer"]
