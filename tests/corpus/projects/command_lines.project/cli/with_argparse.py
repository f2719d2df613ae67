import time

import replicate

from cli.args import build_parser


def main(argv=None):
    args = build_parser().parse_args(argv)
    training = replicate.trainings.create(
        version="ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
        input={"input_images": args.images, "lora_rank": args.lora_rank, "steps": args.steps},  # expect: RPL134
        destination=args.destination,  # expect: RPL103
        webhook=args.webhook,
    )
    print(training.id)
    for _ in range(1000):
        training.reload()
        if training.status in ("succeeded", "failed", "canceled"):
            break
        time.sleep(args.poll_interval)  # expect: RPL121


if __name__ == "__main__":
    main()
