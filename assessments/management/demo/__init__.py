"""The demo: six fictional parks of two fictional provinces and the people who report for them, through the services."""
