"""Who may read work lists: everybody with work in access, each list by the right of its own feature."""

from services.access.rights.base import ACTIVITY, READERS, R
from shared.kit.rights import READ, Right
from shared.values.terms import ActorKind

_EACH = "each list by the right of its own feature; a list that one lacks is left out, with its count"

WORK_LISTS = (Right("work_lists", READ, R, READERS | {ActorKind.ARBITER}, ACTIVITY, remark=_EACH),)
