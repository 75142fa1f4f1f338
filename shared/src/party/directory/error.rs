//! Why a statement about the directory is refused.

/// Why a statement about the directory can never hold. It is the administrator's move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// A deployment begins once.
    #[error("the deployment has begun already")]
    SecondGenesis,
    /// The name or device is taken.
    #[error("there is such an entry already")]
    Exists,
    /// The organisation must be added first.
    #[error("the office's organisation is not in the directory")]
    UnknownOrganisation,
    /// The office must be added first.
    #[error("the office is not in the directory")]
    UnknownOffice,
    /// The device has not joined that office.
    #[error("the device is no member of that office")]
    UnknownDevice,
    /// Nobody was invited by that name.
    #[error("there is no such invitation")]
    UnknownInvitation,
    /// An invitation is good for one device.
    #[error("the invitation has been used")]
    InvitationUsed,
    /// Office and role must be those of the invitation.
    #[error("the approval names another office or role than the invitation")]
    OtherThanOffered,
    /// Somebody else in the directory has this person's id, or the same person another name.
    #[error("the person is known by another name; compare the application with the directory")]
    OtherPerson,
    /// Administrators sit in offices that are marked for them.
    #[error("the office is not one for administrators")]
    NoAdministratorsHere,
    /// It would begin after its end.
    #[error("the invitation has expired, or the membership would end before it begins")]
    Expired,
    /// Policies and rounds are counted, so that no two administrators sign different ones unseen.
    #[error("its number is not the next one; read the directory and sign it again")]
    Number,
    /// No clock that runs is moved.
    #[error("it would hold for clocks that have started already; sign it from a later instant on")]
    Retroactive,
    /// [`Policy::check`](crate::policy::Policy::check) says what.
    #[error("the policy says what no policy may say; have its file checked")]
    Policy,
    /// Somebody else stands in.
    #[error("an office is not its own deputy; name another office")]
    OwnDeputy,
    /// It would end before it begins.
    #[error("it would end before it begins; correct the dates")]
    Backwards,
    /// It lies in the past.
    #[error("it would be over already; correct the dates")]
    Over,
    /// More offices than allowed, or one twice.
    #[error("it names too many offices, or one of them twice")]
    Offices,
    /// No end, or one that is further off than allowed.
    #[error("an outage has an end, at most 7 days off; renew it with another when it goes on")]
    Endless,
    /// Two signatures are two persons'.
    #[error("another administrator has to confirm the outage")]
    OwnOutage,
    /// Nobody has declared an outage by that id.
    #[error("there is no such outage in the directory")]
    UnknownOutage,
}
