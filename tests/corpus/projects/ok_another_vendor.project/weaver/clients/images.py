import replicate


class ImageClient:
    """Predictions, by Replicate."""

    def __init__(self):
        self.api = replicate.Client()

    def draw(self, prompt):
        return self.api.run("black-forest-labs/flux-schnell", input={"prompt": prompt})

    def state(self, prediction_id):
        return self.api.predictions.get(prediction_id).status
