# Dansk. Hver nøgle findes også på engelsk, med de samme variable.

course-moved-away = Barnet er flyttet: { $office } svarer for det nu
course-stage = Forløb: { $stage }
course-visit = Besøg: { $day }
course-treatment = Behandlingsansvar: { $office }
course-authority = Myndighedsansvar: { $office }
course-asked = Spurgt om at overtage barnets sag: { $office }
course-no-shows = Udeblivelser: { $count }
stands-draft = Kladde hos { $from }. Den er ikke sendt til { $to } endnu.
stands-queued = Gemt i udbakken hos { $from } { $time }, men ikke bekræftet endnu. Den sendes af sig selv til { $to }, når der er forbindelse.
stands-held = Underskrevet hos { $from } { $time }. Ingen hos { $to } har taget Stafet i brug endnu; den sendes af sig selv, når den første er med.
stands-held-unsigned = Underskrevet hos { $from }, men kommet frem { $time }, længe efter at underskriverens medlemskab var slut. Den er ikke sendt: en leder hos { $from } skal underskrive den igen eller sige nej til den.
stands-deposited = Afsendt fra { $from } { $time }. { $to } har ikke åbnet den endnu.
stands-unreadable = { $to } har fået den, men kunne ikke åbne den { $time }. { $from } skal sende den igen.
stands-opened = Fra { $from }. Åbnet hos { $to } { $time }, men ingen har kvitteret for den endnu.
stands-acknowledged = { $to } har kvitteret og skal nu tage stilling. { $from } venter på svar.
stands-awaiting-information = { $to } mangler oplysninger fra { $from }.
stands-accepted = { $to } har accepteret den fra { $from }.
stands-declined = { $to } har afvist den. { $from } skal finde det næste skridt for barnet.
stands-wrong-recipient = { $to } er ikke den rette modtager. { $from } skal finde den rette.
stands-withdrawal-requested = { $from } vil trække den tilbage. { $to } skal svare på det.
stands-withdrawn = { $from } har trukket den tilbage fra { $to }. Det skal noteres, hvad der nu sker for barnet.
stands-entered-in-error = { $from } har sendt den til { $to } ved en fejl og skal sige, hvad der træder i stedet.
stands-closed = Lukket mellem { $from } og { $to }.
ending-course-opened = Accepteret: et forløb er åbnet.
ending-received = Modtaget og kvitteret.
ending-report-received = Rapporten er læst. Behandlingsansvaret er tilbage hos kommunen.
ending-followed-up = Opfølgningen er gennemført.
ending-action-signed = Handlingen er underskrevet.
ending-plan = Kommunen har sagt, hvad der sker for barnet i stedet.
ending-replaced = Erstattet af en anden overdragelse eller en plan.

# Kvitteringer
receipts-title = Kvitteringer
receipt-saved = Gemt i udbakke
receipt-sent = Afsendt
receipt-delivered = Leveret
receipt-opened = Åbnet
receipt-acknowledged = Kvitteret
receipt-not-yet = endnu ikke
receipt-by = { $time } af { $person }

# Afvisningsgrunde

# Hvorfor serveren siger nej
refusal-100 = Serveren kender ikke formen på det, der blev sendt.
refusal-101 = Det er større, end serveren tager imod.
refusal-102 = Serveren fik noget, der ikke hørte til på det sted i samtalen.
refusal-103 = Programmet er nyere end serveren.
refusal-200 = Serveren kender ikke denne computer.
refusal-201 = Invitationen findes ikke, er brugt eller er udløbet.
refusal-202 = Det hører til et andet kontor.
refusal-300 = Underskriften passer ikke til computeren.
refusal-301 = Et andet brev har samme nummer.
refusal-302 = Det forseglede indhold mangler eller er ikke det, der blev underskrevet.
refusal-303 = Du er ikke medlem af kontoret, eller medlemskabet er udløbet.
refusal-304 = Det må du ikke i din rolle eller på dette kontors vegne.
refusal-305 = Den handling er ikke taget i brug endnu.
refusal-306 = Serveren kender ikke overdragelsen endnu.
refusal-307 = Det modtagende kontor står ikke i kontorlisten.
refusal-308 = Et andet kontor svarer for barnet nu, eller et kontor har ikke længere del i sagen. Skriv det igen, så går det til de rigtige.
refusal-309 = Kontorlisten kan ikke ændres på den måde.
refusal-310 = Den anden underskrift skal være en andens end den første.
refusal-311 = Kun afsenderen kan sende den videre til en anden organisation.
refusal-312 = En underretning er altid rød.
refusal-313 = Det er allerede sagt.
refusal-314 = Der er ikke plads til flere handlinger i overdragelsen. Luk den, og begynd en ny.
refusal-315 = Flere kontorer har en del i sagen, end én kvittering kan nævne.
refusal-316 = Kun afsenderens rettelse kan gøre en sag mindre hastende.
refusal-317 = Kun et kontor i en kommune kan have ansvaret for et barn.
refusal-318 = Den dag er ikke mulig her. Noget, der er sket, ligger fra accepten til i dag, et besøg fra 60 dage tilbage til et år frem, og en pause slutter senest om 14 dage.
refusal-319 = Her skal der stå noget. Skriv det, og skriv under igen.
refusal-320 = Det mangler ikke længere, eller fristen er ikke overskredet.
refusal-321 = Det er for tidligt at sige, at barnet får det. Spørg igen, når det meste af tiden er gået.
refusal-322 = Dit kontor har ingen del i det, som denne følger. Begynd fra en sag, I selv er med i.
refusal-323 = En rapport sendes af det kontor, der behandler barnet, til den kommune, der har ansvaret for det nu. Se på forløbet, hvem det er.
refusal-324 = Forløbet er lukket, og intet i det kan rettes længere. Skriv en besked, eller begynd en ny sag.
refusal-327 = En vedhæftet fil er et andet kontors, og I har aldrig fået den. Vedhæft jeres egen kopi, og skriv under igen.
refusal-328 = Det, der skal underskrives igen, er ikke sendt til dit kontor, så du kan ikke læse det. En leder, der kan læse det, skal gøre det.
refusal-400 = Der er for mange forespørgsler lige nu.
refusal-401 = Serveren kan ikke gemme noget lige nu.
refusal-402 = Bilaget er ikke nået frem til serveren endnu. Der spørges igen.
refusal-499 = Serveren siger nej af en grund, som dette program ikke kender.
move-program = Programmet skal opdateres eller rettes.
move-sender = Du skal gøre det om eller vælge noget andet.
move-administrator = Tal med en administrator om det.
move-wait = Der prøves igen af sig selv.
move-nobody = Ingen behøver at gøre mere.

# Hvad der er galt med et felt; står efter feltets navn
flaw-missing = mangler
flaw-too-long = er på { $got } tegn, og der er plads til { $max }
flaw-hidden-character = indeholder et skjult tegn ({ $code }), som skal fjernes
flaw-cpr-digits = er ikke et CPR-nummer på ti cifre, som 010112-0000; skriv ukendt, hvis det ikke kendes
flaw-cpr-date = begynder ikke med en dato, der findes
flaw-language = skal være en sprogkode på to eller tre bogstaver, som kl eller da
flaw-date = skal være en dato, som 2026-12-15
flaw-instant = skal være et tidspunkt med tidsforskel, som 2026-09-02T14:20:00-02:00
flaw-before-first = ligger før den første dag
flaw-not-a-count = skal være et helt tal fra 0 til { $max }
flaw-out-of-place = hører ikke til her efter de andre svar
flaw-not-a-document = er ikke et dokument, der kan sendes videre
flaw-choice = skal være et af: { $choices }
flaw-file-name = skal være et filnavn uden mapper
flaw-media-type = skal være en medietype med små bogstaver, som text/plain
flaw-too-many = har { $got } punkter, og der er plads til { $max }
flaw-too-large = fylder { $got } byte, og der er plads til { $max }
flaw-not-rising = følger ikke efter det foregående nummer
flaw-unknown = kendes ikke; er det stavet rigtigt?
flaw-not-text = skal være tekst i anførselstegn
flaw-not-yes-no = skal være ja eller nej
flaw-not-number = skal være et helt tal uden anførselstegn
flaw-not-list = skal være en liste
flaw-not-table = skal være et afsnit for sig, som [{ $name }]
flaw-office = skal være et kontors id, som kujalleq/nanortalik
flaw-name = skal være et navn på mindst ét og højst { $max } tegn, uden linjeskift og tabulatorer
flaw-organisation = skal være en organisations id, som kujalleq
flaw-other-organisation = hører til en anden organisation end den, det står under
flaw-time-zone = skal være en tidszone, som America/Nuuk

# Filer
file-missing = Filen { $file } findes ikke. Er navnet stavet rigtigt?
file-folder = { $file } er en mappe. Nævn en fil i den.
file-not-text = { $file } er ikke en tekstfil. Er det den rigtige fil?
file-unreadable = Filen { $file } kan ikke læses: { $why }
file-too-large = Filen { $file } er for stor: højst { $max } byte.
file-encoded = Filen { $file } er gemt som { $encoding } og kan ikke læses. Gem den som UTF-8 (i Notesblok: Gem som, Kodning: UTF-8), og prøv igen.
file-not-toml = { $file }, linje { $line }: det er ikke gyldig TOML ({ $why }). Intet er sendt.
file-faults = { $file } skal rettes, før den kan bruges. Intet er sendt, og filen er urørt:
file-wrong-kind = { $file } skal have kind = "{ $wanted }" her.
file-reply-unknown = in_reply_to nævner »{ $name }«, som ikke er en overdragelse her. Angiv den med --in-reply-to ID. Intet er sendt.
file-other-office = Filen er skrevet af { $office }, men denne profil er { $own }. Intet er sendt.
file-needed = { $kind } skrives i en fil, før den kan sendes.
terms-differ = Filen siger foroven noget andet, end { $id } gør. En ny udgave ændrer kun indholdet. Intet er sendt:
terms-kind = kind er { $got }, og det er en { $stands }. Træk den tilbage, og send en ny.
terms-from = from er { $got }, og den er fra { $stands }. Træk den tilbage, og send en ny.
terms-to = to er { $got }, og den er til { $stands }. Send den videre i stedet: så følger den, som den blev underskrevet.
terms-urgency = urgency er { $got }, og den er { $stands }. Træk den tilbage, og send en ny.
command-faults = Det skal rettes først. Intet er sendt:

# Efter en handling
act-saved = Gemt i udbakken: { $id } ({ $kind } til { $to }).
act-done = { $done }: { $id }.
act-confirmed = Afsendt { $time }.
act-unconfirmed = Ikke bekræftet – gemt i udbakken, sendes af sig selv.
act-held = Ingen hos { $office } har taget Stafet i brug endnu. Alle hos jer kan se den, og den sendes af sig selv, når den første er med.
held-ring = Ring til { $office } på { $phone }.
held-no-phone = { $office } har ikke opgivet noget telefonnummer.
held-instead = De her i samme organisation kan tage den nu: { $offices }.
held-nobody-else = Ingen andre i samme organisation kan tage den nu.
act-refused = Serveren sagde nej til { $id }: { $why }
act-needs-second = { $who ->
    [leader] En leder
    [other-side] Den anden side, eller en leder uden for kontoret,
   *[colleague] En kollega
} skal medunderskrive { $id }, før det gælder.
next-step = Næste: { $command }
next-second = { $who ->
    [leader] Lederen skriver
    [other-side] Den anden side skriver
   *[colleague] Kollegaen skriver
}: { $command }
next-sync = Prøv igen nu med: { $command }

# Lister
inbox-title = Indbakke – { $office }
outbox-title = Udbakke – { $office }
inbox-empty = Indbakken er tom.
outbox-empty = Udbakken er tom.
group-overdue = Overskredet frist
group-unconfirmed = Venter på forbindelse
group-unacknowledged = Mangler kvittering
group-owed = Venter på jer
group-going-on = I gang
group-closed = Afsluttede
list-from = fra { $office }
list-to = til { $office }
list-waits = Næste skridt hos { $office }: { $duty }
list-due = senest { $time }
list-overdue = fristen var { $time }
list-closed-more = og { $count } afsluttede; vis dem med --all
list-none-wanted = Intet på listen passer til det, du leder efter.

# Visning af en overdragelse
show-from = Fra: { $office }
show-to = Til: { $office }
show-follows = Følger: { $id }
show-linked = Hører sammen med: { $id }
show-version = Udgave { $number }
show-leg = Videresendt; dette er modtager nummer { $number }
show-paused-until = Påmindelser er sat på pause til { $day }. Fristerne løber.
show-ball-free = Ingen skylder et næste skridt.
show-custody = Ansvaret for overdragelsen har { $office }.
show-unconfirmed =
    { $count ->
        [one] Noget, der er skrevet under på her, er gemt på denne computer, men ikke bekræftet af serveren endnu. Det sendes af sig selv.
       *[other] { $count } ting, der er skrevet under på her, er gemt på denne computer, men ikke bekræftet af serveren endnu. De sendes af sig selv.
    }
show-conflict = { $who } skrev under på »{ $done }«, men det gælder ikke: Noget andet var sket først. Se nedenfor, hvad det var, og aftal med { $other }, hvad der sker nu.
timeline-title = Hændelser
timeline-there = { $time } hos { $office }
timeline-by = { $person }, { $office }
timeline-machine = computer hos { $office }
timeline-made = underskrevet { $time }, og først sendt da
timeline-unconfirmed = ikke bekræftet
timeline-fact = noteret; ansvaret flyttede ikke
timeline-conflict = gælder ikke: noget andet var sket først
timeline-first = første af to underskrifter
content-title = Indhold
content-missing = Indholdet er ikke hentet til denne computer endnu.
content-none = Uden indhold.
label-attachments = Bilag
answer-yes = ja
answer-no = nej
cpr-unknown = ukendt
cpr-not-given = ikke oplyst
cpr-masked-note = CPR-nummeret er skjult. Vis det med --unmask.
office-server = serverens vagt
person-unknown = ukendt person

# Kontorer og medlemskab
contacts-office = Kontor
contacts-id = Id
contacts-ready = Klar
contacts-ready-yes = ja
contacts-ready-no = nej, ingen er med endnu
contacts-own = jeres kontor
contacts-empty = Kontorlisten er ikke hentet endnu.
join-pending = Venter på godkendelse. Administratorens Stafet godkender denne computer, næste gang den er på nettet.
join-key = Godkendt, men venter på nøgle fra en kollega på kontoret.
join-done = Godkendt. Denne computer hører til { $office }.
join-offline = Serveren kan ikke nås. Ansøgningen er gemt og sendes af sig selv.
admin-organisation-added = Organisation tilføjet: { $name } ({ $id })
admin-office-added = Kontor tilføjet: { $name } ({ $id })
admin-exists = Findes allerede: { $id }
admin-added = { $offices } kontorer og { $organisations } organisationer tilføjet; { $passed } fandtes i forvejen.
admin-invited = Invitation til { $office } som { $role }, gyldig til { $until }. Giv den videre uden om Stafet, helst mundtligt eller på papir:
admin-approved = Godkendt: { $name } hos { $office }.
admin-waiting = { $id }  { $name } vil være med hos { $office } som { $role }.
admin-approve-next = Når der næste gang hentes og sendes, godkendes alle, hvis invitation er rigtig. De kan også godkendes én ad gangen.
admin-none-waiting = Ingen venter på godkendelse.

# Forbindelsen
sync-running = Henter og sender …
sync-done = { $sent } sendt, { $fetched } hentet.
sync-watching = Holder forbindelsen ved lige. Stop med Ctrl-C.
sync-overdue-count =
    { $count ->
        [one] Én frist er overskredet.
       *[other] { $count } frister er overskredet.
    }
sync-offline =
    Ingen forbindelse til serveren. { $count ->
        [0] Intet venter i udbakken.
        [one] En handling venter i udbakken og sendes af sig selv.
       *[other] { $count } handlinger venter i udbakken og sendes af sig selv.
    }
