"""The rubric's own pack: fine-tuning. One module per case."""

from replint.checks.fine_tuning import destination, trainer_contract, training_data, waiting, webhook

__all__ = ["destination", "trainer_contract", "training_data", "waiting", "webhook"]
