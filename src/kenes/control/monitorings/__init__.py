"""How a monitoring is agreed with its object, and when it may come again."""
