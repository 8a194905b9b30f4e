"""Headings under which forms fold what few readers change, where several forms share one.

Where a heading ends in "…", what is chosen under it is named there.
"""

WORK = "More about the work"
MACHINE = "More about the machine"
FILE = "The file and the program"
CONVERSATION = "The conversation in memory"
PACE = "How fast, and how much text"
COMPARE = "Compare with …"
USE = "Your use and its licence"
PRICES = "Prices and fees"
DAY = "Another day"
