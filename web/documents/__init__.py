"""Documents to print, in Vietnamese and the reader's language side by side."""
