"""Where the addresses are gathered, one list for all that begin alike.

Of two lists with the same address the first alone would be asked, and know half of its methods.
"""

from ninja import Router

APPEALS = Router(tags=["appeals"])
CHOICES = Router(tags=["choices"])
