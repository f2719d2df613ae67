"""Board games: loops that some ending of the training doesn't end."""
import time

import replicate
import requests

AUTH = {"Accept": "application/json"}
client = replicate.Client()


def until_succeeded(training):
    while training.status != "succeeded":  # expect: RPL126, RPL127
        time.sleep(5)  # expect: RPL121
        training.reload()
    return training


def break_on_success(training_id):
    delay = 30
    while True:  # expect: RPL126, RPL127@break
        training = client.trainings.get(training_id)
        if training.status == "succeeded":  # expect: RPL127@break
            break
        time.sleep(delay)
        delay = min(delay * 2, 300)
    return training


def two_of_three(training_id):
    delay = 30
    for _ in range(100):  # expect: RPL127@two
        training = client.trainings.get(training_id)
        if training.status in ("succeeded", "failed"):  # expect: RPL127@two
            return training
        time.sleep(delay)
        delay = min(delay * 2, 300)
    raise TimeoutError(training_id)


def not_in_two(training_id):
    delay, status, until = 30, "starting", time.time() + 4 * 3600
    while status not in ["succeeded", "canceled"] and time.time() < until:  # expect: RPL127
        status = client.trainings.get(training_id).status
        time.sleep(delay)
        delay = min(delay * 2, 300)
    return status


def or_of_comparisons(training_id):
    delay, done, looks = 30, False, 0
    while not done and looks < 90:  # expect: RPL127@or
        training = client.trainings.get(training_id)
        done = training.status == "succeeded" or training.status == "failed"  # expect: RPL127@or
        looks += 1
        time.sleep(delay)
        delay = min(delay * 2, 300)
    return done


def matched(training_id):
    for delay in (30, 60, 120, 240, 300, 300, 300):  # expect: RPL127@match
        training = client.trainings.get(training_id)
        match training.status:  # expect: RPL127@match
            case "succeeded":  # expect: RPL127@match
                return training.output
            case "failed":  # expect: RPL127@match
                raise RuntimeError(training.error)
            case _:
                time.sleep(delay)
    raise TimeoutError(training_id)


def by_error_field(training_id):
    for delay in (30, 60, 120, 240, 300, 300, 300):  # expect: RPL127@error
        state = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=9).json()
        if state["status"] == "succeeded":  # expect: RPL127@error
            return state
        if state.get("error"):
            raise RuntimeError(state["error"])
        time.sleep(delay)
    return None


def by_walrus(training_id):
    delay = 30
    while (state := client.trainings.get(training_id).status) != "succeeded":  # expect: RPL126, RPL127@walrus
        if state == "canceled":  # expect: RPL127@walrus
            raise RuntimeError("canceled by somebody")
        time.sleep(delay)
        delay = min(delay * 2, 300)


def only_failures_end_it(training_id, notify):
    delay = 30
    for _ in range(90):  # expect: RPL127@failures
        training = client.trainings.get(training_id)
        if training.status in {"failed", "canceled"}:  # expect: RPL127@failures
            return notify(training.error)
        time.sleep(delay)
        delay = min(delay * 2, 300)
