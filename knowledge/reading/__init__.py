"""Files as offices have them, read into paragraphs and rows; every limit against hostile files stands here."""
