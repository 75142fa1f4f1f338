//! The table `enrolments`: applications to join that wait for an administrator.

use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use stafet_shared::id::InvitationId;

use super::{
    ENROLMENTS_PER_INVITATION_MAX, EnrolmentRow, StoreError,
    row::{array, column, count, hash},
};

/// Keeps an application if there is room for its invitation. Answers whether it is kept.
///
/// The caller's lock keeps others from writing between the count and the insertion.
pub(super) async fn keep(
    connection: &mut AnyConnection,
    row: EnrolmentRow,
) -> Result<bool, StoreError> {
    let known = sqlx::query(COUNT)
        .bind(row.invitation.as_bytes().as_slice())
        .bind(row.hash.as_bytes().as_slice())
        .fetch_one(&mut *connection)
        .await?;
    if count(&known, "same")? > 0 {
        return Ok(true);
    }
    if count(&known, "kept")? >= u64::from(ENROLMENTS_PER_INVITATION_MAX) {
        return Ok(false);
    }
    sqlx::query(INSERT)
        .bind(row.invitation.as_bytes().as_slice())
        .bind(row.hash.as_bytes().as_slice())
        .bind(row.request)
        .execute(connection)
        .await?;
    Ok(true)
}

/// The applications that wait, by invitation, then by hash.
pub(super) async fn list(pool: &AnyPool) -> Result<Vec<EnrolmentRow>, StoreError> {
    let rows = sqlx::query(LIST).fetch_all(pool).await?;
    rows.iter().map(enrolment).collect()
}

/// Forgets the applications by an invitation.
pub(super) async fn forget(pool: &AnyPool, invitation: InvitationId) -> Result<(), StoreError> {
    sqlx::query(FORGET)
        .bind(invitation.as_bytes().as_slice())
        .execute(pool)
        .await?;
    Ok(())
}

fn enrolment(row: &AnyRow) -> Result<EnrolmentRow, StoreError> {
    Ok(EnrolmentRow {
        invitation: array(row, "invitation").map(InvitationId::from_bytes)?,
        hash: hash(row, "hash")?,
        request: column(row, "request")?,
    })
}

const COUNT: &str = "-- enrolments.count
SELECT COUNT(*) AS kept, COUNT(CASE WHEN hash = $2 THEN 1 END) AS same
FROM enrolments
WHERE invitation = $1";

const INSERT: &str = "-- enrolments.insert
INSERT INTO enrolments (invitation, hash, request)
VALUES ($1, $2, $3)";

const LIST: &str = "-- enrolments.list
SELECT invitation, hash, request
FROM enrolments
ORDER BY invitation, hash";

const FORGET: &str = "-- enrolments.forget
DELETE FROM enrolments
WHERE invitation = $1";
