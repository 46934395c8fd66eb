"""How tests are spread over workers: a file goes to one of them as a whole, and files of one group together.

What a module or a group shares is then made once. pytest-xdist's own `loadgroup` no longer sees its mark under this pytest.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from xdist.scheduler.loadscope import LoadScopeScheduling

_GROUP = re.compile(r'xdist_group\("([\w-]+)"\)')


@cache
def group_of(file: str) -> str | None:
    """The group that a test file names with `pytest.mark.xdist_group("…")`."""
    found = _GROUP.search(Path(file).read_text()) if Path(file).is_file() else None
    return found[1] if found is not None else None


def begin_with_groups(items: list[Any]) -> None:
    """Put the files of a group first, group by group: they take longest, and a long one at the end keeps the others waiting."""

    def place(item: Any) -> tuple[bool, bool, str]:
        group = group_of(str(item.path))
        return group is None, group != "published", group or ""

    items.sort(key=place)


class ByFile(LoadScopeScheduling):
    """One unit of work is a file, or all files of one group."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = nodeid.split("::", 1)[0]
        return group_of(file) or file
