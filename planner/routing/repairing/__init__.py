"""The rest of a day that is being worked, mended when something has happened."""
