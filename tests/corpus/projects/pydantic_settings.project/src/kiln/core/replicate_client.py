from replicate import Client

from kiln.core.config import get_settings


def get_client() -> Client:
    return Client(api_token=get_settings().replicate_api_token)
