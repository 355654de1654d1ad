"""How long `bwise --help` takes beside the `--help` of a minimal Typer program, in one interleaved run.

Run it with `python benchmarks/startup.py`. Prints the smallest and the middle time of both, and their ratios.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
MINIMAL = '''
import typer

app = typer.Typer(add_completion=False)


@app.command()
def greet(name: str = "you") -> None:
    """Greet somebody."""
    print("Hello", name)


@app.command()
def part(name: str = "you") -> None:
    """Say goodbye to somebody."""
    print("Goodbye", name)


app()
'''


def seconds(command: list[str]) -> float:
    """Wall time of one run of `command`."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Measure both programs in turn and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        minimal = Path(folder) / "minimal.py"
        minimal.write_text(MINIMAL, encoding="utf-8")
        commands = {
            "minimal Typer program": [sys.executable, str(minimal), "--help"],
            "bwise": [sys.executable, "-m", "bwise_cli", "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(command))
    for name, measured in times.items():
        print(f"{name}: least {min(measured) * 1000:.0f} ms, median {statistics.median(measured) * 1000:.0f} ms")
    peer, own = times.values()
    ratios = min(own) / min(peer), statistics.median(own) / statistics.median(peer)
    print(f"ratio over {ROUNDS} interleaved rounds: {ratios[0]:.2f} (least), {ratios[1]:.2f} (median)")


if __name__ == "__main__":
    main()
