"""Workers that go over all open jobs for ever: an even pace is what they are for."""
import asyncio
import logging
import time

import replicate
import schedule
from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Job

log = logging.getLogger("supervisor")
FINAL = ("succeeded", "failed", "canceled")


def supervise(db: Session) -> None:
    while True:
        for job in db.scalars(select(Job).where(Job.open.is_(True))):
            training = replicate.trainings.get(job.training_id)
            job.status = training.status
            job.open = training.status not in FINAL
        db.commit()
        time.sleep(60)


async def supervise_memory(jobs: dict[str, str]) -> None:
    while True:
        for training_id in list(jobs):
            training = await replicate.trainings.async_get(training_id)
            jobs[training_id] = training.status
            if training.status in ("succeeded", "failed", "canceled", "aborted"):
                log.info("%s ended: %s", training_id, jobs.pop(training_id))
        await asyncio.sleep(30)


def supervise_with_listing(store) -> None:
    while True:
        for training in replicate.trainings.list():
            store.put(training.id, training.status)
        time.sleep(120)


def sweep(store) -> None:
    for training_id in store.open_ids():
        training = replicate.trainings.get(training_id)
        if training.status in FINAL:
            store.close(training_id, training.status)


def main(store) -> None:
    schedule.every(5).minutes.do(sweep, store)
    while True:
        schedule.run_pending()
        time.sleep(1)
# trap: RPL121, RPL122, RPL126, RPL127
