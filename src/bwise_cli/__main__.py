"""`python -m bwise_cli` is `bwise`."""

from bwise_cli.cli.app import main

if __name__ == "__main__":
    main()
