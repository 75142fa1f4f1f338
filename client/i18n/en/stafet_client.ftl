# English. Every key exists in Danish too, with the same variables.

course-moved-away = The child has moved: { $office } answers for it now
course-stage = Course: { $stage }
course-visit = Visit: { $day }
course-treatment = Treatment responsibility: { $office }
course-authority = Authority responsibility: { $office }
course-asked = Asked to take the child's matter over: { $office }
course-no-shows = Did not come: { $count }
stands-draft = A draft at { $from }. It has not been sent to { $to } yet.
stands-queued = Saved in the outbox at { $from } { $time }, but not confirmed yet. It goes to { $to } by itself once there is a connection.
stands-held = Signed at { $from } { $time }. Nobody at { $to } has begun to use Stafet yet; it goes by itself as soon as somebody has.
stands-held-unsigned = Signed at { $from }, but come { $time }, long after the signer's membership had ended. It has not been sent: a leader at { $from } has to sign it again, or refuse it.
stands-deposited = Sent by { $from } { $time }. { $to } has not opened it yet.
stands-unreadable = { $to } has received it but could not open it { $time }. { $from } has to send it again.
stands-opened = From { $from }. Opened at { $to } { $time }, but nobody has acknowledged it yet.
stands-acknowledged = { $to } has acknowledged it and must now decide. { $from } is waiting for the answer.
stands-awaiting-information = { $to } needs information from { $from }.
stands-accepted = { $to } has accepted it from { $from }.
stands-declined = { $to } has declined it. { $from } must find the next step for the child.
stands-wrong-recipient = { $to } is not the right recipient. { $from } must find the right one.
stands-withdrawal-requested = { $from } wants to withdraw it. { $to } has to answer.
stands-withdrawn = { $from } has withdrawn it from { $to }. What happens to the child instead has to be recorded.
stands-entered-in-error = { $from } sent it to { $to } in error and has to say what takes its place.
stands-closed = Closed between { $from } and { $to }.
ending-course-opened = Accepted: a course has been opened.
ending-received = Received and acknowledged.
ending-report-received = The report has been read. Treatment responsibility is back with the municipality.
ending-followed-up = The follow-up has been carried out.
ending-action-signed = The action has been signed.
ending-plan = The municipality has said what happens to the child instead.
ending-replaced = Replaced by another handover or a plan.

# Receipts
receipts-title = Receipts
receipt-saved = Saved in the outbox
receipt-sent = Sent
receipt-delivered = Delivered
receipt-opened = Opened
receipt-acknowledged = Acknowledged
receipt-not-yet = not yet
receipt-by = { $time } by { $person }

# Grounds for declining

# Why the server refuses
refusal-100 = The server does not know the form of what was sent.
refusal-101 = It is larger than the server takes.
refusal-102 = The server got something that did not belong at that point of the conversation.
refusal-103 = The program is newer than the server.
refusal-200 = The server does not know this computer.
refusal-201 = The invitation does not exist, has been used or has expired.
refusal-202 = It belongs to another office.
refusal-300 = The signature does not fit the computer.
refusal-301 = Something else has the same id.
refusal-302 = The sealed content is missing or is not what was signed.
refusal-303 = You are not a member of the office, or the membership has expired.
refusal-304 = You may not do this in your role or for this office.
refusal-305 = This act is not in service yet.
refusal-306 = The server does not know the handover yet.
refusal-307 = The receiving office is not in the directory.
refusal-308 = Another office answers for the child now, or an office has no part in it any more. Write it again; it then goes to the right ones.
refusal-309 = The directory cannot be changed in that way.
refusal-310 = The second signature has to be another person's than the first.
refusal-311 = Only the sender can hand it on to another organisation.
refusal-312 = A notification is always red.
refusal-313 = It was told already.
refusal-314 = The handover has no room for more acts. Close it and begin another.
refusal-315 = More offices have a part in the matter than one receipt can name.
refusal-316 = Only the sender's correction can make a matter less urgent.
refusal-317 = Only an office of a municipality can be responsible for a child.
refusal-318 = That day is not possible here. What has happened lies between the acceptance and today, a visit from 60 days back to a year ahead, and a pause ends within 14 days.
refusal-319 = Something has to be said here. Write it and sign again.
refusal-320 = It is not owed any more, or its deadline has not passed.
refusal-321 = It is too early to say that the child gets it. Ask again when most of the time has gone.
refusal-322 = Your office has no part in what this follows. Begin from a case that you have a part in.
refusal-323 = A report is sent by the office that treats the child to the municipality that answers for it now. Look at the course to see which.
refusal-324 = The course is closed, and nothing in it can be corrected any more. Write a message, or begin another matter.
refusal-327 = An attached file is another office's, and you never got it. Attach a copy of your own, and sign again.
refusal-328 = What is to be signed again was not sent to your office, so you cannot read it. A leader who can read it has to do it.
refusal-400 = There are too many requests at present.
refusal-401 = The server cannot store anything at present.
refusal-402 = The attachment has not come to the server yet. It is asked for again.
refusal-499 = The server refuses for a reason that this program does not know.
move-program = The program has to be updated or mended.
move-sender = You have to do it again or choose something else.
move-administrator = Talk to an administrator about it.
move-wait = It is tried again by itself.
move-nobody = Nobody has to do anything more.

# What is wrong with a field; follows the field's name
flaw-missing = is missing
flaw-too-long = has { $got } characters, and at most { $max } are allowed
flaw-hidden-character = holds a hidden character ({ $code }) that has to go
flaw-cpr-digits = is not a CPR number of ten digits, such as 010112-0000; write ukendt if it is not known
flaw-cpr-date = does not begin with a date that exists
flaw-language = has to be a language code of two or three letters, such as kl or da
flaw-date = has to be a date, such as 2026-12-15
flaw-instant = has to be a time with its offset, such as 2026-09-02T14:20:00-02:00
flaw-before-first = is before the first day
flaw-not-a-count = has to be a whole number from 0 to { $max }
flaw-out-of-place = does not belong beside the other answers
flaw-not-a-document = is not a document that can be sent on
flaw-choice = has to be one of: { $choices }
flaw-file-name = has to be a file name without folders
flaw-media-type = has to be a media type in lower case, such as text/plain
flaw-too-many = has { $got } items, and at most { $max } are allowed
flaw-too-large = is { $got } bytes large, and at most { $max } are allowed
flaw-not-rising = does not follow the number before it
flaw-unknown = is not known; is it spelt right?
flaw-not-text = has to be text in quotation marks
flaw-not-yes-no = has to be yes or no
flaw-not-number = has to be a whole number without quotation marks
flaw-not-list = has to be a list
flaw-not-table = has to be a section of its own, such as [{ $name }]
flaw-office = has to be an office's id, such as kujalleq/nanortalik
flaw-name = has to be a name of one to { $max } characters, without line breaks and tabs
flaw-organisation = has to be an organisation's id, such as kujalleq
flaw-other-organisation = belongs to another organisation than the one it stands under
flaw-time-zone = has to be a time zone, such as America/Nuuk

# Files
file-missing = There is no file { $file }. Is its name spelt right?
file-folder = { $file } is a folder. Name a file in it.
file-not-text = { $file } is no text file. Is it the right one?
file-unreadable = The file { $file } cannot be read: { $why }
file-too-large = The file { $file } is too large: at most { $max } bytes.
file-encoded = The file { $file } is saved as { $encoding } and cannot be read. Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8), and try again.
file-not-toml = { $file }, line { $line }: this is not valid TOML ({ $why }). Nothing was sent.
file-faults = { $file } has to be mended before it can be used. Nothing was sent, and the file is untouched:
file-wrong-kind = { $file } has to have kind = "{ $wanted }" here.
file-reply-unknown = in_reply_to names "{ $name }", which is no handover here. Name it with --in-reply-to ID. Nothing was sent.
file-other-office = The file was written by { $office }, but this profile is { $own }. Nothing was sent.
file-needed = { $kind } is written in a file before it can be sent.
terms-differ = The file says something else at its top than { $id } does. A new version changes only what is said. Nothing was sent:
terms-kind = kind is { $got }, and it is a { $stands }. Withdraw it and send a new one.
terms-from = from is { $got }, and it is from { $stands }. Withdraw it and send a new one.
terms-to = to is { $got }, and it is to { $stands }. Send it on instead: then it goes as it was signed.
terms-urgency = urgency is { $got }, and it is { $stands }. Withdraw it and send a new one.
command-faults = This has to be mended first. Nothing was sent:

# After an act
act-saved = Saved in the outbox: { $id } ({ $kind } to { $to }).
act-done = { $done }: { $id }.
act-confirmed = Sent { $time }.
act-unconfirmed = Not confirmed – saved in the outbox, sent by itself.
act-held = Nobody at { $office } has begun to use Stafet yet. Everybody at your office sees it, and it goes by itself as soon as somebody has.
held-ring = Ring { $office } on { $phone }.
held-no-phone = { $office } has given no telephone number.
held-instead = These of the same organisation can take it now: { $offices }.
held-nobody-else = Nobody else of the same organisation can take it now.
act-refused = The server refused { $id }: { $why }
act-needs-second = { $who ->
    [leader] A leader
    [other-side] The other side, or a leader outside the office,
   *[colleague] A colleague
} has to sign { $id } second before it takes effect.
next-step = Next: { $command }
next-second = { $who ->
    [leader] The leader types
    [other-side] The other side types
   *[colleague] The colleague types
}: { $command }
next-sync = Try again now with: { $command }

# Lists
inbox-title = Inbox – { $office }
outbox-title = Outbox – { $office }
inbox-empty = The inbox is empty.
outbox-empty = The outbox is empty.
group-overdue = Overdue
group-unconfirmed = Waiting for a connection
group-unacknowledged = Not acknowledged
group-owed = Waiting for you
group-going-on = Going on
group-closed = Closed
list-from = from { $office }
list-to = to { $office }
list-waits = Next step at { $office }: { $duty }
list-due = by { $time }
list-overdue = it was due { $time }
list-closed-more = and { $count } closed; show them with --all
list-none-wanted = Nothing in the list is what you are looking for.

# One handover
show-from = From: { $office }
show-to = To: { $office }
show-follows = Follows: { $id }
show-linked = Belongs with: { $id }
show-version = Version { $number }
show-leg = Sent on; this is recipient number { $number }
show-paused-until = Reminders are paused until { $day }. The deadlines run on.
show-ball-free = Nobody owes a next step.
show-custody = Custody of the handover is with { $office }.
show-unconfirmed =
    { $count ->
        [one] Something that was signed here is saved on this computer, but the server has not confirmed it yet. It is sent by itself.
       *[other] { $count } things that were signed here are saved on this computer, but the server has not confirmed them yet. They are sent by themselves.
    }
show-conflict = { $who } signed “{ $done }”, but it does not hold: something else had happened first. See below what it was, and agree with { $other } on what happens now.
timeline-title = Timeline
timeline-there = { $time } at { $office }
timeline-by = { $person }, { $office }
timeline-machine = a computer at { $office }
timeline-made = signed { $time }, and only sent then
timeline-unconfirmed = not confirmed
timeline-fact = noted; responsibility did not move
timeline-conflict = does not hold: something else had happened first
timeline-first = first of two signatures
content-title = Content
content-missing = The content has not been fetched to this computer yet.
content-none = No content.
label-attachments = Attachments
answer-yes = yes
answer-no = no
cpr-unknown = unknown
cpr-not-given = not given
cpr-masked-note = The CPR number is masked. Show it with --unmask.
office-server = the server's watch
person-unknown = unknown person

# Offices and membership
contacts-office = Office
contacts-id = Id
contacts-ready = Ready
contacts-ready-yes = yes
contacts-ready-no = no, nobody has joined yet
contacts-own = your office
contacts-empty = The directory has not been fetched yet.
join-pending = Waiting for approval. The administrator's Stafet approves this computer the next time it is online.
join-key = Approved, but waiting for the key from a colleague at the office.
join-done = Approved. This computer belongs to { $office }.
join-offline = The server cannot be reached. The application is saved and is sent by itself.
admin-organisation-added = Organisation added: { $name } ({ $id })
admin-office-added = Office added: { $name } ({ $id })
admin-exists = Exists already: { $id }
admin-added = { $offices } offices and { $organisations } organisations added; { $passed } existed already.
admin-invited = Invitation to { $office } as { $role }, valid until { $until }. Hand it over outside Stafet, best in person or on paper:
admin-approved = Approved: { $name } at { $office }.
admin-waiting = { $id }  { $name } wants to join { $office } as { $role }.
admin-approve-next = The next sync approves all whose invitation is right. They can also be approved one at a time.
admin-none-waiting = Nobody is waiting for approval.

# The connection
sync-running = Fetching and sending …
sync-done = { $sent } sent, { $fetched } fetched.
sync-watching = Keeping in touch. Stop with Ctrl-C.
sync-overdue-count =
    { $count ->
        [one] One deadline has passed.
       *[other] { $count } deadlines have passed.
    }
sync-offline =
    No connection to the server. { $count ->
        [0] Nothing waits in the outbox.
        [one] One act waits in the outbox and is sent by itself.
       *[other] { $count } acts wait in the outbox and are sent by themselves.
    }
