"""What an index says of itself: of which file it was made, and how much of it could be read."""

from datetime import datetime

import msgspec

# Stands in the file's header ("ERRG"), and the number of the layout below: another is made anew.
APPLICATION, LAYOUT = 0x45525247, 1

TABLES = """
CREATE TABLE edition (facts BLOB NOT NULL);
CREATE TABLE families (id INTEGER PRIMARY KEY, printed TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE givens (id INTEGER PRIMARY KEY, printed TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE parts (word TEXT NOT NULL, family INTEGER NOT NULL, PRIMARY KEY (word, family)) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, postcode, insee, town, country, key TEXT NOT NULL, departement TEXT);
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE entries (            -- one line of the file: a person at a workplace
  number NOT NULL,                -- numbers are kept as such where nothing is lost by it
  family INTEGER NOT NULL, given INTEGER NOT NULL, place INTEGER NOT NULL,
  title, profession, skill, way,  -- ids of texts
  siret, finess, structure, practice, house, repeat, street, phone, phone2, email
);
"""
INDEXES = """
CREATE INDEX families_by_key ON families (key);
CREATE INDEX givens_by_key ON givens (key);
CREATE INDEX places_by_key ON places (key);
CREATE INDEX places_by_postcode ON places (postcode);
CREATE INDEX entries_by_name ON entries (family, given);
CREATE INDEX entries_by_number ON entries (number);
"""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One import."""

    file: str  # its name, without its folder
    day: datetime  # of the data: as the file's name says, else when it was written
    imported_at: datetime
    rows: int  # a person at a workplace each
    people: int
    surnames: int
    skipped: int = 0  # lines that are not as the header says
    lacking: tuple[str, ...] = ()  # columns that the file has not, in its words
