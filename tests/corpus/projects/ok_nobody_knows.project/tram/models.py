from django.db import models


class Line(models.Model):
    destination = models.CharField(max_length=80, default="")
    training_id = models.CharField(max_length=40, default="")
    archive = models.URLField()
    poll_seconds = models.IntegerField(default=5)