sync-waiting =
    { $count ->
        [one] En handling venter stadig i udbakken.
       *[other] { $count } handlinger venter stadig i udbakken.
    }
sync-moved = Ændret: { $id } { $kind } til { $office }: { $state }
sync-red = RØDT: { $id } { $kind } fra { $office }. Det kan ikke vente.
sync-new = Nyt: { $id } { $kind } fra { $office }

# Fejl
error = Fejl: { $why }
error-not-enrolled = Denne profil er ikke med endnu. Bed en administrator om en invitation.
error-not-found = Ingen overdragelse begynder med { $id }.
error-ambiguous = { $id } passer på flere. Skriv et tegn mere:
error-busy = Andre programmer skriver hele tiden i denne profil. Luk et af dem, og prøv igen.
error-already-enrolled = Denne profil er allerede i brug. Brug --profile til en ny.
error-other-deployment = Invitationen hører til en anden Stafet end denne profil. Brug --profile til en ny.
error-name = Et navn er på 1 til { $max } tegn.
error-no-directory = Kontorlisten er ikke hentet endnu.
error-no-office = Du er ikke med i et kontor, der må gøre det. Spørg en administrator.
error-unread = { $id } er ikke hentet endnu og kan ikke læses her.
error-not-your-office = Det skal { $office } gøre; der er du ikke med.
error-other-document = Indholdet er ikke af den slags, der hører til overdragelsen.
error-other-child = Dokumentet handler om et andet barn end { $id }: CPR-numrene er forskellige. Intet er ændret. Send det som en ny overdragelse, eller ret nummeret. Er det { $id }, der nævner et forkert barn, så meld den som en fejl med entered-in-error.
error-too-many-readers = { $got } kontorer skulle kunne læse det, og der er plads til { $max }. Få en på jeres eget kontor til at skrive under som den anden.
error-content-too-large = Indholdet fylder { $got } byte, og der er plads til { $max }. Gør det kortere.
error-not-administrator = Denne profil er ikke en administrators. Brug administratorens profil.
error-profile-missing = { $path } mangler. Profilen er skadet, den er ikke ny. Hent filen fra en sikkerhedskopi, eller ring til en administrator. Brug ikke en ny invitation: så mister I det, der ligger her.
error-profile-damaged = { $path } er skadet. Hent filen fra en sikkerhedskopi, eller ring til en administrator. Brug ikke en ny invitation: så mister I det, der ligger her.
error-profile-file = { $path } kan ikke læses eller skrives ({ $why }). Intet er tabt. Se efter, om mappen er din, og om disken er der, og prøv igen.
error-profile-locked = Et andet program bruger denne profil lige nu. Intet er gemt, og intet er tabt. Vent lidt, og prøv igen.
error-store-newer = Profilen er skrevet af en nyere udgave af Stafet. Brug den udgave.
error-store-damaged = Profilens database er skadet eller passer ikke til dens nøgle. Hent hele profilen fra en sikkerhedskopi, eller ring til en administrator. Brug ikke en ny invitation: så mister I det, der ligger her.
error-store-file = Profilens database kan ikke læses eller skrives ({ $why }). Intet er tabt. Se efter, om mappen er din, og om disken er der, og prøv igen.
error-disk-full = Disken er fuld. Gør plads, og prøv igen; det, der var gemt, er i god behold.
error-other = Noget gik galt: { $why }
system-not-found = mappen eller filen findes ikke
system-permission = du har ikke adgang
system-is-a-folder = det er en mappe
system-not-a-folder = noget på vejen er ikke en mappe
system-full = disken er fuld
system-read-only = der kan ikke skrives på disken
system-other = systemet svarer: { $why }
error-other-server = Serveren er ikke den, invitationen nævner. Intet er sendt. Ring til en administrator.
error-mailbox = Noget af det, serveren sender, passer ikke med det, den har lovet, og er ikke taget i brug. Ring til en administrator.
error-no-server = Administratoren skal bruge forbindelse til serveren til dette.
error-no-application = Ingen ansøgning begynder med { $id }.
admin-not-approved = { $name } blev ikke godkendt: invitationen er ikke givet herfra, er brugt eller er udløbet, eller koden passer ikke.
admin-approved-count = { $count } godkendt.
profile-warning = Andre på denne computer kan komme til { $path }. Luk det med: chmod { $mode } { $path }
error-short-id = Skriv mindst { $min } tegn af nummeret.
error-office-unknown = Kontoret { $office } står ikke i kontorlisten.
error-to-itself = Afsender og modtager er samme kontor. Vælg et andet kontor som modtager. Intet er sendt.
error-not-fitting = Det kan ikke gøres nu. Overdragelsen står som: { $stands }.
error-not-in-course = Det kan ikke gøres nu. Forløbet står som: { $stands }.
error-already-asked = { $office } er allerede spurgt om at overtage barnets sag. Vent på svaret, eller ring til kontoret.
error-still-open = Forløbet kan ikke lukkes, mens noget i det er åbent: { $open }. Afslut det først.
error-not-allowed = Det må du ikke i din rolle eller på dette kontors vegne.
error-second-signature = Den anden underskrift skal være en andens end den første. Hvor noget slutter, eller sendes videre igen og igen, skal det være en leders.
error-many-offices = Du er med i flere kontorer. Vælg et med --from.
error-no-home = Hjemmemappen kan ikke findes. Angiv en mappe med --profile.

# Lægen
doctor-ok = i orden
doctor-wrong = skal ses på
doctor-store-fine = åbner, alt er gemt sikkert
doctor-reached = serveren { $server } svarer
doctor-not-reached = serveren { $server } svarer ikke
doctor-not-tried = serveren { $server } er ikke prøvet
doctor-outbox-empty = intet venter
doctor-outbox-waits = { $count } venter på bekræftelse
doctor-refused = { $id }: { $why }
doctor-quarantine = { $count } ting kunne ikke godkendes og er lagt til side
doctor-whole = alt fra serveren passer
doctor-ladder = Hvem får besked
doctor-ladder-fine = hvert trin har nogen, når noget er for sent
doctor-mailboxes = Fra serveren
doctor-profile = Profil
doctor-store = Database
doctor-identity = Medlemskab
doctor-link = Forbindelse
doctor-outbox = Udbakke

# Hvorfor noget ikke kan åbnes
unreadable-not-for-us = Ingen af kontorets nøgler åbner den. Afsenderen skal forsegle den igen.
unreadable-damaged = Den er beskadiget. Afsenderen skal sende den igen.
unreadable-too-large = Den er større end tilladt. Afsenderen skal sende mindre.
unreadable-newer = Den er i et nyere format. Dette program skal opdateres.
unreadable-not-named = Den er ikke forseglet til kontorets nøgle. Afsenderen skal forsegle den igen.
unreadable-destroyed = Jeres kopier er slettet, som I har skrevet under på.
unreadable-not-as-signed = Det forseglede svarer ikke til det, der blev underskrevet. Stol ikke på den, og spørg afsenderen.

# Bilag
attachment-here = klar
attachment-missing = mangler endnu ({ $here } af { $of })
attachment-spoilt = passer ikke med det, afsenderen skrev under på; spørg afsenderen
attachment-named = kun nævnt, ikke vedhæftet
attachments-missing = { $count ->
        [one] Bilag mangler: et er ikke nået frem endnu.
       *[other] Bilag mangler: { $count } er ikke nået frem endnu.
    }
attachments-waiting = { $count ->
        [one] Et bilag venter på at blive sendt; det sendes ved næste sync.
       *[other] { $count } bilag venter på at blive sendt; de sendes ved næste sync.
    }
attachment-only-named = Bilaget er kun nævnt, ikke vedhæftet. Spørg afsenderen.
attachment-not-here = Bilaget er ikke nået frem endnu.
attachment-too-large = Bilaget fylder for meget: højst { $max } byte. Intet er sendt.
attachment-damaged = Bilaget er beskadiget og er ikke gemt. Bed afsenderen sende det igen.
attachment-rotten = Bilaget er blevet beskadiget på denne computers disk og er ikke gemt. Det hentes igen fra serveren, næste gang der er forbindelse. Sker det igen, så få disken set efter.
attachment-not-as-described = Bilaget er ikke det, afsenderen har beskrevet, og er ikke gemt. Spørg afsenderen.
attachment-none = { $id } har ingen bilag.
attachment-no-such = { $id } har intet bilag, der hedder { $name }.
attachment-saved = Gemt: { $path }
attachment-no-folder = Mappen { $path } findes ikke.
attachment-file-missing = Bilaget { $path } findes ikke. Intet er sendt.
attachment-file-folder = { $path } er ikke en fil og kan ikke vedhæftes. Intet er sendt.
attachment-file-unreadable = Bilaget { $path } kan ikke læses: { $why }. Intet er sendt.
attachment-file-too-large = Bilaget { $path } fylder { $got } byte; højst { $max }. Intet er sendt.
attachment-file-name = { $path } har et navn, der ikke kan sendes. Giv filen et andet navn. Intet er sendt.
attachment-too-many = Der er { $got } bilag; højst { $max } kan sendes med. Intet er sendt.
attachment-no-place = Her kan der ikke vedhæftes bilag. Intet er sendt.
attachment-sending = Sender bilag
attachment-fetching = Henter bilag
sync-attachments = Bilag: { $up } sendt, { $down } hentet.
sync-attachments-waiting = { $count ->
        [one] Et bilag mangler endnu.
       *[other] { $count } bilag mangler endnu.
    }
sync-attachments-doubtful = { $count } bilag passer ikke og er ikke taget i brug.
doctor-attachments = Bilag
doctor-attachments-fine = alt er sendt og hentet
doctor-attachments-waiting = { $count } venter på at blive sendt eller hentet
doctor-attachment-spoilt = { $hash } kom { $count } gange og passede ikke; spørg afsenderen

# Rapporter
report-note-title = Statusnotat { $from } til { $to }
report-round-title = Gennemgang af sager, runde { $number }
report-written = Opgjort { $at } (tid i Nuuk).
report-definitions = Sådan læses tallene
report-definition-share = Andelen er overdragelser, som en navngiven person har kvitteret for inden fristen, af alle afsendt i perioden, der er kvitteret for, eller hvis frist er overskredet. Det, der ikke er kvitteret for, når fristen er overskredet, er for sent. Det, der endnu har frist, tæller ikke med.
report-definition-green = { $colour }: det går som forventet, og der er ingen grund til bekymring; mindre forsinkelser kan forekomme. Her: mindst { $green } % inden fristen.
report-definition-yellow = { $colour }: der er plads til forbedring eller forsinkelser, som kræver opmærksomhed. Her: mindst { $yellow } %, men under { $green } %.
report-definition-red = { $colour }: der er grund til bekymring. Her: under { $yellow } %. Farvernes betydning følger styregruppens statusnotat fra november 2022; procenterne er sat i politikken.
report-definition-too-few = For få: under { $small } at dømme efter; ingen farve gives.
report-definition-times = Median og 95-percentil er den tid, der går fra indlevering hos serveren til kvittering, i påbegyndte timer: den målte værdi, som mindst 50 % henholdsvis 95 % ikke overstiger (nærmeste rang). De vises, når mindst så mange er kvitteret for, som et tal skal være for at vises.
report-definition-open = Åbent, forløb og opfølgning er som på opgørelsestidspunktet. Alder regnes fra indleveringen af det, der gælder nu.
report-definition-follow-up = Opfølgning mangler, når fristen for næste skridt efter den afsluttende rapport er overskredet. Den er gjort, når begge spørgsmål til effekten er besvaret, eller forløbet er lukket.
report-definition-hidden = Tal fra 1 til under { $small } vises som "<{ $small }". Andre tal og farver er skjult, hvor et lille tal ellers kunne regnes ud af dem; et skjult tal kan være hvad som helst.
report-receipts = Kvitteringer
report-receipts-by-kind = Kvitteringer efter slags
report-receipts-by-office = { $kind }: kvitteringer efter modtager
report-open = Åbne overdragelser
report-open-by-kind = Åbne efter slags og alder
report-open-by-owner = Åbne efter hvem der har bolden
report-courses = Forløb og opfølgning
report-stages = Forløb efter trin
report-follow-ups = Opfølgning efter myndighed
report-round = Gennemgang
report-round-by-office = Gennemgang efter myndighed
report-round-days = Runden går fra { $from } til og med { $due }. Ved jævnt tempo skulle { $expected } % være gennemgået nu.
report-round-colours = Indtil fristen er farven { $green } fra { $green_percent } % og { $yellow } fra { $yellow_percent } % af det, der skulle være gennemgået ved jævnt tempo, ellers { $red }. Efter fristen er den { $green }, når alt er gennemgået, { $yellow } fra { $yellow_percent } % af alt, ellers { $red }.
report-head-kind = Slags
report-head-receiver = Modtager
report-head-owner = Kontor
report-head-municipality = Myndighed
report-head-stage = Trin
report-head-colour = Farve
report-head-percent = Inden fristen (%)
report-head-counted = Talt med
report-head-in-time = Inden fristen
report-head-late = For sent
report-head-median = Median (timer)
report-head-percentile = 95-percentil (timer)
report-head-open = Åbne i alt
report-head-overdue = Heraf over fristen
report-head-courses = Forløb i alt
report-head-cases = Åbne sager
report-head-reviewed = Gennemgået
report-head-remaining = Mangler
report-head-round-percent = Gennemgået (%)
report-head-due = Frist
report-age-up-to = Til { $days } døgn
report-age-older = Ældre
report-follow-up-not-yet = Rapport ikke kvitteret
report-follow-up-undecided = Afventer beslutning
report-follow-up-under-way = I gang
report-follow-up-missing = Mangler
report-follow-up-done = Gjort
report-all = I alt
report-none = –
report-too-few = for få
report-withheld = skjult
report-office-unknown = Ukendt kontor
report-csv-table = Tabel
report-csv-row = Række
report-csv-column = Kolonne
report-csv-value = Værdi
report-sheet-about = Om tallene

# Hvad administratorer siger om ure og kontorer
policy-line = linje { $line }: { $what }
policy-unknown-clock = Der er intet ur { $key }.
policy-missing-clock = { $key } mangler. Alle ure skal være der.
policy-not-a-span = { $key } er ingen længde. Skriv for eksempel "3 working days", "4 office hours", "24 hours", "30 days" eller "2 months".
policy-not-an-office = { $key } nævner noget, der ikke er et kontors id, som kujalleq/nanortalik.
policy-not-an-organisation = { $key } er ikke en organisations id, som socialstyrelsen.
policy-not-holidays = { $key } er ingen liste over helligdage. Vælg en af: greenland, denmark
policy-not-a-day = { $key } indeholder noget, der ikke er en dag. Skriv for eksempel 2027-05-14.
policy-no-basis = { $key } skal have enten en source eller proposal = true.
policy-impossible-span = { $key } kan ikke være { $span }.
policy-colours = { $key } er længere for { $colour } end for en mindre hastende farve.
policy-bound = { $key }.never_over skal være i kalenderens timer, dage eller måneder, ikke { $span }.
policy-before-a-day = { $key } går før en dag: det skal være i arbejdsdage, uden never_over.
policy-legal = { $key } må aldrig være over { $span } i kalendertid: det siger loven. Gør farverne kortere, eller sæt never_over.
policy-source = { $key }.source skal være én linje på 1 til { $max } tegn.
policy-percent = { $key } er { $value }; det skal være fra 1 til 99.
policy-downwards = ladder.authority_after skal være længere end ladder.leaders_after.
policy-offices = { $key } nævner højst { $max } kontorer, hvert én gang.
policy-thresholds = green_percent skal være over yellow_percent.
policy-organisations = Politikken nævner lukkedage for mere end { $max } organisationer.
policy-closed-days = { $key } har mere end { $max } lukkedage.
policy-too-large = Politikken fylder { $got } byte, og højst { $max } er tilladt. Gør kilderne kortere.
policy-fine = { $file } kan underskrives.
policy-zero-holds = Politik 0 gælder: den, som hver Stafet begynder med.
policy-holds = Politik { $number } gælder for ure, der starter efter { $from }.
policy-comes = Politik { $number } er på vej, for ure, der starter efter { $from }.
policy-signed = Politik { $number } er underskrevet. Den gælder for ure, der starter efter { $from }; ure, der går, flyttes ikke.
staff-office-hours = kontortid
staff-rota = vagt, døgnet rundt
staff-shown =
    { $office }: { $hours }
      stedfortræder: { $deputy }
      fravær: { $away }
      telefon: { $phone }
