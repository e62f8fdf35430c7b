"""`python -m poalint`."""

from poalint.cli import main

if __name__ == "__main__":
    main()
