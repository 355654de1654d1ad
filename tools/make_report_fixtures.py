"""Write the reports in `tests/fixtures/reports/` anew, after a change of what they look like.

Run it and look at the difference: `.venv/bin/python tools/make_report_fixtures.py`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.reporting import write_reports

if __name__ == "__main__":
    write_reports()
