"""Workers that watch all open trainings: no end is needed, a pace is."""
import asyncio
import time

import replicate
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger
from discord.ext import commands, tasks

from .store import Store

FINAL = ("succeeded", "failed", "canceled")
store = Store()
scheduler = BlockingScheduler()


def supervise() -> None:
    while True:
        for job in store.open_jobs():
            training = replicate.trainings.get(job.training_id)
            if training.status in FINAL:
                store.close(job, training.status)
        time.sleep(5)  # expect: RPL121


async def supervise_memory(open_ids: set[str]) -> None:
    while True:
        for training_id in list(open_ids):
            training = await replicate.trainings.async_get(training_id)
            if training.status not in ("starting", "processing"):
                open_ids.remove(training_id)
        await asyncio.sleep(10)  # expect: RPL121


def supervise_breathlessly(open_ids: set[str]) -> None:
    while True:  # expect: RPL124@breathless
        for training_id in list(open_ids):  # expect: RPL124@breathless
            if replicate.trainings.get(training_id).status in FINAL:
                open_ids.discard(training_id)


@scheduler.scheduled_job("interval", seconds=10)  # expect: RPL121
def sweep() -> None:
    for job in store.open_jobs():
        training = replicate.trainings.get(job.training_id)
        if training.status in FINAL:
            store.close(job, training.status)


def check(training_id: str) -> None:
    training = replicate.trainings.get(training_id)
    if training.status in FINAL:
        store.close(training_id, training.status)
        scheduler.remove_job(training_id)


def add(training_id: str) -> None:
    scheduler.add_job(check, IntervalTrigger(seconds=20), args=[training_id], id=training_id)  # expect: RPL121  # allow: RPL126


class Watch(commands.Cog):
    """Tells a channel when a training is over."""

    def __init__(self, training_id: str, channel) -> None:
        self.training_id, self.channel = training_id, channel

    @tasks.loop(seconds=15)  # expect: RPL121  # allow: RPL126
    async def look(self) -> None:
        training = await replicate.trainings.async_get(self.training_id)
        if training.status in FINAL:
            await self.channel.send(f"{training.id}: {training.status}")
            self.look.stop()