outage-none = Ingen nedbrud er meldt.
outage-everybody = alle
outage-shown =
    { $id }  { $whom } ({ $cause }), { $from } – { $until }
      { $standing }
outage-confirmed = Meldt af { $first }, bekræftet af { $second }. Kontorerne får kun brev om det røde; deres ledere og administratorerne får det hele. Ingen frist flyttes.
outage-unconfirmed = Meldt af { $first }. Det virker først, når en anden administrator har bekræftet det.
error-no-outage = Intet nedbrud, eller flere, begynder med { $id }.
review-opened = Gennemgang { $number } er begyndt. Hvert kontor gennemgår sine åbne sager senest { $until }.
statement-second-genesis = Stafet er allerede begyndt her.
statement-exists = Det findes allerede.
statement-unknown-organisation = Det nævner en organisation, der ikke er på kontorlisten. Tilføj den først.
statement-unknown-office = Det nævner et kontor, der ikke er på kontorlisten.
statement-unknown-device = Computeren hører ikke til det kontor.
statement-unknown-invitation = Der er ingen sådan invitation.
statement-invitation-used = Invitationen er brugt. Giv en ny.
statement-other-than-offered = Godkendelsen nævner et andet kontor eller en anden rolle end invitationen.
statement-other-person = Personen er kendt under et andet navn. Sammenlign ansøgningen med kontorlisten.
statement-no-administrators-here = Kontoret er ikke for administratorer.
statement-expired = Invitationen er udløbet, eller medlemskabet ville slutte, før det begynder.
statement-number = En anden administrator har sagt noget i mellemtiden. Hent det, se på det, og prøv igen.
statement-retroactive = Det ville gælde for ure, der allerede går. Vælg en senere dag med --from.
statement-policy = Politikken siger noget, som ingen politik må sige.
statement-own-deputy = Et kontor er ikke sin egen stedfortræder. Nævn et andet.
statement-backwards = Det ville slutte, før det begynder. Ret dagene.
statement-over = Det ville allerede være forbi. Ret dagene.
statement-offices = Det nævner for mange kontorer, eller et af dem to gange.
statement-endless = Et nedbrud skal have en slutning, højst 7 dage frem. Meld et nyt, hvis det varer længere.
statement-own-outage = Du har selv meldt dette nedbrud. En anden administrator skal bekræfte det.
statement-unknown-outage = Der er intet sådant nedbrud.

# Det, administratorer skal tage sig af
attention-title = Det skal nogen tage sig af
attention-no-second = { $id }: ingen kan skrive under som den anden, efter at { $office } har skrevet under. Giv nogen i organisationen rollen som leder.
attention-contradicted = { $id }: { $office } har skrevet under på noget, der ikke gælder, og skal se på det.
attention-nearly-full = { $id }: der er snart ikke plads til mere. Luk den, og begynd en ny.
attention-waits = { $id }: barnet er taget imod, men har ventet på et besøg siden { $time }.
attention-paused = { $id }: sat i bero til { $time }. Imens går der ingen breve til det kontor, der skal svare.
attention-outage = Nedbrud { $id } er meldt til { $time }.
attention-outage-owed = { $office } skal forny eller afslutte nedbrud { $id }; ellers slutter det { $time }.
attention-outage-alone = Nedbrud { $id } er meldt til { $time }, men ingen anden administrator har sagt det samme.
attention-no-leader = { $organisation } har ingen leder: det, som en leder skal skrive under på, bliver liggende. Giv nogen rollen som leder.
attention-no-members = Kontorer, hvor ingen kan åbne noget: { $offices }.
attention-no-deputies = Kontorer uden stedfortræder: { $offices }.
attention-ends = { $person } hos { $office }: adgangen slutter { $time }. Giv en ny, mens den gamle gælder.
attention-refused = { $id }: noget, der blev skrevet under på her, er ikke taget imod. { $why }
second-nobody = I jeres organisation er der ingen, der kan skrive under som den anden. Det, du skriver under på, gælder først, når nogen kan: sig det til en administrator.

overview-title = Overblik pr. { $time }
overview-nothing = Intet at vise: ingen skylder noget af det, der blev spurgt om.
overview-head-id = ID
overview-head-kind = Slags
overview-head-way = Fra → til
overview-head-owner = Hos
overview-head-owed = Skylder
overview-head-since = Siden
overview-head-due = Frist
overview-head-late = Over fristen
overview-head-told = Varslet
overview-head-hand = I hånd
overview-late-hours = { $hours } timer
overview-late-days = { $days } døgn
told-times =
    { $times ->
        [one] { $rung } (en gang)
       *[other] { $rung } ({ $times } gange)
    }
told-to = sagt til { $offices }
told-too = { $rung }, også til { $offices }
told-nobody = ikke sagt til andre end de to kontorer
told-missing = kunne ikke siges til { $who }
names-listed = { $some } og { $last }
unheard-office = { $office } (der er ingen i kontoret)
unheard-leaders = en leder i { $organisation } (der er ingen)
unheard-authority = tilsynet (intet kontor er valgt)
gap-office = { $office } skal have besked om det, der er for sent, men der er ingen i kontoret. Invitér en kollega dertil.
gap-leaders = { $organisation } har ingen leder. Det, der er for sent, når ikke videre dér. Invitér en leder.
gap-authority = Intet kontor fører tilsyn. Det sidste trin, når noget er for sent, er ingens. Vælg et kontor i reglerne.
told-seen = set af { $office }: { $did }
told-in-hand = taget i hånd af { $office } ({ $reason }) til { $until }
overview-calls = Ring
overview-call =
    { $count ->
        [one] ring til { $office } { $phone }: 1 sag ({ $ids })
       *[other] ring til { $office } { $phone }: { $count } sager ({ $ids })
    }
overview-call-unknown =
    { $count ->
        [one] ring til { $office }: 1 sag ({ $ids }); kontoret har ikke opgivet et nummer
       *[other] ring til { $office }: { $count } sager ({ $ids }); kontoret har ikke opgivet et nummer
    }
overview-offices = Kontorer
overview-head-office = Kontor
overview-head-devices = Enheder
overview-head-heard = Sidst hørt fra
overview-head-deputy = Stedfortræder
overview-head-phone = Telefon
overview-head-away = Fravær
overview-head-outage = Nede
error-nothing-owed = Ingen skylder det om { $id }.
error-not-for-you = Overblikket og rapporterne er for administratorer og for kontorer, der fører tilsyn. Jeres egne sager står i indbakken og udbakken.
error-top-of-the-ladder = Det øverste trin har fået det at vide. Ring til kontoret, og tag sagen i hånd.
error-moved = Der er sket noget, siden den blev vist. Intet er underskrevet; læs den igen.
error-nothing-told = Ingen har fået noget at vide om det endnu, så der er intet at kvittere for. Påmind kontoret.
error-in-hand = En anden har taget hånd om sagen til { $until }.
error-in-hand-of = { $person } har taget hånd om sagen til { $until }. Tal sammen, eller vent til da.
error-no-key = { $office } har ikke taget Stafet i brug endnu og kan ikke læse den. Vælg et andet kontor, eller ring til dem.
error-no-round = Der er ingen sådan gennemgangsrunde. En administrator åbner en.
error-administrators-say-nothing = En administrator skriver ingen ord om en sag, og kan ikke læse nogen. Gentag kommandoen uden begrundelse og tekst.
report-weekly-right = Listen { $week } er underskrevet af denne installations server og uændret. Opgjort { $at } (tid i Nuuk). Serverens kvitteringsnøgle: { $key }
report-weekly-wrong = { $path } er ikke den liste, som denne installations server har underskrevet. Brug den ikke; få den sendt igen som fil.
report-out-ending = { $path }: en rapport skrives som det, filens navn ender på: { $endings }. Giv filen et af dem, og det samme i --format, eller lad --format være.
out-taken = { $path } findes allerede og er ikke rørt. Vælg et andet navn, eller tilføj --overwrite.
report-kept = Rapporten er skrevet til { $path }.
report-period = Den sidste dag, { $last }, ligger før den første, { $first }. Byt om på dem.
report-not-kept = Rapporten kan ikke gemmes dér: { $why }.
template-handover = { $title }
    Skriv svarene mellem anførselstegnene. En linje, der begynder med # og et mellemrum, er en forklaring.
    Tag tegnet # væk foran det afsnit, der kan udelades, hvis det skal med.
template-answer = { $title }
    Skriv svarene mellem anførselstegnene. En linje, der begynder med # og et mellemrum, er en forklaring.
    Filen gives med, når der svares på overdragelsen.
template-optional = {" "}(kan udelades)
template-unknown = »{ $kind }« er ingen slags fil. Vælg en af: { $choices }
template-kept = Skabelonen er skrevet til { $path }.
template-not-kept = Skabelonen kan ikke skrives til { $path }: { $why }.

# Tider i ord
when-today = i dag kl. { $time }
when-tomorrow = i morgen kl. { $time }
when-yesterday = i går kl. { $time }
when-past-weekday = { $day } kl. { $time }
when-weekday = { $weekday } kl. { $time }
when-weekday-date = { $weekday } { $date }
when-date = { $day }. { $month }
when-date-year = { $day }. { $month } { $year }
when-date-time = { $date } kl. { $time }
when-date-in-days = { $date }, om { $days } dage
when-time-in-days = kl. { $time }, om { $days } dage
when-time-in-weeks = kl. { $time }, om { $weeks } uger
when-full-date = { $weekday } { $day }. { $month } { $year }
when-late-hours = { $hours ->
    [0] mindre end en time over fristen
    [one] { $hours } time over fristen
   *[other] { $hours } timer over fristen
}
when-late-days = { $days ->
    [one] { $days } dag over fristen
   *[other] { $days } dage over fristen
}
when-was-today = frist var i dag kl. { $time }
when-was = frist var { $day } kl. { $time }

# Hvad en overdragelse kaldes i en sætning
the-notification = underretningen
the-referral = henvisningen
the-case-information = sagsoplysningerne
the-closing-report = rapporten
the-follow-up = opfølgningen
the-interim-report = delrapporten
the-message = beskeden

# Hvor den står, set fra hver side: afsenderens og modtagerens
side-draft-from = Ikke underskrevet. Ingen andre kan se den.
side-draft-to = Ikke underskrevet.
side-queued-from = Underskrevet og gemt her. Sendes af sig selv, når der er forbindelse.
side-queued-to = På vej. Afsenderens computer har ikke fået den bekræftet endnu.
side-deposited-from = Afsendt. { $them } skal hente { $it } senest { $by }.
side-deposited-to = Læs { $it }, og kvittér senest { $by }.
side-deposited-to-more = Ingen hos jer har kvitteret endnu.
side-silent-from = Ring til dem. Ingen computer hos { $them } har været på nettet siden { $since }.
side-unreadable-from = { $them } kunne ikke åbne { $it }. Jeres computer sender igen af sig selv senest { $by }.
side-unreadable-to = { $It } kan ikke låses op her. Afsenderens computer sender igen senest { $by }.
side-held-from = Ingen hos { $them } kan læse { $it } endnu. Ring til dem, eller send { $it } til et andet kontor, senest { $by }.
side-held-to = { $It } er underskrevet, men ikke sendt til jer endnu. Afsenderens computer sender den af sig selv, når den har forbindelse.
side-held-unsigned-from = Underskriften kom frem, længe efter at medlemskabet var slut, og gælder ikke. En leder hos jer skal underskrive igen eller sige nej senest { $by }. { $It } er ikke sendt.
side-held-unsigned-to = { $It } er ikke sendt til jer endnu. En leder hos afsenderen skal underskrive den igen først.
side-held-unsigned-unread-from = Underskriften kom frem, længe efter at medlemskabet var slut, og gælder ikke. Ingen leder hos jer kan læse { $it }. Send { $it } igen med jeres egen underskrift, eller lad en leder sige nej, senest { $by }.
side-held-unsigned-unread-to = { $It } er ikke sendt til jer endnu. Afsenderen skal sende den igen med en underskrift, der gælder.
side-anew-from = En underskrift kom frem, længe efter at medlemskabet var slut, og gælder ikke. En leder hos jer skal underskrive igen eller sige nej senest { $by }.
side-anew-to = En underskrift hos { $them } kom for sent frem og gælder ikke. En leder dér skal underskrive igen eller sige nej senest { $by }.
side-anew-unread-from = En underskrift kom frem, længe efter at medlemskabet var slut, og gælder ikke. Ingen leder hos jer kan læse, hvad der blev skrevet under på. Gør det igen med jeres egen underskrift, eller lad en leder sige nej, senest { $by }.
side-anew-unread-to = En underskrift hos { $them } kom for sent frem og gælder ikke. { $them } skal gøre det igen eller sige nej senest { $by }.
side-opened-from = { $them } skal kvittere senest { $by }.
side-opened-from-more = { $It } ligger læsbar på en computer hos dem; ingen person har kvitteret.
side-opened-to = Læs { $it }, og kvittér senest { $by }.
side-opened-to-more = Ingen hos jer har kvitteret endnu. { $them } har ansvaret, til en af jer gør det.
side-acknowledged-from = { $them } har kvitteret og tager stilling senest { $by }.
side-acknowledged-from-more = I skal ikke gøre noget nu.
side-acknowledged-to = Tag stilling senest { $by }: acceptér, afvis, eller bed om oplysninger.
side-acknowledged-notification-from = { $them } har kvitteret og skal skrive under på, hvad der er gjort, senest { $by }.
side-acknowledged-notification-to = Handl, og skriv under på, hvad der er gjort, senest { $by }.
side-acknowledged-follow-up-from = { $them } har kvitteret og tager stilling senest { $by }.
side-acknowledged-follow-up-to = Tag imod opfølgningen, eller afvis den, senest { $by }.
side-awaiting-information-from = Svar på spørgsmålene fra { $them } senest { $by }.
side-awaiting-information-to = { $them } skal svare på jeres spørgsmål senest { $by }.
side-accepted-from = { $them } har taget imod og tager første kontakt senest { $by }.
side-accepted-to = Tag første kontakt, og fortæl, hvordan det gik, senest { $by }.
side-declined-from = { $them } har afvist { $it }. Læs hvorfor senest { $by }.
side-declined-to = I har afvist. Ansvaret er jeres, til { $them } har skrevet under på, at afvisningen er læst.
side-declined-read-from = Find det næste skridt for barnet senest { $by }.
side-declined-read-to = I har afvist, og { $them } har læst det.
side-wrong-recipient-from = { $them } er ikke den rette. Send { $it } til det rette kontor senest { $by }.
side-wrong-recipient-to = Meldt som forkert modtager. { $them } finder det rette kontor.
side-withdrawal-requested-from = I har bedt om at trække { $it } tilbage. { $them } svarer senest { $by }.
side-withdrawal-requested-to = { $them } vil trække { $it } tilbage. Svar senest { $by }.
side-withdrawn-from = Skriv, hvad der nu sker for barnet, senest { $by }.
side-withdrawn-to = { $them } har trukket { $it } tilbage og skriver, hvad der sker for barnet.
side-entered-in-error-from = Sig, hvad der træder i stedet for { $it }, senest { $by }.
side-entered-in-error-to = { $them } sendte { $it } ved en fejl. Brug den ikke.
side-closed-course-opened-from = { $them } har accepteret. Forløbet er i gang, og behandlingsansvaret er deres.
side-closed-course-opened-to = I har accepteret. Forløbet er i gang, og behandlingsansvaret er jeres.
side-closed-received-from = { $them } har kvitteret. Der skal ikke gøres mere.
side-closed-received-to = I har kvitteret. Der skal ikke gøres mere.
side-closed-report-received-from = { $them } har kvitteret. Behandlingsansvaret er tilbage hos dem.
side-closed-report-received-to = I har kvitteret. Behandlingsansvaret er jeres.
side-closed-followed-up-from = Fulgt op: { $them } har fortalt, hvordan det gik.
side-closed-followed-up-to = I har fortalt, hvordan det gik.
side-closed-action-signed-from = { $them } har skrevet under på, hvad der er gjort for barnet.
side-closed-action-signed-to = I har skrevet under på, hvad der er gjort for barnet.
side-closed-plan-from = Lukket med en plan for barnet.
side-closed-plan-to = { $them } har lukket { $it } med en plan for barnet.
side-closed-replaced-from = Erstattet. Brug den nye.
side-closed-replaced-to = Erstattet af { $them }. Brug den nye.
side-countersign-ours = En leder skal medunderskrive senest { $by }. Det kan ikke være den, der skrev under først.
side-countersign-theirs = En leder hos { $them } skal medunderskrive senest { $by }.
side-read-version-ours = Læs rettelsen, og kvittér for udgave { $version } senest { $by }.
side-read-version-theirs = { $them } skal læse rettelsen (udgave { $version }) senest { $by }.
side-send-attachments-ours = Bilagene er ikke sendt færdig. Det fortsætter af sig selv.
side-send-attachments-theirs = Bilag er på vej fra { $them }. Teksten kan læses nu.
side-refuse-redirect-ours = { $them } foreslår et andet kontor. Svar senest { $by }.
side-refuse-redirect-theirs = I har foreslået et andet kontor. { $them } svarer senest { $by }.
side-attest-destruction-ours = Bekræft, at det, I har gemt og udskrevet, er slettet, senest { $by }.
side-attest-destruction-theirs = { $them } skal bekræfte, at kopier er slettet, senest { $by }.
side-settle-ours = En leder hos jer afgør senest { $by }, hvilken af de to afgørelser der gælder.
side-settle-theirs = To afgørelser hos { $them } krydsede hinanden; deres leder afgør senest { $by }, hvilken der gælder.
side-see-through-ours = Følg op, til det rette kontor har kvitteret. I har ansvaret imens.
side-see-through-theirs = { $them } følger op, til det rette kontor har kvitteret.
side-send-ours = Send { $thing } senest { $by }.
side-send-theirs = { $them } skal sende { $thing } senest { $by }.
side-age-ours = Barnet har ventet længe. En leder skal senest { $by } se, om det stadig kan vente.
side-age-theirs = Barnet har ventet længe. En leder hos { $them } skal senest { $by } se, om det stadig kan vente.
side-act-ours = { $do }, senest { $by }.
side-act-theirs = { $them }: { $do }, senest { $by }.
turn-ours = Jeres tur
turn-theirs = I venter på { $office }
turn-nobody = Ingen skal gøre noget nu
turn-by-itself = Går af sig selv

