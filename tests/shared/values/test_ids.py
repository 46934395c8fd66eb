"""Identifiers: our own UUIDv7, and the forms of those that Dutch care gives out."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn, btw

from shared.values import ids
from shared.values.ids import (
    holds_bsn,
    is_agb,
    is_bsn,
    is_kvk,
    is_municipality_code,
    is_oin,
    is_rsin,
    is_sound_oin,
    mask_bsn,
    new_id,
)


def test_a_new_id_is_a_uuid_of_version_7_that_tells_its_moment() -> None:
    """Version and variant of RFC 9562, and the first 48 bits are the milliseconds of now."""
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, RFC_4122)
    # A full counter may have borrowed a few milliseconds.
    assert before <= made.int >> 80 <= after + 5


def test_new_ids_sort_in_the_order_in_which_they_were_made() -> None:
    """Ten thousand at full speed rise strictly, as numbers and as text."""
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_new_ids_rise_when_the_clock_steps_back_or_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sequence keeps its last millisecond, and borrows the next when its counter is full."""
    sequence = ids._Sequence()
    moments = iter([5_000_000_000, 4_000_000_000, *[5_000_000_000] * 5_000])
    monkeypatch.setattr("shared.values.ids.time", SimpleNamespace(time_ns=lambda: next(moments)))
    pairs = [sequence.next() for _ in range(5_002)]
    assert pairs == sorted(set(pairs))
    assert pairs[0][0] == pairs[1][0] == 5_000
    assert pairs[-1][0] in (5_001, 5_002)


def test_new_ids_of_several_threads_are_all_different() -> None:
    """Four threads at once never get the same id."""
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda _: [new_id() for _ in range(1_000)], range(4)))
    assert len({one for batch in batches for one in batch}) == 4_000
    assert all(batch == sorted(batch) for batch in batches)


def test_a_new_id_never_looks_as_if_it_holds_a_bsn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tail whose last group would hold a possible BSN is drawn again."""
    tails = iter([0xA999900006BC, 0x123456782DEF, 0xABCDEF012345])
    monkeypatch.setattr(ids, "_random_tail", lambda: next(tails))
    assert str(new_id()).endswith("-abcdef012345")


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (
            is_oin,
            "00000099000000001000",
            ["0000009900000000100", "000000990000000010000", "0000009900000000100x"],
        ),
        (is_agb, "01234567", ["1234567", "012345678", "0123456a"]),
        (is_municipality_code, "0344", ["344", "03444", "GM44"]),
        (is_bsn, "999900006", ["999900007", "99990000", "9999000060", "000000000", "99990000a"]),
        (is_rsin, "004495445", ["004495446", "4495445", "0044954450", "000000000", "00449544x"]),
        (is_kvk, "01234567", ["1234567", "012345678", "00000000", "0123456a"]),
        (
            is_sound_oin,
            "00000099000000001000",
            ["00000001999900007000", "00000003000000000000", "0000009900000000100"],
        ),
    ],
)
def test_the_forms_of_public_identifiers(check: Callable[[str], bool], good: str, bad: list[str]) -> None:
    """The right number of plain digits and nothing around them."""
    assert check(good)
    for text in [*bad, "", f" {good}", f"{good}\n", good.replace("0", "٠")]:
        assert not check(text)


@pytest.mark.parametrize("number", ["999900006", "999900018", "123456782"])
def test_the_test_numbers_pass_the_eleven_test(number: str) -> None:
    """The numbers that stand for citizens in examples are possible BSNs."""
    assert is_bsn(number)


@given(st.integers(0, 999_999_999))
def test_the_eleven_test_agrees_with_an_independent_library(number: int) -> None:
    """For any nine digits the answer is that of python-stdnum, and one digit more or less decides it."""
    text = f"{number:09}"
    assert is_bsn(text) == bsn.is_valid(text)
    others = [text[:8] + digit for digit in "0123456789"]
    assert [is_bsn(other) for other in others] == [bsn.is_valid(other) for other in others]


@given(st.integers(0, 999_999_999))
def test_check_36_an_rsin_is_the_number_in_a_vat_number(number: int) -> None:
    """For any nine digits python-stdnum finds `NL…B01` a VAT number by the 11-proef exactly when they are an RSIN."""
    text = f"{number:09}"
    assert is_rsin(text) == (bsn.is_valid(text) and btw.is_valid(f"NL{text}B01"))


@pytest.mark.parametrize(
    ("oin", "sound"),
    [
        ("00000001003214345000", True),  # the example of the OIN register's own pages: Logius, by its RSIN
        ("00000001003214346000", False),
        ("00000001000000000000", False),
        ("00000003012345670000", True),
        ("00000003000000000000", False),
        ("00000006000000001000", True),
        ("00000099000000000484", True),
    ],
)
def test_check_36_an_oin_holds_a_number_that_can_exist(oin: str, sound: bool) -> None:
    """Behind prefix 1 an RSIN and behind prefix 3 a KvK number; of other prefixes the form alone is known."""
    assert is_sound_oin(oin) == sound
    assert is_oin(oin)


@given(st.integers(0, 999_999_999), st.integers(0, 999))
def test_check_36_an_oin_of_an_rsin_stands_or_falls_with_it(number: int, suffix: int) -> None:
    """The prefix, the RSIN and any suffix are sound exactly when the RSIN is."""
    assert is_sound_oin(f"00000001{number:09}{suffix:03}") == bsn.is_valid(f"{number:09}")


@pytest.mark.parametrize("number", ["111222333", "123456782", "999900006"])
def test_check_36_published_bsns_pass(number: str) -> None:
    """The example of the library's own pages, and numbers of the test range."""
    assert is_bsn(number) and bsn.is_valid(number)


