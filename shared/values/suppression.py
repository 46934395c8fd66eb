"""Small numbers in published figures: counts below the limit are left out, with whatever would give them back (F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Published:
    """Counts that add up to a total, as they may be shown; None is left out."""

    total: int | None
    parts: tuple[int | None, ...]

    @property
    def suppressed(self) -> bool:
        """Whether anything was left out."""
        return self.total is None or None in self.parts


def is_small(count: int, limit: int) -> bool:
    """Whether a count says too much of too few: below the limit (2 or more; 0 leaves nothing out), nobody included."""
    return count < limit


def publish(parts: Sequence[int], limit: int) -> Published:
    """The counts that may be shown of parts that add up to their total.

    Parts below the limit are left out. When the total less the others would give them back (there is one, or together they
    are as small or as large as can be) all parts are left out, whatever their size: a choice among them would tell which
    is the larger. A total below the limit is left out with its parts.
    """
    total = sum(parts)
    nothing: tuple[int | None, ...] = (None,) * len(parts)
    if is_small(total, limit):
        return Published(None, nothing)
    small = [count for count in parts if is_small(count, limit)]
    if not small:
        return Published(total, tuple(parts))
    if len(small) > 1 and 0 < sum(small) < len(small) * (limit - 1):
        return Published(total, tuple(None if is_small(count, limit) else count for count in parts))
    return Published(total, nothing)
