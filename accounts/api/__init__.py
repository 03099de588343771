"""The API's common parts, and the addresses of accounts in it."""
