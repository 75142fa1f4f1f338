//! From columns to types and back: the only place that knows how numbers and hashes are stored.

use sqlx::{Any, ColumnIndex, Decode, Row, Type, any::AnyRow};
use stafet_shared::{hash::Hash, party::OfficeId};

use super::StoreError;

/// A column's value.
pub(super) fn column<'r, T>(row: &'r AnyRow, name: &'static str) -> Result<T, StoreError>
where
    T: Decode<'r, Any> + Type<Any>,
    &'static str: ColumnIndex<AnyRow>,
{
    row.try_get(name).map_err(|_| StoreError::Corrupt(name))
}

/// A column of exactly `N` bytes: an id or a hash.
pub(super) fn array<const N: usize>(
    row: &AnyRow,
    name: &'static str,
) -> Result<[u8; N], StoreError> {
    let bytes: &[u8] = column(row, name)?;
    bytes.try_into().map_err(|_| StoreError::Corrupt(name))
}

/// A column of bytes that may be absent; if it is there, exactly `N` of them.
pub(super) fn optional_array<const N: usize>(
    row: &AnyRow,
    name: &'static str,
) -> Result<Option<[u8; N]>, StoreError> {
    let bytes: Option<&[u8]> = column(row, name)?;
    bytes
        .map(|bytes| bytes.try_into().map_err(|_| StoreError::Corrupt(name)))
        .transpose()
}

/// A column that holds a hash.
pub(super) fn hash(row: &AnyRow, name: &'static str) -> Result<Hash, StoreError> {
    array(row, name).map(Hash::from_bytes)
}

/// A column that counts something.
pub(super) fn count(row: &AnyRow, name: &'static str) -> Result<u64, StoreError> {
    let number: i64 = column(row, name)?;
    u64::try_from(number).map_err(|_| StoreError::Corrupt(name))
}

/// A column that holds a word of ours, read back by `parse`.
pub(super) fn word<T>(
    row: &AnyRow,
    name: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, StoreError> {
    parse(column(row, name)?).ok_or(StoreError::Corrupt(name))
}

/// A column that holds an office's id.
pub(super) fn office(row: &AnyRow, name: &'static str) -> Result<OfficeId, StoreError> {
    word(row, name, |text| OfficeId::parse(text).ok())
}

/// A count as the database keeps it, which has no unsigned numbers.
pub(super) fn stored(count: u64, name: &'static str) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(|_| StoreError::Corrupt(name))
}

/// A count that is only compared with stored ones: none of them is above the largest.
pub(super) fn bound(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What the database says went wrong. Its texts name tables and columns, never values.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        if code.as_deref() == Some(SQLITE_NOTADB) {
            Self::Foreign
        } else {
            Self::Database(error.to_string())
        }
    }
}

/// The code of SQLite for a file that is no database.
const SQLITE_NOTADB: &str = "26";
