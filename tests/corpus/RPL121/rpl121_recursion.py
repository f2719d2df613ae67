"""Waiting by calling oneself."""
import asyncio
import time

import replicate
import requests

ENDED = {"succeeded", "failed", "canceled", "aborted"}


def look(training_id: str, left: int = 500):
    training = replicate.trainings.get(training_id)
    if training.status in ENDED or not left:
        return training
    time.sleep(15)  # expect: RPL121
    return look(training_id, left - 1)


async def look_async(training_id: str, attempt: int = 0):
    training = await replicate.trainings.async_get(training_id)
    if training.status in ENDED:
        return training
    if attempt >= 300:
        raise TimeoutError(training_id)
    await asyncio.sleep(5)  # expect: RPL121
    return await look_async(training_id, attempt + 1)


class Follower:
    pause = 20

    def __init__(self, session: requests.Session) -> None:
        self.session = session

    def follow(self, training_id: str, until: float) -> dict:
        state = self.session.get(f"https://api.replicate.com/v1/trainings/{training_id}", timeout=10).json()
        if state["status"] not in ENDED and time.time() < until:
            time.sleep(self.pause)  # expect: RPL121
            return self.follow(training_id, until)
        return state
