//! The named values of a profile: their names, and how they are written.

use stafet_shared::{
    act::KnownHead,
    hash::{HASH_BYTES, Hash},
    id::{ActId, FormId, HandoverId, ID_BYTES, InvitationId, from_crockford},
    log::{Cursor, Mailbox},
    party::OfficeId,
};

/// The device's secrets.
pub(super) const DEVICE: &str = "device";
/// Where the server listens: host and port.
pub(super) const SERVER: &str = "server";
/// The deployment's root certificate, DER.
pub(super) const ROOT: &str = "root";
/// The start of the root certificate's hash, as the invitation gave it.
pub(super) const PIN: &str = "pin";
/// The application to join that has no answer yet.
pub(super) const ENROL: &str = "enrol";
/// The device's certificate, DER.
pub(super) const CERTIFICATE: &str = "certificate";
/// The certificate of the key that issued it, DER.
pub(super) const ISSUER: &str = "issuer";
/// An administrator's issuing certificate, DER.
pub(super) const ISSUING_CERTIFICATE: &str = "issuing/certificate";
/// An administrator's issuing key, PKCS#8.
pub(super) const ISSUING_KEY: &str = "issuing/key";
/// The signed genesis, where it was handed over with the first administrator's keys.
pub(super) const GENESIS: &str = "genesis";
/// The newest head up to which everything has been read.
pub(super) const SEEN: &str = "seen";
/// The size of the newest head up to which the directory has been read.
pub(super) const DIRECTORY_SIZE: &str = "directory-size";

/// When offices were last heard of, and when that was asked.
pub(super) const HEARD: &str = "heard";

/// The language that somebody has chosen.
pub(super) const LANGUAGE: &str = "language";
/// What lists show for the name of a child.
pub(super) const NAMES: &str = "names";
/// Whether single keys lead somewhere.
pub(super) const KEYS: &str = "keys";
/// Whether the desktop is told of what has come.
pub(super) const NOTICES: &str = "notices";

/// Before the name of every seed of an office.
pub(super) const SEEDS: &str = "seed/";
/// Before the name of every seed that this device has proposed for an office with an application.
pub(super) const PROPOSED: &str = "proposed/";
/// Before the name of every mailbox's cursor.
pub(super) const CURSORS: &str = "cursor/";
/// Before the name of every form that somebody is filling in.
pub(super) const FORMS: &str = "form/";
/// Before the name of everything that did not verify and is kept.
pub(super) const QUARANTINE: &str = "quarantine/";
/// Before the name of every handover that is to be fetched whole.
pub(super) const APART: &str = "apart/";
/// Before the name of every handover whose files are kept back.
pub(super) const HELD: &str = "held/";
/// Before the name of every alarm about a mailbox.
pub(super) const ALARMS: &str = "alarm/";

/// Before the name of every sealed file that is whole here.
pub(super) const BLOBS_HERE: &str = "blob/here/";
/// Before the name of every sealed file that is whole at the server.
pub(super) const BLOBS_KEPT: &str = "blob/kept/";
/// Before the name of every sealed file that came with a wrong hash or length, and how often.
pub(super) const BLOBS_SPOILT: &str = "blob/spoilt/";

pub(super) fn blob(prefix: &str, hash: Hash) -> String {
    format!("{prefix}{hash}")
}

pub(super) fn seed(office: &OfficeId, epoch: u32) -> String {
    format!("{SEEDS}{office}/{epoch}")
}

/// The office and epoch of a seed's name.
pub(super) fn parse_seed(name: &str) -> Option<(OfficeId, u32)> {
    let (office, epoch) = name.strip_prefix(SEEDS)?.rsplit_once('/')?;
    Some((OfficeId::parse(office).ok()?, epoch.parse().ok()?))
}

pub(super) fn cursor(mailbox: &Mailbox) -> String {
    format!("{CURSORS}{}", mailbox.name())
}

pub(super) fn code(invitation: InvitationId) -> String {
    format!("code/{}", invitation.long())
}

pub(super) fn proposed(invitation: InvitationId) -> String {
    format!("{PROPOSED}{}", invitation.long())
}

pub(super) fn form(form: FormId) -> String {
    format!("{FORMS}{}", form.long())
}

/// Which version and leg of a handover somebody at this device has looked at.
pub(super) fn seen(handover: HandoverId) -> String {
    format!("looked/{}", handover.long())
}

/// What an own office has attested about the copies of a handover, once they are deleted here.
pub(super) fn destroyed(handover: HandoverId) -> String {
    format!("destroyed/{}", handover.long())
}

/// That the files of a handover are kept back.
pub(super) fn held(handover: HandoverId) -> String {
    format!("{HELD}{}", handover.long())
}

/// That a handover, or the course that it has opened, went on without the own offices and is to be
/// fetched whole.
pub(super) fn apart(handover: HandoverId) -> String {
    format!("{APART}{}", handover.long())
}

/// The handover whose long id a name ends with.
pub(super) fn parse_handover(name: &str) -> Option<HandoverId> {
    parse_id(name).map(HandoverId::from_bytes)
}

/// The form whose long id a name ends with.
pub(super) fn parse_form(name: &str) -> Option<FormId> {
    parse_id(name).map(FormId::from_bytes)
}

fn parse_id(name: &str) -> Option<[u8; ID_BYTES]> {
    from_crockford(name)?.try_into().ok()
}

pub(super) fn quarantine(place: &str) -> String {
    format!("{QUARANTINE}{place}")
}

pub(super) fn quarantined_act(act: ActId) -> String {
    quarantine(&format!("act/{}", act.long()))
}

pub(super) fn alarm(mailbox: &str) -> String {
    format!("{ALARMS}{mailbox}")
}

pub(super) fn write_cursor(cursor: Cursor) -> Vec<u8> {
    numbered(cursor.seq, cursor.chain)
}

pub(super) fn read_cursor(bytes: &[u8]) -> Option<Cursor> {
    let (seq, chain) = parse_numbered(bytes)?;
    Some(Cursor { seq, chain })
}

pub(super) fn write_seen(seen: KnownHead) -> Vec<u8> {
    numbered(seen.size, seen.root)
}

pub(super) fn read_seen(bytes: &[u8]) -> Option<KnownHead> {
    let (size, root) = parse_numbered(bytes)?;
    Some(KnownHead { size, root })
}

fn numbered(number: u64, hash: Hash) -> Vec<u8> {
    [&number.to_be_bytes(), hash.as_bytes().as_slice()].concat()
}

fn parse_numbered(bytes: &[u8]) -> Option<(u64, Hash)> {
    let (number, hash) = bytes.split_first_chunk::<8>()?;
    let hash: [u8; HASH_BYTES] = hash.try_into().ok()?;
    Some((u64::from_be_bytes(*number), Hash::from_bytes(hash)))
}
