"""`advisor model`: the key of the language model, and whether its connection works."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from advisor.cli_output import BROKEN, EXIT_CODES, print_json, say
from advisor.errors import InputError
from advisor.settings import load_settings

model_app = typer.Typer(
    help="The language model that writes answers (ADVISOR_MODEL).", no_args_is_help=True
)
NO_MODEL = (
    "No model is set. Set ADVISOR_MODEL, such as openai:gpt-5-mini, or a name together with "
    "ADVISOR_BASE_URL."
)
_CHECK_CODES = "Exit codes: 0 the model answers, 1 it does not, 2 no model is set."


@model_app.command("check", epilog=_CHECK_CODES)
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Ask the model for a word, and say in one line what is wrong where it does not answer."""
    from advisor.adapters.model_check import check_connection
    from advisor.wiring import open_model

    chat = open_model(load_settings())
    if chat is None:
        raise InputError(NO_MODEL)
    report = check_connection(chat)
    if as_json:
        print_json(asdict(report), indent=2)
    else:
        say(f"{'✓' if report.ok else '✗'} {chat.name}: {report.message}")
    if not report.ok:
        raise typer.Exit(BROKEN)


@model_app.command("allow", epilog=EXIT_CODES)
def allow(
    yes: Annotated[bool, typer.Option("--yes", help="Agree without being asked.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Agree to nothing more.")] = False,
) -> None:
    """Show what a remote model would get, and agree to it or not."""
    from advisor.adapters.model_consent import Consent, what_leaves
    from advisor.wiring import open_model

    settings = load_settings()
    consent = Consent(settings.data_dir)
    if withdraw:
        said = "Nothing is sent any more." if consent.withdraw() else "Nothing was agreed to."
        say(said)
        return
    chat = open_model(settings)
    if chat is None:
        raise InputError(NO_MODEL)
    if not chat.is_remote:
        say(f"{chat.name} runs on your own machines: nothing leaves them, and nothing is asked.")
        return
    place = chat.address.place
    for line in what_leaves(place, masking=settings.masking):
        say(line)
    if yes or typer.confirm(f"Send this to {place}?"):
        consent.give(place)
        say("Agreed. `advisor model allow --withdraw` takes it back.")
    else:
        say("Nothing is sent; answers are made without the model.")


@model_app.command("key", epilog=EXIT_CODES)
def key(
    forget: Annotated[bool, typer.Option("--forget", help="Delete the saved key.")] = False,
) -> None:
    """Save the key that is typed or piped in, in a file that only you can read."""
    from advisor.adapters.model_keys import forget_key, save_key

    folder = load_settings().data_dir
    if forget:
        say("The key is deleted." if forget_key(folder=folder) else "There was no saved key.")
        return
    piped = not sys.stdin.isatty()
    text = sys.stdin.readline() if piped else typer.prompt("Key", hide_input=True)
    save_key(text, folder=folder)
    say("The key is saved.")
