"""What may be said on the command line, one file a command; what the commands do stands in the rooms beside."""
