"""The working pages of the council itself: seats, rotation, contest, bodies, handover."""
