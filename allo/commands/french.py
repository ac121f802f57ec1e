"""Typer in French: help, and what it says of a wrong command line.

Typer has no catalogue of its own; its sentences are few and are replaced here. One that is not known stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from allo.commands.printing import written

WRONG_USAGE = 2
_SENTENCES = (
    (r"No such option: (\S+)(?: Did you mean .*)?", r"option inconnue : \1"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"option inconnue : \1 (\2 ?)"),
    (r"No such command '([^']*)'\..*", r"commande inconnue : \1"),
    (r"Missing command\.", "il manque une commande"),
    (r"Missing argument '([^']*)'\.", r"il manque \1"),
    (r"Missing option '([^']*)'\.", r"il manque l'option \1"),
    (r"Got unexpected extra argument\(?s?\)? \((.+)\)", r"de trop : \1"),
    (r"Option '([^']*)' requires an argument\.", r"l'option \1 demande une valeur"),
    (r"Option '([^']*)' does not take a value\.", r"l'option \1 ne prend pas de valeur"),
    (r"Invalid value for '([^']*)': (.+)", r"\1 : \2"),
    (r"Invalid value: (.+)", r"\1"),
    (r"Input should be a valid integer.*", r"n'est pas un nombre entier"),
    (r"Input should be a valid (?:number|decimal).*", r"n'est pas un nombre"),
    (r"Input should be a valid boolean.*", r"n'est ni oui ni non"),
    (r"Input should be .*|Value error, .*", r"n'est pas une valeur possible"),
)

rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
rich_utils.DEFAULT_STRING = "[défaut : {}]"
rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"


def _metavar(option: TyperOption, ctx: Any) -> str | None:
    """What stands for a value in the help: ours or nothing, never « <bool> »."""
    return option.metavar


def _nothing(argument: TyperArgument, ctx: Any) -> str | None:
    return None


TyperOption.display_type_rich = _metavar  # type: ignore[assignment,method-assign]
TyperArgument.display_type_rich = _nothing  # type: ignore[assignment,method-assign]


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with written():
            super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _help(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """A group of commands whose help is in French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with written():
            super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _help(super().get_help_option(ctx))


def group(about: str) -> typer.Typer:
    """A Typer application, itself a command or a part of one."""
    return typer.Typer(
        cls=FrenchGroup, help=about, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
    )


def run(application: typer.Typer, arguments: list[str] | None, obj: object) -> int:
    """The exit code of one command line: 2 where it is wrong, which is said on standard error."""
    command = typer.main.get_command(application)
    try:
        code = command.main(args=arguments, prog_name="allo", standalone_mode=False, obj=obj)
    except TyperException as fault:
        typer.echo(wrong(fault), err=True)
        return WRONG_USAGE
    except typer.Abort:
        typer.echo("interrompu", err=True)
        return 1
    return code if isinstance(code, int) else 0


def wrong(fault: TyperException) -> str:
    """What is wrong with the command line, and where its help is."""
    context = getattr(fault, "ctx", None)
    where = context.command_path if context is not None else "allo"
    said = in_french(fault.format_message())
    return said if "\n" in said else f"{where} : {said}. Voyez « {where} --help »."


def in_french(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message.strip(), re.DOTALL):
            said = found.expand(sentence)
            if pattern.startswith("Invalid value for"):
                said = f"{found[1]} : {in_french(found[2])}"
            return said.rstrip(".")
    return message.strip().rstrip(".")


def _usage(text: str) -> str:
    plain = re.sub(r"\{(\w+)\}|\[(\[\w+\])\]", r"\1\2", text)
    return plain.replace("Usage:", "Usage :", 1).replace("COMMAND [ARGS]...", "COMMANDE…")


def _help(option: Any) -> Any:
    if option is not None:
        option.help = "Montre cette aide."
    return option
