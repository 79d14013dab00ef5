"""A whole sitting over HTTP with invented members: `./kenes rehearse`."""
