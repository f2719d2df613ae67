"""What the commands do, one module each; the command line parses and calls them."""
