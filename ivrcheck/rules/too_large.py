"""A part of the file is larger than any real menu, and than what is checked.

Why it matters

Beyond these limits the file is most likely damaged: a bracket that is never closed, a program that wrote
the same lines over and over, a whole handbook pasted into a prompt. They are far above any real office.

Bad

Something lay on the [ key:

    counter:
      members:
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        maya, tom

Good

    counter: {members: [maya, tom], hours: shop}

How to mend it

Look for the place where the file went wrong. A system that is really that large is better split into
several files, one for each phone system.

Source

This project's own limits, so that a damaged file ends in a clear sentence and not in a long wait.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR009"
LEVEL = Severity.ERROR
DEPTH = 0
