//! From a policy to a file that is read back as the same.

use std::fmt::Write as _;

use stafet_shared::{
    party::OfficeId,
    policy::{Basis, ClockName, Ladder, Policy, Setting, Thresholds},
    words::{Language::Danish, State},
};

/// A policy as a file, with a Danish comment above everything that it says.
#[must_use]
pub fn write(policy: &Policy) -> String {
    let mut text = HEAD.to_owned();
    // What cannot be written to a String would not be a String.
    let _ = sections(policy, &mut text);
    text
}

fn sections(policy: &Policy, text: &mut String) -> std::fmt::Result {
    text.push_str(CLOCKS);
    // What an earlier release has signed does not name every clock; whoever signs again has to.
    let whole = policy.clone().whole();
    for name in ClockName::all() {
        if let Some(setting) = whole.clocks.get(&name) {
            clock(name, setting, text)?;
        }
    }
    ladder(&policy.ladder, text)?;
    thresholds(policy.thresholds, text)?;
    text.push_str(DAYS);
    for (organisation, days) in &policy.days {
        let closed: Vec<String> = days.closed.iter().map(ToString::to_string).collect();
        writeln!(text, "\n[days.{organisation}]")?;
        writeln!(text, "holidays = \"{}\"", days.holidays.name())?;
        writeln!(text, "closed = [{}]", closed.join(", "))?;
    }
    Ok(())
}

fn clock(
    name: ClockName,
    Setting { clock, basis }: &Setting,
    text: &mut String,
) -> std::fmt::Result {
    let [red, yellow, green] = clock.spans;
    writeln!(text, "\n# {}", danish(name))?;
    writeln!(text, "[clocks.{}]", name.key())?;
    writeln!(text, "red = \"{red}\"")?;
    writeln!(text, "yellow = \"{yellow}\"")?;
    writeln!(text, "green = \"{green}\"")?;
    if let Some(bound) = clock.at_most {
        writeln!(text, "never_over = \"{bound}\"")?;
    }
    match basis {
        Basis::Source(source) => writeln!(text, "source = {}", quoted(source)),
        Basis::Proposal => writeln!(text, "proposal = true"),
    }
}

fn ladder(ladder: &Ladder, text: &mut String) -> std::fmt::Result {
    text.push_str(LADDER);
    writeln!(
        text,
        "# Påmindelse til kontoret, når så mange procent af fristen er gået."
    )?;
    writeln!(text, "reminder_percent = {}", ladder.reminder_percent)?;
    writeln!(
        text,
        "# Begge ledere og administratorerne, så længe efter fristen."
    )?;
    writeln!(text, "leaders_after = \"{}\"", ladder.leaders_after)?;
    writeln!(
        text,
        "# Den myndighed, der fører tilsyn, så længe efter fristen."
    )?;
    writeln!(text, "authority_after = \"{}\"", ladder.authority_after)?;
    writeln!(text, "authority = {}", listed(&ladder.authority))?;
    writeln!(
        text,
        "# Får den ugentlige liste: antal og alder, ingen navne."
    )?;
    writeln!(text, "department = {}", listed(&ladder.department))?;
    writeln!(
        text,
        "# Så længe holder en underskrift på, at eskaleringen er set (R11)."
    )?;
    writeln!(text, "seen_holds = \"{}\"", ladder.seen_holds)?;
    writeln!(
        text,
        "# Så længe holder det, at en administrator har taget sagen i hånd."
    )?;
    writeln!(
        text,
        "taken_in_hand_holds = \"{}\"",
        ladder.taken_in_hand_holds
    )
}

