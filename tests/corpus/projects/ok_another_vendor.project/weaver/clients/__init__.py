from weaver.clients.trainly import TrainlyClient
from weaver.clients.images import ImageClient

client = TrainlyClient()
images = ImageClient()