sync-waiting =
    { $count ->
        [one] One act still waits in the outbox.
       *[other] { $count } acts still wait in the outbox.
    }
sync-moved = Moved on: { $id } { $kind } to { $office }: { $state }
sync-red = RED: { $id } { $kind } from { $office }. It cannot wait.
sync-new = New: { $id } { $kind } from { $office }

# Errors
error = Error: { $why }
error-not-enrolled = This profile has not joined yet. Ask an administrator for an invitation.
error-not-found = No handover begins with { $id }.
error-ambiguous = { $id } fits several. Type one more character:
error-busy = Other programs keep writing to this profile. Close one of them and try again.
error-already-enrolled = This profile is already in use. Use --profile for a new one.
error-other-deployment = The invitation belongs to another Stafet than this profile. Use --profile for a new one.
error-name = A name has 1 to { $max } characters.
error-no-directory = The directory has not been fetched yet.
error-no-office = You belong to no office that may do this. Ask an administrator.
error-unread = { $id } has not been fetched yet and cannot be read here.
error-not-your-office = That is for { $office } to do, and you do not belong there.
error-other-document = The content is not of the kind that belongs to the handover.
error-other-child = The document is about another child than { $id }: the CPR numbers differ. Nothing was changed. Send it as a new handover, or mend the number. If it is { $id } that names the wrong child, report it as an error with entered-in-error.
error-too-many-readers = { $got } offices would have to read it, and there is room for { $max }. Let somebody in your own office sign second.
error-content-too-large = The content has { $got } bytes, and at most { $max } are allowed. Shorten it.
error-not-administrator = This profile is not an administrator's. Use the administrator's profile.
error-profile-missing = { $path } is missing. The profile is damaged, not new. Restore the file from a backup, or call an administrator. Do not use a new invitation: what lies here would be lost to you.
error-profile-damaged = { $path } is damaged. Restore the file from a backup, or call an administrator. Do not use a new invitation: what lies here would be lost to you.
error-profile-file = { $path } cannot be read or written ({ $why }). Nothing is lost. See whether the folder is yours and the disk is there, and try again.
error-profile-locked = Another program is using this profile. Nothing was saved, and nothing is lost. Wait a moment and try again.
error-store-newer = The profile was written by a newer version of Stafet. Use that version.
error-store-damaged = The profile's database is damaged or does not fit its key. Restore the whole profile from a backup, or call an administrator. Do not use a new invitation: what lies here would be lost to you.
error-store-file = The profile's database cannot be read or written ({ $why }). Nothing is lost. See whether the folder is yours and the disk is there, and try again.
error-disk-full = The disk is full. Free some space and try again; what was saved is safe.
error-other = Something went wrong: { $why }
system-not-found = there is no such folder or file
system-permission = you have no access
system-is-a-folder = it is a folder
system-not-a-folder = something on the way is no folder
system-full = the disk is full
system-read-only = the disk cannot be written to
system-other = the system answers: { $why }
error-other-server = The server is not the one that the invitation names. Nothing was sent. Call an administrator.
error-mailbox = Some of what the server sends does not fit what it has promised and was not used. Call an administrator.
error-no-server = The administrator needs a connection to the server for this.
error-no-application = No application begins with { $id }.
admin-not-approved = { $name } was not approved: the invitation was not given from here, has been used or has expired, or the code does not fit.
admin-approved-count = { $count } approved.
profile-warning = Others on this computer can reach { $path }. Close it with: chmod { $mode } { $path }
error-short-id = Type at least { $min } characters of the id.
error-office-unknown = The office { $office } is not in the directory.
error-to-itself = Sender and receiver are the same office. Choose another office to receive it. Nothing was sent.
error-not-fitting = This cannot be done now. The handover stands as: { $stands }.
error-not-in-course = That cannot be done now. The course stands at: { $stands }.
error-already-asked = { $office } has been asked already to take the child over. Wait for the answer, or ring the office.
error-still-open = The course cannot be closed while anything in it is open: { $open }. End that first.
error-not-allowed = You may not do this in your role or for this office.
error-second-signature = The second signature has to be another person's than the first. Where a matter ends, or is sent on again and again, it has to be a leader's.
error-many-offices = You belong to several offices. Choose one with --from.
error-no-home = The home folder cannot be found. Name a folder with --profile.

# The doctor
doctor-ok = fine
doctor-wrong = look into it
doctor-store-fine = opens, everything is saved safely
doctor-reached = the server { $server } answers
doctor-not-reached = the server { $server } does not answer
doctor-not-tried = the server { $server } was not tried
doctor-outbox-empty = nothing waits
doctor-outbox-waits = { $count } wait for confirmation
doctor-refused = { $id }: { $why }
doctor-quarantine = { $count } items did not verify and were put aside
doctor-whole = everything from the server fits
doctor-ladder = Who is told
doctor-ladder-fine = each step has somebody when something is late
doctor-mailboxes = From the server
doctor-profile = Profile
doctor-store = Database
doctor-identity = Membership
doctor-link = Connection
doctor-outbox = Outbox

# Why something cannot be opened
unreadable-not-for-us = None of the office's keys opens it. The sender has to seal it again.
unreadable-damaged = It is damaged. The sender has to send it again.
unreadable-too-large = It is larger than allowed. The sender has to send less.
unreadable-newer = It is in a newer format. This program has to be updated.
unreadable-not-named = It is not sealed to the office's key. The sender has to seal it again.
unreadable-destroyed = Your copies are destroyed, as you have signed.
unreadable-not-as-signed = What is sealed is not what was signed. Do not trust it, and ask the sender.

# Attachments
attachment-here = ready
attachment-missing = still missing ({ $here } of { $of })
attachment-spoilt = does not fit what the sender signed; ask the sender
attachment-named = only named, not attached
attachments-missing = { $count ->
        [one] Attachments missing: one has not come yet.
       *[other] Attachments missing: { $count } have not come yet.
    }
attachments-waiting = { $count ->
        [one] One attachment waits to be sent; the next sync sends it.
       *[other] { $count } attachments wait to be sent; the next sync sends them.
    }
attachment-only-named = The file is only named, not attached. Ask the sender.
attachment-not-here = The attachment has not come yet.
attachment-too-large = The attachment is too large: at most { $max } bytes. Nothing was sent.
attachment-damaged = The attachment is damaged and was not saved. Ask the sender to send it again.
attachment-rotten = The attachment was damaged on this computer's disk and was not saved. It is fetched again from the server with the next connection. If that happens again, have the disk looked at.
attachment-not-as-described = The attachment is not the one that its sender has described, and was not saved. Ask the sender.
attachment-none = { $id } has no attachments.
attachment-no-such = { $id } has no attachment called { $name }.
attachment-saved = Saved: { $path }
attachment-no-folder = There is no folder { $path }.
attachment-file-missing = There is no attachment { $path }. Nothing was sent.
attachment-file-folder = { $path } is no file and cannot be attached. Nothing was sent.
attachment-file-unreadable = The attachment { $path } cannot be read: { $why }. Nothing was sent.
attachment-file-too-large = The attachment { $path } has { $got } bytes; { $max } at most. Nothing was sent.
attachment-file-name = { $path } has a name that cannot be sent. Give the file another one. Nothing was sent.
attachment-too-many = There are { $got } attachments; { $max } at most can be sent along. Nothing was sent.
attachment-no-place = Nothing can be attached here. Nothing was sent.
attachment-sending = Sending attachments
attachment-fetching = Fetching attachments
sync-attachments = Attachments: { $up } sent, { $down } fetched.
sync-attachments-waiting = { $count ->
        [one] One attachment is still missing.
       *[other] { $count } attachments are still missing.
    }
sync-attachments-doubtful = { $count } attachments do not fit and were not used.
doctor-attachments = Attachments
doctor-attachments-fine = everything is sent and fetched
doctor-attachments-waiting = { $count } wait to be sent or fetched
doctor-attachment-spoilt = { $hash } came { $count } times and did not fit; ask the sender

# Reports
report-note-title = Status note { $from } to { $to }
report-round-title = Review of cases, round { $number }
report-written = As of { $at } (time in Nuuk).
report-definitions = How to read the figures
report-definition-share = The share is of handovers that a named person has signed for within the deadline, among all sent in the period that were signed for or are past their deadline. What nobody has signed for when its deadline has passed is late. What still has time does not count.
report-definition-green = { $colour }: things go as expected and there is no reason to worry; small delays may happen. Here: at least { $green } % within the deadline.
report-definition-yellow = { $colour }: there is room to improve, or there are delays that need attention. Here: at least { $yellow } %, but below { $green } %.
report-definition-red = { $colour }: there is reason to worry. Here: below { $yellow } %. What the colours mean follows the steering group's status note of November 2022; the percentages are set in the policy.
report-definition-too-few = Too few: below { $small } to judge by; no colour is given.
report-definition-times = Median and 95th percentile are the time from deposit at the server to the receipt, in hours begun: the measured value that at least 50 % or 95 % do not exceed (nearest rank). They are shown when at least as many were signed for as a count needs to be shown.
report-definition-open = What is open, courses and follow-ups are as of the time of writing. Age is since the deposit of what stands now.
report-definition-follow-up = A follow-up is missing when the deadline for the next step after the closing report has passed. It is done when both questions about its effect are answered, or the course is closed.
report-definition-hidden = Counts from 1 to below { $small } are shown as "<{ $small }". Other figures and colours are hidden where a small count could be worked out of them; a hidden figure can be anything.
report-receipts = Receipts
report-receipts-by-kind = Receipts by kind
report-receipts-by-office = { $kind }: receipts by receiver
report-open = Open handovers
report-open-by-kind = Open by kind and age
report-open-by-owner = Open by who has the ball
report-courses = Courses and follow-up
report-stages = Courses by stage
report-follow-ups = Follow-up by authority
report-round = Review
report-round-by-office = Review by authority
report-round-days = The round goes from { $from } to { $due }, that day included. At an even pace { $expected } % should have been reviewed by now.
report-round-colours = Until the last day the colour is { $green } from { $green_percent } % and { $yellow } from { $yellow_percent } % of what should have been reviewed at an even pace, else { $red }. Afterwards it is { $green } when everything is reviewed, { $yellow } from { $yellow_percent } % of everything, else { $red }.
report-head-kind = Kind
report-head-receiver = Receiver
report-head-owner = Office
report-head-municipality = Authority
report-head-stage = Stage
report-head-colour = Colour
report-head-percent = In time (%)
report-head-counted = Counted
report-head-in-time = In time
report-head-late = Late
report-head-median = Median (hours)
report-head-percentile = 95th percentile (hours)
report-head-open = Open in all
report-head-overdue = Of these overdue
report-head-courses = Courses in all
report-head-cases = Open cases
report-head-reviewed = Reviewed
report-head-remaining = Remaining
report-head-round-percent = Reviewed (%)
report-head-due = Due
report-age-up-to = Up to { $days } days
report-age-older = Older
report-follow-up-not-yet = Report not signed for
report-follow-up-undecided = To be decided
report-follow-up-under-way = Under way
report-follow-up-missing = Missing
report-follow-up-done = Done
report-all = All
report-none = –
report-too-few = too few
report-withheld = hidden
report-office-unknown = Unknown office
report-csv-table = Table
report-csv-row = Row
report-csv-column = Column
report-csv-value = Value
report-sheet-about = About

# What administrators say about clocks and offices
policy-line = line { $line }: { $what }
policy-unknown-clock = There is no clock { $key }.
policy-missing-clock = { $key } is missing. Every clock has to be there.
policy-not-a-span = { $key } is no length of time. Write for example "3 working days", "4 office hours", "24 hours", "30 days" or "2 months".
policy-not-an-office = { $key } names something that is no office's id, such as kujalleq/nanortalik.
policy-not-an-organisation = { $key } is no organisation's id, such as socialstyrelsen.
policy-not-holidays = { $key } is no list of holidays. Choose one of: greenland, denmark
policy-not-a-day = { $key } holds something that is no day. Write for example 2027-05-14.
policy-no-basis = { $key } needs either a source or proposal = true.
policy-impossible-span = { $key } cannot be { $span }.
policy-colours = { $key } is longer for { $colour } than for a less urgent colour.
policy-bound = { $key }.never_over has to be in hours, days or months of the calendar, not { $span }.
policy-before-a-day = { $key } runs before a day: it has to be in working days, without never_over.
policy-legal = { $key } may never be over { $span } of calendar time: that is the law. Shorten the colours or set never_over.
policy-source = { $key }.source has to be one line of 1 to { $max } characters.
policy-percent = { $key } is { $value }; it has to be from 1 to 99.
policy-downwards = ladder.authority_after has to be longer than ladder.leaders_after.
policy-offices = { $key } names at most { $max } offices, each once.
policy-thresholds = green_percent has to be above yellow_percent.
policy-organisations = The policy names the days of more than { $max } organisations.
policy-closed-days = { $key } has more than { $max } closed days.
policy-too-large = The policy takes { $got } bytes, at most { $max } are allowed. Shorten the sources.
policy-fine = { $file } can be signed.
policy-zero-holds = Policy 0 holds: the one that every Stafet begins with.
policy-holds = Policy { $number } holds for clocks that start after { $from }.
policy-comes = Policy { $number } comes, for clocks that start after { $from }.
policy-signed = Policy { $number } is signed. It holds for clocks that start after { $from }; clocks that run are not moved.
staff-office-hours = office hours
staff-rota = duty rota, around the clock
staff-shown =
    { $office }: { $hours }
      deputy: { $deputy }
      away: { $away }
      telephone: { $phone }
