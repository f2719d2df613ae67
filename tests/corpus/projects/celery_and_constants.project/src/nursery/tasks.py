from nursery.celery import app
from nursery.clients import replicate_client
from nursery.constants import MAX_CHECKS, RECHECK_SECONDS, SLOW_RECHECK_SECONDS, TERMINAL_STATES
from nursery.models import Plant


@app.task(bind=True, max_retries=MAX_CHECKS)
def check(self, training_id):
    training = replicate_client().trainings.get(training_id)
    if training.status not in ("succeeded", "failed", "canceled"):
        raise self.retry(countdown=RECHECK_SECONDS)  # expect: RPL121
    Plant.objects.filter(training_id=training_id).update(status=training.status)


@app.task(bind=True, max_retries=MAX_CHECKS)
def check_slowly(self, training_id):
    training = replicate_client().trainings.get(training_id)
    if training.status not in TERMINAL_STATES:  # expect: RPL127@words, RPL128@words
        raise self.retry(countdown=SLOW_RECHECK_SECONDS)  # expect: RPL122, RPL127@words
    Plant.objects.filter(training_id=training_id).update(status=training.status)


@app.task
def recheck(training_id, left=MAX_CHECKS):
    training = replicate_client().trainings.get(training_id)
    if training.status in ("starting", "processing") and left:
        recheck.apply_async((training_id, left - 1), countdown=RECHECK_SECONDS / 2)  # expect: RPL121
