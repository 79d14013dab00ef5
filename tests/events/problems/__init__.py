"""Problems voiced at events, kinds of events, districts that are renamed."""
