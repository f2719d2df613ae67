import argparse


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train a LoRA")
    parser.add_argument("images")
    parser.add_argument("--destination", default="your-username/your-model")
    parser.add_argument("--poll-interval", type=float, default=5.0)
    parser.add_argument("--rank", "-r", type=int, default=16, dest="lora_rank")
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--webhook")
    return parser
