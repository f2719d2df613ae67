from fleet.kinds import Trucks, Vans


def trucks(zip_url: str) -> str:
    job = Trucks()
    return job.wait(job.start(zip_url))  # expect: RPL101@trucks, RPL121@pause


def vans(zip_url: str) -> str:
    return Vans().start(zip_url)
