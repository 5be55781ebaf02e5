"""`loksabha verify`: finds damage in the store, and repairs it from what is still there."""
