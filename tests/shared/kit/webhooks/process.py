"""A process that delivers the webhooks of one service until it is killed; its settings are the first argument, as JSON."""

import asyncio
import importlib
import json
import sys


async def main() -> None:
    """Open the service and lead."""
    told = json.loads(sys.argv[1])
    settings = importlib.import_module(f"services.{told['name']}.settings").Settings(
        **{**told, "secret": bytes.fromhex(told["secret"]), "webhook_private": tuple(told["webhook_private"])}
    )
    service = importlib.import_module(f"services.{told['name']}.app").create_app(settings).service
    await service.database.open()
    await service.webhooks.lead(0.1)


if __name__ == "__main__":
    asyncio.run(main())
