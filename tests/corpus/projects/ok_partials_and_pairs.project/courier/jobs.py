from courier.acts import begin, client, outcome, start


def boxes(url):
    _, training_id = begin(url)
    return training_id


def bags(url):
    return start(input={"input_images": url}, destination="courier/bags").id


def chosen(url, options):
    return start(input={"input_images": url}, **options).id


def version(training_id):
    done, output = outcome(training_id)
    if not done:
        return None
    return output["version"]


def look(url):
    training, training_id = begin(url)
    return client.trainings.get(training_id), training.status
