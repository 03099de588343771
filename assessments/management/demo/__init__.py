"""The demo: 24 fictional parks of three fictional provinces and the people who report for them, through the services."""
