"""The lists of the sources: every number once, every entry with both names."""

from __future__ import annotations

import re

from services.contracts.reference_lists.rules import LISTS

COUNTS = {
    "N-02": 8, "N-04": 6, "N-05": 5, "N-46": 5, "N-50": 7, "N-51": 9, "N-52": 7, "N-55": 5, "N-56": 5, "N-66": 3,
    "N-67": 4, "N-68": 3, "N-13": 36, "N-37": 3, "N-38": 7, "N-39": 3, "N-53": 8, "N-54": 32, "N-58": 17, "N-59": 9, "N-60": 8,
    "N-61": 11, "N-69": 7, "N-70": 7, "N-71": 3, "N-72": 3, "N-73": 3, "N-74": 5, "N-75": 8, "N-76": 6,
    "N-77": 5, "A-14.16": 15,
}  # fmt: skip


def test_every_list_has_as_many_entries_as_its_source() -> None:
    """Twelve aspects of three models, seven factors, 32 measures, seven dependencies, and so on."""
    assert {one.enumeration: len(one.items) for one in LISTS.values()} == COUNTS


def test_every_entry_has_a_code_of_its_own_both_names_and_a_locator_if_any() -> None:
    """Codes do not come twice in a list; a locator names a source and a phrase."""
    for one in LISTS.values():
        codes = [each.code for each in one.items]
        assert len(set(codes)) == len(codes), one.code
        assert all(each.name_nl and each.name_en for each in one.items)
        assert all(each.source is None or re.match(r"00[0-4] ▸ \S", each.source) for each in one.items)
