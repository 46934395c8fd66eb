"""A process that does a diary's jobs: `chore_worker.py <settings as JSON>`, until it is killed."""

import asyncio
import json
import sys

from shared.kit.service import Service
from shared.kit.settings import Settings
from tests.support.diary.app import RIGHTS
from tests.support.diary.chores import JOBS
from tests.support.diary.notes import EVENTS


async def main() -> None:
    """Open the database and do jobs."""
    service = Service(Settings(**json.loads(sys.argv[1])), jobs=JOBS, events=EVENTS, rights=RIGHTS)
    await service.start()
    await service.jobs.keep(pause=0.05)


if __name__ == "__main__":
    asyncio.run(main())
