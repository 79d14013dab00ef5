"""What the room sees: the state of a sitting at this moment, and the file it is answered from."""
