"""What the law says of keeping, and what a municipality may add (F-37)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.retention_terms import rules
from services.access.retention_terms.rules import RetentionTermFixed, RetentionTermTooShort
from shared.values import holds_bsn
from shared.values.terms import Law, RecordCategory

OWNER = "00000099000000000484"
TODAY = date(2026, 4, 20)


@pytest.mark.rule("F-37")
def test_the_terms_of_the_law_are_shipped() -> None:
    """Youth file 20 years, Wmo file 15, claims and books 7, access log 5; each names its source, and each law has its file."""
    found = {term.category: (term.years, term.source) for term in rules.complete(OWNER, [])}
    assert found == {
        RecordCategory.YOUTH_FILE: (20, "Jeugdwet art. 7.3.8"),
        RecordCategory.WMO_FILE: (15, "Wmo 2015 art. 5.3.4"),
        RecordCategory.CLAIMS_AND_BOOKS: (7, "AWR art. 52; Awb"),
        RecordCategory.ACCESS_LOG: (
            5,
            "Besluit elektronische gegevensverwerking door zorgaanbieders; NEN 7513",
        ),
    }
    assert set(rules.FILE_OF) == set(Law)


@pytest.mark.rule("F-37")
@given(years=st.integers(1, 100), category=st.sampled_from(RecordCategory))
def test_never_shorter_than_the_law(years: int, category: RecordCategory) -> None:
    """A policy is refused below the law's years and taken from there on, as the next version since today.

    The log is destroyed for all municipalities at once: a longer term of one is refused, for nothing would carry it out.
    """
    known = rules.by_law(OWNER, category)
    if years < known.legal_years:
        with pytest.raises(RetentionTermTooShort) as refused:
            rules.change(known, years, "beleid", TODAY)
        assert refused.value.facts["legal_years"] == known.legal_years
        return
    if category is RecordCategory.ACCESS_LOG and years > known.legal_years:
        with pytest.raises(RetentionTermFixed):
            rules.change(known, years, "beleid", TODAY)
        return
    changed = rules.change(known, years, "beleid", TODAY)
    assert changed is not None
    term, why = changed
    assert (term.years, term.version, term.since, term.reason) == (years, 2, TODAY, "beleid")
    assert (term.legal_years, term.source) == (known.legal_years, known.source)
    assert [step.rule for step in why.steps] == ["F-37"]


def test_what_holds_already_is_no_change() -> None:
    """The same years for the same reason give nothing new; another reason does."""
    term, _ = rules.change(rules.by_law(OWNER, RecordCategory.WMO_FILE), 20, "beleid", TODAY) or (None, None)
    assert term is not None
    assert rules.change(term, 20, "beleid", TODAY) is None
    assert rules.change(term, 20, "ander beleid", TODAY) is not None
    assert rules.complete(OWNER, [term])[1] == term
    assert rules.years_by_category(rules.complete(OWNER, [term]))[RecordCategory.WMO_FILE] == 20


def test_a_term_has_one_id_for_ever() -> None:
    """The id follows from owner and category, is a UUIDv7 in form, differs for each, and holds nothing like a BSN."""
    owners = [f"{10**19 + number}" for number in range(200)]
    ids = {rules.term_id(owner, category) for owner in owners for category in RecordCategory}
    assert len(ids) == 800 and all(one.version == 7 for one in ids)
    assert not any(holds_bsn(str(one)) for one in ids)
    assert rules.term_id(OWNER, RecordCategory.WMO_FILE) == rules.term_id(OWNER, RecordCategory.WMO_FILE)


def test_a_term_explains_itself() -> None:
    """The law's with its article; a longer one since when, beside what the law says."""
    longer, _ = rules.change(rules.by_law(OWNER, RecordCategory.YOUTH_FILE), 25, "beleid", TODAY) or (
        None,
        None,
    )
    assert longer is not None
    steps = rules.explain(rules.complete(OWNER, [longer])).steps
    assert [step.inputs["years"] for step in steps] == [25, 15, 7, 5]
    assert (steps[0].inputs["legal_years"], "since" in steps[1].inputs) == (20, False)
