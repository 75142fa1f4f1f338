//! *Enrolments*: the applications that wait, for administrators only.

use stafet_shared::{
    refusal::Refusal,
    wire::v1::{self, message::Response},
};

use crate::{
    caller::{Caller, Reading},
    services::{End, Services},
    transport::stream::Stream,
};

pub(crate) async fn serve(
    stream: &mut Stream,
    services: &Services,
    caller: &Caller,
) -> Result<(), End> {
    let standing = services.standing();
    let now = services.clock.now();
    if !Reading::of(caller, &standing.directory, now)?.administers() {
        return Err(Refusal::NotYours.into());
    }
    for row in services.reader.enrolments().await? {
        let invitation = standing.directory.invitation(&row.invitation);
        let waits = invitation.is_some_and(|it| it.used_by.is_none() && now < it.invite.expires);
        if !waits {
            services.reader.drop_enrolments(row.invitation).await?;
        } else if let Ok(enrol) = v1::enrol::decode(&row.request) {
            stream.send(&Response::Enrolment(Box::new(enrol))).await?;
        } else {
            tracing::error!(invitation = %row.invitation, "an application cannot be read");
        }
    }
    Ok(())
}
