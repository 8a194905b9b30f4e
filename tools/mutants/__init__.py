"""Whether the tests notice a fault in a formula: faults are put in, one at a time.

Our own, since neither library fits: mutmut 3.8 leaves out decorated functions and all outside of
functions, which here are the properties and tables that most formulas are made of; cosmic-ray 8.7
starts Python and pytest anew for each mutant, which takes longer than most of our tests.
"""
