# English. Every key exists in Danish too, with the same variables.

course-stage = Course: { $stage }
course-visit = Visit: { $day }
course-treatment = Treatment responsibility: { $office }
course-authority = Authority responsibility: { $office }
course-asked = Asked to take the child's matter over: { $office }
course-no-shows = Did not come: { $count }
stands-draft = A draft at { $from }. It has not been sent to { $to } yet.
stands-queued = Saved in the outbox at { $from } { $time }, but not confirmed yet. It goes to { $to } by itself once there is a connection.
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
refusal-308 = It is not sealed to the right offices.
refusal-309 = The directory cannot be changed in that way.
refusal-310 = The second signature has to be another person's than the first.
refusal-311 = Only the sender can hand it on to another organisation.
refusal-312 = A notification is always red.
refusal-400 = There are too many requests at present.
refusal-401 = The server cannot store anything at present.
refusal-402 = The attachment has not come to the server yet. It is asked for again.
refusal-499 = The server refuses for a reason that this program does not know.
move-program = The program has to be updated or mended.
move-sender = You have to do it again or choose something else.
move-administrator = Talk to an administrator about it.
move-wait = It is tried again by itself.

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
flaw-not-later = is not later than the date before it
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
flaw-not-yes-no = has to be true or false
flaw-not-number = has to be a whole number without quotation marks
flaw-not-list = has to be a list
flaw-not-table = has to be a section of its own, such as [{ $name }]
flaw-office = has to be an office's id, such as kujalleq/nanortalik
flaw-name = has to be a name of one to { $max } characters
flaw-organisation = has to be an organisation's id, such as kujalleq
flaw-other-organisation = belongs to another organisation than the one it stands under
flaw-time-zone = has to be a time zone, such as America/Nuuk

# Files
file-missing = There is no file { $file }. Is its name spelt right?
file-unreadable = The file { $file } cannot be read: { $why }
file-too-large = The file { $file } is too large: at most { $max } bytes.
file-encoded = The file { $file } is saved as { $encoding } and cannot be read. Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8), and try again.
file-not-toml = { $file }, line { $line }: this is not valid TOML ({ $why }). Nothing was sent.
file-faults = { $file } has to be mended before it can be used. Nothing was sent, and the file is untouched:
file-wrong-kind = { $file } has to have kind = "{ $wanted }" here.
file-reply-unknown = in_reply_to names "{ $name }", which is no handover here. Name it with --in-reply-to ID. Nothing was sent.
file-other-office = The file was written by { $office }, but this profile is { $own }. Nothing was sent.
file-needed = { $kind } is written in a file before it can be sent.
command-faults = This has to be mended first. Nothing was sent:

# After an act
act-saved = Saved in the outbox: { $id } ({ $kind } to { $to }).
act-done = { $done }: { $id }.
act-confirmed = Sent { $time }.
act-unconfirmed = Not confirmed – saved in the outbox, sent by itself.
act-refused = The server refused { $id }: { $why }
act-waits-for-key = Saved as a draft: { $id }. Nobody at { $office } has joined yet, so there is no key to seal to. It is sent by itself when the key comes.
group-drafts = Drafts that wait for the recipient's key
act-needs-second = { $who ->
    [leader] A leader
   *[colleague] A colleague
} has to sign { $id } second before it takes effect.
next-step = Next: { $command }
next-second = { $who ->
    [leader] The leader types
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
show-paused = Reminders are paused. The deadlines run on.
show-ball-free = Nobody owes a next step.
show-custody = Custody of the handover is with { $office }.
show-unconfirmed =
    { $count ->
        [one] One act has not been confirmed by the server yet.
       *[other] { $count } acts have not been confirmed by the server yet.
    }
show-conflicts =
    { $count ->
        [one] One act did not fit what had already happened. Look at it together.
       *[other] { $count } acts did not fit what had already happened. Look at them together.
    }
timeline-title = Timeline
timeline-there = { $time } at { $office }
timeline-by = { $person }, { $office }
timeline-machine = a computer at { $office }
timeline-unconfirmed = not confirmed
timeline-fact = noted, changed nothing
timeline-conflict = did not fit what had happened
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
error-other-server = The server is not the one that the invitation names. Nothing was sent. Call an administrator.
error-mailbox = Some of what the server sends does not fit what it has promised and was not used. Call an administrator.
error-no-server = The administrator needs a connection to the server for this.
error-no-application = No application begins with { $id }.
admin-not-approved = { $name } was not approved: the invitation was not given from here, has been used or has expired, or the code does not fit.
admin-approved-count = { $count } approved.
profile-warning = Others on this computer can reach { $path }. Close it with: chmod { $mode } { $path }
error-short-id = Type at least { $min } characters of the id.
error-office-unknown = The office { $office } is not in the directory.
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
doctor-outbox-empty = nothing waits
doctor-outbox-waits = { $count } wait for confirmation
doctor-refused = { $id }: { $why }
doctor-quarantine = { $count } items did not verify and were put aside
doctor-whole = everything from the server fits
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
outage-confirmed = Declared by { $first }, confirmed by { $second }. No notices are sent; no deadline moves.
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
statement-own-outage = You have declared this outage yourself. Another administrator has to confirm it.
statement-unknown-outage = There is no such outage.

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
told-seen = seen by { $office }: { $did }
told-in-hand = taken in hand by { $office } ({ $reason }) until { $until }
overview-calls = Call
overview-call = call { $office } { $phone } about { $id }
overview-call-unknown = call { $office } about { $id }; the office has given no number
overview-offices = Offices
overview-head-office = Office
overview-head-devices = Devices
overview-head-heard = Last heard from
overview-head-deputy = Deputy
overview-head-phone = Telephone
overview-head-away = Away
overview-head-outage = Down
error-nothing-owed = Nobody owes that about { $id }.
error-top-of-the-ladder = The top of the ladder has been told. Call the office, and take it in hand.
error-nothing-told = Nobody was told of it yet, so there is nothing to sign for. Remind the office.
error-in-hand = Somebody else has it in hand until { $until }.
error-in-hand-of = { $person } has it in hand until { $until }. Talk to each other, or wait until then.
error-no-round = There is no such round of reviews. An administrator begins one.
error-administrators-say-nothing = An administrator writes no words about a case, and can read none. Repeat the command without a reason and text.
report-weekly-right = The list { $week } is signed by this deployment's server and unchanged. As of { $at } (time in Nuuk). The server's receipt key: { $key }
report-weekly-wrong = { $path } is not the list that this deployment's server has signed. Do not use it; have it sent again as a file.
report-out-ending = { $path }: a report is written as what the file's name ends in: { $endings }. Give the file one of them, and the same in --format, or leave --format out.
out-taken = { $path } is there already and was not touched. Choose another name, or add --overwrite.
report-kept = The report is written to { $path }.
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
