"""`bedoeling reconcile`: a stopped follower takes over its sibling's new epoch and follows again from the first fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.errors import NotFound, Refused, Text

if TYPE_CHECKING:
    from shared.kit.service import Service

# As the tables' owner, once, after a database was put back from a backup: its feed is another one from here on.
RENEW_EPOCH = (
    "insert into epochs (epoch, created_at) values (gen_random_uuid(), clock_timestamp()) returning epoch"
)


class FeedUnknown(NotFound):
    """This service does not follow a feed of that name."""

    code = "feed-unknown"
    title = Text("De feed is onbekend", "The feed is unknown")
    detail = Text("{service} volgt {feed} niet.", "{service} does not follow {feed}.")
    mend = Text("Kies een van: {feeds}.", "Choose one of: {feeds}.")


class FollowerRuns(Refused):
    """Only a follower that has stopped needs reconciling."""

    code = "follower-runs"
    title = Text("De volger staat niet stil", "The follower has not stopped")
    detail = Text("{service} volgt {feed} gewoon.", "{service} follows {feed} as usual.")
    mend = Text("Doe niets; kijk in /v1/health/ready.", "Do nothing; look at /v1/health/ready.")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What following again came to: where it stopped and why, facts that took effect, facts that wait."""

    stopped: str
    from_position: int
    to_position: int
    applied: int
    parked: int


async def reconcile(service: Service, feed: str) -> Reconciled:
    """Follow a sibling's feed again from its start, after it was restored. Raises FeedUnknown, FollowerRuns.

    Every fact of the new epoch reaches its handler again, in order. That is harmless because a handler ignores a version
    of a subject that it knows already (the version here is the same or higher): only what was missed takes effect. What
    waited of the old epoch is set aside; if it still exists, the feed brings it again.

    It cannot see what the restore took from the sibling. A version that this service took over before and the sibling
    lost stays here, and when the sibling makes that version anew with other contents it is ignored: compare by hand the
    subjects that changed in the sibling between its backup and its restore.
    """
    follower = service.followers.get(feed)
    if follower is None:
        raise FeedUnknown(service=service.name, feed=feed, feeds=sorted(service.followers))
    before = await follower.state()
    if not before["stopped"]:
        raise FollowerRuns(service=service.name, feed=feed)
    await follower.begin_again()
    applied = await follower.catch_up()
    after = await follower.state()
    return Reconciled(before["stopped"], before["position"], after["position"], applied, after["parked"])
