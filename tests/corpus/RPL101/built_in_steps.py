import os
from dataclasses import dataclass, field

import replicate
import requests
from pydantic_settings import BaseSettings

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
URL = "https://api.replicate.com/v1/models/ostris/flux-dev-lora-trainer/versions/e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497/trainings"


class Settings(BaseSettings):
    replicate_api_token: str
    replicate_destination: str | None = None


@dataclass
class Plan:
    images: str
    steps: int = 1000
    destination: str = ""
    extra: dict = field(default_factory=dict)


settings = Settings()


def popped(images):
    params = {"version": VERSION, "input": {"input_images": images}, "destination": "northwind/menus"}
    params.pop("destination")
    return replicate.trainings.create(**params).id  # expect: RPL101


def deleted(images):
    body = dict(input={"input_images": images}, destination="northwind/menus")
    del body["destination"]
    return requests.post(URL, json=body, headers=auth()).json()["id"]  # expect: RPL101


def merged(images):
    common = {"webhook": "https://hooks.example.com/menus"}
    body = common | {"input": {"input_images": images}}
    return requests.post(URL, json=body, headers=auth()).json()["id"]  # expect: RPL101


def emptied(images):
    body = {"destination": "northwind/menus", "input": {"input_images": images}}
    body.update(destination="")  # expect: RPL101@emptied
    return requests.post(URL, json=body, headers=auth()).json()["id"]  # expect: RPL101@emptied


def from_plan(images):
    plan = Plan(images=images, steps=1500)
    training = replicate.trainings.create(VERSION, {"input_images": plan.images, "steps": plan.steps}, plan.destination)  # expect: RPL101
    return training.id


def from_environment(images):
    target = os.getenv("MENU_DESTINATION", "")
    return replicate.trainings.create(version=VERSION, input={"input_images": images}, destination=target).id  # expect: RPL101


def from_settings(images):
    return replicate.trainings.create(VERSION, {"input_images": images}, settings.replicate_destination).id  # expect: RPL101


def only_when_public(images, public: bool):
    target = "northwind/menus-public" if public else None
    return replicate.trainings.create(version=VERSION, input={"input_images": images}, destination=target).id  # expect: RPL101


def only_in_one_case(images, kind: str):
    options = {"version": VERSION, "input": {"input_images": images}}
    match kind:
        case "lunch":
            options["destination"] = "northwind/menus-lunch"
        case "dinner":
            options["destination"] = "northwind/menus-dinner"
        case _:
            options["webhook"] = "https://hooks.example.com/menus"
    training = replicate.trainings.create(**options)  # expect: RPL101
    return training.id


def auth():
    return {"Authorization": f"Bearer {settings.replicate_api_token}"}
