"""The command line: one module for each subcommand in bot/commands, imported only when it is called."""

import importlib

import click

COMMANDS = {
    "serve": "bot.commands.serve",
    "ask": "bot.commands.ask",
    "knowledge": "bot.commands.knowledge",
    "cases": "bot.commands.cases",
    "routing": "bot.commands.routing",
    "figures": "bot.commands.figures",
    "report": "bot.commands.report",
    "registers": "bot.commands.registers",
    "ledger": "bot.commands.ledger",
    "staff": "bot.commands.staff",
}
"""Subcommand → module; the module holds a click command named `command`."""


class Commands(click.Group):
    """Loads a subcommand's module when it is needed, so that `ask` does not import the web server."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Minxin: the citizens' hotline that answers from published information."""
