"""Problems voiced at events: written down, put right, struck."""
