"""Working days and the rules of law, both as dated data that an administrator can read and edit."""
