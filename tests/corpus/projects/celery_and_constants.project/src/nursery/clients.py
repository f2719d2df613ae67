import replicate
from django.conf import settings


def replicate_client() -> replicate.Client:
    return replicate.Client(api_token=settings.REPLICATE_API_TOKEN)
