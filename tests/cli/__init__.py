"""The command line: exit statuses, what is printed, colour and the progress bar."""
