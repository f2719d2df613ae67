"""Copies pages. No relation to the service of that name."""


class Trainings:
    def create(self, pages, copies=1):
        return [pages] * copies

    def get(self, number):
        return number


class Client:
    def __init__(self):
        self.trainings = Trainings()


trainings = Trainings()
