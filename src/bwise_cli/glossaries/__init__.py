"""Looking after glossaries: what is wrong with them, how far they are, and what a file from outside brings."""

from bwise_cli.glossaries.coverage import Coverage, coverage
from bwise_cli.glossaries.faults import faults
from bwise_cli.glossaries.reconcile import Change, Reconciled, reconcile

__all__ = ["Change", "Coverage", "Reconciled", "coverage", "faults", "reconcile"]
