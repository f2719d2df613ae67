"""A scope with a deadline, or somebody who is asked, ends these."""
import anyio
import replicate
import trio

FINAL = ("succeeded", "failed", "canceled")


async def in_a_scope(training_id):
    delay = 30
    with anyio.CancelScope(deadline=anyio.current_time() + 4 * 3600):
        while True:
            training = await replicate.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            await anyio.sleep(delay)
            delay = min(delay * 2, 300)


async def in_a_scope_of_trio(training_id):
    delay = 30
    with trio.CancelScope(deadline=trio.current_time() + 4 * 3600):
        while True:
            training = await replicate.trainings.async_get(training_id)
            if training.status in FINAL:
                return training
            await trio.sleep(delay)
            delay = min(delay * 2, 300)


def asked(training_id):
    while True:
        training = replicate.trainings.get(training_id)
        print(training.status)
        if training.status in FINAL or input("look again? ") != "y":
            return training
# trap: RPL124, RPL126
