from dataclasses import dataclass


@dataclass
class Trainer:
    name: str
    api: str = "training"
    predicts: bool = False
    retired: bool = False
    data: tuple = ()


def trainer(name):
    return None


def by_version(v):
    return None


def missing_data(t, k):
    return False


def out_of_range(t, k, v):
    return None


def unknown_input(t, k):
    return None


def violated_relations(t, v, open=False):
    return []
