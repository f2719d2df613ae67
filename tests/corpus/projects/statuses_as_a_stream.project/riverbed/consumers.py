from riverbed.stream import statuses, statuses_async


def until_it_works(training_id):
    for status in statuses(training_id):  # expect: RPL126@for, RPL127@for
        if status == "succeeded":  # expect: RPL127@for
            return status


def until_over(training_id):
    for status in statuses(training_id, every=5):  # expect: RPL121@quick, RPL126@next
        if status in ("succeeded", "failed", "canceled"):
            return status


async def watch(training_id):
    async for training in statuses_async(training_id):
        if training.status in ("succeeded", "failed", "canceled"):
            return training
    return None
