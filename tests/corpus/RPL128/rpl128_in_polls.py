"""Ceramics: loops that wait for words which the platform never says."""
import time

import replicate
import requests

AUTH = {"Accept": "application/json"}
LADDER = (30, 60, 120, 240, 300, 300, 300)


def two_ells(training_id):
    for delay in LADDER:  # expect: RPL127@ells
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "cancelled"):  # expect: RPL128, RPL127@ells
            return training
        time.sleep(delay)


def completed(training):
    while training.status != "completed":  # expect: RPL126, RPL127, RPL128
        time.sleep(10)  # expect: RPL121
        training.reload()
    return training


def success_and_error(training_id):
    for delay in LADDER:  # expect: RPL127@success
        state = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=9).json()
        if state["status"] == "success":  # expect: RPL128, RPL127@success
            return state
        if state["status"] == "error":  # expect: RPL128, RPL127@success
            raise RuntimeError(state["logs"])
        time.sleep(delay)


def running(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        if training.status not in ("starting", "running"):  # expect: RPL128
            return training
        time.sleep(delay)


def queued(training):
    for delay in LADDER:
        if training.status != "processing" and training.status != "queued":  # expect: RPL128
            break
        time.sleep(delay)
        training.reload()
    return training


def matched(training_id):
    for delay in LADDER:
        training = replicate.trainings.get(training_id)
        match training.status:
            case "succeeded":
                return training
            case "pending":  # expect: RPL128
                time.sleep(delay)
            case "processing":
                time.sleep(delay)
            case _:
                raise RuntimeError(training.error)


def by_get(training_id):
    for delay in LADDER:  # expect: RPL127@get
        state = requests.get(f"https://api.replicate.com/v1/trainings/{training_id}", headers=AUTH, timeout=9).json()
        if state.get("status") in {"done", "failed", "canceled"}:  # expect: RPL128, RPL127@get
            return state
        time.sleep(delay)


def cheer(training):
    print("ready", training.id)


def mourn(training):
    print("over", training.id, training.error)


HANDLERS = {
    "succeeded": cheer,  # expect: RPL127@handlers
    "failed": mourn,
    "cancelled": mourn,  # expect: RPL128@handlers
}


def dispatched(training_id):
    for delay in LADDER:  # expect: RPL127@handlers
        training = replicate.trainings.get(training_id)
        if training.status in HANDLERS:  # expect: RPL127@handlers, RPL128@handlers
            return HANDLERS[training.status](training)  # expect: RPL127@handlers, RPL128@handlers
        time.sleep(delay)


def turned_round(training_id):
    for delay in LADDER:  # expect: RPL127@round
        status = replicate.trainings.get(training_id).status
        if "successful" == status:  # expect: RPL128, RPL127@round
            return True
        if status in ["failed", "canceled"]:  # expect: RPL127@round
            return False
        time.sleep(delay)


def capital(training_id):
    for delay in LADDER:  # expect: RPL127@capital
        training = replicate.trainings.get(training_id)
        if training.status == "Succeeded":  # expect: RPL128, RPL127@capital
            return training
        if training.status in ("failed", "canceled", "aborted"):  # expect: RPL127@capital
            raise RuntimeError(training.error)
        time.sleep(delay)
