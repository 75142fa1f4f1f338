//! The transition table as a page for readers.
