"""The page of rights: written from the matrices, and held against them."""

from pathlib import Path

import pytest

from deploy import rights
from shared.values.terms import ActorKind


def test_the_page_is_compared_written_and_then_equal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 with the difference while it is behind, 0 once it is written."""
    monkeypatch.setattr(rights, "PAGE", tmp_path / "rights.md")
    assert rights.run([]) == 1 and "+# Who may do what" in capsys.readouterr().out
    assert rights.run(["--write"]) == 0 and rights.run([]) == 0
    assert "rights.md: equal" in capsys.readouterr().out


def test_the_page_shows_every_role_and_what_only_a_consortiums_lead_may() -> None:
    """A column for each role but the house's own, and the remarks on what is judged beyond the role."""
    text = rights.page()
    head = next(line for line in text.splitlines() if line.startswith("| what |"))
    assert [kind in head for kind in ActorKind] == [kind in rights.ROLES for kind in ActorKind]
    signing = [
        line for line in text.splitlines() if line.startswith(("| contracts · sign", "| amendments · sign"))
    ]
    assert len(signing) == 2 and all("only the consortium's lead for payment" in line for line in signing)
    assert "`POST /authorisations`" in text and "graph: grantAuthorisation" in text
