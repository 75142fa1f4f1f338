//! *Enrolments*: the applications that wait, for administrators only.

use stafet_shared::{
    refusal::Refusal,
    wire::v1::{self, message::Response},
};

use crate::{
    services::{Asker, End},
    transport::stream::Stream,
};

pub(crate) async fn serve(stream: &mut Stream, asker: &Asker) -> Result<(), End> {
    let services = &asker.services;
    let standing = services.standing();
    let now = asker.now();
    if !asker.reader(&standing)?.administers() {
        return Err(Refusal::NotYours.into());
    }
    for row in services.store.enrolments().await? {
        let invitation = standing.directory.invitation(&row.invitation);
        let waits = invitation.is_some_and(|it| it.used_by.is_none() && now < it.invite.expires);
        if !waits {
            services.store.drop_enrolments(row.invitation).await?;
        } else if let Ok(enrol) = v1::enrol::decode(&row.request) {
            stream.send(&Response::Enrolment(Box::new(enrol))).await?;
        } else {
            tracing::error!(invitation = %row.invitation, "an application cannot be read");
        }
    }
    Ok(())
}
