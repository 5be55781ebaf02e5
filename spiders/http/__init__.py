"""Scrapy's handling of HTTP as this site needs it: robots.txt, redirects, cookies, compression, addresses."""
