"""How long `bwise --help` takes beside the `--help` of minimal Typer programs, in one interleaved run.

Run it with `python benchmarks/startup.py`. Prints the smallest and the middle time of each, and the ratios.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
PEERS = {
    "a minimal Typer program": "add_completion=False",
    "a minimal Typer program with plain help": "add_completion=False, rich_markup_mode=None",
}
MINIMAL = '''
import typer

app = typer.Typer(OPTIONS)


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
    """Measure the programs in turn and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {"bwise": [sys.executable, "-m", "bwise_cli", "--help"]}
        for number, (name, options) in enumerate(PEERS.items()):
            minimal = Path(folder) / f"minimal{number}.py"
            minimal.write_text(MINIMAL.replace("OPTIONS", options), encoding="utf-8")
            commands[name] = [sys.executable, str(minimal), "--help"]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(command))
    for name, measured in times.items():
        print(f"{name}: least {min(measured) * 1000:.0f} ms, median {statistics.median(measured) * 1000:.0f} ms")
    own = times.pop("bwise")
    for name, peer in times.items():
        least, middle = min(own) / min(peer), statistics.median(own) / statistics.median(peer)
        print(f"bwise beside {name}: {least:.2f} (least), {middle:.2f} (median) over {ROUNDS} interleaved rounds")


if __name__ == "__main__":
    main()
