"""A process that does a diary's due work: `worker.py <settings as JSON>`, until it is killed."""

import asyncio
import json
import sys

from shared.kit.service import Service
from shared.kit.settings import Settings
from shared.kit.work import work
from tests.support.diary.notes import DUTIES, EVENTS


async def main() -> None:
    """Open the database and work."""
    service = Service(Settings(**json.loads(sys.argv[1])), duties=DUTIES, events=EVENTS)
    await service.start()
    await work(service, pause=0.2)


if __name__ == "__main__":
    asyncio.run(main())
