"""Pictures of pages to words and rules (OCR). Needs the optional packages of the extra `ocr`; `lib.documents.scan` says so."""
