"""A client can be generated from what is published: it compiles, has every JSON operation, and reads real answers."""

import compileall
import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy import lint_openapi
from tests.wire.documents import Document, operations
from tests.wire.life import Life

pytestmark = pytest.mark.xdist_group("published")
LISTS = {
    "contracts": ("contracts", "list_contracts"),
    "access": ("requests", "list_requests"),
    "settlement": ("schedules", "list_schedules"),
    "outcomes": ("indicators", "list_indicators"),
}


def generate(service: str, folder: Path) -> str:
    """Generate a package from the committed document; what the generator had to say."""
    config = folder / "config.yml"
    config.write_text("post_hooks: []\n")
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--config", str(config),
        "--path", str(lint_openapi.SNAPSHOTS / f"{service}.openapi.json"), "--output-path", str(folder / f"made_{service}"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def test_a_generated_client_calls_the_service(
    house_lives: tuple[Life, Life],
    service: str,
    document: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only files (XML, CSV, NDJSON) are beyond the generator; its list of the main resource gives typed items."""
    said = generate(service, tmp_path)
    made = tmp_path / f"made_{service}"
    assert compileall.compile_dir(made, quiet=1)
    modules = {path.stem for path in made.glob("api/*/*.py")}
    expected = {
        _snake(one.says["operationId"])
        for one in operations(service, document)
        if one.is_json or not one.content
    }
    assert expected - modules == set()
    assert set(re.findall(r"Unsupported content type (\S+)", said)) <= {
        "application/xml",
        "text/csv",
        "application/x-ndjson",
    }
    monkeypatch.syspath_prepend(str(tmp_path))
    tenant = house_lives[0].tenant
    client: Any = importlib.import_module(f"made_{service}.client").AuthenticatedClient(
        base_url=f"{tenant.house.urls[service]}/v1",
        token=await tenant.token(tenant.owner),
        raise_on_unexpected_status=True,
    )
    tag, name = LISTS[service]
    page = await importlib.import_module(f"made_{service}.api.{tag}.{name}").asyncio(client=client)
    assert page.items and {item.owner for item in page.items} == {tenant.owner}
    assert page.to_dict()["items"][0]["id"] == str(page.items[0].id)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda found: f"_{found[1].lower()}", name)
