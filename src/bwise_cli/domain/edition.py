"""Editions: which parts of a curriculum its readers see."""

from enum import StrEnum


class Edition(StrEnum):
    """For whom a document is."""

    LEARNER = "learner"
    TRAINER = "trainer"

    @property
    def label(self) -> str:
        """Its name for people, in English."""
        return {"learner": "Learner edition", "trainer": "Trainer edition"}[self.value]

    @property
    def shows_trainer_text(self) -> bool:
        """Whether trainer notes, right answers and feedback are shown."""
        return self is not Edition.LEARNER


TRAINER_CLASSES = frozenset({"trainer", "feedback"})
"""Classes of divs that only trainers see."""
