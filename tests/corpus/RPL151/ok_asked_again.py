"""Fresh statuses, and loops that wait for something else."""
import time

import replicate

FINAL = {"succeeded", "failed", "canceled"}
PACES = (30, 60, 120, 240, 300, 300, 300)
client = replicate.Client()


def reloaded(training_id):
    training = client.trainings.get(training_id)
    for delay in PACES:
        if training.status in FINAL:
            return training
        time.sleep(delay)
        training.reload()
    return None


def fetched(training_id):
    status = "starting"
    for delay in PACES:
        status = client.trainings.get(training_id).status
        if status in FINAL:
            break
        time.sleep(delay)
    return status


def copied_again(training_id):
    training = client.trainings.get(training_id)
    status = training.status
    for delay in PACES:
        if status in FINAL:
            break
        time.sleep(delay)
        training.reload()
        status = training.status
    return status


def refreshed_by_helper(training_id):
    training = client.trainings.get(training_id)
    for delay in PACES:
        if training.status in FINAL:
            return training
        training = look_later(training, delay)
    return None


def look_later(training, delay):
    time.sleep(delay)
    return client.trainings.get(training.id)


def refreshed_by_somebody(training_id, refresh):
    training = client.trainings.get(training_id)
    for delay in PACES:
        if training.status in FINAL:
            return training
        time.sleep(delay)
        refresh(training)
    return None


def waits_for_the_file(training_id, path):
    training = client.trainings.get(training_id)
    for _ in range(10):
        if path.exists():
            return training.status
        time.sleep(1)
    return training.status


def walks_over_many(trainings):
    return [training.id for training in trainings if training.status in FINAL]


def prints_the_pages(training_ids):
    for training_id in training_ids:
        training = client.trainings.get(training_id)
        if training.status in FINAL:
            print(training_id, training.status)


def waits_for_a_row(row):
    for delay in PACES:
        row.refresh_from_db()
        if row.status in FINAL:
            return row
        time.sleep(delay)
    return None


class Deck:
    def __init__(self, training_id):
        self.training = client.trainings.get(training_id)

    def update(self):
        self.training.reload()

    def wait(self):
        for delay in PACES:
            if self.training.status in FINAL:
                return self.training
            time.sleep(delay)
            self.update()
        raise TimeoutError
# trap: RPL151