outage-none = No outage has been declared.
outage-everybody = everybody
outage-shown =
    { $id }  { $whom } ({ $cause }), { $from } – { $until }
      { $standing }
outage-confirmed = Declared by { $first }, confirmed by { $second }. The offices get letters only about what is red; their leaders and the administrators get all of them. No deadline moves.
outage-unconfirmed = Declared by { $first }. It takes effect when another administrator has confirmed it.
error-no-outage = No outage, or more than one, begins with { $id }.
review-opened = Review round { $number } has begun. Every office goes through its open cases until { $until }.
statement-second-genesis = The deployment has begun already.
statement-exists = It is there already.
statement-unknown-organisation = It names an organisation that is not in the directory. Add it first.
statement-unknown-office = It names an office that is not in the directory.
statement-unknown-device = The computer does not belong to that office.
statement-unknown-invitation = There is no such invitation.
statement-invitation-used = The invitation has been used. Give a new one.
statement-other-than-offered = The approval names another office or role than the invitation.
statement-other-person = The person is known by another name. Compare the application with the directory.
statement-no-administrators-here = The office is not one for administrators.
statement-expired = The invitation has expired, or the membership would end before it begins.
statement-number = Another administrator has said something in the meantime. Fetch it, look at it, and try again.
statement-retroactive = It would count for clocks that run already. Choose a later day with --from.
statement-policy = The policy says what no policy may say.
statement-own-deputy = An office is not its own deputy. Name another one.
statement-backwards = It would end before it begins. Correct the days.
statement-over = It would be over already. Correct the days.
statement-offices = It names too many offices, or one of them twice.
statement-endless = An outage has an end, at most 7 days off. Declare another if it goes on.
statement-own-outage = You have declared this outage yourself. Another administrator has to confirm it.
statement-unknown-outage = There is no such outage.

# What administrators have to look after
attention-title = Somebody has to look after this
attention-no-second = { $id }: nobody can sign second after { $office }. Give somebody in the organisation the role of leader.
attention-contradicted = { $id }: { $office } has signed something that does not hold, and has to look at it.
attention-nearly-full = { $id }: there is soon no room for more. Close it and begin another.
attention-waits = { $id }: the child was accepted, and has waited for a visit since { $time }.
attention-paused = { $id }: paused until { $time }. Meanwhile no letters go to the office that owes the answer.
attention-outage = Outage { $id } is declared until { $time }.
attention-outage-owed = { $office } has to renew or to end outage { $id }; else it ends { $time }.
attention-outage-alone = Outage { $id } is declared until { $time }, and no other administrator has said the same.
attention-no-leader = { $organisation } has no leader: what a leader has to sign stays where it is. Give somebody the role of leader.
attention-no-members = Offices where nobody can open anything: { $offices }.
attention-no-deputies = Offices without a deputy: { $offices }.
attention-ends = { $person } at { $office }: the membership ends { $time }. Give a new one while the old one holds.
attention-refused = { $id }: something that was signed here was not taken in. { $why }
second-nobody = Nobody in your organisation can sign second. What you sign holds only when somebody can: tell an administrator.

overview-title = Overview as of { $time }
overview-nothing = Nothing to show: nobody owes any of what was asked about.
overview-head-id = ID
overview-head-kind = Kind
overview-head-way = From → to
overview-head-owner = With
overview-head-owed = Owes
overview-head-since = Since
overview-head-due = Deadline
overview-head-late = Overdue by
overview-head-told = Told
overview-head-hand = In hand
overview-late-hours = { $hours } hours
overview-late-days = { $days } days
told-times =
    { $times ->
        [one] { $rung } (once)
       *[other] { $rung } ({ $times } times)
    }
told-to = told to { $offices }
told-too = { $rung }, { $offices } too
told-nobody = told to nobody but the two offices
told-missing = could not be told to { $who }
names-listed = { $some } and { $last }
unheard-office = { $office } (nobody is in the office)
unheard-leaders = a leader of { $organisation } (there is none)
unheard-authority = the supervising authority (no office is named)
gap-office = { $office } is to hear of what is late, and nobody is in the office. Invite a colleague there.
gap-leaders = { $organisation } has no leader. What is late goes no further there. Invite a leader.
gap-authority = No office supervises. The last step for what is late is nobody's. Name an office in the policy.
told-seen = seen by { $office }: { $did }
told-in-hand = taken in hand by { $office } ({ $reason }) until { $until }
overview-calls = Call
overview-call =
    { $count ->
        [one] call { $office } { $phone }: 1 matter ({ $ids })
       *[other] call { $office } { $phone }: { $count } matters ({ $ids })
    }
overview-call-unknown =
    { $count ->
        [one] call { $office }: 1 matter ({ $ids }); the office has given no number
       *[other] call { $office }: { $count } matters ({ $ids }); the office has given no number
    }
overview-offices = Offices
overview-head-office = Office
overview-head-devices = Devices
overview-head-heard = Last heard from
overview-head-deputy = Deputy
overview-head-phone = Telephone
overview-head-away = Away
overview-head-outage = Down
error-nothing-owed = Nobody owes that about { $id }.
error-not-for-you = The overview and the reports are for administrators and supervising offices. Your own matters stand in the inbox and the outbox.
error-top-of-the-ladder = The top of the ladder has been told. Call the office, and take it in hand.
error-moved = Something has happened since it was shown. Nothing was signed; read it again.
error-nothing-told = Nobody was told of it yet, so there is nothing to sign for. Remind the office.
error-in-hand = Somebody else has it in hand until { $until }.
error-in-hand-of = { $person } has it in hand until { $until }. Talk to each other, or wait until then.
error-no-key = { $office } has not begun to use Stafet yet and cannot read it. Choose another office, or ring them.
error-no-round = There is no such round of reviews. An administrator begins one.
error-administrators-say-nothing = An administrator writes no words about a case, and can read none. Repeat the command without a reason and text.
report-weekly-right = The list { $week } is signed by this deployment's server and unchanged. As of { $at } (time in Nuuk). The server's receipt key: { $key }
report-weekly-wrong = { $path } is not the list that this deployment's server has signed. Do not use it; have it sent again as a file.
report-out-ending = { $path }: a report is written as what the file's name ends in: { $endings }. Give the file one of them, and the same in --format, or leave --format out.
out-taken = { $path } is there already and was not touched. Choose another name, or add --overwrite.
report-kept = The report is written to { $path }.
report-period = The last day, { $last }, comes before the first, { $first }. Exchange them.
report-not-kept = The report cannot be saved there: { $why }.
template-handover = { $title }
    Write the answers between the quotation marks. A line that begins with # and a blank is an explanation.
    Take away the # before a section that may be left out if you want it.
template-answer = { $title }
    Write the answers between the quotation marks. A line that begins with # and a blank is an explanation.
    The file goes along when the handover is answered.
template-optional = {" "}(may be left out)
template-unknown = "{ $kind }" is no kind of file. Choose one of: { $choices }
template-kept = The template is written to { $path }.
template-not-kept = The template cannot be written to { $path }: { $why }.

# Times in words
when-today = today { $time }
when-tomorrow = tomorrow { $time }
when-yesterday = yesterday { $time }
when-past-weekday = { $day } { $time }
when-weekday = { $weekday } { $time }
when-weekday-date = { $weekday } { $date }
when-date = { $day } { $month }
when-date-year = { $day } { $month } { $year }
when-date-time = { $date } { $time }
when-date-in-days = { $date }, in { $days } days
when-time-in-days = { $time }, in { $days } days
when-time-in-weeks = { $time }, in { $weeks } weeks
when-full-date = { $weekday } { $day } { $month } { $year }
when-late-hours = { $hours ->
    [0] less than an hour late
    [one] { $hours } hour late
   *[other] { $hours } hours late
}
when-late-days = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
when-was-today = was due today { $time }
when-was = was due { $day } { $time }

# What a handover is called in a sentence
the-notification = the notification
the-referral = the referral
the-case-information = the case information
the-closing-report = the report
the-follow-up = the follow-up
the-interim-report = the interim report
the-message = the message

# Where it stands as each side sees it: the sender's and the receiver's
side-draft-from = Not signed. Nobody else can see it.
side-draft-to = Not signed.
side-queued-from = Signed and saved here. It goes by itself when there is a connection.
side-queued-to = On its way. The sender's computer has had no confirmation yet.
side-deposited-from = Sent. { $them } is to fetch { $it } by { $by }.
side-deposited-to = Read { $it }, and acknowledge it by { $by }.
side-deposited-to-more = Nobody in your office has acknowledged it yet.
side-silent-from = Ring them. No computer at { $them } has been online since { $since }.
side-unreadable-from = { $them } could not open { $it }. Your computer sends it again by itself by { $by }.
side-unreadable-to = { $It } cannot be unlocked here. The sender's computer sends it again by { $by }.
side-held-from = Nobody at { $them } can read { $it } yet. Ring them, or send { $it } to another office, by { $by }.
side-held-to = { $It } is signed, but has not been sent to you yet. The sender's computer sends it by itself once it has a connection.
side-held-unsigned-from = The signature came long after the membership had ended, and does not count. A leader of yours has to sign again, or refuse it, by { $by }. { $It } has not been sent.
side-held-unsigned-to = { $It } has not been sent to you yet. A leader at the sender has to sign it again first.
side-held-unsigned-unread-from = The signature came long after the membership had ended, and does not count. No leader of yours can read { $it }. Send { $it } again with a signature of your own, or have a leader refuse it, by { $by }.
side-held-unsigned-unread-to = { $It } has not been sent to you yet. The sender has to send it again with a signature that counts.
side-anew-from = A signature came long after the membership had ended, and does not count. A leader of yours has to sign again, or refuse it, by { $by }.
side-anew-to = A signature at { $them } came too late, and does not count. A leader there has to sign again, or refuse it, by { $by }.
side-anew-unread-from = A signature came long after the membership had ended, and does not count. No leader of yours can read what was signed. Do it again with a signature of your own, or have a leader refuse it, by { $by }.
side-anew-unread-to = A signature at { $them } came too late, and does not count. { $them } has to do it again, or refuse it, by { $by }.
side-opened-from = { $them } is to acknowledge it by { $by }.
side-opened-from-more = { $It } lies readable on a computer of theirs; no person has acknowledged it.
side-opened-to = Read { $it }, and acknowledge it by { $by }.
side-opened-to-more = Nobody in your office has acknowledged it yet. { $them } is responsible until one of you does.
side-acknowledged-from = { $them } has acknowledged it and decides by { $by }.
side-acknowledged-from-more = You do not have to do anything now.
side-acknowledged-to = Decide by { $by }: accept, decline, or ask for information.
side-acknowledged-notification-from = { $them } has acknowledged it and is to sign what was done by { $by }.
side-acknowledged-notification-to = Act, and sign what was done by { $by }.
side-acknowledged-follow-up-from = { $them } has acknowledged it and decides by { $by }.
side-acknowledged-follow-up-to = Take the follow-up on, or decline it, by { $by }.
side-awaiting-information-from = Answer the questions of { $them } by { $by }.
side-awaiting-information-to = { $them } is to answer your questions by { $by }.
side-accepted-from = { $them } has taken it on and makes first contact by { $by }.
side-accepted-to = Make first contact, and report how it went, by { $by }.
side-declined-from = { $them } has declined { $it }. Read why by { $by }.
side-declined-to = You have declined. You are responsible until { $them } has signed that the decline was read.
side-declined-read-from = Find the next step for the child by { $by }.
side-declined-read-to = You have declined, and { $them } has read it.
side-wrong-recipient-from = { $them } is not the right office. Send { $it } to the right one by { $by }.
side-wrong-recipient-to = Reported as the wrong recipient. { $them } looks for the right office.
side-withdrawal-requested-from = You have asked to withdraw { $it }. { $them } answers by { $by }.
side-withdrawal-requested-to = { $them } wants to withdraw { $it }. Answer by { $by }.
side-withdrawn-from = Write what happens to the child now by { $by }.
side-withdrawn-to = { $them } has withdrawn { $it } and writes what happens to the child.
side-entered-in-error-from = Say what takes the place of { $it } by { $by }.
side-entered-in-error-to = { $them } sent { $it } in error. Do not use it.
side-closed-course-opened-from = { $them } has accepted. The course is under way, and treatment is their responsibility.
side-closed-course-opened-to = You have accepted. The course is under way, and treatment is your responsibility.
side-closed-received-from = { $them } has acknowledged it. Nothing more has to be done.
side-closed-received-to = You have acknowledged it. Nothing more has to be done.
side-closed-report-received-from = { $them } has acknowledged it. Treatment is their responsibility again.
side-closed-report-received-to = You have acknowledged it. Treatment is your responsibility.
side-closed-followed-up-from = Followed up: { $them } has reported how it went.
side-closed-followed-up-to = You have reported how it went.
side-closed-action-signed-from = { $them } has signed what was done for the child.
side-closed-action-signed-to = You have signed what was done for the child.
side-closed-plan-from = Closed with a plan for the child.
side-closed-plan-to = { $them } has closed { $it } with a plan for the child.
side-closed-replaced-from = Replaced. Use the new one.
side-closed-replaced-to = Replaced by { $them }. Use the new one.
side-countersign-ours = A leader has to countersign by { $by }. It cannot be the one who signed first.
side-countersign-theirs = A leader at { $them } has to countersign by { $by }.
side-read-version-ours = Read the correction, and acknowledge version { $version } by { $by }.
side-read-version-theirs = { $them } is to read the correction (version { $version }) by { $by }.
side-send-attachments-ours = The attachments have not all been sent. It goes on by itself.
side-send-attachments-theirs = Attachments are on their way from { $them }. The text can be read now.
side-refuse-redirect-ours = { $them } proposes another office. Answer by { $by }.
side-refuse-redirect-theirs = You have proposed another office. { $them } answers by { $by }.
side-attest-destruction-ours = Confirm that what you have saved and printed is destroyed by { $by }.
side-attest-destruction-theirs = { $them } is to confirm that copies are destroyed by { $by }.
side-settle-ours = A leader of yours says by { $by } which of the two decisions holds.
side-settle-theirs = Two decisions at { $them } crossed each other; their leader says by { $by } which one holds.
side-see-through-ours = Follow up until the right office has acknowledged it. You are responsible meanwhile.
side-see-through-theirs = { $them } follows up until the right office has acknowledged it.
side-send-ours = Send { $thing } by { $by }.
side-send-theirs = { $them } is to send { $thing } by { $by }.
side-age-ours = The child has waited for long. A leader has to see by { $by } whether it can still wait.
side-age-theirs = The child has waited for long. A leader at { $them } has to see by { $by } whether it can still wait.
side-act-ours = { $do } by { $by }.
side-act-theirs = { $them } is to do this by { $by }: { $do }.
turn-ours = Your turn
turn-theirs = You are waiting for { $office }
turn-nobody = Nobody has to do anything now
turn-by-itself = Goes by itself

