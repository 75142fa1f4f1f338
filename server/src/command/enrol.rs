//! *Enrol*: an application to join, kept for an administrator and asked about until it is decided.
//!
//! The server checks nothing about it but the invitation: the proof is for the administrator's
//! device, which knows the code.

use stafet_shared::{
    act::Matter,
    hash::Hash,
    id::InvitationId,
    invitation::Enrol,
    party::directory::Statement,
    refusal::Refusal,
    wire::v1::{self, message::Response},
};

use crate::{
    caller::allows,
    live::Published,
    log,
    services::{Asker, End, Services},
    store::EnrolmentRow,
    transport::stream::Stream,
};

pub(crate) async fn serve(stream: &mut Stream, asker: &Asker, enrol: &Enrol) -> Result<(), End> {
    let Asker { services, caller } = asker;
    let now = asker.now();
    if !allows(&caller.enrols, now) || !allows(&services.enrols, now) {
        return Err(Refusal::RateLimit.into());
    }
    let standing = services.standing();
    let id = enrol.keys.invitation;
    let invitation = standing.directory.invitation(&id);
    let invitation = invitation.ok_or(Refusal::Invitation)?;
    let response = match invitation.used_by {
        Some(device) if device == enrol.keys.device => {
            Response::Joined(chain(services, &standing, id).await?)
        }
        Some(_) => return Err(Refusal::Invitation.into()),
        None if invitation.invite.expires <= now => return Err(Refusal::Invitation.into()),
        None => keep(services, enrol).await?,
    };
    Ok(stream.send(&response).await?)
}

async fn keep(services: &Services, enrol: &Enrol) -> Result<Response, Refusal> {
    let request = v1::enrol::encode(enrol);
    let row = EnrolmentRow {
        invitation: enrol.keys.invitation,
        hash: Hash::of(&request),
        request,
    };
    if services.store.keep(row).await? {
        Ok(Response::Waiting)
    } else {
        Err(Refusal::RateLimit)
    }
}

/// The certificates in the act by which the invitation was used.
async fn chain(
    services: &Services,
    standing: &Published,
    invitation: InvitationId,
) -> Result<Vec<Vec<u8>>, Refusal> {
    let approval = standing.approvals.get(&invitation);
    let approval = approval.ok_or(Refusal::Unavailable)?;
    let row = services.store.act(*approval).await?;
    let row = row.ok_or(Refusal::Unavailable)?;
    let act = log::verify(&standing.directory, row.signed)?;
    match (&act.public().matter, row.body) {
        (Matter::Directory(Statement::Approve(_), _), Some(body)) => {
            let body = v1::directory::decode_approval_body(&body);
            body.map(|it| it.chain).map_err(|_| Refusal::Invitation)
        }
        (Matter::Directory(..) | Matter::Handover(_), _) => Err(Refusal::Invitation),
    }
}
