"""What an organisation is, and what the register says when it refuses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.organisations.rules import (
    Organisation,
    OrganisationExists,
    OrganisationNotFound,
)
from shared.errors import Problem, PurchaserOnly, ReferenceUsed
from shared.kit.problems import status_of
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.terms import OrganisationKind

OIN = st.from_regex(r"[0-9]{20}", fullmatch=True)
CODE = st.none() | st.from_regex(r"[0-9]{8}", fullmatch=True)


@given(
    st.builds(
        Organisation,
        id=st.uuids(),
        version=st.integers(1, 2**31 - 1),
        owner=OIN,
        external_reference=st.none() | st.from_regex(r"[A-Za-z0-9._:/-]{1,100}", fullmatch=True),
        parties=st.lists(OIN, max_size=3),
        oin=OIN,
        kind=st.sampled_from(OrganisationKind),
        name=st.text(
            st.characters(codec="utf-8", exclude_categories=["Nd", "Cc", "Cf"]), min_size=1, max_size=200
        ),
        municipality_code=st.none() | st.from_regex(r"[0-9]{4}", fullmatch=True),
        agb_code=CODE,
    )
)
def test_what_is_told_of_an_organisation_is_what_was_registered(organisation: Organisation) -> None:
    """Every field reads the same on the wire, whatever its letters; who may see it is not told."""
    told = schemas.Organisation.model_validate_json(encode(schemas.Organisation, organisation))
    names = set(Organisation.__slots__)
    assert set(schemas.Organisation.model_fields) == names - {"parties"}
    assert told.model_dump() == {name: getattr(organisation, name) for name in names - {"parties"}}


@pytest.mark.parametrize(
    ("problem", "status", "dutch", "english"),
    [
        (
            OrganisationNotFound(id=UUID(int=1)), 404,
            "Er is geen organisatie 00000000-0000-0000-0000-000000000001.",
            "There is no organisation 00000000-0000-0000-0000-000000000001.",
        ),
        (
            OrganisationExists(oin="00000099000000001001"), 409,
            "OIN 00000099000000001001 is al geregistreerd.", "OIN 00000099000000001001 is registered already.",
        ),
        (
            ReferenceUsed(reference="zaak:1"), 409,
            "Onder kenmerk zaak:1 staat al iets met een andere inhoud.",
            "Something with other contents stands under reference zaak:1 already.",
        ),
        (
            PurchaserOnly(), 403,
            "Dit doet de opdrachtgever (gemeente); het token spreekt niet voor deze opdrachtgever.",
            "The purchaser (municipality) does this; the token does not speak for this purchaser.",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Problem) else "",
)  # fmt: skip
def test_a_refusal_names_what_it_is_about_in_both_languages(
    problem: Problem, status: int, dutch: str, english: str
) -> None:
    """Its status, its sentence with the OIN, id or reference filled in, and what would mend it."""
    shown: dict[str, Any] = {
        language: problem.detail.render(language, problem.facts) for language in ("nl", "en")
    }
    assert (status_of(problem), shown) == (status, {"nl": dutch, "en": english})
    assert problem.mend.nl != problem.mend.en