# Lister, forløb, rejser og resten af siden
page-out-about = Det, I har sendt, og hvor det er nu.
page-out-waiting = Venter på forbindelse
page-out-returned = Afvist eller kommet tilbage
page-out-returned-note = Det er jeres tur
page-out-unacknowledged = Sendt, mangler kvittering
page-out-unacknowledged-note = I har ansvaret for dem, til nogen kvitterer
page-out-answers = Kvitteret, venter på svar
page-out-answers-note = De har den; I venter på, hvad de gør
page-out-drafts = Kladder
page-out-drafts-note = Ingen andre kan se dem
page-out-saved = Gemt i udbakke
page-out-unconfirmed = { $what }. Ikke bekræftet af serveren endnu; det sendes af sig selv.
page-out-text-sent = Teksten er afsendt
page-out-refused = Serveren sagde nej
page-out-offline = I har været uden forbindelse siden { $since }.
page-out-nothing-lost = Intet er tabt.
page-out-order = Kvitteringer og tekst sendes først, bilag til sidst. Du kan arbejde videre og lukke computeren imens.
page-out-files = { $count ->
    [one] 1 bilag ({ $size }) er ikke sendt endnu.
   *[other] { $count } bilag ({ $size }) er ikke sendt endnu.
}
page-out-empty = I har ikke noget ude
page-out-empty-more = Det, I sender, står her, til der er svaret på det.
page-contacts-about = { $count ->
    [one] 1 kontor. Ring på nummeret her, når noget er galt – ikke på et nummer i en besked.
   *[other] { $count } kontorer. Ring på nummeret her, når noget er galt – ikke på et nummer i en besked.
}
page-contacts-find = Find by eller kontor
page-contacts-find-button = Find
page-contacts-others = Andre
page-contacts-own-organisation = Jeres egen
page-contacts-own-office = Jeres kontor
page-contacts-joined = Har taget Stafet i brug
page-contacts-not-joined = Har ikke taget Stafet i brug endnu
page-contacts-not-joined-more = Det, I sender, venter hos jer, til den første er med.
page-contacts-watch = Administratorer. Kan påminde og ringe, men ikke læse.
page-contacts-call = Ring til { $office }:
page-contacts-no-phone = Intet telefonnummer opgivet
page-contacts-none = Intet kontor passer på det
page-contacts-all = Vis alle kontorer
page-contacts-leader = Leder: { $names }.
page-contacts-away = Fravær { $period }.
page-contacts-deputy = Stedfortræder: { $office }.
page-contacts-deputy-for = Stedfortræder for { $offices }.
page-contacts-outage = Nedbrud meldt ({ $cause }).
page-contacts-outage-until = Nedbrud meldt ({ $cause }) til { $until }.
when-period = { $first }.–{ $last }. { $month } { $year }
when-period-far = { $first } til { $last }
page-courses-about = Børn, som I har myndighedsansvar for, og som et andet kontor hjælper. { $count ->
    [0] Ingen åbne.
    [one] 1 åbent.
   *[other] { $count } åbne.
}
page-courses-about-team = Børn, som I hjælper, og som en kommune har myndighedsansvar for. { $count ->
    [0] Ingen åbne.
    [one] 1 åbent.
   *[other] { $count } åbne.
}
page-courses-ours = Venter på jer
page-courses-theirs = Venter på andre
page-courses-none = Ingen åbne forløb
page-courses-none-more = Et forløb begynder, når en henvisning er accepteret.
page-courses-show-closed = { $count ->
    [one] Vis 1 lukket forløb
   *[other] Vis { $count } lukkede forløb
}
page-phase-visit = Venter på besøg
page-phase-treatment = Behandling
page-phase-report = Afsluttende rapport
page-phase-follow-up = Opfølgning
page-phase-closed = Lukket
page-course-no-shows = { $count ->
    [one] Barnet kom ikke 1 gang
   *[other] Barnet kom ikke { $count } gange
}
page-course-last-session = Sidste session { $day }
page-course-decided = Besluttet: { $what }
page-course-two-sign = To skriver under
page-course-visit = Besøg { $day }
page-course-then-treat = { $office } møder barnet og begynder udredning og behandling
page-course-then-report = { $office } sender en afsluttende rapport efter den sidste session
page-course-then-read = { $office } kvitterer for rapporten og har så behandlingsansvaret igen
page-course-then-decide = { $office } beslutter, hvad barnet får nu
page-course-then-follow = Den, der følger op, kvitterer og tager den første kontakt
page-course-then-check = { $office } spørger to gange, om barnet fik hjælpen
page-course-then-close = To skriver under på, at forløbet er lukket
page-course-opened = Henvisningen accepteret
page-course-report-back = Den afsluttende rapport taget tilbage
page-course-follow-up-sent = Opfølgning sendt
page-course-follow-up-fell = Opfølgningen faldt bort
page-course-treats-you = Behandlingsansvaret er jeres.
page-course-treats = Behandlingsansvar: { $office }.
page-course-unread = Et barn, hvis navn ikke er hentet endnu
page-course-since = åbnet { $day }
page-course-now = Nu: { $stage }.
page-course-treatment-back = Er tilbage hos kommunen
page-course-treatment-to-you = Kommer tilbage til jer, når I kvitterer for den afsluttende rapport
page-course-treatment-to = Går tilbage til { $office }, når de kvitterer for den afsluttende rapport
page-course-authority-more = Bliver hos kommunen hele vejen
page-course-asked = { $office } er spurgt, om de overtager barnets sag. Intet flytter, før de har skrevet under.
page-course-read-report = Læs rapporten
page-course-kind-version = { $kind }, udgave { $version }
page-course-id = Forløb
page-course-where = Hvor forløbet er
page-course-owed = Hvad der skyldes nu
page-course-owed-nothing = Ingen skylder noget i forløbet.
page-course-ahead = Hvad der kommer bagefter
page-course-sent = Overdragelser i forløbet
page-course-sent-caption = Overdragelser i forløbet, nyeste øverst
page-column-handover = Overdragelse
page-column-way = Fra → til
page-column-sent = Sendt
page-column-where = Hvor den er
page-and = { $before } og { $last }
page-tours-about = Byer, der får besøg, og om jeres sager er klar, når holdet kommer.
page-tours-about-team = Byer, I rejser til, og om sagerne er klar, når I kommer.
page-tours-none = Ingen rejser
page-tours-none-more = En rejse står her, når et besøg er planlagt på den.
page-tours-show-over = { $count ->
    [one] Vis 1 tidligere rejse
   *[other] Vis { $count } tidligere rejser
}
page-tour-of = { $count ->
    [one] af 1 sag klar
   *[other] af { $count } sager klar
}
page-tour-undated = { $place }: { $count ->
    [one] 1 barn venter. Dag ikke meldt endnu.
   *[other] { $count } børn venter. Dag ikke meldt endnu.
}
page-tour-missing = { $count ->
    [one] 1 sag mangler noget:
   *[other] { $count } sager mangler noget:
}
page-tour-due = Sagsoplysninger skal være her senest { $by }.
page-tour-see = Se sagerne
page-tour-see-courses = Se forløbene
page-tour-postpone = Udsæt rejsen
page-tour-about = { $count ->
    [one] 1 barn · { $team }
   *[other] { $count } børn · { $team }
}
page-tour-ready-title = Er sagerne klar?
page-tour-who-owes = Hvem skylder hvad
page-tour-owes = { $count ->
    [one] sagsoplysninger i 1 sag.
   *[other] sagsoplysninger i { $count } sager.
}
page-tour-owes-by = { $count ->
    [one] sagsoplysninger i 1 sag, senest { $by }.
   *[other] sagsoplysninger i { $count } sager, senest { $by }.
}
page-tour-waits-not = Rejsen venter ikke på sagsoplysninger. En sag, der ikke er klar, bliver også besøgt.
page-tour-cases = Sagerne
page-tour-cases-note = Først dem, der mangler noget.
page-tour-cases-caption = Sager på rejsen
page-column-case = Sag
page-column-office = Kontor
page-column-information = Sagsoplysninger
page-column-day = Dag
page-column-what = Hvad der skal ske
page-tour-ready = Klar
page-tour-missing-things = { $count ->
    [one] Mangler 1 ting
   *[other] Mangler { $count } ting
}
page-tour-not-sent = Ikke sendt
page-tour-first-visit = Første besøg
page-tour-take = Tag rejsen med
page-tour-all-here = Alt er på denne computer.
page-tour-files = { $count ->
    [one] 1 bilag er ikke hentet endnu.
   *[other] { $count } bilag er ikke hentet endnu.
}
page-tour-offline = Du kan læse, skrive og underskrive uden forbindelse hele ugen.
page-tour-changes = Når planen ændrer sig
page-tour-postpone-more = { $count ->
    [one] Storm, sygdom, aflyst fly: én underskrift.
   *[other] Storm, sygdom, aflyst fly: én underskrift for alle { $count } børn.
}
page-tour-status = Skriv status
page-tour-statuses = { $count ->
    [one] Et barn, der venter, skal have en status senest { $by }.
   *[other] { $count } børn, der venter, skal have en status, den første senest { $by }.
}
page-tour-postpone-title = Udsæt rejsen til { $places }
page-tour-postpone-head = { $count ->
    [one] Du skriver under på 1 udsættelse:
   *[other] Du skriver under én gang på { $count } udsættelser, én for hvert barn:
}
page-tour-postpone-1 = besøgene flyttes til den dag, du skriver her, eller venter på en ny dag, hvis feltet er tomt,
page-tour-postpone-told = { $places } får besked, hver om deres egne børn,
page-tour-postpone-3 = fristen for sagsoplysninger følger den nye dag.
page-tour-postpone-who = Hvem gælder det?
page-tour-postpone-offline = Du er uden forbindelse. Udsættelsen gemmes her og sendes, så snart der er forbindelse.
page-tour-postpone-call = Ring, hvis de skal vide det i dag.
page-tour-postpone-button = { $count ->
    [one] Underskriv udsættelsen
   *[other] Underskriv { $count } udsættelser
}
page-tour-stale = Der er sket noget på rejsen, siden du åbnede arket. Læs det igen, før du skriver under.
page-tour-gone-title = Rejsen er der ikke mere
page-tour-gone = Besøgene er udsat eller begyndt. Intet er ændret nu.
page-search-label = Søg i alt, der kan læses på denne computer
page-search-hint = Navn, nummer eller ord. q og ĸ, a og â regnes for det samme.
page-search-narrow = Afgræns
page-search-kind = Slags
page-search-all = Alle
page-search-found = { $count ->
    [0] Intet fundet
   *[other] { $count } fundet
}
page-search-newest = Nyeste øverst
page-search-first = Kun de { $count } nyeste vises. Skriv et ord mere, eller afgræns.
page-search-here = Der søges kun på denne computer, og intet søgeord gemmes.
page-search-unread = { $count ->
    [one] 1 overdragelse er ikke søgt helt igennem, fordi noget af den ikke kan læses her endnu.
   *[other] { $count } overdragelser er ikke søgt helt igennem, fordi noget af dem ikke kan læses her endnu.
}
page-settings-parts = Afsnit
page-settings-language = Sprog
page-settings-keys = Tastatur
page-settings-keys-label = Brug genveje på én tast
page-settings-keys-hint = Se dem på Hjælp. Ingen genvej skriver under.
page-settings-office = Kontoret
page-settings-office-more = Telefonnummer, fravær og stedfortræder skrives under af Overdragelsesvagten. Ring til dem, hvis noget er forkert.
page-settings-phone = Telefon:
page-settings-server = Forbinder til { $server }.
page-settings-save = Gem
page-help = Hjælp og tastatur
page-help-words = Fem ord, der går igen
page-help-saved = Du har skrevet under. Den ligger på din computer.
page-help-sent = Serveren har den. Den kan ikke gå tabt mere.
page-help-delivered = En computer hos modtageren har hentet den.
page-help-opened = Computeren dér har låst den op og kontrolleret den. Det siger ikke, at nogen har læst den.
page-help-acknowledged = En person hos modtageren har skrevet under på, at de har den. Først da er ansvaret deres.
page-help-baton = Stafetten viser, hvem der har ansvaret for en overdragelse. Den, der giver den videre, holder fast, til en anden har skrevet under.
page-help-keys = Genveje
page-help-keys-off = Alt kan nås med Tab og Enter. Genvejene slås fra under
page-help-wrong = Når noget er galt
page-help-number = Overdragelsesvagten kan ikke læse sagen, så sig nummeret på overdragelsen, når du ringer.
page-key-rows = Næste og forrige i en liste
page-key-open = Åbn det, der er markeret
page-key-go = Gå til indbakken (g u: udbakken, g f: forløb, g r: rejser, g k: kontakter)
page-key-help = Denne side
page-key-close = Luk menu eller panel
page-changed = Det er ændret fra udgave { $before } til udgave { $after }
page-changed-before = Før:
page-changed-now = Nu:
page-changed-gone = står der ikke mere
page-changed-rest = Alt andet er uændret.
page-changed-nothing = Ordene er de samme.
page-older = Se tidligere udgave:
page-cpr-show = Vis i 30 sekunder
page-messages = Beskeder
page-messages-none = Ingen beskeder endnu. En besked her hører til overdragelsen, og modtageren skal kvittere for den.
page-messages-open = Se beskeden
page-messages-write = Skriv en besked
page-messages-hint = Den underskrives af dig og går til det andet kontor, ikke til en person.
page-messages-send = Underskriv og send besked
page-tour-next = { $office } kommer
page-tour-next-own = Jeres næste rejse
page-tour-see-one = Se rejsen