# Lists, courses, tours and the rest of the page
page-out-about = What you have sent, and where it is now.
page-out-waiting = Waiting for a connection
page-out-returned = Declined or come back
page-out-returned-note = It is your turn
page-out-unacknowledged = Sent, not acknowledged
page-out-unacknowledged-note = You are responsible for them until somebody acknowledges
page-out-answers = Acknowledged, waiting for an answer
page-out-answers-note = They have it; you wait for what they do
page-out-drafts = Drafts
page-out-drafts-note = Nobody else can see them
page-out-saved = Saved in the outbox
page-out-unconfirmed = { $what }. Not confirmed by the server yet; it is sent by itself.
page-out-text-sent = The text is sent
page-out-refused = The server said no
page-out-offline = You have been without a connection since { $since }.
page-out-nothing-lost = Nothing is lost.
page-out-order = Receipts and text are sent first, attachments last. You can go on working and shut the computer meanwhile.
page-out-files = { $count ->
    [one] 1 attachment ({ $size }) has not been sent yet.
   *[other] { $count } attachments ({ $size }) have not been sent yet.
}
page-out-empty = You have nothing out
page-out-empty-more = What you send stands here until it is answered.
page-contacts-about = { $count ->
    [one] 1 office. Call the number here when something is wrong – not a number in a message.
   *[other] { $count } offices. Call the number here when something is wrong – not a number in a message.
}
page-contacts-find = Find a town or an office
page-contacts-find-button = Find
page-contacts-others = Others
page-contacts-own-organisation = Your own
page-contacts-own-office = Your office
page-contacts-joined = Uses Stafet
page-contacts-not-joined = Has not begun to use Stafet yet
page-contacts-not-joined-more = What you send waits at your office until the first one has joined.
page-contacts-watch = Administrators. Can remind and call, but not read.
page-contacts-call = Call { $office }:
page-contacts-no-phone = No telephone number given
page-contacts-none = No office is called that
page-contacts-all = Show all offices
page-contacts-leader = Leader: { $names }.
page-contacts-away = Away { $period }.
page-contacts-deputy = Deputy: { $office }.
page-contacts-deputy-for = Deputy for { $offices }.
page-contacts-outage = Outage reported ({ $cause }).
page-contacts-outage-until = Outage reported ({ $cause }) until { $until }.
when-period = { $first }–{ $last } { $month } { $year }
when-period-far = { $first } to { $last }
page-courses-about = Children for whom you have the authority and whom another office helps. { $count ->
    [0] None open.
    [one] 1 open.
   *[other] { $count } open.
}
page-courses-about-team = Children whom you help and for whom a municipality has the authority. { $count ->
    [0] None open.
    [one] 1 open.
   *[other] { $count } open.
}
page-courses-ours = Waiting for you
page-courses-theirs = Waiting for others
page-courses-none = No open courses
page-courses-none-more = A course begins when a referral has been accepted.
page-courses-show-closed = { $count ->
    [one] Show 1 closed course
   *[other] Show { $count } closed courses
}
page-phase-visit = Waiting for a visit
page-phase-treatment = Treatment
page-phase-report = Closing report
page-phase-follow-up = Follow-up
page-phase-closed = Closed
page-course-no-shows = { $count ->
    [one] The child did not come once
   *[other] The child did not come { $count } times
}
page-course-last-session = Last session { $day }
page-course-decided = Decided: { $what }
page-course-two-sign = Two sign
page-course-visit = Visit { $day }
page-course-then-treat = { $office } meets the child and begins assessment and treatment
page-course-then-report = { $office } sends a closing report after the last session
page-course-then-read = { $office } acknowledges the report and is responsible for treatment again
page-course-then-decide = { $office } decides what the child gets now
page-course-then-follow = Whoever follows up acknowledges and makes the first contact
page-course-then-check = { $office } asks twice whether the child got the help
page-course-then-close = Two sign that the course is closed
page-course-opened = Referral accepted
page-course-report-back = Closing report taken back
page-course-follow-up-sent = Follow-up sent
page-course-follow-up-fell = The follow-up fell away
page-course-treats-you = You are responsible for the treatment.
page-course-treats = Responsible for treatment: { $office }.
page-course-unread = A child whose name has not been fetched yet
page-course-since = opened { $day }
page-course-now = Now: { $stage }.
page-course-treatment-back = Is back with the municipality
page-course-treatment-to-you = Comes back to you when you acknowledge the closing report
page-course-treatment-to = Goes back to { $office } when they acknowledge the closing report
page-course-authority-more = Stays with the municipality all the way
page-course-asked = { $office } is asked whether they take the child over. Nothing moves before they have signed.
page-course-read-report = Read the report
page-course-kind-version = { $kind }, version { $version }
page-course-id = Course
page-course-where = Where the course is
page-course-owed = What is owed now
page-course-owed-nothing = Nobody owes anything in the course.
page-course-ahead = What comes afterwards
page-course-sent = Handovers of the course
page-course-sent-caption = Handovers of the course, newest first
page-column-handover = Handover
page-column-way = From → to
page-column-sent = Sent
page-column-where = Where it is
page-and = { $before } and { $last }
page-tours-about = Towns that are visited, and whether your matters are ready when the team comes.
page-tours-about-team = Towns that you travel to, and whether the matters are ready when you come.
page-tours-none = No tours
page-tours-none-more = A tour stands here when a visit is planned on it.
page-tours-show-over = { $count ->
    [one] Show 1 earlier tour
   *[other] Show { $count } earlier tours
}
page-tour-of = { $count ->
    [one] of 1 matter ready
   *[other] of { $count } matters ready
}
page-tour-undated = { $place }: { $count ->
    [one] 1 child waits. No day named yet.
   *[other] { $count } children wait. No day named yet.
}
page-tour-missing = { $count ->
    [one] 1 matter lacks something:
   *[other] { $count } matters lack something:
}
page-tour-due = Case information has to be here { $by } at the latest.
page-tour-see = See the matters
page-tour-see-courses = See the courses
page-tour-postpone = Postpone the tour
page-tour-about = { $count ->
    [one] 1 child · { $team }
   *[other] { $count } children · { $team }
}
page-tour-ready-title = Are the matters ready?
page-tour-who-owes = Who owes what
page-tour-owes = { $count ->
    [one] case information in 1 matter.
   *[other] case information in { $count } matters.
}
page-tour-owes-by = { $count ->
    [one] case information in 1 matter, { $by } at the latest.
   *[other] case information in { $count } matters, { $by } at the latest.
}
page-tour-waits-not = The tour does not wait for case information. A matter that is not ready is visited too.
page-tour-cases = The matters
page-tour-cases-note = Those that lack something first.
page-tour-cases-caption = Matters on the tour
page-column-case = Matter
page-column-office = Office
page-column-information = Case information
page-column-day = Day
page-column-what = What is to happen
page-tour-ready = Ready
page-tour-missing-things = { $count ->
    [one] 1 thing missing
   *[other] { $count } things missing
}
page-tour-not-sent = Not sent
page-tour-first-visit = First visit
page-tour-take = Take the tour along
page-tour-all-here = Everything is on this computer.
page-tour-files = { $count ->
    [one] 1 attachment has not been fetched yet.
   *[other] { $count } attachments have not been fetched yet.
}
page-tour-offline = You can read, write and sign without a connection all week.
page-tour-changes = When the plan changes
page-tour-postpone-more = { $count ->
    [one] Storm, illness, a cancelled flight: one signature.
   *[other] Storm, illness, a cancelled flight: one signature for all { $count } children.
}
page-tour-status = Write a status
page-tour-statuses = { $count ->
    [one] One child who waits is due a status { $by } at the latest.
   *[other] { $count } children who wait are due a status, the first { $by } at the latest.
}
page-tour-postpone-title = Postpone the tour to { $places }
page-tour-postpone-head = { $count ->
    [one] You sign 1 postponement:
   *[other] You sign { $count } postponements once, one for each child:
}
page-tour-postpone-1 = the visits move to the day that you write here, or wait for a new day if the field is empty,
page-tour-postpone-told = { $places } are told, each about their own children,
page-tour-postpone-3 = the deadline for case information follows the new day.
page-tour-postpone-who = Whom is it about?
page-tour-postpone-offline = You are without a connection. The postponement is saved here and sent as soon as there is one.
page-tour-postpone-call = Call them if they have to know today.
page-tour-postpone-button = { $count ->
    [one] Sign the postponement
   *[other] Sign { $count } postponements
}
page-tour-stale = Something has happened on the tour since you opened the sheet. Read it again before you sign.
page-tour-gone-title = The tour is not there any more
page-tour-gone = The visits are postponed or have begun. Nothing has changed now.
page-search-label = Search everything that can be read on this computer
page-search-hint = A name, a number or words. q and ĸ, a and â count as the same.
page-search-narrow = Narrow
page-search-kind = Kind
page-search-all = All
page-search-found = { $count ->
    [0] Nothing found
   *[other] { $count } found
}
page-search-newest = Newest first
page-search-first = Only the { $count } newest are shown. Write one word more, or narrow.
page-search-here = Only this computer is searched, and no word is kept.
page-search-unread = { $count ->
    [one] 1 handover was not searched wholly, since part of it cannot be read here yet.
   *[other] { $count } handovers were not searched wholly, since part of them cannot be read here yet.
}
page-settings-parts = Parts
page-settings-language = Language
page-settings-keys = Keyboard
page-settings-keys-label = Use shortcuts of one key
page-settings-keys-hint = See them under Help. No shortcut signs.
page-settings-office = The office
page-settings-office-more = Telephone, absence and deputy are signed by the administrators. Call them if something is wrong.
page-settings-phone = Telephone:
page-settings-server = Connects to { $server }.
page-settings-save = Save
page-help = Help and keyboard
page-help-words = Five words that come again
page-help-saved = You have signed. It lies on your computer.
page-help-sent = The server has it. It cannot get lost any more.
page-help-delivered = A computer at the receiver's has fetched it.
page-help-opened = The computer there has unlocked and checked it. That does not say that anybody has read it.
page-help-acknowledged = A person at the receiver's has signed that they have it. Only then is it their responsibility.
page-help-baton = The baton shows who is responsible for a handover. Whoever hands it on holds fast until another has signed.
page-help-keys = Shortcuts
page-help-keys-off = Everything can be reached with Tab and Enter. Shortcuts are turned off under
page-help-wrong = When something is wrong
page-help-number = The administrators cannot read the matter, so tell them the number of the handover when you ring.
page-key-rows = Next and previous in a list
page-key-open = Open what is marked
page-key-go = Go to the inbox (g u: outbox, g f: courses, g r: tours, g k: contacts)
page-key-help = This page
page-key-close = Close a menu or panel
page-changed = What has changed from version { $before } to version { $after }
page-changed-before = Before:
page-changed-now = Now:
page-changed-gone = is not there any more
page-changed-rest = Everything else is as it was.
page-changed-nothing = The words are the same.
page-older = See the earlier version:
page-cpr-show = Show for 30 seconds
page-messages = Messages
page-messages-none = No messages yet. A message here belongs to the handover, and the receiver has to acknowledge it.
page-messages-open = See the message
page-messages-write = Write a message
page-messages-hint = It is signed by you and goes to the other office, not to a person.
page-messages-send = Sign and send the message
page-tour-next = { $office } comes
page-tour-next-own = Your next tour
page-tour-see-one = See the tour

