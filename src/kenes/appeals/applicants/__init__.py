"""The persons and organisations behind appeals."""