# Ark i et forløb
sheet-plan-visit-title = Fortæl, hvornår I kommer
sheet-plan-visit-hint = Den første dag af besøget, og hvilken rejse det hører til.
sheet-plan-visit-head = Du skriver under på, at
sheet-plan-visit-1 = { $own } kommer og ser barnet den dag, du skriver her,
sheet-plan-visit-2 = { $other } får besked og sender sagsoplysninger før besøget.
sheet-plan-visit-button = Underskriv besøget
sheet-postpone-visit-title = Udsæt besøget
sheet-postpone-visit-hint = Kun for dette barn. Hele rejsen udsættes under Rejser.
sheet-postpone-visit-head = Du skriver under på, at
sheet-postpone-visit-1 = { $own } ikke kommer den dag, der var aftalt, og hvorfor,
sheet-postpone-visit-2 = { $other } får besked.
sheet-postpone-visit-note = Det gælder kun dette barn. Hele rejsen udsættes med én underskrift under Rejser.
sheet-postpone-visit-button = Underskriv, at besøget er udsat
sheet-note-status-title = Skriv status om barnet, der venter
sheet-note-status-hint = Så ved { $other }, at barnet ikke er glemt.
sheet-note-status-head = Du skriver under på, at
sheet-note-status-1 = det, du skriver her, er, hvordan sagen står,
sheet-note-status-2 = barnet stadig venter på et besøg.
sheet-note-status-button = Underskriv og send status
sheet-begin-assessment-title = Notér, at udredningen er begyndt
sheet-begin-assessment-hint = Når I har mødt barnet.
sheet-begin-assessment-head = Du skriver under på, at
sheet-begin-assessment-1 = { $own } har mødt barnet den dag, du skriver her,
sheet-begin-assessment-2 = udredningen er begyndt.
sheet-begin-assessment-button = Underskriv, at udredningen er begyndt
sheet-begin-treatment-title = Notér, at behandlingen er begyndt
sheet-begin-treatment-hint = I sender en delrapport undervejs og en afsluttende rapport til sidst.
sheet-begin-treatment-head = Du skriver under på, at
sheet-begin-treatment-1 = { $own } har begyndt at behandle barnet den dag, du skriver her.
sheet-begin-treatment-button = Underskriv, at behandlingen er begyndt
sheet-no-show-title = Notér, at barnet ikke kom
sheet-no-show-hint = { $other } kan se det.
sheet-no-show-head = Du skriver under på, at
sheet-no-show-1 = barnet ikke kom den dag, du skriver her.
sheet-no-show-button = Underskriv, at barnet ikke kom
sheet-last-session-title = Notér den sidste session
sheet-last-session-hint = Så skal den afsluttende rapport sendes.
sheet-last-session-head = Du skriver under på, at
sheet-last-session-1 = den sidste session er holdt den dag, du skriver her,
sheet-last-session-2 = { $own } sender den afsluttende rapport inden fristen,
sheet-last-session-3 = behandlingsansvaret er hos { $own }, til { $other } har kvitteret for rapporten.
sheet-last-session-button = Underskriv den sidste session
sheet-interrupt-title = Afbryd forløbet
sheet-interrupt-hint = Så skal der sendes en kort afsluttende rapport.
sheet-interrupt-head = Du skriver under på, at
sheet-interrupt-1 = forløbet ikke går videre, og hvorfor,
sheet-interrupt-2 = der skal sendes en kort afsluttende rapport inden fristen.
sheet-interrupt-note = Det flytter ikke noget ansvar. Behandlingsansvaret flytter, når kommunen har kvitteret for rapporten.
sheet-interrupt-button = Underskriv, at forløbet er afbrudt
sheet-decide-follow-up-title = Beslut, hvad barnet får nu
sheet-decide-follow-up-hint = Familiecenter, ny behandling, sundhedsvæsenet, en anden kommune – eller ingenting.
sheet-decide-follow-up-head = Du skriver under på, at
sheet-decide-follow-up-1 = { $own } har besluttet det, du vælger her,
sheet-decide-follow-up-2 = I overdrager det til den, der skal give barnet det, inden fristen.
sheet-decide-follow-up-note = Ingen opfølgning gælder først, når en leder har medunderskrevet.
sheet-decide-follow-up-button = Underskriv beslutningen
sheet-check-effect-title = Skriv, om barnet fik hjælpen
sheet-check-effect-hint = Spørg dem, der følger op, og skriv svaret.
sheet-check-effect-head = Du skriver under på, at
sheet-check-effect-1 = { $own } har spurgt, om barnet fik det, der var besluttet,
sheet-check-effect-2 = svaret er det, du skriver her.
sheet-check-effect-button = Underskriv svaret
sheet-close-course-title = Luk forløbet
sheet-close-course-hint = Når intet i det er åbent. To skriver under.
sheet-close-course-head = Du skriver under på, at
sheet-close-course-1 = intet i forløbet er åbent,
sheet-close-course-2 = barnet har fået det, der var besluttet, eller I har besluttet, at intet følger.
sheet-close-course-note = En leder skal medunderskrive, før det gælder.
sheet-close-course-button = Underskriv, at forløbet lukkes
sheet-move-child-title = Barnet er flyttet
sheet-move-child-hint = Spørg en anden kommune, om de overtager. Intet flytter, før de har skrevet under.
sheet-move-child-head = Du skriver under på, at
sheet-move-child-1 = { $own } spørger det kontor, du vælger her, om de overtager barnets sag,
sheet-move-child-2 = { $own } har myndighedsansvaret, til de har skrevet under.
sheet-move-child-button = Underskriv og spørg
sheet-take-over-child-title = Overtag barnets sag
sheet-take-over-child-hint = I får myndighedsansvaret.
sheet-take-over-child-head = Du skriver under på, at
sheet-take-over-child-1 = barnet bor hos jer nu,
sheet-take-over-child-2 = { $own } har myndighedsansvaret for barnet fra nu af,
sheet-take-over-child-3 = behandlingen fortsætter hos { $other }.
sheet-take-over-child-button = Underskriv, at I overtager
sheet-refuse-child-title = Svar nej til at overtage barnets sag
sheet-refuse-child-hint = Skriv hvorfor. Intet flytter.
sheet-refuse-child-head = Du skriver under på, at
sheet-refuse-child-1 = { $own } ikke overtager barnets sag, og hvorfor,
sheet-refuse-child-2 = myndighedsansvaret bliver, hvor det er.
sheet-refuse-child-button = Underskriv svaret
sheet-unask-child-title = Træk spørgsmålet tilbage
sheet-unask-child-hint = Den anden kommune blev spurgt ved en fejl. Barnets sag bliver, hvor den er.
sheet-unask-child-head = Du skriver under på, at
sheet-unask-child-1 = I ikke længere beder den anden kommune om at overtage barnets sag,
sheet-unask-child-2 = { $own } har myndighedsansvaret som før.
sheet-unask-child-button = Underskriv, at spørgsmålet er trukket tilbage
sheet-give-outside-title = Givet videre uden om systemet
sheet-give-outside-hint = Når den, der skal hjælpe barnet, ikke bruger Stafet. Skriv, hvem der har taget imod, og hvornår. To skriver under.
sheet-give-outside-head = Du skriver under på, at
sheet-give-outside-1 = den, du skriver her, har taget imod og giver barnet det, der er besluttet,
sheet-give-outside-2 = { $own } spørger efter tre og seks måneder, om barnet fik det.
sheet-give-outside-note = En kollega skal medunderskrive, før det gælder.
sheet-give-outside-button = Underskriv, at det er givet videre
sheet-report-plan-title = Skriv, hvordan det gik med planen
sheet-report-plan-hint = Sagen blev lukket med en plan. Skriv, om barnet fik det, der stod i den.
sheet-report-plan-head = Du skriver under på, at
sheet-report-plan-1 = { $own } har set efter, om barnet fik det, der stod i planen,
sheet-report-plan-2 = det gik, som du skriver her.
sheet-report-plan-note = Fik barnet det ikke, så tag sagen op igen i stedet.
sheet-report-plan-button = Underskriv svaret

# Siden
page-skip = Gå til sidens indhold
page-menu = Menu
page-menu-close = Luk menu
page-main-menu = Hovedmenu
page-settings = Indstillinger
page-inbox = Indbakke
page-outbox = Udbakke
page-courses = Forløb
page-tours = Rejser
page-contacts = Kontakter
page-search = Søg
page-overview = Overblik
page-offices = Kontorer
page-new = Ny overdragelse
page-connection = Forbindelse
page-try-now = Prøv nu
page-foot-here = på denne computer
page-foot-help = Hjælp og tastatur
page-foot-call = Ring til Overdragelsesvagten:
page-printed = Stafet · { $office } · udskrevet { $when } af { $person } · Kan indeholde fortrolige personoplysninger
page-count-late = venter på jer, heraf noget over fristen
page-count-owed = venter på jer
page-count-listed = i listen
page-names-hidden = Børns navne står ikke i lister.
page-names-show = Vis navne i 5 minutter
page-names-shown = Børns navne vises i 5 minutter.
page-waiting-for-others = I venter på andre
page-waiting-for-nobody = I venter ikke på nogen.
page-see-all-sent = Se alt, I har sendt
page-show-ended = Vis { $count } afsluttede
page-ended = Afsluttede
page-inbox-empty = Intet venter på jer
page-inbox-empty-more = Alt, der er kommet, er der kvitteret for, og alle svar er sendt. Stafet siger til her, når der kommer noget.
page-version = udgave { $number }
page-other-acts = Andet …
page-save-file = Gem
page-read-it-all = Læst det hele?
page-happened = Hvad der er sket
page-happened-note = Ældste øverst. Klokkeslæt er jeres egne.
page-who-has-what = Hvem har hvad
page-about = Om overdragelsen
page-related = Hører sammen
page-home = Til forsiden
page-nothing-changed = Intet er ændret. Gå tilbage i browseren, og prøv igen.
page-move-yours = Det er dig, der kan gøre noget ved det.
page-move-administrator = Ring til Overdragelsesvagten; det er dem, der kan gøre noget ved det.
page-move-nobody = Ingen skal gøre noget: det prøves igen af sig selv.
page-not-done = Det blev ikke gjort
page-stranger-title = Åbn Stafet fra programmet
page-stranger = Siden kan kun åbnes af det program, den kører i, så ingen andre på computeren kan læse med.
page-stranger-more = Luk denne fane, og åbn Stafet igen.
page-not-here-title = Den side findes ikke
page-not-here = Adressen fører ingen steder hen. Intet er ændret.
page-see-handover = Se overdragelsen
status-trouble = Der er noget galt.
status-on = Forbundet
status-off = Uden forbindelse
status-off-since = siden { $since }. { $count ->
    [0] Alt er sendt.
    [one] 1 venter i udbakken og sendes af sig selv.
   *[other] { $count } venter i udbakken og sendes af sig selv.
}
status-trying = Finder forbindelse …
status-saved = { $count ->
    [0] Alt, du skriver, bliver gemt her.
    [one] 1 venter i udbakken.
   *[other] { $count } venter i udbakken.
}
status-all-sent = Alt er sendt
status-waiting = { $count ->
    [one] 1 venter i udbakken
   *[other] { $count } venter i udbakken
}
status-fetched = Hentet { $time }
way-to = til { $office }
way-from = fra { $office }
row-signed = underskrevet { $time }
row-sent = sendt { $time }
row-came = kom { $time }
row-read-and-acknowledge = Læs og kvittér
row-decide = Tag stilling
row-answer = Svar på spørgsmålene
row-read-decline = Læs afvisningen
row-send = Send { $thing }
row-see = Se, hvad der skal gøres
group-overdue-ours = Overskredet frist
group-unseen = Ubehandlet
group-unseen-note = Ingen på denne computer har set dem endnu
group-opened = Åbnet, ikke kvitteret
group-opened-note = Set, men afsenderen har stadig ansvaret
group-answers = Svar mangler
group-answers-note = Et andet kontor venter på jeres svar
group-expected = Ventet, men ikke sendt
group-expected-note = Aftalt i et forløb
group-follow-ups = Opfølgning mangler
group-follow-ups-note = Behandlingen er slut, barnet skal videre
balance-ours = { $count ->
    [one] ting venter på jer
   *[other] ting venter på jer
}
balance-theirs = { $count ->
    [one] ting venter I på
   *[other] ting venter I på
}
balance-late = { $count ->
    [one] 1 er over fristen.
   *[other] { $count } er over fristen.
}
balance-near = { $count ->
    [0] Intet andet haster.
    [one] 1 skal gøres senest i morgen.
   *[other] { $count } skal gøres senest i morgen.
}
balance-late-who = { $count ->
    [one] 1 er over fristen:
   *[other] { $count } er over fristen:
}
balance-none-near = Intet haster.
balance-none-late = Ingen er over fristen.
baton = { $office } har ansvaret for { $it }.
baton-until = { $office } har ansvaret for { $it }, til { $them } har kvitteret.
fact-you = Jer
fact-nobody = Ingen
fact-next = Næste skridt
fact-custody = Ansvar for overdragelsen
fact-treatment = Behandlingsansvar
fact-authority = Myndighedsansvar
fact-from = Fra
fact-to = Til
fact-number = Nummer
fact-number-say = Sig det i telefonen
field-cpr = 10 cifre, for eksempel 010112-0000. Nye numre uden kontrolciffer er også gyldige.
field-lines = én på hver linje
field-optional = (kan udelades)
field-error = Fejl:
form-summary = Noget skal rettes
sheet-for = på vegne af { $office } · denne computer · { $now }
sheet-not-now = Ikke nu
sheet-stale = Der er sket noget, siden du åbnede arket. Læs det igen, før du skriver under.
sheet-gone-title = Det kan ikke gøres mere
sheet-gone = Overdragelsen står et andet sted nu. Intet er ændret.
page-starting = Stafet åbner
page-go-on = Fortsæt
open-again = Stafet kører allerede og er åbnet i browseren.
open-address = Åbn denne adresse i din browser inden et minut: { $address }
open-failed = Siden kan ikke vises: { $why }

