"""Numbers in Chinese pages are grouped by thousands, as in statistical yearbooks; dates stay Django's."""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
