"""``python -m bookbuild`` does what ``bookbuild`` does."""

from bookbuild.cli import main

if __name__ == "__main__":
    main()
