//! Why an act could not be made, and whose move it is.

use stafet_blobs::BlobsError;
use stafet_certs::{authority::IssueError, founding::BadSecrets, tls::TlsError};
use stafet_shared::{
    access::Denied,
    id::{HandoverId, PersonId},
    party::OfficeId,
    seal::{SealError, blob::BlobError},
    time::Timestamp,
    words::{CourseVerb, Stage, State, Verb},
};

use crate::store::StoreError;

/// Why a use case could not be carried out. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The profile's storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of sealed files failed.
    #[error(transparent)]
    Blobs(#[from] BlobsError),
    /// A file could not be sealed or opened.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The attached file has changed on this device's disk since it came.
    #[error("the file has been damaged on this device; sync, which fetches it again")]
    Rotten,
    /// The office that is proposed has a part in the handover already.
    #[error("that office has it already or has sent it; propose a third")]
    ProposesItself,
    /// The attached file does not travel: its sender only names it.
    #[error("the sender has named this file but not attached it; ask the sender")]
    OnlyNamed,
    /// Other programs commit again and again.
    #[error("other programs keep writing to this profile; close one of them and try again")]
    Busy,
    /// Nobody keeps the office any more.
    #[error("the program is ending; start it again")]
    Closed,
    /// A call on the office asked its own keeper, and would have waited for itself.
    #[error("the office was asked for from within a call on it; this is a fault of the program")]
    AskedFromWithin,
    /// There is no identity in this profile yet.
    #[error("this profile belongs to nobody yet; join with an invitation")]
    NotEnrolled,
    /// The profile is somebody's already.
    #[error("this profile belongs to a deployment already; use another one")]
    AlreadyEnrolled,
    /// The invitation is for another deployment than this profile's.
    #[error("the invitation is for another deployment than this profile's; use another profile")]
    OtherDeployment,
    /// The person's name cannot stand in the directory.
    #[error("a name has 1 to {limit} characters; give another one")]
    Name {
        /// The most characters that a name may have.
        limit: usize,
    },
    /// Nothing is known of the deployment yet.
    #[error("the directory has not been read yet; sync first")]
    NoDirectory,
    /// The device serves no office in which it may do this.
    #[error("this device serves no office that may do this; ask the administrator")]
    NoOffice,
    /// The second signature is another person's than the first, and where a matter ends a leader's.
    #[error("another person of the organisation signs second, and a leader where a matter ends")]
    SecondSignature,
    /// The device serves several offices.
    #[error("this device serves several offices; say for which one")]
    NameOffice,
    /// The device does not serve the office in whose name it should act.
    #[error("this device does not serve {0}; that office has to do it")]
    NotYourOffice(OfficeId),
    /// The recipient does not exist.
    #[error("there is no office {0} in the directory; ask the administrator to add it")]
    UnknownOffice(OfficeId),
    /// An office that has to be able to read has no key yet.
    #[error("the office {0} has no key yet; one of its people has to join first")]
    NoKey(OfficeId),
    /// There is no such handover here.
    #[error("the handover {0} is not known on this device; sync first")]
    UnknownHandover(HandoverId),
    /// The act does not fit where the handover stands.
    #[error("a handover in state {} takes no {verb:?} from here", state.name())]
    NotNow {
        /// The handover.
        handover: HandoverId,
        /// Where it stands.
        state: State,
        /// What was to be done.
        verb: Verb,
    },
    /// The act does not fit where the course stands.
    #[error("a course in stage {} takes no {verb:?} from here", stage.name())]
    NotInCourse {
        /// The referral that opened it.
        referral: HandoverId,
        /// Where the course stands.
        stage: Stage,
        /// What was to be done.
        verb: CourseVerb,
    },
    /// One municipality at a time is asked to take a child over.
    #[error("{0} has been asked to take the child over; wait for its answer")]
    AlreadyAsked(OfficeId),
    /// A course is not closed while anything in it is open.
    #[error("{} handovers of the course are open; end them first", .0.len())]
    StillOpen(Vec<HandoverId>),
    /// There is nothing to remind of.
    #[error("nothing is owed about {0}; look at the overview again")]
    NothingOwed(HandoverId),
    /// What is owed everywhere is not for everybody to see.
    #[error("the overview and the reports are for administrators and supervising offices")]
    NotForYou,
    /// Everybody was told already.
    #[error("the top of the ladder was told already; ring the office up")]
    TopOfTheLadder(HandoverId),
    /// Nobody was told yet, so that there is nothing to have seen.
    #[error("nobody was told of it yet; there is nothing to sign for")]
    NothingTold(HandoverId),
    /// What was seen when somebody began to sign is not how it stands any more.
    #[error("handover {} has moved since it was shown; look at it again", .0.short())]
    Moved(HandoverId),
    /// Somebody else looks after it.
    #[error("somebody else has it in hand until {until}; talk to them")]
    InHand {
        /// Who has it in hand.
        person: PersonId,
        /// Until when it is theirs.
        until: Timestamp,
    },
    /// No review round was begun.
    #[error("no round of reviews was begun; an administrator begins one")]
    NoRound,
    /// What is to be sent on has not come, or cannot be read here.
    #[error("the content of {0} is not readable on this device yet; sync first")]
    Unread(HandoverId),
    /// The document is not the kind's.
    #[error("the document is not of the handover's kind; choose the one that belongs to it")]
    OtherDocument,
    /// The document is about another child than what stands.
    #[error("the document is about another child than {}; send it as a handover of its own", .0.short())]
    OtherChild(HandoverId),
    /// There are as many begun forms as are kept.
    #[error("{limit} drafts are kept, and there are as many; send or delete one")]
    TooManyForms {
        /// The most forms that are kept.
        limit: usize,
    },
    /// The form was sent or deleted, or saved in another window.
    #[error("the draft is no longer as it was shown; look at it again")]
    FormMoved,
    /// More offices would have to read it than one act can be sealed to.
    #[error(
        "{got} offices would have to read it, {limit} at most; let somebody in your own office sign second"
    )]
    TooManyReaders {
        /// The most that it can be sealed to.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// The signed act is too large.
    #[error("the sealed content has {got} bytes, {limit} at most; shorten it")]
    TooLarge {
        /// The most bytes that are accepted.
        limit: usize,
        /// How many there were.
        got: usize,
    },
    /// The act is not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The content could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The server has certified something else than this device's key.
    #[error("the certificate is not for this device's key; ask the administrator to approve again")]
    OtherCertificate,
    /// The certificates are of no use.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// This profile holds no issuing key.
    #[error("this profile is not an administrator's; use the administrator's profile")]
    NotAdministrator,
    /// A certificate could not be issued.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The profile holds something that no version of this program writes.
    #[error("the profile is damaged ({0}): restore it from a backup")]
    Damaged(&'static str),
}

impl OfficeError {
    /// What an act that the device owes came to: `None` for one that cannot be made (a membership
    /// has ended). It stays owed, and must not stop what people do.
    ///
    /// # Errors
    /// When the storage failed.
    pub(super) fn unless_storages<T>(made: Result<T, Self>) -> Result<Option<T>, Self> {
        match made {
            Ok(made) => Ok(Some(made)),
            Err(error) if matches!(error, Self::Store(_) | Self::Blobs(_)) => Err(error),
            Err(_) => Ok(None),
        }
    }
}

impl From<BadSecrets> for OfficeError {
    fn from(_: BadSecrets) -> Self {
        Self::Damaged("device secrets")
    }
}
