"""The report for programs. What its fields mean is in docs/checks.md."""

from typing import Any

from bwise_cli.cli.printing import finding_record, json_text
from bwise_cli.cli.reports.outcome import ModuleOutcome, Outcome, in_order
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.message import State


def json_report(outcome: Outcome) -> str:
    """The outcome as one JSON object."""
    done = outcome.done
    return json_text(
        {
            "passed": done.passed,
            "errors": outcome.count(Severity.ERROR),
            "warnings": outcome.count(Severity.WARNING),
            "most_warnings": done.most_warnings,
            "ignored": done.ignored,
            "known": done.known,
            "gone": done.gone,
            "outside": done.outside,
            "catalogues": done.catalogues,
            "units": done.units,
            "not_started": list(outcome.not_started),
            "modules": [_module_record(each) for each in outcome.modules],
            "findings": [finding_record(finding) for finding in in_order(outcome.findings)],
        }
    )


def _module_record(module: ModuleOutcome) -> dict[str, Any]:
    standing = module.standing
    return {
        "country": standing.country,
        "locale": standing.locale,
        "curriculum": standing.curriculum,
        "module": standing.module,
        "required": standing.required.value,
        "complete": standing.complete,
        "share": round(standing.share, 4),
        "errors": module.errors,
        "warnings": module.warnings,
        "passed": module.passed,
        "messages": {state.value: standing.tally.messages[state] for state in State},
        "words": {state.value: standing.tally.words[state] for state in State},
    }
