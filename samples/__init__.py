"""A small parliament: generated documents and list replies, served over real HTTP on loopback."""
