from celery import Celery

app = Celery("nursery", broker="redis://localhost:6379/0")
