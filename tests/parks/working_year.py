"""Weeks of 2026 copied by hand from the notice of the State Council, one sign a day.

Each line is a week from Monday to Sunday: w is worked, - is free.
"""

from datetime import date, timedelta

WEEKS = {
    # Spring Festival: free from 15 to 23 February; Saturdays 14 and 28 February are worked
    date(2026, 2, 9): "wwwwww-",
    date(2026, 2, 16): "-------",
    date(2026, 2, 23): "-wwwww-",
    date(2026, 3, 2): "wwwww--",
    # Labour Day: free from 1 to 5 May; Saturday 9 May is worked
    date(2026, 4, 27): "wwww---",
    date(2026, 5, 4): "--wwww-",
    # National Day: free from 1 to 7 October; Sunday 20 September and Saturday 10 October are worked
    date(2026, 9, 14): "wwwww-w",
    date(2026, 9, 21): "wwww---",  # Friday 25 September is the Mid-Autumn Festival
    date(2026, 9, 28): "www----",
    date(2026, 10, 5): "---www-",
    date(2026, 10, 12): "wwwww--",
}
BY_HAND = {
    monday + timedelta(days=n): sign == "w"
    for monday, signs in WEEKS.items()
    for n, sign in enumerate(signs)
}
