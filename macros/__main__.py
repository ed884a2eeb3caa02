"""`python -m macros`, the same as the `commonthread` command."""

from __future__ import annotations

from macros.cli.main import main

if __name__ == "__main__":
    main()
