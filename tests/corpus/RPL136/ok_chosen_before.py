"""The status was looked at where the training was chosen, translated or taken apart."""
import replicate

WORDS = {"starting": "queued", "processing": "training", "succeeded": "ready", "failed": "broken", "canceled": "stopped"}


def chosen(ids):
    done = [t for t in (replicate.trainings.get(one) for one in ids) if t.status == "succeeded"]
    return {training.id: training.output["version"] for training in done}


def collected(ids):
    done = []
    for one in ids:
        training = replicate.trainings.get(one)
        if training.status == "succeeded":
            done.append(training)
    for training in done:
        print(training.output["weights"])


def flagged(training_id):
    ready = False
    training = replicate.trainings.get(training_id)
    if training.status == "succeeded":
        ready = True
    return training.output["version"] if ready else None


def translated(training_id):
    training = replicate.trainings.get(training_id)
    word = WORDS[training.status]
    if word == "ready":
        return training.output["version"]
    return word


def by_time(training_id):
    training = replicate.trainings.get(training_id)
    if training.completed_at is not None:
        return training.output["version"]
    return None


def by_pattern(session, training_id):
    body = session.get(f"https://api.replicate.com/v1/trainings/{training_id}").json()
    match body:
        case {"status": "succeeded", "output": {"weights": weights}}:
            return weights
        case {"status": "succeeded"}:
            return body["output"]["version"]
    return None
# trap: RPL136
