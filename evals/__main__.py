"""`python -m evals` is `advisor eval`."""

from evals.command import app

if __name__ == "__main__":
    app(prog_name="python -m evals")