# Sheets in a course
sheet-plan-visit-title = Say when you come
sheet-plan-visit-hint = The first day of the visit, and the tour that it belongs to.
sheet-plan-visit-head = You sign that
sheet-plan-visit-1 = { $own } comes to see the child on the day that you write here,
sheet-plan-visit-2 = { $other } is told, and sends case information before the visit.
sheet-plan-visit-button = Sign the visit
sheet-postpone-visit-title = Postpone the visit
sheet-postpone-visit-hint = For this child only. A whole tour is postponed under Tours.
sheet-postpone-visit-head = You sign that
sheet-postpone-visit-1 = { $own } does not come on the day that was agreed, and why,
sheet-postpone-visit-2 = { $other } is told.
sheet-postpone-visit-note = This is about this child only. A whole tour is postponed with one signature under Tours.
sheet-postpone-visit-button = Sign that the visit is postponed
sheet-note-status-title = Write how the waiting child's matter stands
sheet-note-status-hint = So that { $other } knows that the child is not forgotten.
sheet-note-status-head = You sign that
sheet-note-status-1 = what you write here is how the matter stands,
sheet-note-status-2 = the child still waits for a visit.
sheet-note-status-button = Sign and send the status
sheet-begin-assessment-title = Note that the assessment has begun
sheet-begin-assessment-hint = When you have met the child.
sheet-begin-assessment-head = You sign that
sheet-begin-assessment-1 = { $own } has met the child on the day that you write here,
sheet-begin-assessment-2 = the assessment has begun.
sheet-begin-assessment-button = Sign that the assessment has begun
sheet-begin-treatment-title = Note that the treatment has begun
sheet-begin-treatment-hint = You send an interim report on the way and a closing report at the end.
sheet-begin-treatment-head = You sign that
sheet-begin-treatment-1 = { $own } has begun to treat the child on the day that you write here.
sheet-begin-treatment-button = Sign that the treatment has begun
sheet-no-show-title = Note that the child did not come
sheet-no-show-hint = { $other } can see it.
sheet-no-show-head = You sign that
sheet-no-show-1 = the child did not come on the day that you write here.
sheet-no-show-button = Sign that the child did not come
sheet-last-session-title = Note the last session
sheet-last-session-hint = Then the closing report has to be sent.
sheet-last-session-head = You sign that
sheet-last-session-1 = the last session was held on the day that you write here,
sheet-last-session-2 = { $own } sends the closing report in time,
sheet-last-session-3 = { $own } is responsible for the treatment until { $other } has acknowledged the report.
sheet-last-session-button = Sign the last session
sheet-interrupt-title = Interrupt the course
sheet-interrupt-hint = Then a short closing report has to be sent.
sheet-interrupt-head = You sign that
sheet-interrupt-1 = the course goes on no further, and why,
sheet-interrupt-2 = a short closing report has to be sent in time.
sheet-interrupt-note = This moves no responsibility. Responsibility for the treatment moves when the municipality has acknowledged the report.
sheet-interrupt-button = Sign that the course is interrupted
sheet-decide-follow-up-title = Decide what the child gets now
sheet-decide-follow-up-hint = A family centre, treatment once more, the health service, another municipality – or nothing.
sheet-decide-follow-up-head = You sign that
sheet-decide-follow-up-1 = { $own } has decided what you choose here,
sheet-decide-follow-up-2 = you hand it over in time to whoever is to give it to the child.
sheet-decide-follow-up-note = That nothing follows holds only when a leader has signed second.
sheet-decide-follow-up-button = Sign the decision
sheet-check-effect-title = Write whether the child got the help
sheet-check-effect-hint = Ask those who follow up, and write the answer.
sheet-check-effect-head = You sign that
sheet-check-effect-1 = { $own } has asked whether the child got what was decided,
sheet-check-effect-2 = the answer is what you write here.
sheet-check-effect-button = Sign the answer
sheet-close-course-title = Close the course
sheet-close-course-hint = When nothing in it is open. Two sign.
sheet-close-course-head = You sign that
sheet-close-course-1 = nothing in the course is open,
sheet-close-course-2 = the child has got what was decided, or you have decided that nothing follows.
sheet-close-course-note = A leader has to sign second before it holds.
sheet-close-course-button = Sign that the course is closed
sheet-move-child-title = The child has moved
sheet-move-child-hint = Ask another municipality whether they take over. Nothing moves before they have signed.
sheet-move-child-head = You sign that
sheet-move-child-1 = { $own } asks the office that you choose here whether they take the child's matter over,
sheet-move-child-2 = { $own } has the authority until they have signed.
sheet-move-child-button = Sign and ask
sheet-take-over-child-title = Take the child's matter over
sheet-take-over-child-hint = You get the authority.
sheet-take-over-child-head = You sign that
sheet-take-over-child-1 = the child lives with you now,
sheet-take-over-child-2 = { $own } has the authority for the child from now on,
sheet-take-over-child-3 = the treatment goes on at { $other }.
sheet-take-over-child-button = Sign that you take over
sheet-refuse-child-title = Say no to taking the child's matter over
sheet-refuse-child-hint = Write why. Nothing moves.
sheet-refuse-child-head = You sign that
sheet-refuse-child-1 = { $own } does not take the child's matter over, and why,
sheet-refuse-child-2 = the authority stays where it is.
sheet-refuse-child-button = Sign the answer
sheet-unask-child-title = Take the question back
sheet-unask-child-hint = The other municipality was asked by mistake. The child's matter stays where it is.
sheet-unask-child-head = You sign that
sheet-unask-child-1 = the other municipality is asked no longer whether it takes the child's matter over,
sheet-unask-child-2 = { $own } has the authority as before.
sheet-unask-child-button = Sign that the question is taken back
sheet-give-outside-title = Handed on outside the system
sheet-give-outside-hint = When whoever is to help the child does not use Stafet. Write who has taken it on, and when. Two sign.
sheet-give-outside-head = You sign that
sheet-give-outside-1 = whoever you write here has taken it on and gives the child what was decided,
sheet-give-outside-2 = { $own } asks after three and six months whether the child got it.
sheet-give-outside-note = A colleague has to countersign before it holds.
sheet-give-outside-button = Sign that it was handed on
sheet-report-plan-title = Write how the plan went
sheet-report-plan-hint = The matter was closed with a plan. Write whether the child got what it says.
sheet-report-plan-head = You sign that
sheet-report-plan-1 = { $own } has looked whether the child got what the plan says,
sheet-report-plan-2 = it went as you write here.
sheet-report-plan-note = If the child did not get it, take the matter up again instead.
sheet-report-plan-button = Sign the answer

# The page
page-skip = Skip to the content
page-menu = Menu
page-menu-close = Close the menu
page-main-menu = Main menu
page-settings = Settings
page-inbox = Inbox
page-outbox = Outbox
page-courses = Courses
page-tours = Journeys
page-contacts = Contacts
page-search = Search
page-overview = Overview
page-offices = Offices
page-new = New handover
page-connection = Connection
page-try-now = Try now
page-foot-here = on this computer
page-foot-help = Help and keyboard
page-foot-call = Ring the administrators:
page-printed = Stafet · { $office } · printed { $when } by { $person } · May contain confidential personal data
page-count-late = wait for you, some of them late
page-count-owed = wait for you
page-count-listed = in the list
page-names-hidden = Children's names do not stand in lists.
page-names-show = Show names for 5 minutes
page-names-shown = Children's names are shown for 5 minutes.
page-waiting-for-others = You are waiting for others
page-waiting-for-nobody = You are waiting for nobody.
page-see-all-sent = See all that you have sent
page-show-ended = Show { $count } ended ones
page-ended = Ended
page-inbox-empty = Nothing waits for you
page-inbox-empty-more = All that has come is acknowledged, and all answers are sent. Stafet says so here when something comes.
page-version = version { $number }
page-other-acts = Something else …
page-save-file = Save
page-read-it-all = Read all of it?
page-happened = What has happened
page-happened-note = The oldest first. Times are your own.
page-who-has-what = Who has what
page-about = About the handover
page-related = Belongs together
page-home = To the first page
page-nothing-changed = Nothing has changed. Go back in the browser and try again.
page-move-yours = You can do something about it.
page-move-administrator = Ring the administrators; they can do something about it.
page-move-nobody = Nobody has to do anything: it is tried again by itself.
page-not-done = It was not done
page-stranger-title = Open Stafet from the program
page-stranger = The page can only be opened by the program that it runs in, so that nobody else on the computer can read it.
page-stranger-more = Close this tab, and open Stafet again.
page-not-here-title = There is no such page
page-not-here = The address leads nowhere. Nothing has changed.
page-see-handover = See the handover
status-trouble = Something is wrong.
status-on = Connected
status-off = Not connected
status-off-since = since { $since }. { $count ->
    [0] Everything has been sent.
    [one] 1 waits in the outbox and goes by itself.
   *[other] { $count } wait in the outbox and go by themselves.
}
status-trying = Looking for a connection …
status-saved = { $count ->
    [0] All that you write is saved here.
    [one] 1 waits in the outbox.
   *[other] { $count } wait in the outbox.
}
status-all-sent = Everything has been sent
status-waiting = { $count ->
    [one] 1 waits in the outbox
   *[other] { $count } wait in the outbox
}
status-fetched = Fetched { $time }
way-to = to { $office }
way-from = from { $office }
row-signed = signed { $time }
row-sent = sent { $time }
row-came = came { $time }
row-read-and-acknowledge = Read and acknowledge
row-decide = Decide
row-answer = Answer the questions
row-read-decline = Read the decline
row-send = Send { $thing }
row-see = See what is to be done
group-overdue-ours = Overdue
group-unseen = Not seen
group-unseen-note = Nobody at this computer has seen them yet
group-opened = Opened, not acknowledged
group-opened-note = Seen, but the sender is still responsible
group-answers = Answer missing
group-answers-note = Another office is waiting for your answer
group-expected = Expected, not sent
group-expected-note = Agreed in a course
group-follow-ups = Follow-up missing
group-follow-ups-note = Treatment has ended, the child has to go on
balance-ours = { $count ->
    [one] thing waits for you
   *[other] things wait for you
}
balance-theirs = { $count ->
    [one] thing you are waiting for
   *[other] things you are waiting for
}
balance-late = { $count ->
    [one] 1 is late.
   *[other] { $count } are late.
}
balance-near = { $count ->
    [0] Nothing else is urgent.
    [one] 1 has to be done by tomorrow.
   *[other] { $count } have to be done by tomorrow.
}
balance-late-who = { $count ->
    [one] 1 is late:
   *[other] { $count } are late:
}
balance-none-near = Nothing is urgent.
balance-none-late = None is late.
baton = { $office } is responsible for { $it }.
baton-until = { $office } is responsible for { $it } until { $them } has acknowledged it.
fact-you = You
fact-nobody = Nobody
fact-next = Next step
fact-custody = Responsible for the handover
fact-treatment = Responsible for treatment
fact-authority = Authority
fact-from = From
fact-to = To
fact-number = Number
fact-number-say = Say it on the telephone
field-cpr = 10 digits, for example 010112-0000. New numbers without a check digit are valid too.
field-lines = one on each line
field-optional = (may be left out)
field-error = Error:
form-summary = Something has to be mended
sheet-for = for { $office } · this computer · { $now }
sheet-not-now = Not now
sheet-stale = Something has happened since you opened this sheet. Read it again before you sign.
sheet-gone-title = That cannot be done any more
sheet-gone = The handover stands elsewhere now. Nothing has changed.
page-starting = Stafet is opening
page-go-on = Go on
open-again = Stafet runs already and has been opened in the browser.
open-address = Open this address in your browser within a minute: { $address }
open-failed = The page cannot be shown: { $why }

