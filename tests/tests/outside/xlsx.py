"""Reads a workbook with openpyxl: JSON in and out, bytes in hexadecimal."""

import io
import json
import sys

import openpyxl

workbook = openpyxl.load_workbook(io.BytesIO(bytes.fromhex(json.load(sys.stdin)["workbook"])))
cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
json.dump(
    {
        "title": workbook.properties.title,
        "sheets": [
            [["" if it is None else str(it) for it in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in workbook
        ],
        "formulas": sum(cell.data_type == "f" for cell in cells),
        "numbers": sum(cell.data_type == "n" and cell.value is not None for cell in cells),
    },
    sys.stdout,
)