@pytest.mark.parametrize(
    "text",
    [
        "999900006",
        "bsn=999900018&x=1",
        "a123456782b",
        "12, 123456782",
        "12345678-123456782",
        '{"x":"999900006"}',
        "9999.00.006",
        "9999 00 006",
        "9999-00-006",
        "999.900.006",
        "999 900 006",
        "9999 00006",
        "99-99-00-006",
        "9 9 9 9 0 0 0 0 6",
        "9999.00-006",
        "BSN 9999.00.006, geboren 17-05-1958",
        "geboren op 17-05-1958 9999.00.006 2 kinderen",
        "op 2026-01-31 belde 999-900-018.",
        "zaak 12 over 9999 00 006 1",
        "99.99.00.006 en 3",
    ],
)
def test_a_bsn_in_a_text_is_seen(text: str) -> None:
    """Nine digits between anything that is no digit, wherever they stand, also in groups with a point, a dash or a space."""
    assert holds_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "999900007",
        "1999900006",
        "9999000060",
        "00000099000999900006",
        "000000000",
        "12345678",
        "9999.00.007",
        "9999  00  006",
        "9999.00.006a",
        "2026-01-31",
        "31-01-2026",
        "2026-01-31 5",
        "van 2026-01-31 tot 2026-02-28 1",
        "1-2-2026 7",
        "31.01.2026 5",
        "€ 999.900.006",
        "EUR 999 900 006",
        "999.900.006,00",
        "999.900.006 euro",
        "9999000.06",
        "9.99900006",
        "2026-00011",
        "06-99990000 6",
    ],
)
def test_a_text_without_a_bsn_is_let_through(text: str) -> None:
    """Numbers that fail the 11-proef, longer runs, dates, amounts, decimals, numbers within a year and an OIN hold no BSN."""
    assert not holds_bsn(text)


# Years of four digits: the house knows no other days (`Day`).
@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.integers(0, 9999),
)
def test_days_and_counts_are_let_through(first: date, last: date, count: int) -> None:
    """A period with a number behind it, in the ways in which days are written, is no BSN."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        begin, end = (f"{day:{form}}".rjust(10, "0") for day in (first, last))
        assert not holds_bsn(f"{begin} {end}, {count} keer; {begin} - {end} {count}"), form


@given(st.uuids(), st.uuids())
def test_no_id_is_taken_for_a_bsn(first: UUID, last: UUID) -> None:
    """A UUID, with dashes or without, is never a BSN, whatever digits it holds by chance."""
    assert not holds_bsn(f"{first} {last}, {first.hex}/{last.hex}")
    assert mask_bsn(f"{first} en {last.hex}") == f"{first} en {last.hex}"


@pytest.mark.parametrize(
    "text",
    [
        "0193a5c2-7b1e-7c3d-9f00-abc999900006", "0193a5c27b1e7c3d9f00abc999900006",
        "abc999900006".rjust(40, "0"), "abc999900006".rjust(64, "f"),
    ],
)  # fmt: skip
def test_a_number_that_a_machine_drew_is_let_through(text: str) -> None:
    """Nine digits that pass by chance within a UUID or a digest are let through; the same part alone is not."""
    assert not holds_bsn(f"bericht-{text}.pdf") and mask_bsn(text) == text
    assert holds_bsn("abc999900006") and holds_bsn(f"{text} 999900006") and holds_bsn(f"{text}0 abc999900006")


@given(st.uuids())
def test_a_bsn_beside_any_id_is_seen(other: UUID) -> None:
    """What stands around a BSN does not hide it as long as it is no digit."""
    assert holds_bsn(f"{other}/999900006/{other}")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("999900006", "*******06"),
        ("PUT /v1/x/999900006?y=123456782", "PUT /v1/x/*******06?y=*******82"),
        ("123456789", "123456789"),
        ("00000099000000000484", "00000099000000000484"),
        ("/v1/x/9999.00.006 op 2026-01-31", "/v1/x/*******06 op 2026-01-31"),
        ("9999 00 006 en 123-456-782", "*******06 en *******82"),
    ],
)
def test_a_bsn_is_masked_to_two_digits(text: str, masked: str) -> None:
    """What could be a BSN keeps its last two digits (DON leidraad 7.1); other numbers stay."""
    assert mask_bsn(text) == masked
    assert not holds_bsn(mask_bsn(text))