# Sheets that are signed
sheet-acknowledge-title = Acknowledge { $it }
sheet-acknowledge-hint = You are responsible from now on, and decide.
sheet-acknowledge-head = You sign that
sheet-acknowledge-1 = you have seen and read { $it }, version { $version },
sheet-acknowledge-2 = { $own } is responsible for it from now on, and { $other } no longer is,
sheet-acknowledge-3 = you decide about it in time.
sheet-acknowledge-note = It does not mean that you have accepted the child. { $other } is responsible for treatment until you accept.
sheet-acknowledge-button = Sign the receipt
sheet-acknowledge-only-title = Acknowledge { $it }
sheet-acknowledge-only-hint = Then { $other } knows that a person has read it.
sheet-acknowledge-only-head = You sign that
sheet-acknowledge-only-1 = you have seen and read { $it }, version { $version },
sheet-acknowledge-only-2 = { $own } is responsible for it from now on, and { $other } no longer is.
sheet-acknowledge-only-button = Sign the receipt
sheet-acknowledge-report-title = Acknowledge { $it }
sheet-acknowledge-report-hint = Treatment is your responsibility again.
sheet-acknowledge-report-head = You sign that
sheet-acknowledge-report-1 = you have seen and read { $it }, version { $version },
sheet-acknowledge-report-2 = { $own } is responsible for the child's treatment from now on, and { $other } no longer is,
sheet-acknowledge-report-3 = you decide in time what the child gets now.
sheet-acknowledge-report-button = Sign the receipt
sheet-acknowledge-notification-title = Acknowledge { $it }
sheet-acknowledge-notification-hint = You have to act, and to sign what was done.
sheet-acknowledge-notification-head = You sign that
sheet-acknowledge-notification-1 = you have seen and read { $it }, version { $version },
sheet-acknowledge-notification-2 = { $own } is responsible for it from now on, and { $other } no longer is,
sheet-acknowledge-notification-3 = you act, and sign in time what was done.
sheet-acknowledge-notification-button = Sign the receipt
sheet-acknowledge-version-title = Acknowledge the correction
sheet-acknowledge-version-hint = Then { $other } knows that you have read the new version.
sheet-acknowledge-version-head = You sign that
sheet-acknowledge-version-1 = you have seen and read version { $version } of { $it },
sheet-acknowledge-version-2 = it holds instead of what you read before.
sheet-acknowledge-version-button = Sign the receipt
sheet-accept-title = Accept { $it }
sheet-accept-hint = You take the child on. It is a receipt too.
sheet-accept-head = You sign that
sheet-accept-1 = you have read { $it }, version { $version },
sheet-accept-2 = { $own } takes the child on and is responsible for treatment until the municipality has acknowledged the closing report,
sheet-accept-3 = you are responsible for { $it } and say in time when you come.
sheet-accept-note = It is a receipt for { $it }, too. Responsibility as the authority stays with the municipality.
sheet-accept-button = Sign and accept
sheet-accept-follow-up-title = Accept { $it }
sheet-accept-follow-up-hint = You take the child on. It is a receipt too.
sheet-accept-follow-up-head = You sign that
sheet-accept-follow-up-1 = you have read { $it }, version { $version },
sheet-accept-follow-up-2 = { $own } takes the child on and is responsible for { $it },
sheet-accept-follow-up-3 = you make the first contact and say in time how it went.
sheet-accept-follow-up-note = It is a receipt for { $it }, too. Responsibility as the authority stays with the municipality.
sheet-accept-follow-up-button = Sign and accept
sheet-need-information-title = Ask for information
sheet-need-information-hint = Write what is missing. Meanwhile it is the turn of { $other }.
sheet-need-information-head = You sign that
sheet-need-information-1 = { $own } needs what you write here to decide about { $it },
sheet-need-information-2 = { $other } is to answer in time.
sheet-need-information-button = Sign and send the questions
sheet-supply-title = Answer that it is not to be had
sheet-supply-hint = When what was asked for cannot be got.
sheet-supply-head = You sign that
sheet-supply-1 = what { $other } has asked for cannot be got,
sheet-supply-2 = { $other } is to decide without it.
sheet-supply-button = Sign and send the answer
sheet-decline-title = Decline { $it }
sheet-decline-hint = It goes back to { $other }, who has to find other help.
sheet-decline-head = You sign that
sheet-decline-1 = { $own } does not take { $it } on, and why,
sheet-decline-2 = you are responsible until { $other } has signed that the decline was read.
sheet-decline-button = Sign and decline
sheet-read-effect-title = Sign that the answer was read
sheet-read-effect-hint = { $other } has told whether the child got the help.
sheet-read-effect-head = You sign that
sheet-read-effect-1 = you have read how it went.
sheet-read-effect-button = Sign that the answer was read
sheet-read-decline-title = Sign that the decline was read
sheet-read-decline-hint = You are responsible again and have to find the next step.
sheet-read-decline-head = You sign that
sheet-read-decline-1 = you have read why { $other } has declined { $it },
sheet-read-decline-2 = { $own } is responsible for it again,
sheet-read-decline-3 = you find the next step for the child in time.
sheet-read-decline-button = Sign that the decline was read
sheet-close-plan-title = Close with a plan for the child
sheet-close-plan-hint = When help comes from elsewhere. Two sign.
sheet-close-plan-head = You sign that
sheet-close-plan-1 = { $it } is closed without { $other } taking it on,
sheet-close-plan-2 = what you write here happens for the child instead.
sheet-close-plan-note = A leader has to countersign before it takes effect.
sheet-close-plan-button = Sign the plan
sheet-propose-redirect-title = Propose another office
sheet-propose-redirect-hint = { $other } decides. Nobody's responsibility moves meanwhile.
sheet-propose-redirect-head = You sign that
sheet-propose-redirect-1 = another office would in your view be better for the child, and why,
sheet-propose-redirect-2 = { $other } has to answer. Responsibility does not move meanwhile.
sheet-propose-redirect-button = Sign the proposal
sheet-refuse-redirect-title = Answer that it stays where it is
sheet-refuse-redirect-hint = You do not follow the proposal of another office.
sheet-refuse-redirect-head = You sign that
sheet-refuse-redirect-1 = { $it } stays with { $other }, and why.
sheet-refuse-redirect-button = Sign the answer
sheet-redirect-title = Send { $it } to another office
sheet-redirect-hint = As it was signed, with all attachments.
sheet-redirect-head = You sign that
sheet-redirect-1 = { $it } is sent to the office that you choose here, as it is,
sheet-redirect-2 = responsibility does not move before somebody there has acknowledged it.
sheet-redirect-button = Sign and send it on
sheet-wrong-recipient-title = Report the wrong recipient
sheet-wrong-recipient-hint = When it should not have come here at all.
sheet-wrong-recipient-head = You sign that
sheet-wrong-recipient-1 = { $it } is not for { $own },
sheet-wrong-recipient-2 = { $other } has to find the right office,
sheet-wrong-recipient-3 = you destroy what you have saved and printed, and confirm it.
sheet-wrong-recipient-button = Sign that it came to the wrong office
sheet-sign-action-title = Write what was done
sheet-sign-action-hint = Closes the notification.
sheet-sign-action-head = You sign that
sheet-sign-action-1 = { $own } has acted on { $it },
sheet-sign-action-2 = what you write here was done for the child.
sheet-sign-action-button = Sign what was done
sheet-report-follow-up-title = Report how it went
sheet-report-follow-up-hint = Did the child get the help?
sheet-report-follow-up-head = You sign that
sheet-report-follow-up-1 = what you write here is what really happened.
sheet-report-follow-up-button = Sign and send the answer
sheet-withdraw-title = Withdraw { $it }
sheet-withdraw-hint = While nobody has acknowledged it.
sheet-withdraw-head = You sign that
sheet-withdraw-1 = { $it } is withdrawn from { $other }, and why,
sheet-withdraw-2 = you write in time what happens to the child now.
sheet-withdraw-button = Sign and withdraw
sheet-ask-withdrawal-title = Ask to withdraw { $it }
sheet-ask-withdrawal-hint = { $other } has acknowledged it and answers yes or no.
sheet-ask-withdrawal-head = You sign that
sheet-ask-withdrawal-1 = { $own } wants to withdraw { $it }, and why,
sheet-ask-withdrawal-2 = { $other } is responsible until they have answered.
sheet-ask-withdrawal-button = Sign and ask
sheet-confirm-wish-title = Say yes: { $other } wants { $it } back
sheet-confirm-wish-hint = { $other } took { $it } back while you were answering.
sheet-confirm-wish-head = You sign that
sheet-confirm-wish-1 = { $own } agrees that { $it } goes back to { $other },
sheet-confirm-wish-2 = a course that has begun is interrupted, and you send a short closing report.
sheet-confirm-wish-button = Sign that it goes back
sheet-confirm-withdrawal-title = Answer yes: take it back
sheet-confirm-withdrawal-hint = { $other } is responsible again.
sheet-confirm-withdrawal-head = You sign that
sheet-confirm-withdrawal-1 = { $own } agrees that { $it } is withdrawn,
sheet-confirm-withdrawal-2 = { $other } is responsible from now on and writes what happens to the child.
sheet-confirm-withdrawal-button = Sign that it is withdrawn
sheet-refuse-withdrawal-title = Answer no: it stays here
sheet-refuse-withdrawal-hint = You stay responsible.
sheet-refuse-withdrawal-head = You sign that
sheet-refuse-withdrawal-1 = { $own } does not agree that { $it } is withdrawn, and why,
sheet-refuse-withdrawal-2 = you are still responsible.
sheet-refuse-withdrawal-button = Sign that it stays
sheet-record-plan-title = Write what happens to the child now
sheet-record-plan-hint = Closes what was withdrawn.
sheet-record-plan-head = You sign that
sheet-record-plan-1 = what you write here happens to the child.
sheet-record-plan-button = Sign the plan
sheet-enter-in-error-title = Report { $it } as sent in error
sheet-enter-in-error-hint = When it should never have been sent.
sheet-enter-in-error-head = You sign that
sheet-enter-in-error-1 = { $it } was sent in error, and why,
sheet-enter-in-error-2 = nobody may use it,
sheet-enter-in-error-3 = you say in time what takes its place.
sheet-enter-in-error-button = Sign that it was sent in error
sheet-close-error-title = Close the error with a plan
sheet-close-error-hint = When nothing else takes its place. Two sign.
sheet-close-error-head = You sign that
sheet-close-error-1 = nothing else takes the place of { $it },
sheet-close-error-2 = what you write here happens to the child.
sheet-close-error-note = A leader has to countersign before it takes effect.
sheet-close-error-button = Sign the plan
sheet-attest-destruction-title = Confirm that copies are destroyed
sheet-attest-destruction-hint = What you have saved and printed outside Stafet.
sheet-attest-destruction-head = You sign that
sheet-attest-destruction-1 = all that { $own } has saved or printed of { $it } is destroyed.
sheet-attest-destruction-note = When you sign, Stafet first deletes the content and the files on this computer itself. Your colleagues' computers delete them when they next fetch.
sheet-attest-destruction-button = Sign that it is destroyed
sheet-countersign-title = Countersign
sheet-countersign-hint = The second of two signatures.
sheet-countersign-head = You sign that
sheet-countersign-1 = you have read what a colleague has signed first,
sheet-countersign-2 = you agree, and it takes effect now.
sheet-countersign-button = Countersign
sheet-carry-outside-title = Record that it was handed over outside Stafet
sheet-carry-outside-hint = Telephone, paper or USB. Two sign.
sheet-carry-outside-head = You sign that
sheet-carry-outside-1 = { $it } was handed over outside Stafet as you write here.
sheet-carry-outside-2 = That is no receipt.
sheet-carry-outside-note = A colleague has to countersign before it takes effect.
sheet-carry-outside-button = Sign how it was handed over
sheet-pause-title = Pause reminders
sheet-pause-hint = The deadline runs on. Two sign.
sheet-pause-head = You sign that
sheet-pause-1 = the office that has something to do is not reminded of { $it } before the pause is over, and why.
sheet-pause-2 = Deadlines do not move.
sheet-pause-note = The other side, or a leader outside the office, has to countersign before it takes effect. Leaders and administrators are told all the same.
sheet-pause-button = Sign the pause
sheet-resume-title = Resume reminders
sheet-resume-hint = The pause ends. Two sign.
sheet-resume-head = You sign that
sheet-resume-1 = { $it } is reminded of again.
sheet-resume-note = A colleague has to countersign before it takes effect.
sheet-resume-button = Sign that the pause ends

