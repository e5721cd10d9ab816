"""Spreadsheets that people send and take home."""
