from gallery.http import BASE

OWNER, NAME = "stability-ai", "sdxl"
HASH = "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"


def trainings_path(owner: str = OWNER, name: str = NAME, version: str = HASH) -> str:
    return f"/models/{owner}/{name}/versions/{version}/trainings"


def trainings_url(version: str = HASH) -> str:
    return BASE + trainings_path(version=version)