# A new handover
page-write-steps = Steps
page-write-step-kind = Kind
page-write-step-receiver = Receiver
page-write-step-urgency = Urgency
page-write-step-child = The child
page-write-step-content = Content
page-write-step-files = Attachments
page-write-step-review = Sign
page-write-step-done = filled in
page-write-step-of = step { $number } of { $of }
page-write-back = Back
page-write-next = Continue
page-write-save-and-close = Save and close
page-write-saved = Saved as a draft on this computer { $time }. Nobody else can see it.
page-write-nothing-lost = Nothing that you have written is lost.
page-write-moved = The draft was changed in another window since you opened this page. What you wrote here still stands here. Look through it, and try again.
page-write-error-title = Error: { $title }
page-write-choose = Choose first: { $what }
page-write-forget = Delete the draft
page-write-forget-more = What you have written and the files that you have chosen are deleted from this computer.
page-write-forget-button = Delete the draft
page-write-gone-title = The draft is no longer there
page-write-gone = It was sent or deleted, or the address is wrong. Nothing has changed.
page-write-the-thing = it
page-write-the-receiver = the receiver
page-write-kind = What do you want to hand over?
page-write-reports = Closing and interim reports are written by the team and the clinic, from Courses.
page-write-follows = It belongs together with { $number }.
page-write-reopens = It takes { $number } up again.
page-write-replaces = It takes the place of { $number }, which was sent in error.
page-write-about-referral = Ask another office to assess or treat a child. They have to sign for it and decide.
page-write-about-case-information = Send information that another office waits for, for example before a visit.
page-write-about-follow-up = Hand a child on when treatment is over: to the family centre, the health service or another municipality.
page-write-about-notification = Concern for a child. Is always red and has to be acted on within 24 hours.
page-write-about-message = A question or an answer. The receiver has to sign for it.
page-write-about-closing-report = Treatment is over. The receiver has the responsibility for treatment again when they sign for it.
page-write-about-interim-report = Tell how it goes while treatment goes on.
page-write-receiver = Who is to have { $it }?
page-write-receiver-hint = You write to an office, not to a person. So it is read when somebody is on holiday too.
page-write-other-office = Another office
page-write-other-office-label = The office's name
page-write-from = On behalf of
page-write-nobody-there = has not begun to use Stafet yet
page-write-away = away until { $until }
page-write-deputy = deputy: { $deputy }
page-write-phone = telephone: { $phone }
page-write-no-urgency = Urgency not chosen
page-write-saved-at = saved { $time }
page-write-unsigned = Not signed
page-write-unseen = Nobody else can see it.
page-write-stop = Stop
language-kl = Greenlandic
language-da = Danish
language-en = English
language-mis = another, East Greenlandic too
page-write-urgency = How urgent is it?
page-write-urgency-hint = The colour sets the deadlines. It is seen in lists at both offices and by the administrators.
page-write-urgency-due = To be signed for by { $when }
page-write-red = the child is in danger, or it cannot wait. Ring as well.
page-write-yellow = has to begin soon
page-write-green = can be planned
page-write-child = Which child is it about?
page-write-child-hint = Only { $them } and you can read it. The server cannot.
page-write-content = What do they have to know?
page-write-content-hint = Write briefly. What you do not know, say that you do not know. Only { $them } and you can read it.
page-write-counted = { $later ->
    [0] { $there } of { $of } in place
   *[other] { $there } of { $of } in place – { $later } to come
}
page-write-files = Are there attachments?
page-write-files-hint = At most { $count } files of { $size } MB each. They are locked on your computer before they are sent.
page-write-files-choose = Choose files
page-write-files-add = Attach the files
page-write-files-attached = Attached
page-write-files-ready = ready
page-write-files-remove = Remove
page-write-files-forgotten = You write about an attachment. Is it here?
page-write-files-forgotten-more = Choose the file here, or go back and change the text. You can go on without it too.
page-write-files-cut = The transfer broke off. The files below are saved; choose the rest again.
page-write-review = Look through it, and sign
page-write-change = Change
page-write-no-files = None
page-write-some-files = { $count ->
    [one] 1 file, { $size }
   *[other] { $count } files, { $size }
}
page-write-attached-nothing = { $count ->
    [one] 1 thing is said to be attached, but there is no file. Attach it, or change what is said.
   *[other] { $count } things are said to be attached, but there are no files. Attach them, or change what is said.
}
page-write-oath = You sign that on behalf of { $office } you
page-write-oath-referral = refer the child to { $to } with the content above,
page-write-oath-case-information = send { $to } the information above,
page-write-oath-follow-up = hand the child on to { $to } with the content above,
page-write-oath-notification = notify { $to } about the child with the content above,
page-write-oath-message = send { $to } the message above,
page-write-oath-closing-report = end treatment and send { $to } the report above,
page-write-oath-treatment = and that you are responsible for treatment until a person at { $to } has acknowledged the report. Then it is theirs again,
page-write-oath-interim-report = send { $to } the report above,
page-write-oath-custody = and that you keep the responsibility for { $it } until a person at { $to } has signed for it.
page-write-oath-correct = send { $to } a new version of { $it } with the content above. It takes the place of the one before, which can still be read,
page-write-oath-read-again = and that { $to } has to read the new version of { $it } and sign for it.
page-write-oath-resubmit = send { $it } to { $to } again with the content above,
page-write-sign = Sign and send
page-write-keep = Keep as a draft
page-write-waits-for-them = { $office } has not begun to use Stafet yet; it is sent by itself when the first of them is there.
page-sent-title = Signed. { $it } is on its way
page-sent-saved-title = Signed and saved. { $it } is sent when there is a connection
page-sent-waits-title = Signed. { $it } waits for the receiver
page-sent-number = Number
page-sent-how = How it goes
page-sent-now = What happens now?
page-sent-close = You can close the page. Stafet sends the rest by itself and goes on where it stopped if the connection is lost.
page-sent-then = { $them } has to sign for { $it }.
page-sent-then-by = { $them } has to sign for { $it } by { $when }.
page-sent-else = If that does not happen by the deadline, Stafet tells you, and they are reminded. You have the responsibility for { $it } meanwhile.
page-sent-see = See { $it }
page-sent-outbox = To the outbox
error-too-many-forms = There are { $limit } drafts, and no more can be kept. Send or delete one of them.
error-form-moved = The draft was sent, deleted or changed elsewhere. Look at it again.
sheet-correct-title = Correct { $it }
sheet-correct-hint = Send a new version when something in it is wrong.
sheet-correct-head = How you correct { $it }:
sheet-correct-1 = You get it as it is now, and mend what is wrong.
sheet-correct-2 = You sign at the end. Until then nobody else sees your correction.
sheet-correct-3 = { $other } gets the new version and has to read it. The old one can still be read.
sheet-correct-button = Begin to correct
sheet-resubmit-title = Send { $it } again
sheet-resubmit-hint = When what they missed is in place.
sheet-resubmit-head = How you send { $it } again:
sheet-resubmit-1 = You get it as it is now, and mend what has to be different.
sheet-resubmit-2 = You sign at the end. Until then nobody else sees what you write.
sheet-resubmit-3 = { $other } gets it and has to sign for it anew.
sheet-resubmit-button = Begin to correct
sheet-send-title = Send { $kind }
sheet-send-hint = Write it, and sign. It belongs together with { $it }.
sheet-answer-title = Send information
sheet-answer-hint = It answers what { $other } has asked for.
sheet-replace-title = Choose a replacement
sheet-replace-hint = Write what takes the place of { $it }.
sheet-reopen-title = Take the matter up again
sheet-reopen-hint = Send something new that belongs together with { $it }.
sheet-message-title = Write a message about { $it }
sheet-message-hint = A question or an answer to { $other }.

# Sheets about what is late
sheet-review-title = Review the case
sheet-review-hint = The municipality looks at each open case of the round.
sheet-review-head = You sign that
sheet-review-1 = you have looked at the case in this round, and what was agreed is still right for the child.
sheet-review-button = Sign that the case was reviewed
sheet-review-age-title = See whether the child can still wait
sheet-review-age-hint = The referral is not decided yet. A leader looks at it.
sheet-review-age-head = You sign that
sheet-review-age-1 = you have looked at the referral, and it is still right that the child waits for { $other },
sheet-review-age-2 = and that a leader looks at it again if it is not decided in eight weeks.
sheet-review-age-button = Sign that the child can wait
sheet-look-title = See what holds
sheet-look-hint = Something that you have signed does not hold. See what stands instead.
sheet-look-head = You sign that
sheet-look-1 = you have seen what holds for { $it } now,
sheet-look-2 = you do it anew if it is still to be done.
sheet-look-button = Sign that you have seen it
sheet-drop-title = Take your signature back
sheet-drop-hint = You signed first. Then nobody waits for the second signature.
sheet-drop-head = You sign that
sheet-drop-1 = your first signature holds no longer, and nobody is to countersign it.
sheet-drop-button = Sign that you take it back
sheet-drop-other-title = Refuse to countersign
sheet-drop-other-hint = Then the first signature waits no longer for a second.
sheet-drop-other-head = You sign that
sheet-drop-other-1 = you do not agree with what a colleague has signed first, and why.
sheet-drop-other-button = Sign that you refuse
sheet-remind-title = Send a reminder
sheet-remind-hint = { $late } gets a reminder. The deadline does not move.
sheet-remind-head = You sign that
sheet-remind-1 = { $late } gets a reminder of { $it } now,
sheet-remind-2 = the deadline does not move, and custody stays where it is.
sheet-remind-button = Sign, and send the reminder
sheet-escalate-title = Tell the next step
sheet-escalate-hint = The next step is told that { $late } is overdue.
sheet-escalate-head = You sign that
sheet-escalate-1 = the next step is told now that { $late } is overdue with { $it },
sheet-escalate-2 = the deadline does not move, and custody stays where it is.
sheet-escalate-button = Sign, and tell the next step
sheet-see-escalation-title = Note what you have done
sheet-see-escalation-hint = For instance that you have called. Nobody else is told for some working days, once.
sheet-see-escalation-head = You sign that
sheet-see-escalation-1 = you have seen that { $late } is overdue,
sheet-see-escalation-2 = you have done what you choose here.
sheet-see-escalation-note = It does not count as a receipt, and the deadline does not move.
sheet-see-escalation-button = Sign what you have done

# The first pages
welcome-steps = Steps
welcome-step-of = step { $number } of { $count }
welcome-step-language = Language
welcome-step-invitation = Invitation
welcome-step-waiting = Approval
welcome-language = Which language do you want to use?
welcome-invited = You are invited
welcome-waiting = Nearly ready: an administrator has to approve you
welcome-invitation = The invitation
welcome-invitation-hint = Paste the text that an administrator has given you.
welcome-name = What are you called?
welcome-name-hint = Your name stands on everything that you sign.
welcome-apply = Ask to join
welcome-back = Back
welcome-offline = You need no connection now. The application is sent by itself when there is one.
welcome-wrong-invitation = That is not a whole invitation. Copy all of the text, or ask the administrator to send it again.
welcome-wrong-name = Write your name.
welcome-waits-approval = The application is saved and sent by itself. The administrators' Stafet approves it the next time it is on the net.
welcome-waits-colleague = You are approved. A computer of { $office } has to let you in, the next time it is on the net.
welcome-joined = You have joined. Everything is ready.
welcome-may-close = You may close this page. Stafet goes on by itself as long as it runs.
welcome-look-again = See whether you are approved
welcome-begin = Begin

