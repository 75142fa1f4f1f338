//! Applications to join that wait for an administrator: the table `enrolments`.

use std::future::Future;

use sqlx::{AnyConnection, any::AnyRow};
use stafet_shared::{hash::Hash, id::InvitationId};

use super::{
    StoreError,
    columns::{array, column, count, hash},
    head,
    sql::SqlStore,
};

/// The most applications that are kept for one invitation.
pub const ENROLMENTS_PER_INVITATION_MAX: u32 = 8;

/// An application to join that waits for an administrator: the encoded request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// By which invitation.
    pub invitation: InvitationId,
    /// SHA-256 of the request: the same application twice is one row.
    pub hash: Hash,
    /// The encoded `Enrol`.
    pub request: Vec<u8>,
}

/// Who applies to join: no part of the log.
pub trait Enrolments: Send + Sync + 'static {
    /// Keeps an application, unless there are [`ENROLMENTS_PER_INVITATION_MAX`] already for its
    /// invitation. Answers whether it is kept; the same one again is.
    fn keep_enrolment(
        &self,
        row: EnrolmentRow,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// The applications that wait, in the order of their invitations, then of their hashes.
    fn enrolments(&self) -> impl Future<Output = Result<Vec<EnrolmentRow>, StoreError>> + Send;

    /// Forgets the applications by an invitation that has been used or has expired.
    fn drop_enrolments(
        &self,
        invitation: InvitationId,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl Enrolments for SqlStore {
    async fn keep_enrolment(&self, row: EnrolmentRow) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // Keeps others from writing between the count and the insertion.
        head::lock(&mut transaction).await?;
        let kept = keep(&mut transaction, row).await?;
        transaction.commit().await?;
        Ok(kept)
    }

    async fn enrolments(&self) -> Result<Vec<EnrolmentRow>, StoreError> {
        let rows = sqlx::query(LIST).fetch_all(self.readers()).await?;
        rows.iter().map(enrolment).collect()
    }

    async fn drop_enrolments(&self, invitation: InvitationId) -> Result<(), StoreError> {
        sqlx::query(FORGET)
            .bind(invitation.as_bytes().as_slice())
            .execute(self.writer())
            .await?;
        Ok(())
    }
}

/// Keeps an application if there is room for its invitation. Answers whether it is kept.
async fn keep(connection: &mut AnyConnection, row: EnrolmentRow) -> Result<bool, StoreError> {
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
