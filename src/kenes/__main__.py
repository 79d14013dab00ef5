"""`python -m kenes COMMAND`: what `./kenes` runs."""

import os
import sys
from pathlib import Path

from django.core import management

COMMANDS = {
    "demo": "an invented register, served: look around",
    "serve": "serves the register",
    "import FILE.xlsx": "journals into registers",
    "workbook --out FILE.xlsx": "the empty journals",
    "figure CODE --from D --until D": "one figure, with --rows its rows",
    "note --format F --out FILE": "the note: html, docx, pdf or json",
    "deadline NORM DATE": "a term of the law that explains itself",
    "export --out FILE.zip": "everything, readable without Kenes",
    "restore FILE.zip": "and back, into an empty register",
    "check": "is everything as it must be",
    "jobs": "does what must be done by itself",
    "mail take FILE.eml": "letters from files, as if from the mailbox",
    "test": "runs the tests",
}


def _known() -> set[str]:
    """Every command: ours and those of Django itself."""
    django = management.__path__[0]
    ours = str(Path(__file__).parent / "management")
    return {*management.find_commands(django), *management.find_commands(ours)}


def main() -> None:
    """Run one command, or list them all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
    if len(sys.argv) < 2 or sys.argv[1] in {"help", "--help", "-h"}:
        for command, does in COMMANDS.items():
            sys.stdout.write(f"  ./kenes {command:34} {does}\n")
        return
    sys.argv[0] = "kenes"
    if sys.argv[1] not in _known():
        sys.stderr.write(f"There is no command {sys.argv[1]}. ./kenes help lists them.\n")
        sys.exit(2)
    management.execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
