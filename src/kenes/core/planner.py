"""How the engine learns with what its tables are filled, by which it chooses its way to an answer.

PostgreSQL looks by itself. SQLite does when it is told to, and before that takes any two columns
for equally telling: it would read all appeals of a council in the order of their days for the five
newest of one street.
"""

from django.db import connection

# So many entries of each index are looked at, that nobody waits to write meanwhile.
ENTRIES = 1000


def look() -> None:
    """Look through the tables as they are filled now."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ENTRIES}")
            cursor.execute("ANALYZE")
