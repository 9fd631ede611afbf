"""Run the command line: `python -m model.cli`."""

import sys

from model.cli import main

sys.exit(main())
