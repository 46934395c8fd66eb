"""The command line says in one sentence, in two languages, what must be mended, and never shows a traceback for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.cli import main
from deploy.settings import ROOT
from deploy.tokens import PARTS
from shared.values.trust import Scope


def bedoeling(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "deploy", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"BEDOELING_ENVIRONMENT": "production"}, "DATABASE_CONTRACTS_URL"),
        ({"BEDOELING_PORT_ACCESS": "none"}, "BEDOELING_PORT_ACCESS"),
        ({"BEDOELING_STATE": "/dev/null/state"}, "/dev/null/state"),
    ],
)
@pytest.mark.parametrize("command", ["up", "migrate"])
def test_a_wrong_setting_ends_with_code_2_and_its_mend(
    command: str, variables: dict[str, str], named: str
) -> None:
    """Two lines name the variable or the folder; no traceback."""
    done = bedoeling(command, **variables)
    assert done.returncode == 2
    assert done.stderr.count(named) >= 2 and "Traceback" not in done.stderr


def test_a_service_without_its_variables_names_the_first(tmp_path: Path) -> None:
    """`run` outside a house says which variable is missing."""
    done = bedoeling("run", "settlement", DATABASE_URL="", BEDOELING_STATE=str(tmp_path))
    assert done.returncode == 2 and "DATABASE_URL" in done.stderr and "Traceback" not in done.stderr


def test_a_token_without_an_issuer_tells_to_start_it(tmp_path: Path) -> None:
    """Nobody listens, so the sentence says `make up`."""
    done = bedoeling("token", BEDOELING_STATE=str(tmp_path), BEDOELING_PORT_ISSUER="1")
    assert done.returncode == 2 and "make up" in done.stderr


def test_every_scope_that_a_client_may_hold_can_be_tried() -> None:
    """Whoever tries the services by hand gets a token for each scope with one of the parts; the system's own is nobody's."""
    held = {scope for part in PARTS.values() for scope in part.scopes}
    assert {scope.value for scope in Scope} - held == {Scope.EVENTS_ALL.value}


def test_a_full_disk_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails for want of space the place and the mend are named."""

    def full(environ: object = None) -> None:
        raise OSError(28, "No space left on device", "/data/file")

    monkeypatch.setattr("deploy.settings.Settings.from_environment", full)
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert "/data/file" in said and "No space left" in said and said.count("\n") == 2


def test_short_commands_stay_short() -> None:
    """Asking for help imports neither a framework nor a database driver."""
    code = (
        "import sys, contextlib, io\nfrom deploy.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n    main(['--help'])\n"
        "print([name for name in ('fastapi', 'sqlalchemy', 'asyncpg', 'httpx', 'uvicorn', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_older_python_gets_a_sentence() -> None:
    """The entry looks at the version before anything else, in words that an old Python can parse."""
    source = (ROOT / "deploy" / "__main__.py").read_text()
    code = f"import sys; sys.version_info = (3, 9, 0)\nexec(compile({source!r}, 'main', 'exec'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "3.11" in done.stderr and "nodig" in done.stderr
