"""What day it is: that of SOURCE_DATE_EPOCH where it is set, so that the same inputs give the same outputs."""

import os
import re
from datetime import UTC, date, datetime

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted


def source_date_epoch() -> int | None:
    """Seconds since 1970 in SOURCE_DATE_EPOCH; None if it is not set. Raises `ConfigurationError` if it is wrong."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    if not re.fullmatch("[0-9]{1,11}", epoch):
        raise ConfigurationError(f"SOURCE_DATE_EPOCH is a number of seconds; found {quoted(epoch)}")
    return int(epoch)


def today() -> date:
    """The day of SOURCE_DATE_EPOCH if it is set, else that of the clock. Raises `ConfigurationError` as above."""
    epoch = source_date_epoch()
    return (datetime.now(UTC) if epoch is None else datetime.fromtimestamp(epoch, UTC)).date()
