from press.api import begin, begin_with_hook
from press.wait import until_over


def prints(zip_url: str) -> str:
    training_id = begin(zip_url)
    return until_over(training_id)


def prints_with_hook(zip_url: str) -> str:
    return until_over(begin_with_hook(zip_url, "https://press.example.com/hooks/replicate"))
