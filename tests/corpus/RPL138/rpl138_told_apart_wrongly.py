"""The read that fails stands where the object is still an object, or nothing is there for its error."""
import replicate


def other_side(training_id, demo):
    training = {"id": training_id} if demo else replicate.trainings.get(training_id)
    if isinstance(training, dict):
        return training["id"]
    return training["status"]  # expect: RPL138


def any_error(training_id):
    training = replicate.trainings.get(training_id)
    try:
        return training["id"]  # expect: RPL138
    except Exception:
        return None


def another_error(training_id):
    training = replicate.trainings.get(training_id)
    try:
        return training.metrics  # expect: RPL138
    except KeyError:
        return None


def after_the_try(training_id):
    training = replicate.trainings.get(training_id)
    try:
        training.reload()
    except AttributeError:
        pass
    return training.metrics  # expect: RPL138
