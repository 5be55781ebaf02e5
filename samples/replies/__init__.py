"""What the site replies when nothing is wrong."""
