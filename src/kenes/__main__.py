"""`python -m kenes COMMAND`: what `./kenes` runs."""

import os
import sys

from django.core.management import execute_from_command_line

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
    "test": "runs the tests",
}


def main() -> None:
    """Run one command, or list them all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
    if len(sys.argv) < 2 or sys.argv[1] in {"help", "--help", "-h"}:
        for command, does in COMMANDS.items():
            sys.stdout.write(f"  ./kenes {command:34} {does}\n")
        return
    sys.argv[0] = "kenes"
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
