from replicate import Client

from orrery.settings import settings

client = Client(api_token=settings.replicate_api_token)