# The page for administrators
page-watch-count-late = in the list, some of it overdue
page-printed-watch = Stafet · { $office } · printed { $when } by { $person }
page-statistics = Statistics
page-meeting = Monthly meeting
status-as-of = · As of { $time } · Kept up to date
a-notification = a notification
a-referral = a referral
a-case-information = case information
a-closing-report = a closing report
a-follow-up = a follow-up
a-interim-report = an interim report
a-message = a message
watch-not-yet = The receiver does not use Stafet yet
watch-unsigned = Not sent: a leader has to sign again
watch-deposited = Sent, not fetched
watch-unreadable = Fetched, cannot be opened
watch-opened = Opened, not acknowledged
watch-acknowledged = Acknowledged, answer missing
watch-acknowledged-notification = Acknowledged, action missing
watch-awaiting = Awaits information from { $from }
watch-accepted = Accepted, report missing
watch-declined = Declined, next step missing
watch-declined-unread = Declined, not read by the sender
watch-wrong-recipient = Wrong recipient, not sent on
watch-withdrawal-requested = Withdrawal asked for, answer missing
watch-withdrawn = Withdrawn, plan for the child missing
watch-entered-in-error = Sent in error, replacement missing
say-deposited = You have { $thing } from { $from }, { $id }. It is ready, but no computer of yours has fetched it.
say-opened = You have { $thing } from { $from }, { $id }. It was opened on a computer of yours, but nobody has signed that you have it.
say-other = This is about { $thing } from { $from } to { $to }, { $id }. What you still have to do: { $duty }.
say-send = { $waits } waits for { $sent } from you, { $id }. Nothing has come.
say-red = It is urgent: red.
watch-held = { $office } ({ $reason }) until { $until }
watch-title = { $late ->
    [0] Overview
    [one] Overview (1 overdue)
   *[other] Overview ({ $late } overdue)
}
watch-lead = { $count ->
    [one] Everything that is owed, at the one office.
   *[other] Everything that is owed, at all { $count } offices.
}
watch-lead-late = { $late ->
    [0] Nothing is overdue.
    [one] 1 is overdue; { $held } taken in hand.
   *[other] { $late } are overdue; { $held } taken in hand.
}
watch-lead-never = You never see names or content.
watch-to-meeting = For the monthly meeting
watch-lists = Lists
watch-not-asked = There has been no connection to the server since Stafet was opened. The lists come by themselves when there is. Nothing is lost.
watch-ring = Ring now
watch-ring-note = Overdue, and nobody has it in hand
watch-ring-nobody = Nobody has to be rung up now.
watch-note-call = Note the call, and take it in hand
watch-no-phone = The office has given no number.
watch-heard = On the net { $time }.
watch-never-heard = Never on the net.
watch-never = Never
watch-since = since { $time }
watch-none = Nothing on the list.
watch-nobody = Nobody
watch-remind = Remind
watch-take = Take in hand
watch-more = More
watch-close = Close
watch-call = Ring
watch-has-to = { $office } has to do this: { $duty }
watch-owes = { $office } has to do this: { $duty } ({ $due }).
watch-deputy = Deputy: { $office }
watch-deputy-phone = Deputy: { $office } · { $phone }
watch-never-content = The content you cannot read, acknowledge or close.
watch-done = It is signed and sent.
watch-done-waits = It is signed and saved here. It is sent by itself when there is a connection.
watch-gone = It is not owed any more, or somebody was first. Nothing has changed.
watch-note-action = The law gives a day from when it was sent
watch-note-receipt = Longest overdue first
watch-note-expected = Agreed in a course, and never came
watch-note-follow-up = The treatment is over
watch-note-returned = Back with the sender
watch-note-other = Everything else that somebody owes
watch-head-due = Deadline
watch-head-handover = Handover
watch-head-what = What
watch-head-way = From → to
watch-head-owner = At
watch-head-place = Where it is, and why
watch-head-why = Why
watch-head-told = Told
watch-head-held = In hand
watch-head-do = Do
watch-head-office = Office
watch-head-heard = Last on the net
watch-head-devices = Computers
watch-head-deputy = Deputy
watch-head-away = Absence, outage
watch-head-owes = Owes
watch-offices-lead = { $count ->
    [one] 1 office.
   *[other] { $count } offices. Those with which something is the matter come first.
}
watch-offices-well = Nothing is the matter with any of the offices.
watch-offices-more = { $count ->
    [one] Show the other office
   *[other] Show the { $count } others
}
watch-office-owes = { $count }, { $late } of them overdue
watch-away = Away { $first } – { $last }
watch-outage = Outage: { $cause }
watch-outage-until = Outage: { $cause }, expected to end { $until }
watch-outage-line = Outage ({ $cause }): { $who }, since { $since }.
watch-outage-first = Another administrator has to confirm it before it holds.
watch-everybody = all offices
meeting-as-of = As of
meeting-never = No names, no content.
meeting-print = Print with
meeting-late = Overdue now
meeting-held = { $count ->
    [0] none taken in hand
    [one] 1 taken in hand
   *[other] { $count } taken in hand
}
meeting-oldest = Oldest without a receipt
meeting-oldest-more = overdue
meeting-none = none
meeting-days = { $days ->
    [0] less than a day
    [one] 1 day
   *[other] { $days } days
}
meeting-follow-ups = Follow-up missing
meeting-follow-ups-more = { $count ->
    [0] none going on
    [one] 1 going on
   *[other] { $count } going on
}
meeting-to-agree = To agree upon: everything that is overdue
meeting-nothing = Nothing is overdue.
meeting-late-by = Overdue by
meeting-agreed = Agreed, who and when
meeting-away = Offices that were away for more than 3 days
meeting-away-nobody = None.
meeting-definitions = Definitions
meeting-definitions-text = Deadlines run by the server's time. Overdue is what should have been done before now. Taken in hand means that an administrator follows it up; the deadline does not move.
watch-act-head = You sign that
watch-act-take-in-hand-title = Take it in hand
watch-act-take-in-hand-hint = The next step waits meanwhile, twice at most. If it is red, leaders are told all the same.
watch-act-take-in-hand-1 = { $own } follows it up until { $until },
watch-act-take-in-hand-2 = and you know that it opens again after that, if { $office } has not done it. The deadline does not move.
watch-act-take-in-hand-button = Sign, and take it in hand
watch-act-remind-title = Remind { $office }
watch-act-remind-hint = { $times } reminders and warnings were sent.
watch-act-remind-1 = { $office } gets a reminder now. The deadline does not move.
watch-act-remind-button = Sign, and send the reminder
watch-act-escalate-title = Tell the next step
watch-act-escalate-hint = The next step is told now.
watch-act-escalate-1 = the next step is told: { $rung }. The deadline does not move.
watch-act-escalate-button = Sign, and tell the next step
watch-act-seen-title = Sign that you have seen it
watch-act-seen-hint = Holds the ladder for some working days, once.
watch-act-seen-1 = you have seen that { $office } is overdue, and have done what you choose here.
watch-act-seen-button = Sign that you have seen it
watch-act-carry-outside-title = Note that it was given outside Stafet
watch-act-carry-outside-hint = Two administrators sign.
watch-act-carry-outside-1 = it was passed on by telephone or on paper,
watch-act-carry-outside-2 = and you know that this does not count as a receipt.
watch-act-carry-outside-note = Another administrator has to sign second before it holds.
watch-act-carry-outside-button = Sign that it was given outside Stafet
watch-act-pause-title = Pause reminders
watch-act-pause-hint = The deadline runs on. Two sign.
watch-act-pause-1 = the office that has something to do is not reminded of it before the pause is over. The deadline does not move.
watch-act-pause-note = Another administrator has to sign second before it holds.
watch-act-pause-button = Sign the pause
watch-act-resume-title = Let reminders sound again
watch-act-resume-hint = The pause ends. Two sign.
watch-act-resume-1 = reminders of it sound again.
watch-act-resume-note = Another administrator has to sign second before it holds.
watch-act-resume-button = Sign that the pause ends
watch-act-countersign-title = Sign second
watch-act-countersign-hint = Another administrator has signed first.
watch-act-countersign-1 = you agree with what another administrator has signed first,
watch-act-countersign-2 = and it holds from now on.
watch-act-countersign-button = Sign second

# What changes while a page is shown
live-reload = Load it
live-new = Something new has come.
live-more = More has happened.
live-moved = { $what }: moved to { $group }
live-gone = { $what }: not in the list any more
live-many = { $count } handovers stand somewhere else.

# Statistics
statistics-lead = Receipts, what is open, and courses. Small figures are hidden.
statistics-from = From
statistics-to = To
statistics-show = Show
statistics-xlsx = Spreadsheet (XLSX)
statistics-html = Status note (HTML)
statistics-text = Status note (text)

## Practice

practice-title = Practice
practice-heading = Practise a handover
practice-what = You get an inbox and an outbox with only one other office: the practice office. You have sent it a practice referral and got one from it. Watch the receipts come, acknowledge, accept, decline or send something new. The practice office answers after a while.
practice-safe = Everything in the practice is made up. Nothing of it leaves this computer, and it is gone when the practice ends.
practice-begin = Begin the practice
practice-ready = The practice is ready. It opens in a new window.
practice-enter = Go to the practice
practice-end = End the practice
practice-back = Back to your work
practice-failed = The practice could not begin
practice-banner = Everything here is made up, and nothing leaves this computer. Close the window when you are done.
practice-link = Practise with a made-up case
practice-office = The practice office
practice-partner = Pat Practice
practice-own-office = Your office
practice-own-person = Yourself

## Notices on the desktop

notice-fresh = { $count ->
    [one] { $count } new handover waits for you
   *[other] { $count } new handovers wait for you
}
notice-red = Something red waits for you
notice-late = { $count ->
    [one] { $count } deadline has passed
   *[other] { $count } deadlines have passed
}
notice-named = { $kind }: { $office }
notice-more = and { $count } more

# Papers
paper-count = Page { $page } of { $of }
paper-head-when = When
paper-head-what = What
paper-head-who = Who
paper-head-receipt = Receipt
paper-by-server = Stafet's server
paper-people = What people have signed
paper-people-about = Each line is signed by a person with a name.
paper-machines = What computers have noted by themselves
paper-machines-about = No person has signed. Opened does not say that anybody has read it.
paper-older = Earlier version: { $title }
paper-save = Save as PDF
paper-save-happened = Save receipts as PDF
paper-file-handover = handover
paper-file-happened = receipts
paper-made = Saved: { $path }
paper-not-made = No PDF could be made: { $why }
statistics-pdf = Status note (PDF)
paper-taken = { $path } is there already and was not touched. Choose another name.

# Calendar
calendar-name = Stafet – deadlines
calendar-due = Deadline: { $when }
calendar-closed = Not counted in the deadline: { $days }
calendar-save = Save deadlines for a calendar

# --- A page whose program has ended ---
page-closed = Stafet has ended behind this page
page-closed-more = Nothing was signed or sent. What you have written still stands here: open Stafet again, and put it in there.

# When offices were last on the net
heard-now = Online within the last hour
heard-at = Online { $when }
heard-not-since = Not online since { $when }
heard-never = Has not been online yet
heard-asked = (last asked { $when })
heard-nobody-since = No computer at { $office } has been online since { $when }.
heard-warning = No computer there has been online since { $when }. Ring them if it is urgent.
heard-phone = Phone: { $phone }.
contacts-heard = Last online
side-deposited-silent-from = Ring them. { $silent }
side-deposited-silent-from-more = { $It } is sent and lies ready. It is fetched when a computer at { $them } comes online.

# Attached files on their way out
pace-seconds = less than a minute
pace-minutes = about { $count } min
pace-hours = about { $count } hours
page-out-left = { $left } of { $of } to go
page-out-held = The attachments are paused here. They are sent when you let them go on; the rest is sent.
page-out-hold = Pause attachments
page-out-go-on = Let attachments go on
page-out-files-about = { $files } ({ $about })
page-file-unsent = { $left } of { $of } still to be sent
page-file-held = paused

# Smaller things on the pages
field-cpr-digits = needs ten digits, like 010112-0000. Tick the box below if it is not known
field-cpr-unknown = The CPR number is not known
office-administration = Administration
flaw-own-office = is your own office; choose the office that is to have it instead
flaw-year = has a year that cannot be right; write one between 2000 and 2100
flaw-not-possible = cannot be that day: what has happened lies between the acceptance and today, a visit from 60 days back to a year ahead, and a pause ends within 14 days
error-proposes-itself = You cannot propose your own office, nor the one that has sent it. Choose a third, or report a wrong recipient. Nothing was sent.
terms-reply = the file says that it answers { $got }, but the handover answers { $stands }; mend the line in_reply_to, or remove it
terms-reply-none = the file says that it answers { $got }, but the handover answers nothing; remove the line in_reply_to

# What administrators say about offices
office-act-head = You sign that
office-act-outage-title = Report an outage
office-act-outage-1 = the office cannot be reached now, and what is down,
office-act-outage-2 = no reminders are sent there meanwhile. No deadline moves.
office-act-outage-note = One more administrator has to confirm it before it holds.
office-act-outage-button = Sign the outage
office-act-outage-confirm-title = Confirm the outage
office-act-outage-confirm-1 = the outage is as it was reported. From now on no reminders are sent there.
office-act-outage-confirm-button = Sign the confirmation
office-act-outage-end-title = Report it over
office-act-outage-end-1 = the outage is over, and reminders are sent there again.
office-act-outage-end-button = Sign that it is over
office-act-invite-title = New invitation
office-act-invite-1 = whoever gets the invitation may join the office once your Stafet has approved it.
office-act-invite-note = The invitation is shown on the next page. Hand it over outside Stafet to whom it is for, and to nobody else.
office-act-invite-button = Sign the invitation
office-act-invited = Invitation to { $office } as { $role }. It holds until { $until }.
office-act-invited-more = Hand the text over outside Stafet, only to whom it is for. It can be used once.
office-act-staff-title = Staff the office
office-act-staff-do = Change telephone and absence
office-act-staff-1 = the office is staffed like this from now on. New hours hold from tomorrow at the earliest.
office-act-staff-2 = deadlines that run are not moved by it.
office-act-staff-button = Sign the staffing

# Settings, examination and search
page-settings-names = Names in lists
page-settings-names-none = Show no names of children in lists
page-settings-names-none-hint = You can show them for 5 minutes when you need it.
page-settings-names-initials = Show initials
page-settings-names-initials-hint = On this computer only. Do not choose it where citizens can see the screen.
page-settings-notices = Notice when something happens
page-settings-notices-label = Show a notice on the screen
page-settings-notices-hint = “New referral from Børnerejseholdet.” Never names, numbers or content.
page-settings-computers = Computers
page-settings-this-computer = This computer works for:
page-settings-device = since { $from }, approved until { $until }
page-examine = Examine this computer
page-examine-about = looks for what may be wrong, and what you can do.
page-examine-lead = { $count ->
    [0] Everything is all right.
    [one] There is one thing to look into.
   *[other] There are { $count } things to look into.
}
page-examine-again = Examine again
page-search-from = From date

# Figures of the monthly meeting
meeting-in-time = Acknowledged in time in { $month }
meeting-in-time-before = { $percent } in { $month }
meeting-round-title = Review of open cases
meeting-round = Round { $number }: { $percent } reviewed; at an even pace it should be { $expected } %. It ends { $until }.

# The computer's clock
clock-ahead = This computer's clock is { $by } ahead.
clock-behind = This computer's clock is { $by } behind.
clock-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
clock-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
clock-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
clock-more = What is said here about deadlines may therefore be wrong. No deadline moves: it is the server's clock that counts. Set the clock, or ask whoever looks after the computer to do it.
clock-signing = { $head } What you sign now gets the wrong time beside the server's. Set the clock first if you can; what you have typed stays here meanwhile.
doctor-clock = Clock
doctor-clock-fine = goes like the server's
doctor-clock-unknown = the server's time is not known yet
error-clock = The server cannot be recognised on the day that this computer's clock shows. Nothing is lost, and what you do is saved here. Set the clock; if it is right, call an administrator.

# What did not get through
page-still-here = What you typed is still here.
page-send-again = Send it again

# What a signature has led to.
done-title = Signed: { $what }
done-saved-title = Signed and saved: { $what }
done-told = Everybody with a part in the matter is told as soon as the server has it.
done-saved = It goes out by itself when there is a connection. Until then nobody else knows.
done-receipt = The receipt
done-signed = Signed
done-by = { $time } by { $person }, for { $office }
done-confirmed = Confirmed by the server
done-not-yet = not yet
done-about = About
done-see-course = See the course
