"""Minutes of sittings: assembled from facts, worded by the clerk, signed, published."""