# Ark, der underskrives
sheet-acknowledge-title = Kvittér for { $it }
sheet-acknowledge-hint = I har ansvaret fra nu af og skal tage stilling.
sheet-acknowledge-head = Du kvitterer for, at
sheet-acknowledge-1 = du har set og læst { $it }, udgave { $version },
sheet-acknowledge-2 = { $own } har ansvaret for den fra nu af og ikke længere { $other },
sheet-acknowledge-3 = I tager stilling til den inden fristen.
sheet-acknowledge-note = Det betyder ikke, at I har accepteret barnet. Behandlingsansvaret er hos { $other }, til I accepterer.
sheet-acknowledge-button = Underskriv kvitteringen
sheet-acknowledge-only-title = Kvittér for { $it }
sheet-acknowledge-only-hint = Så ved { $other }, at en person har læst den.
sheet-acknowledge-only-head = Du kvitterer for, at
sheet-acknowledge-only-1 = du har set og læst { $it }, udgave { $version },
sheet-acknowledge-only-2 = { $own } har ansvaret for den fra nu af og ikke længere { $other }.
sheet-acknowledge-only-button = Underskriv kvitteringen
sheet-acknowledge-report-title = Kvittér for { $it }
sheet-acknowledge-report-hint = Behandlingsansvaret er tilbage hos jer.
sheet-acknowledge-report-head = Du kvitterer for, at
sheet-acknowledge-report-1 = du har set og læst { $it }, udgave { $version },
sheet-acknowledge-report-2 = { $own } har ansvaret for barnets behandling fra nu af og ikke længere { $other },
sheet-acknowledge-report-3 = I beslutter, hvad barnet får nu, inden fristen.
sheet-acknowledge-report-button = Underskriv kvitteringen
sheet-acknowledge-notification-title = Kvittér for { $it }
sheet-acknowledge-notification-hint = I skal handle og skrive under på, hvad der er gjort.
sheet-acknowledge-notification-head = Du kvitterer for, at
sheet-acknowledge-notification-1 = du har set og læst { $it }, udgave { $version },
sheet-acknowledge-notification-2 = { $own } har ansvaret for den fra nu af og ikke længere { $other },
sheet-acknowledge-notification-3 = I handler og skriver under på, hvad der er gjort, inden fristen.
sheet-acknowledge-notification-button = Underskriv kvitteringen
sheet-acknowledge-version-title = Kvittér for rettelsen
sheet-acknowledge-version-hint = { $other } ved så, at I har læst den nye udgave.
sheet-acknowledge-version-head = Du kvitterer for, at
sheet-acknowledge-version-1 = du har set og læst udgave { $version } af { $it },
sheet-acknowledge-version-2 = den gælder i stedet for den, I har læst før.
sheet-acknowledge-version-button = Underskriv kvitteringen
sheet-accept-title = Acceptér { $it }
sheet-accept-hint = I tager barnet. Tæller også som kvittering.
sheet-accept-head = Du skriver under på, at
sheet-accept-1 = du har læst { $it }, udgave { $version },
sheet-accept-2 = { $own } tager imod barnet og har behandlingsansvaret, til kommunen har kvitteret for den afsluttende rapport,
sheet-accept-3 = I har ansvaret for { $it } og fortæller inden fristen, hvornår I kommer.
sheet-accept-note = Det er også en kvittering for { $it }. Myndighedsansvaret bliver hos kommunen.
sheet-accept-button = Underskriv og acceptér
sheet-accept-follow-up-title = Acceptér { $it }
sheet-accept-follow-up-hint = I tager barnet. Tæller også som kvittering.
sheet-accept-follow-up-head = Du skriver under på, at
sheet-accept-follow-up-1 = du har læst { $it }, udgave { $version },
sheet-accept-follow-up-2 = { $own } tager imod barnet og har ansvaret for { $it },
sheet-accept-follow-up-3 = I tager den første kontakt og fortæller inden fristen, hvordan det gik.
sheet-accept-follow-up-note = Det er også en kvittering for { $it }. Myndighedsansvaret bliver hos kommunen.
sheet-accept-follow-up-button = Underskriv og acceptér
sheet-need-information-title = Bed om oplysninger
sheet-need-information-hint = Skriv, hvad der mangler. Imens er det { $other }s tur.
sheet-need-information-head = Du skriver under på, at
sheet-need-information-1 = { $own } mangler det, du skriver her, for at tage stilling til { $it },
sheet-need-information-2 = { $other } skal svare inden fristen.
sheet-need-information-button = Underskriv og send spørgsmålene
sheet-supply-title = Svar, at oplysningerne ikke findes
sheet-supply-hint = Når det, der er spurgt om, ikke kan skaffes.
sheet-supply-head = Du skriver under på, at
sheet-supply-1 = det, { $other } har bedt om, ikke kan skaffes,
sheet-supply-2 = { $other } skal tage stilling uden det.
sheet-supply-button = Underskriv og send svaret
sheet-decline-title = Afvis { $it }
sheet-decline-hint = Den går tilbage til { $other }, som skal finde en anden hjælp.
sheet-decline-head = Du skriver under på, at
sheet-decline-1 = { $own } ikke tager { $it }, og hvorfor,
sheet-decline-2 = I har ansvaret, til { $other } har skrevet under på, at afvisningen er læst.
sheet-decline-button = Underskriv og afvis
sheet-read-effect-title = Skriv under på, at svaret er læst
sheet-read-effect-hint = { $other } har fortalt, om barnet fik hjælpen.
sheet-read-effect-head = Du skriver under på, at
sheet-read-effect-1 = du har læst, hvordan det gik.
sheet-read-effect-button = Underskriv, at svaret er læst
sheet-read-decline-title = Skriv under på, at afvisningen er læst
sheet-read-decline-hint = I har ansvaret igen og skal finde det næste skridt.
sheet-read-decline-head = Du skriver under på, at
sheet-read-decline-1 = du har læst, hvorfor { $other } har afvist { $it },
sheet-read-decline-2 = { $own } har ansvaret for den igen,
sheet-read-decline-3 = I finder det næste skridt for barnet inden fristen.
sheet-read-decline-button = Underskriv, at afvisningen er læst
sheet-close-plan-title = Luk med en plan for barnet
sheet-close-plan-hint = Når hjælpen kommer et andet sted fra. To skriver under.
sheet-close-plan-head = Du skriver under på, at
sheet-close-plan-1 = { $it } lukkes uden at nå frem til { $other },
sheet-close-plan-2 = der i stedet sker det for barnet, som du skriver her.
sheet-close-plan-note = En leder skal medunderskrive, før det gælder.
sheet-close-plan-button = Underskriv planen
sheet-propose-redirect-title = Foreslå et andet kontor
sheet-propose-redirect-hint = { $other } bestemmer. Ansvaret flytter ikke imens.
sheet-propose-redirect-head = Du skriver under på, at
sheet-propose-redirect-1 = et andet kontor efter jeres mening er bedre for barnet, og hvorfor,
sheet-propose-redirect-2 = { $other } skal svare. Ansvaret flytter ikke imens.
sheet-propose-redirect-button = Underskriv forslaget
sheet-refuse-redirect-title = Svar, at den bliver, hvor den er
sheet-refuse-redirect-hint = I følger ikke forslaget om et andet kontor.
sheet-refuse-redirect-head = Du skriver under på, at
sheet-refuse-redirect-1 = { $it } bliver hos { $other }, og hvorfor.
sheet-refuse-redirect-button = Underskriv svaret
sheet-redirect-title = Send { $it } til et andet kontor
sheet-redirect-hint = Som den blev underskrevet, med alle bilag.
sheet-redirect-head = Du skriver under på, at
sheet-redirect-1 = { $it } sendes til det kontor, du vælger her, som den er,
sheet-redirect-2 = ansvaret ikke flytter, før nogen dér har kvitteret.
sheet-redirect-button = Underskriv og send videre
sheet-wrong-recipient-title = Meld forkert modtager
sheet-wrong-recipient-hint = Når den slet ikke skulle være kommet hertil.
sheet-wrong-recipient-head = Du skriver under på, at
sheet-wrong-recipient-1 = { $it } ikke er til { $own },
sheet-wrong-recipient-2 = { $other } skal finde det rette kontor,
sheet-wrong-recipient-3 = I sletter det, I har gemt og udskrevet, og bekræfter det.
sheet-wrong-recipient-button = Underskriv, at den er kommet forkert
sheet-sign-action-title = Skriv, hvad der er gjort
sheet-sign-action-hint = Lukker underretningen.
sheet-sign-action-head = Du skriver under på, at
sheet-sign-action-1 = { $own } har handlet på { $it },
sheet-sign-action-2 = det, du skriver her, er gjort for barnet.
sheet-sign-action-button = Underskriv, hvad der er gjort
sheet-report-follow-up-title = Fortæl, hvordan det gik
sheet-report-follow-up-hint = Fik barnet hjælpen?
sheet-report-follow-up-head = Du skriver under på, at
sheet-report-follow-up-1 = det, du skriver her, er det, der faktisk skete.
sheet-report-follow-up-button = Underskriv og send svaret
sheet-withdraw-title = Træk { $it } tilbage
sheet-withdraw-hint = Så længe ingen har kvitteret.
sheet-withdraw-head = Du skriver under på, at
sheet-withdraw-1 = { $it } trækkes tilbage fra { $other }, og hvorfor,
sheet-withdraw-2 = I skriver, hvad der nu sker for barnet, inden fristen.
sheet-withdraw-button = Underskriv og træk tilbage
sheet-ask-withdrawal-title = Bed om at trække { $it } tilbage
sheet-ask-withdrawal-hint = { $other } har kvitteret og svarer ja eller nej.
sheet-ask-withdrawal-head = Du skriver under på, at
sheet-ask-withdrawal-1 = { $own } vil trække { $it } tilbage, og hvorfor,
sheet-ask-withdrawal-2 = { $other } har ansvaret, til de har svaret.
sheet-ask-withdrawal-button = Underskriv og spørg
sheet-confirm-wish-title = Svar ja: { $other } vil have { $it } tilbage
sheet-confirm-wish-hint = { $other } trak { $it } tilbage, samtidig med at I svarede.
sheet-confirm-wish-head = Du skriver under på, at
sheet-confirm-wish-1 = { $own } er enig i, at { $it } går tilbage til { $other },
sheet-confirm-wish-2 = et forløb, der er begyndt, er afbrudt, og I sender en kort afsluttende rapport.
sheet-confirm-wish-button = Underskriv, at den går tilbage
sheet-confirm-withdrawal-title = Svar ja: træk den tilbage
sheet-confirm-withdrawal-hint = { $other } får ansvaret igen.
sheet-confirm-withdrawal-head = Du skriver under på, at
sheet-confirm-withdrawal-1 = { $own } er enig i, at { $it } trækkes tilbage,
sheet-confirm-withdrawal-2 = { $other } har ansvaret fra nu af og skriver, hvad der sker for barnet.
sheet-confirm-withdrawal-button = Underskriv, at den trækkes tilbage
sheet-refuse-withdrawal-title = Svar nej: den bliver her
sheet-refuse-withdrawal-hint = I beholder ansvaret.
sheet-refuse-withdrawal-head = Du skriver under på, at
sheet-refuse-withdrawal-1 = { $own } ikke er enig i, at { $it } trækkes tilbage, og hvorfor,
sheet-refuse-withdrawal-2 = I har stadig ansvaret.
sheet-refuse-withdrawal-button = Underskriv, at den bliver
sheet-record-plan-title = Skriv, hvad der nu sker for barnet
sheet-record-plan-hint = Lukker det, der blev trukket tilbage.
sheet-record-plan-head = Du skriver under på, at
sheet-record-plan-1 = der sker det for barnet, som du skriver her.
sheet-record-plan-button = Underskriv planen
sheet-enter-in-error-title = Meld { $it } fejlsendt
sheet-enter-in-error-hint = Når den aldrig skulle have været sendt.
sheet-enter-in-error-head = Du skriver under på, at
sheet-enter-in-error-1 = { $it } blev sendt ved en fejl, og hvorfor,
sheet-enter-in-error-2 = ingen må bruge den,
sheet-enter-in-error-3 = I siger, hvad der træder i stedet, inden fristen.
sheet-enter-in-error-button = Underskriv, at den er fejlsendt
sheet-close-error-title = Luk fejlen med en plan
sheet-close-error-hint = Når intet andet træder i stedet. To skriver under.
sheet-close-error-head = Du skriver under på, at
sheet-close-error-1 = intet andet træder i stedet for { $it },
sheet-close-error-2 = der sker det for barnet, som du skriver her.
sheet-close-error-note = En leder skal medunderskrive, før det gælder.
sheet-close-error-button = Underskriv planen
sheet-attest-destruction-title = Bekræft, at kopier er slettet
sheet-attest-destruction-hint = Det, I har gemt og udskrevet uden for Stafet.
sheet-attest-destruction-head = Du skriver under på, at
sheet-attest-destruction-1 = alt, { $own } har gemt eller udskrevet af { $it }, er slettet.
sheet-attest-destruction-note = Når du skriver under, sletter Stafet først selv indholdet og filerne på denne computer. Kollegernes computere sletter dem, næste gang de henter.
sheet-attest-destruction-button = Underskriv, at det er slettet
sheet-countersign-title = Medunderskriv
sheet-countersign-hint = Den anden af to underskrifter.
sheet-countersign-head = Du skriver under på, at
sheet-countersign-1 = du har læst det, en kollega har skrevet under på som den første,
sheet-countersign-2 = du er enig, og det gælder fra nu af.
sheet-countersign-button = Medunderskriv
sheet-carry-outside-title = Notér, at den er givet uden om Stafet
sheet-carry-outside-hint = Telefon, papir eller USB. To skriver under.
sheet-carry-outside-head = Du skriver under på, at
sheet-carry-outside-1 = { $it } er givet uden om Stafet, sådan som du skriver her.
sheet-carry-outside-2 = Det tæller ikke som en kvittering.
sheet-carry-outside-note = En kollega skal medunderskrive, før det gælder.
sheet-carry-outside-button = Underskriv, hvordan den blev givet
sheet-pause-title = Sæt påmindelser på pause
sheet-pause-hint = Fristen løber videre. To skriver under.
sheet-pause-head = Du skriver under på, at
sheet-pause-1 = det kontor, der mangler at gøre noget, ikke bliver mindet om { $it }, før pausen er slut, og hvorfor.
sheet-pause-2 = Fristerne flytter sig ikke.
sheet-pause-note = Den anden side, eller en leder uden for kontoret, skal medunderskrive, før det gælder. Ledere og administratorer får stadig besked.
sheet-pause-button = Underskriv pausen
sheet-resume-title = Genoptag påmindelser
sheet-resume-hint = Pausen slutter. To skriver under.
sheet-resume-head = Du skriver under på, at
sheet-resume-1 = der igen bliver mindet om { $it }.
sheet-resume-note = En kollega skal medunderskrive, før det gælder.
sheet-resume-button = Underskriv, at pausen slutter

