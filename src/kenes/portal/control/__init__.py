"""Public control as everyone sees it: its forms, what happens in each, how to take part."""
