"""Texts as long as an appeal may be, masked: `PYTHONPATH=src .venv/bin/python bench/masking.py`.

Measures the seconds that masking takes for 30,000 characters of one piece said again and again, the
worst that a text can be for a search by patterns; and for a plain complaint of that length.
"""

import os
import sys
import time

LENGTH = 30_000
PIECES = (
    "а", "а-А", "Абай ", "Иванов ", "ИВАНОВ ", "Ivanov ", "12-", "900101 ", "+7 701 ", "а@", "кв. ",
    "ул. ", "KZ12 ", "Серікқызы Айгүл, Төле би 45-12. ",
    "У дома 12 по улице Дубовой с октября не горит фонарь, звонили много раз. ",
)  # fmt: skip


def main() -> int:
    """Print the seconds of each piece."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
    import django

    django.setup()
    from kenes.appeals.masking import mask

    for piece in PIECES:
        text = (piece * LENGTH)[:LENGTH]
        began = time.process_time()
        mask(text, "ru", "Сейткали Айгуль")
        print(f"{time.process_time() - began:>8.2f} s  {piece}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
