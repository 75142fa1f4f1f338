//! What holds of the store in a file.