fn thresholds(thresholds: Thresholds, text: &mut String) -> std::fmt::Result {
    text.push_str(THRESHOLDS);
    writeln!(text, "green_percent = {}", thresholds.green_percent)?;
    writeln!(text, "yellow_percent = {}", thresholds.yellow_percent)?;
    writeln!(text, "# Antal under dette vises ikke.")?;
    writeln!(text, "small_count = {}", thresholds.small_count)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn listed(offices: &[OfficeId]) -> String {
    let ids: Vec<String> = offices.iter().map(|id| quoted(id.as_str())).collect();
    format!("[{}]", ids.join(", "))
}

/// What a clock is, for whoever reads the file.
fn danish(name: ClockName) -> String {
    match name {
        ClockName::State(State::Accepted) => {
            "Accepteret: det accepterede er gjort, for eksempel første kontakt".to_owned()
        }
        ClockName::State(state) => format!("{}: {}", state.words(Danish), until_when(state)),
        ClockName::Of(kind, state) => format!(
            "{} – {}: handlingen er underskrevet",
            kind.words(Danish),
            state.words(Danish)
        ),
        ClockName::Course(clock) => format!("Forløb: {}", clock.words(Danish)),
        ClockName::Age => {
            "Henvisning, der ikke er afgjort: en leder har set, om barnet kan vente".to_owned()
        }
        ClockName::Look => "Noget, der ikke gjaldt: kontoret har set på det".to_owned(),
        ClockName::Fair => "Mindst så lang tid, fra man får det at vide".to_owned(),
    }
}

/// What has to have happened when a state's clock runs out.
const fn until_when(state: State) -> &'static str {
    match state {
        State::Draft => "kladden er underskrevet",
        State::Queued => "enheden har nået serveren",
        State::Held => "modtageren kan læse den",
        State::Deposited => "modtageren har hentet og åbnet",
        State::Unreadable => "afsenderen har forseglet på ny",
        State::Opened => "en navngiven person har kvitteret",
        State::Acknowledged => "der er truffet en beslutning",
        State::AwaitingInformation => "afsenderen har givet oplysningerne",
        State::Accepted => "det accepterede er gjort",
        State::Declined => "afsenderen har læst afslaget og valgt næste skridt",
        State::WrongRecipient => "afsenderen har adresseret på ny",
        State::WithdrawalRequested => "modtageren har svaret",
        State::Withdrawn => "myndigheden har skrevet planen for barnet",
        State::EnteredInError => "afsenderen har nævnt erstatningen eller planen",
        State::Closed => "intet",
    }
}

const HEAD: &str = "\
# Stafets politik: hvor længe hvert ur går, og hvem der hører om det, der er for sent.
#
# Prøv filen med: stafet admin policy check FIL. Underskriv den med: stafet admin policy sign FIL.
# En politik gælder for ure, der starter på eller efter den dag, den underskrives fra. Intet ur, der
# allerede går, bliver flyttet. Alt skal stå her: intet er underforstået.
";

const CLOCKS: &str = "
# --- Ure -----------------------------------------------------------------------------------------
#
# Længden skrives som \"3 working days\" (til kl. 16 på den 3. arbejdsdag efter), \"4 office hours\"
# (kontortid; døgnet rundt, hvor kontoret har vagt), \"24 hours\", \"30 days\" (à 24 timer) eller
# \"2 months\". De sidste tre er kalendertid, som hverken nat, weekend eller helligdag flytter.
# Rød er aldrig længere end gul, gul aldrig længere end grøn. never_over er en øvre grænse i
# kalendertid. source er en offentlig kilde; proposal = true er et forslag, som myndighederne skal
# godkende.
";

const LADDER: &str = "
# --- Eskalering ----------------------------------------------------------------------------------
#
# Hvert trin giver flere besked. Intet trin flytter sagen fra den, der har den.

[ladder]
";

const THRESHOLDS: &str = "
# --- Rapporter -----------------------------------------------------------------------------------

[thresholds]
# Grøn fra så mange procent inden for fristen, gul fra så mange, ellers rød.
";

const DAYS: &str = "
# --- Helligdage og lukkedage ---------------------------------------------------------------------
#
# En organisation, der ikke står her, holder Grønlands helligdage. En, der gør, skrives sådan:
#
#   [days.socialstyrelsen]
#   holidays = \"greenland\"                   # eller \"denmark\"
#   closed = [2027-05-14, 2027-12-30]        # lukkedage ud over helligdagene

[days]
";