# Ny overdragelse
page-write-steps = Trin
page-write-step-kind = Slags
page-write-step-receiver = Modtager
page-write-step-urgency = Hast
page-write-step-child = Barnet
page-write-step-content = Indhold
page-write-step-files = Bilag
page-write-step-review = Underskriv
page-write-step-done = udfyldt
page-write-step-of = trin { $number } af { $of }
page-write-back = Tilbage
page-write-next = Fortsæt
page-write-save-and-close = Gem og luk
page-write-saved = Gemt som kladde på denne computer { $time }. Ingen andre kan se den.
page-write-nothing-lost = Intet af det, du har skrevet, er gået tabt.
page-write-moved = Kladden er ændret i et andet vindue, siden du åbnede siden. Det, du skrev her, står her stadig. Se det igennem, og prøv igen.
page-write-error-title = Fejl: { $title }
page-write-choose = Vælg først: { $what }
page-write-forget = Slet kladden
page-write-forget-more = Det, du har skrevet, og de bilag, du har valgt, slettes fra denne computer.
page-write-forget-button = Slet kladden
page-write-gone-title = Kladden findes ikke mere
page-write-gone = Den er sendt eller slettet, eller adressen er forkert. Intet er ændret.
page-write-the-thing = den
page-write-the-receiver = modtageren
page-write-kind = Hvad vil du overdrage?
page-write-reports = Afsluttende rapport og delrapport skrives af Børnerejseholdet og klinikken fra Forløb.
page-write-follows = Den hører sammen med { $number }.
page-write-reopens = Den tager { $number } op igen.
page-write-replaces = Den træder i stedet for { $number }, som blev sendt ved en fejl.
page-write-about-referral = Bed et andet kontor om at udrede eller behandle et barn. De skal kvittere og tage stilling.
page-write-about-case-information = Send oplysninger, som et andet kontor venter på, for eksempel før et besøg.
page-write-about-follow-up = Giv et barn videre, når behandlingen er slut: til familiecentret, sundhedsvæsenet eller en anden kommune.
page-write-about-notification = Bekymring for et barn. Er altid rød og skal handles på inden for 24 timer.
page-write-about-message = Et spørgsmål eller et svar. Modtageren skal kvittere.
page-write-about-closing-report = Behandlingen er slut. Modtageren får behandlingsansvaret tilbage, når de kvitterer.
page-write-about-interim-report = Fortæl, hvordan det går, mens behandlingen er i gang.
page-write-receiver = Hvem skal have { $it }?
page-write-receiver-hint = Du skriver til et kontor, ikke til en person. Så bliver den også læst, når nogen har ferie.
page-write-other-office = Et andet kontor
page-write-other-office-label = Kontorets navn
page-write-from = På vegne af
page-write-nobody-there = har ikke taget Stafet i brug endnu
page-write-away = fraværende til { $until }
page-write-deputy = stedfortræder: { $deputy }
page-write-phone = telefon: { $phone }
page-write-no-urgency = Hast ikke valgt
page-write-saved-at = gemt { $time }
page-write-unsigned = Ikke underskrevet
page-write-unseen = Ingen andre kan se den.
page-write-stop = Stop
language-kl = grønlandsk
language-da = dansk
language-en = engelsk
language-mis = et andet, også østgrønlandsk
page-write-urgency = Hvor meget haster det?
page-write-urgency-hint = Farven bestemmer fristerne. Den kan ses i lister hos begge kontorer og hos administratorerne.
page-write-urgency-due = Kvitteres senest { $when }
page-write-red = barnet er i fare, eller det kan ikke vente. Ring også.
page-write-yellow = skal i gang snart
page-write-green = kan planlægges
page-write-child = Hvilket barn handler det om?
page-write-child-hint = Kun { $them } og I kan læse det. Serveren kan ikke.
page-write-content = Hvad skal de vide?
page-write-content-hint = Skriv kort. Det, du ikke ved, skriver du, at du ikke ved. Kun { $them } og I kan læse det.
page-write-counted = { $later ->
    [0] { $there } af { $of } på plads
   *[other] { $there } af { $of } på plads – { $later } kommer senere
}
page-write-files = Er der bilag?
page-write-files-hint = Højst { $count } filer på hver { $size } MB. Filerne låses på din computer, før de sendes.
page-write-files-choose = Vælg filer
page-write-files-add = Vedhæft filerne
page-write-files-attached = Vedhæftet
page-write-files-ready = klar
page-write-files-remove = Fjern
page-write-files-forgotten = Du skriver om et bilag. Er det med?
page-write-files-forgotten-more = Vælg filen her, eller gå tilbage og ret teksten. Du kan også fortsætte uden.
page-write-files-cut = Overførslen blev afbrudt. De filer, der står nedenfor, er gemt; vælg resten igen.
page-write-review = Gennemse, og skriv under
page-write-change = Ret
page-write-no-files = Ingen
page-write-some-files = { $count ->
    [one] 1 fil, { $size }
   *[other] { $count } filer, { $size }
}
page-write-attached-nothing = { $count ->
    [one] 1 punkt står som vedlagt, men der er ingen bilag. Vedhæft filen, eller ret punktet.
   *[other] { $count } punkter står som vedlagt, men der er ingen bilag. Vedhæft filerne, eller ret punkterne.
}
page-write-oath = Du skriver under på, at du på vegne af { $office }
page-write-oath-referral = henviser barnet til { $to } med det indhold, der står ovenfor,
page-write-oath-case-information = sender { $to } de oplysninger, der står ovenfor,
page-write-oath-follow-up = giver barnet videre til { $to } med det indhold, der står ovenfor,
page-write-oath-notification = underretter { $to } om barnet med det indhold, der står ovenfor,
page-write-oath-message = sender { $to } den besked, der står ovenfor,
page-write-oath-closing-report = afslutter behandlingen og sender { $to } den rapport, der står ovenfor,
page-write-oath-treatment = og at I har behandlingsansvaret, til en person hos { $to } har kvitteret for rapporten. Så går det tilbage til dem,
page-write-oath-interim-report = sender { $to } den rapport, der står ovenfor,
page-write-oath-custody = og at I beholder ansvaret for { $it }, til en person hos { $to } har kvitteret.
page-write-oath-correct = sender { $to } en ny udgave af { $it } med det indhold, der står ovenfor. Den træder i stedet for den forrige, som stadig kan læses,
page-write-oath-read-again = og at { $to } skal læse den nye udgave af { $it } og kvittere for den.
page-write-oath-resubmit = sender { $it } til { $to } igen med det indhold, der står ovenfor,
page-write-sign = Underskriv og send
page-write-keep = Gem som kladde
page-write-waits-for-them = { $office } har ikke taget Stafet i brug endnu; den sendes af sig selv, når den første er med.
page-sent-title = Underskrevet. { $it } er på vej
page-sent-saved-title = Underskrevet og gemt. { $it } sendes, når der er forbindelse
page-sent-waits-title = Underskrevet. { $it } venter på modtageren
page-sent-number = Nummer
page-sent-how = Sådan går det
page-sent-now = Hvad sker der nu?
page-sent-close = Du kan lukke siden. Stafet sender resten af sig selv og fortsætter, hvor den slap, hvis forbindelsen går.
page-sent-then = { $them } skal kvittere for { $it }.
page-sent-then-by = { $them } skal kvittere for { $it } senest { $when }.
page-sent-else = Sker det ikke inden fristen, siger Stafet til, og de bliver påmindet. I har ansvaret for { $it } imens.
page-sent-see = Se { $it }
page-sent-outbox = Til udbakken
error-too-many-forms = Der er { $limit } kladder, og flere kan ikke gemmes. Send eller slet en af dem.
error-form-moved = Kladden er sendt, slettet eller ændret et andet sted. Se på den igen.
sheet-correct-title = Ret { $it }
sheet-correct-hint = Send en ny udgave, når noget i den er forkert.
sheet-correct-head = Sådan retter du { $it }:
sheet-correct-1 = Du får den, som den er nu, og retter det, der er forkert.
sheet-correct-2 = Du skriver under til sidst. Indtil da ser ingen andre din rettelse.
sheet-correct-3 = { $other } får den nye udgave og skal læse den. Den gamle kan stadig læses.
sheet-correct-button = Begynd at rette
sheet-resubmit-title = Send { $it } igen
sheet-resubmit-hint = Når det, de manglede, er på plads.
sheet-resubmit-head = Sådan sender du { $it } igen:
sheet-resubmit-1 = Du får den, som den er nu, og retter det, der skal være anderledes.
sheet-resubmit-2 = Du skriver under til sidst. Indtil da ser ingen andre, hvad du skriver.
sheet-resubmit-3 = { $other } får den og skal kvittere på ny.
sheet-resubmit-button = Begynd at rette
sheet-send-title = Send { $kind }
sheet-send-hint = Skriv den, og skriv under. Den hører sammen med { $it }.
sheet-answer-title = Send oplysninger
sheet-answer-hint = Det svarer på det, { $other } har spurgt om.
sheet-replace-title = Vælg erstatning
sheet-replace-hint = Skriv det, der træder i stedet for { $it }.
sheet-reopen-title = Tag sagen op igen
sheet-reopen-hint = Send noget nyt, der hører sammen med { $it }.
sheet-message-title = Skriv en besked om { $it }
sheet-message-hint = Et spørgsmål eller et svar til { $other }.

# Ark om det, der er forsinket
sheet-review-title = Gennemgå sagen
sheet-review-hint = Kommunen ser på hver åben sag i runden.
sheet-review-head = Du skriver under på, at
sheet-review-1 = du har set på sagen i denne runde, og at det, der er aftalt, stadig er rigtigt for barnet.
sheet-review-button = Underskriv, at sagen er gennemgået
sheet-review-age-title = Se, om barnet stadig kan vente
sheet-review-age-hint = Henvisningen er ikke afgjort endnu. En leder ser på den.
sheet-review-age-head = Du skriver under på, at
sheet-review-age-1 = du har set på henvisningen, og at det stadig er rigtigt, at barnet venter på { $other },
sheet-review-age-2 = og at en leder ser på den igen, hvis den ikke er afgjort om otte uger.
sheet-review-age-button = Underskriv, at barnet kan vente
sheet-look-title = Se, hvad der gælder
sheet-look-hint = Noget, I har skrevet under på, gælder ikke. Se, hvad der står i stedet.
sheet-look-head = Du skriver under på, at
sheet-look-1 = du har set, hvad der gælder for { $it } nu,
sheet-look-2 = I gør det om, hvis det stadig skal gøres.
sheet-look-button = Underskriv, at du har set det
sheet-drop-title = Træk din underskrift tilbage
sheet-drop-hint = Du skrev under som den første. Så venter ingen på den anden underskrift.
sheet-drop-head = Du skriver under på, at
sheet-drop-1 = din første underskrift ikke gælder mere, og at ingen skal medunderskrive den.
sheet-drop-button = Underskriv, at du trækker den tilbage
sheet-drop-other-title = Sig nej til at medunderskrive
sheet-drop-other-hint = Så venter den første underskrift ikke længere på en anden.
sheet-drop-other-head = Du skriver under på, at
sheet-drop-other-1 = du ikke er enig i det, en kollega har skrevet under på som den første, af den grund, du skriver her.
sheet-drop-other-button = Underskriv, at du siger nej
sheet-remind-title = Send påmindelse
sheet-remind-hint = { $late } får en påmindelse. Fristen flyttes ikke.
sheet-remind-head = Du skriver under på, at
sheet-remind-1 = { $late } får en påmindelse om { $it } nu,
sheet-remind-2 = fristen flyttes ikke, og ansvaret bliver, hvor det er.
sheet-remind-button = Underskriv, og send påmindelsen
sheet-escalate-title = Sig det videre
sheet-escalate-hint = Det næste trin får at vide, at { $late } er over fristen.
sheet-escalate-head = Du skriver under på, at
sheet-escalate-1 = det næste trin får at vide nu, at { $late } er over fristen med { $it },
sheet-escalate-2 = fristen flyttes ikke, og ansvaret bliver, hvor det er.
sheet-escalate-button = Underskriv, og sig det videre
sheet-see-escalation-title = Notér, hvad I har gjort
sheet-see-escalation-hint = For eksempel at I har ringet. Ingen andre får besked i nogle arbejdsdage, én gang.
sheet-see-escalation-head = Du skriver under på, at
sheet-see-escalation-1 = du har set, at { $late } er over fristen,
sheet-see-escalation-2 = I har gjort det, du vælger her.
sheet-see-escalation-note = Det tæller ikke som en kvittering, og fristen flyttes ikke.
sheet-see-escalation-button = Underskriv, hvad I har gjort

# De første sider
welcome-steps = Trin
welcome-step-of = trin { $number } af { $count }
welcome-step-language = Sprog
welcome-step-invitation = Invitation
welcome-step-waiting = Godkendelse
welcome-language = Hvilket sprog vil du bruge?
welcome-invited = Du er inviteret
welcome-waiting = Næsten klar: en administrator skal godkende dig
welcome-invitation = Invitationen
welcome-invitation-hint = Sæt den tekst ind, du har fået af en administrator.
welcome-name = Hvad hedder du?
welcome-name-hint = Dit navn står på alt, du skriver under på.
welcome-apply = Bed om at være med
welcome-back = Tilbage
welcome-offline = Du behøver ikke have forbindelse nu. Ansøgningen sendes af sig selv, når der er.
welcome-wrong-invitation = Det er ikke en hel invitation. Kopiér al teksten, eller bed administratoren om at sende den igen.
welcome-wrong-name = Skriv dit navn.
welcome-waits-approval = Ansøgningen er gemt og sendes af sig selv. Overdragelsesvagtens Stafet godkender den, næste gang den er på nettet.
welcome-waits-colleague = Du er godkendt. En computer hos { $office } skal lukke dig ind, næste gang den er på nettet.
welcome-joined = Du er med. Alt er klar.
welcome-may-close = Du kan lukke siden. Stafet går videre af sig selv, så længe den kører.
welcome-look-again = Se, om du er godkendt
welcome-begin = Begynd

