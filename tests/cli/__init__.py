"""The command line, asked from outside as a nightly job asks it: child processes, real files, no look at the code."""
