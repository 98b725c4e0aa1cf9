"""`python -m lib.cli`: the command line where its script is not installed."""

from lib.cli import main

if __name__ == "__main__":
    main()
