"""The agenda of a sitting and the matters that wait for one."""
