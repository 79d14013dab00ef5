"""The hall: the screen in the room, a member's phone, and the answer to a thousand watchers."""
