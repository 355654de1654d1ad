"""Set up and run, on a machine that has nothing but Python 3.11 or newer and pip.

    python bootstrap.py package --country SI    any command of bwise
    python bootstrap.py test                    the tests; further words go to pytest
    python bootstrap.py lint                    style, types and floors

Makes a virtual environment in `.venv` the first time, and brings it up to date when the requirements changed.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = SCRIPTS / ("python.exe" if sys.platform == "win32" else "python")
REQUIREMENTS = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
ALL_TESTS = ("-n", "auto", "--dist", "loadfile")
"""One process for each processor; the tests of a file share what they build."""
LINT = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main(words: list[str]) -> int:
    """Run one command line; return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file is what an older Python is given to run
        print("bwise needs Python 3.11 or newer; this is", sys.version.split()[0], file=sys.stderr)
        return 2
    if not words:
        print(__doc__, file=sys.stderr)
        return 2
    task, *rest = words
    if task == "test":
        set_up("[dev]")
        return run(PYTHON, "-m", "pytest", *(rest or ALL_TESTS))
    if task == "lint":
        set_up("[dev]")
        codes = [run(SCRIPTS / tool, *options) for tool, *options in LINT]
        return max(codes)
    set_up("")
    return run(PYTHON, "-m", "bwise_cli", *words)


def set_up(extra: str) -> None:
    """Make the virtual environment, or bring it up to date, so that it holds bwise with this extra."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in REQUIREMENTS)).hexdigest()
    stamps = {each: ENVIRONMENT / f"set-up{each.strip('[]')}.stamp" for each in ("", "[dev]")}
    enough = {stamps[extra], stamps["[dev]"]}
    if any(stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted for stamp in enough):
        return
    print("setting up .venv (a minute or two, the first time)", file=sys.stderr)
    if not PYTHON.is_file():
        venv.create(ENVIRONMENT, with_pip=True)
    constraints = ROOT / "constraints.txt"
    code = run(PYTHON, "-m", "pip", "install", "--quiet", "--constraint", constraints, "--editable", f"{ROOT}{extra}")
    if code:
        sys.exit(code)
    stamps[extra].write_text(wanted, encoding="utf-8")


def run(*command: str | Path) -> int:
    """Run a command in the current folder; return its exit code."""
    return subprocess.run([str(word) for word in command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
