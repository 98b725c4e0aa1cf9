"""Spreadsheets: how a stored number is shown, and how the cells of a sheet become a grid."""