# Siden for administratorer
page-watch-count-late = i listen, heraf noget over fristen
page-printed-watch = Stafet · { $office } · udskrevet { $when } af { $person }
page-statistics = Statistik
page-meeting = Månedsmøde
status-as-of = · Opgjort { $time } · Opdateres af sig selv
a-notification = en underretning
a-referral = en henvisning
a-case-information = sagsoplysninger
a-closing-report = en afsluttende rapport
a-follow-up = en opfølgning
a-interim-report = en delrapport
a-message = en besked
watch-not-yet = Modtageren har ikke taget Stafet i brug
watch-unsigned = Ikke sendt: en leder skal underskrive igen
watch-deposited = Afsendt, ikke hentet
watch-unreadable = Hentet, kan ikke åbnes
watch-opened = Åbnet, ikke kvitteret
watch-acknowledged = Kvitteret, mangler svar
watch-acknowledged-notification = Kvitteret, handling mangler
watch-awaiting = Afventer oplysninger fra { $from }
watch-accepted = Accepteret, mangler tilbagemelding
watch-declined = Afvist, næste skridt mangler
watch-declined-unread = Afvist, ikke læst af afsender
watch-wrong-recipient = Forkert modtager, ikke sendt videre
watch-withdrawal-requested = Tilbagekaldelse, mangler svar
watch-withdrawn = Trukket tilbage, plan for barnet mangler
watch-entered-in-error = Fejlsendt, erstatning mangler
say-deposited = I har { $thing } fra { $from }, { $id }. Det ligger klar, men ingen computer hos jer har hentet det.
say-opened = I har { $thing } fra { $from }, { $id }. Det er åbnet på en computer hos jer, men ingen har skrevet under på, at I har det.
say-other = Det drejer sig om { $thing } fra { $from } til { $to }, { $id }. I mangler at gøre det her: { $duty }.
say-send = { $waits } venter på { $sent } fra jer, { $id }. Der er ikke kommet noget.
say-red = Det haster: rød.
watch-held = { $office } ({ $reason }) til { $until }
watch-title = { $late ->
    [0] Overblik
    [one] Overblik (1 over fristen)
   *[other] Overblik ({ $late } over fristen)
}
watch-lead = { $count ->
    [one] Alt, der skyldes, hos det ene kontor.
   *[other] Alt, der skyldes, hos alle { $count } kontorer.
}
watch-lead-late = { $late ->
    [0] Intet er over fristen.
    [one] 1 er over fristen; { $held ->
        [0] ingen er
       *[other] { $held } er
    } taget hånd om.
   *[other] { $late } er over fristen; { $held ->
        [0] ingen er
       *[other] { $held } er
    } taget hånd om.
}
watch-lead-never = Du ser aldrig navne eller indhold.
watch-to-meeting = Til månedsmødet
watch-lists = Lister
watch-not-asked = Der har ikke været forbindelse til serveren, siden Stafet blev åbnet. Listerne kommer af sig selv, når der er. Intet er gået tabt.
watch-ring = Ring nu
watch-ring-note = Over fristen, og ingen har taget hånd om det
watch-ring-nobody = Ingen skal ringes op nu.
watch-note-call = Notér opkaldet, og tag hånd om det
watch-no-phone = Kontoret har ikke opgivet et nummer.
watch-heard = På nettet { $time }.
watch-never-heard = Aldrig på nettet.
watch-never = Aldrig
watch-since = siden { $time }
watch-none = Intet på listen.
watch-nobody = Ingen
watch-remind = Påmind
watch-take = Tag hånd om
watch-more = Mere
watch-close = Luk
watch-call = Ring
watch-has-to = { $office } skal gøre det her: { $duty }
watch-owes = { $office } skal gøre det her: { $duty } ({ $due }).
watch-deputy = Stedfortræder: { $office }
watch-deputy-phone = Stedfortræder: { $office } · { $phone }
watch-never-content = Indholdet kan du ikke læse, kvittere for eller lukke.
watch-done = Det er underskrevet og sendt.
watch-done-waits = Det er underskrevet og gemt her. Det sendes af sig selv, når der er forbindelse.
watch-gone = Det skyldes ikke mere, eller nogen er kommet først. Intet er ændret.
watch-note-action = Loven giver et døgn, fra den blev sendt
watch-note-receipt = Længst over fristen øverst
watch-note-expected = Aftalt i et forløb og aldrig kommet
watch-note-follow-up = Behandlingen er slut
watch-note-returned = Kommet tilbage til afsenderen
watch-note-other = Alt andet, nogen skylder
watch-head-due = Frist
watch-head-handover = Overdragelse
watch-head-what = Hvad
watch-head-way = Fra → til
watch-head-owner = Hos
watch-head-place = Hvor den er, og hvorfor
watch-head-why = Hvorfor
watch-head-told = Varslet
watch-head-held = Taget hånd om
watch-head-do = Gør
watch-head-office = Kontor
watch-head-heard = Sidst på nettet
watch-head-devices = Computere
watch-head-deputy = Stedfortræder
watch-head-away = Fravær, nedbrud
watch-head-owes = Skylder
watch-offices-lead = { $count ->
    [one] 1 kontor.
   *[other] { $count } kontorer. Dem, der er noget med, står øverst.
}
watch-offices-well = Der er ikke noget med nogen af kontorerne.
watch-offices-more = { $count ->
    [one] Vis det andet kontor
   *[other] Vis de { $count } andre
}
watch-office-owes = { $count }, heraf { $late } over fristen
watch-away = Fravær { $first } – { $last }
watch-outage = Nedbrud: { $cause }
watch-outage-until = Nedbrud: { $cause }, ventes løst { $until }
watch-outage-line = Nedbrud ({ $cause }): { $who }, siden { $since }.
watch-outage-first = En administrator mere skal bekræfte det, før det gælder.
watch-everybody = alle kontorer
meeting-as-of = Opgjort
meeting-never = Ingen navne, intet indhold.
meeting-print = Udskriv med
meeting-late = Over fristen nu
meeting-held = { $count ->
    [0] ingen er taget hånd om
    [one] 1 er taget hånd om
   *[other] { $count } er taget hånd om
}
meeting-oldest = Ældste uden kvittering
meeting-oldest-more = over fristen
meeting-none = ingen
meeting-days = { $days ->
    [0] under et døgn
    [one] 1 dag
   *[other] { $days } dage
}
meeting-follow-ups = Opfølgning mangler
meeting-follow-ups-more = { $count ->
    [0] ingen i gang
    [one] 1 i gang
   *[other] { $count } i gang
}
meeting-to-agree = Til aftale: alt, der er over fristen
meeting-nothing = Intet er over fristen.
meeting-late-by = Over fristen
meeting-agreed = Aftale, hvem og hvornår
meeting-away = Kontorer, der har været væk over 3 dage
meeting-away-nobody = Ingen.
meeting-definitions = Definitioner
meeting-definitions-text = Frister regnes fra serverens tid. Over fristen er det, der skulle have været gjort før nu. Taget hånd om vil sige, at en administrator følger op på det; fristen flyttes ikke.
watch-act-head = Du skriver under på, at
watch-act-take-in-hand-title = Tag hånd om den
watch-act-take-in-hand-hint = Det næste trin venter imens, højst to gange. Er den rød, får lederne besked alligevel.
watch-act-take-in-hand-1 = { $own } følger op på den til { $until },
watch-act-take-in-hand-2 = og ved, at den åbner sig igen derefter, hvis { $office } ikke har gjort det. Fristen flyttes ikke.
watch-act-take-in-hand-button = Underskriv, og tag hånd om den
watch-act-remind-title = Påmind { $office }
watch-act-remind-hint = Der er sendt { $times } påmindelser og varsler.
watch-act-remind-1 = { $office } får en påmindelse nu. Fristen flyttes ikke.
watch-act-remind-button = Underskriv, og send påmindelsen
watch-act-escalate-title = Sig det videre
watch-act-escalate-hint = Det næste trin får besked nu.
watch-act-escalate-1 = det siges videre til næste trin: { $rung }. Fristen flyttes ikke.
watch-act-escalate-button = Underskriv, og sig det videre
watch-act-seen-title = Kvittér for, at du har set det
watch-act-seen-hint = Holder stigen i nogle arbejdsdage, én gang.
watch-act-seen-1 = du har set, at { $office } er over fristen, og har gjort det, du vælger her.
watch-act-seen-button = Underskriv, at du har set det
watch-act-carry-outside-title = Notér, at den er givet uden om Stafet
watch-act-carry-outside-hint = To administratorer skriver under.
watch-act-carry-outside-1 = den er givet videre i telefonen eller på papir,
watch-act-carry-outside-2 = og ved, at det ikke tæller som en kvittering.
watch-act-carry-outside-note = En administrator mere skal medunderskrive, før det gælder.
watch-act-carry-outside-button = Underskriv, at den er givet uden om Stafet
watch-act-pause-title = Sæt påmindelser på pause
watch-act-pause-hint = Fristen løber videre. To skriver under.
watch-act-pause-1 = det kontor, der mangler at gøre noget, ikke bliver mindet om den, før pausen er slut. Fristen flyttes ikke.
watch-act-pause-note = En administrator mere skal medunderskrive, før det gælder.
watch-act-pause-button = Underskriv pausen
watch-act-resume-title = Genoptag påmindelser
watch-act-resume-hint = Pausen slutter. To skriver under.
watch-act-resume-1 = der igen bliver mindet om den.
watch-act-resume-note = En administrator mere skal medunderskrive, før det gælder.
watch-act-resume-button = Underskriv, at pausen slutter
watch-act-countersign-title = Medunderskriv
watch-act-countersign-hint = En anden administrator har skrevet under som den første.
watch-act-countersign-1 = du er enig i det, en anden administrator har skrevet under på som den første,
watch-act-countersign-2 = og det gælder fra nu af.
watch-act-countersign-button = Medunderskriv

# Det, der skifter, mens siden vises
live-reload = Opdatér
live-new = Der er kommet noget nyt.
live-more = Der er sket mere.
live-moved = { $what }: flyttet til { $group }
live-gone = { $what }: ikke i listen mere
live-many = { $count } overdragelser er et nyt sted.

# Statistik
statistics-lead = Kvitteringer, det åbne og forløb. Små tal er skjult.
statistics-from = Fra og med
statistics-to = Til og med
statistics-show = Vis
statistics-xlsx = Regneark (XLSX)
statistics-html = Statusnotat (HTML)
statistics-text = Statusnotat (tekst)

## Øvelse

practice-title = Øvelse
practice-heading = Øv en overdragelse
practice-what = Du får en indbakke og en udbakke, hvor der kun er ét andet kontor: Øvekontoret. Du har sendt en øvehenvisning til det og fået en fra det. Se kvitteringerne komme, kvittér selv, acceptér, afvis eller send noget nyt. Øvekontoret svarer efter lidt tid.
practice-safe = Alt i øvelsen er opdigtet. Intet af det forlader denne computer, og det er væk, når øvelsen er slut.
practice-begin = Begynd øvelsen
practice-ready = Øvelsen er klar. Den åbner i et nyt vindue.
practice-enter = Gå til øvelsen
practice-end = Slut øvelsen
practice-back = Tilbage til dit arbejde
practice-failed = Øvelsen kunne ikke begynde
practice-banner = Alt her er opdigtet, og intet forlader denne computer. Luk vinduet, når du er færdig.
practice-link = Øv dig med en opdigtet sag
practice-office = Øvekontoret
practice-partner = Øve Øvesen
practice-own-office = Jeres kontor
practice-own-person = Du selv

## Beskeder på skrivebordet

notice-fresh = { $count ->
    [one] { $count } ny overdragelse venter på jer
   *[other] { $count } nye overdragelser venter på jer
}
notice-red = Noget rødt venter på jer
notice-late = { $count ->
    [one] { $count } frist er overskredet
   *[other] { $count } frister er overskredet
}
notice-named = { $kind }: { $office }
notice-more = og { $count } mere

# Papirer
paper-count = Side { $page } af { $of }
paper-head-when = Hvornår
paper-head-what = Hvad
paper-head-who = Hvem
paper-head-receipt = Kvittering
paper-by-server = Stafets server
paper-people = Det har mennesker skrevet under på
paper-people-about = Hver linje er underskrevet af en person med navn.
paper-machines = Det har computere noteret af sig selv
paper-machines-about = Ingen person har skrevet under. Åbnet siger ikke, at nogen har læst den.
paper-older = Tidligere udgave: { $title }
paper-save = Hent som PDF
paper-save-happened = Hent kvitteringer som PDF
paper-file-handover = overdragelse
paper-file-happened = kvitteringer
paper-made = Gemt: { $path }
paper-not-made = Der kunne ikke laves en PDF: { $why }
statistics-pdf = Statusnotat (PDF)
paper-taken = { $path } findes allerede og er ikke rørt. Vælg et andet navn.

# Kalender
calendar-name = Stafet – frister
calendar-due = Frist: { $when }
calendar-closed = Tæller ikke med i fristen: { $days }
calendar-save = Hent frister til kalender

# --- En side, hvis program er lukket ---
page-closed = Stafet er lukket bag den her side
page-closed-more = Intet er underskrevet eller sendt. Det, du har skrevet, står her endnu: åbn Stafet igen, og sæt det ind der.

# Hvornår kontorerne sidst var på nettet
heard-now = På nettet inden for den sidste time
heard-at = På nettet { $when }
heard-not-since = Ikke på nettet siden { $when }
heard-never = Har ikke været på nettet endnu
heard-asked = (sidst spurgt { $when })
heard-nobody-since = Ingen computer hos { $office } har været på nettet siden { $when }.
heard-warning = Ingen computer dér har været på nettet siden { $when }. Ring, hvis det haster.
heard-phone = Telefon: { $phone }.
contacts-heard = Sidst på nettet
side-deposited-silent-from = Ring til dem. { $silent }
side-deposited-silent-from-more = { $It } er afsendt og ligger klar. Den hentes, når en computer hos { $them } kommer på nettet.

# Bilag på vej ud
pace-seconds = under et minut
pace-minutes = ca. { $count } min
pace-hours = ca. { $count } timer
page-out-left = { $left } af { $of } tilbage
page-out-held = Bilagene er sat på pause her. De sendes, når I lader dem fortsætte; resten er sendt.
page-out-hold = Sæt bilag på pause
page-out-go-on = Fortsæt bilag
page-out-files-about = { $files } ({ $about })
page-file-unsent = { $left } af { $of } mangler at blive sendt
page-file-held = sat på pause

# Mindre ting på siderne
field-cpr-digits = skal have ti cifre, som 010112-0000. Sæt kryds nedenfor, hvis det ikke kendes
field-cpr-unknown = CPR-nummeret kendes ikke
office-administration = Administrationen
flaw-own-office = er jeres eget kontor; vælg det kontor, der skal have den i stedet
flaw-year = har et år, der ikke kan være rigtigt; skriv et mellem 2000 og 2100
flaw-not-possible = kan ikke være den dag: det, der er sket, ligger fra accepten til i dag, et besøg fra 60 dage tilbage til et år frem, og en pause slutter senest om 14 dage
error-proposes-itself = I kan ikke foreslå jeres eget kontor eller det kontor, der har sendt den. Vælg et tredje, eller meld den som forkert modtager. Intet er sendt.
terms-reply = filen siger, at den svarer på { $got }, men overdragelsen svarer på { $stands }; ret linjen in_reply_to, eller fjern den
terms-reply-none = filen siger, at den svarer på { $got }, men overdragelsen svarer ikke på noget; fjern linjen in_reply_to

# Hvad administratorer siger om kontorer
office-act-head = Du skriver under på, at
office-act-outage-title = Meld nedbrud
office-act-outage-1 = kontoret ikke kan nås nu, og hvad der er nede,
office-act-outage-2 = der ikke sendes påmindelser dertil imens. Ingen frist flyttes.
office-act-outage-note = En administrator mere skal bekræfte det, før det gælder.
office-act-outage-button = Underskriv nedbruddet
office-act-outage-confirm-title = Bekræft nedbruddet
office-act-outage-confirm-1 = nedbruddet er, som det er meldt. Fra nu af sendes der ikke påmindelser dertil.
office-act-outage-confirm-button = Underskriv bekræftelsen
office-act-outage-end-title = Meld det løst
office-act-outage-end-1 = nedbruddet er slut, og at der igen sendes påmindelser dertil.
office-act-outage-end-button = Underskriv, at det er løst
office-act-invite-title = Ny invitation
office-act-invite-1 = den, der får invitationen, må være med hos kontoret, når din Stafet har godkendt det.
office-act-invite-note = Invitationen vises på næste side. Giv den videre uden om Stafet til den, den er til, og kun til den.
office-act-invite-button = Underskriv invitationen
office-act-invited = Invitation til { $office } som { $role }. Gælder til { $until }.
office-act-invited-more = Giv teksten videre uden om Stafet, kun til den, den er til. Den kan bruges én gang.
office-act-staff-title = Bemand kontoret
office-act-staff-do = Ret telefon og fravær
office-act-staff-1 = kontoret er bemandet sådan fra nu af. En ny åbningstid gælder først fra i morgen.
office-act-staff-2 = frister, der løber, ikke flyttes af det.
office-act-staff-button = Underskriv bemandingen

# Indstillinger, undersøgelse og søgning
page-settings-names = Navne i lister
page-settings-names-none = Vis ikke børns navne i lister
page-settings-names-none-hint = Du kan vise dem i 5 minutter, når du har brug for det.
page-settings-names-initials = Vis initialer
page-settings-names-initials-hint = Kun på denne computer. Vælg det ikke, hvor borgere kan se skærmen.
page-settings-notices = Besked, når der sker noget
page-settings-notices-label = Vis en besked på skærmen
page-settings-notices-hint = »Ny henvisning fra Børnerejseholdet.« Aldrig navne, numre eller indhold.
page-settings-computers = Computere
page-settings-this-computer = Denne computer er med for:
page-settings-device = med siden { $from }, godkendt til { $until }
page-examine = Undersøg denne computer
page-examine-about = ser efter, hvad der kan være galt, og hvad du kan gøre.
page-examine-lead = { $count ->
    [0] Alt er i orden.
    [one] Der er én ting, der skal ses på.
   *[other] Der er { $count } ting, der skal ses på.
}
page-examine-again = Undersøg igen
page-search-from = Fra dato

# Månedsmødets tal
meeting-in-time = Kvitteret inden fristen i { $month }
meeting-in-time-before = { $percent } i { $month }
meeting-round-title = Gennemgang af åbne sager
meeting-round = Runde { $number }: { $percent } gennemgået; ved jævnt tempo skulle det være { $expected } %. Slutter { $until }.

# Uret på computeren
clock-ahead = Uret på denne computer går { $by } foran.
clock-behind = Uret på denne computer går { $by } bagefter.
clock-days = { $count ->
    [one] 1 dag
   *[other] { $count } dage
}
clock-hours = { $count ->
    [one] 1 time
   *[other] { $count } timer
}
clock-minutes = { $count ->
    [one] 1 minut
   *[other] { $count } minutter
}
clock-more = Det, der står her om frister, kan derfor være forkert. Ingen frist flytter sig: Det er serverens ur, der gælder. Stil uret, eller bed den, der passer computeren, om det.
clock-signing = { $head } Det, du underskriver nu, får den forkerte tid ved siden af serverens. Stil uret først, hvis du kan; det, du har skrevet, bliver her imens.
doctor-clock = Ur
doctor-clock-fine = går som serverens
doctor-clock-unknown = serverens tid er ikke kendt endnu
error-clock = Serveren kan ikke genkendes på den dag, som uret på denne computer viser. Intet er tabt, og det, du laver, bliver gemt her. Stil uret; går det rigtigt, så ring til en administrator.

# Det, der ikke kom igennem
page-still-here = Det, du skrev, er her endnu.
page-send-again = Send det igen

# Det, en underskrift har ført til.
done-title = Underskrevet: { $what }
done-saved-title = Underskrevet og gemt: { $what }
done-told = De, der har en del i sagen, får besked, så snart serveren har det.
done-saved = Det sendes af sig selv, når der er forbindelse. Indtil da ved ingen andre det.
done-receipt = Kvitteringen
done-signed = Underskrevet
done-by = { $time } af { $person }, på vegne af { $office }
done-confirmed = Bekræftet af serveren
done-not-yet = ikke endnu
done-about = Gælder
done-see-course = Se forløbet
