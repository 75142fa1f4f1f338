//! The lists of the page, courses and tours, search and settings, as a browser asks for them.

use crate::{
    page::Page,
    programs::{Deployment, TEAM},
    referral,
    watch::says,
};

/// A day so many days from now, as forms take it.
fn in_days(days: i64) -> String {
    let zone = jiff::tz::TimeZone::get("America/Nuuk").unwrap();
    let now = jiff::Timestamp::now().to_zoned(zone);
    let then = now.checked_add(jiff::Span::new().days(days)).unwrap();
    then.date().to_string()
}

/// Such a day as pages write it.
fn in_danish(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let day: jiff::civil::Date = day.parse().unwrap();
    let month = MONTHS[usize::try_from(day.month()).unwrap() - 1];
    format!("{}. {month} {}", day.day(), day.year())
}

/// The child's name in the test's referral.
const CHILD: &str = "Testbarn Nanortalik A";
/// What a browser must never take for markup.
const EVIL: &str = "\"><script>alert(1)</script>";

/// A referral that lies at the team, its short id.
fn sent(deployment: &Deployment) -> String {
    let said = deployment.stafet("sender", &["send", &referral()]);
    assert_eq!(said.code, 0, "{said:?}");
    deployment.sync("team");
    said.line().to_owned()
}

/// A course that runs, its short id.
fn accepted(deployment: &Deployment) -> String {
    let id = sent(deployment);
    let said = deployment.stafet("team", &["accept", &id]);
    assert_eq!(said.code, 0, "{said:?}");
    id
}

/// Signs the sheet at an address, with what is filled in.
fn sign(page: &Page, sheet: &str, fields: &[(&str, &str)]) -> (u16, String, String) {
    let (token, bound) = (page.hidden(sheet, "_token"), page.hidden(sheet, "_bound"));
    let mut all = vec![("_token", token.as_str()), ("_bound", bound.as_str())];
    all.extend(fields);
    let answer = page.post(sheet, &all);
    let place = answer.headers.get("location").cloned();
    (answer.status, place.unwrap_or_default(), answer.body)
}

#[test]
fn a_search_finds_what_was_said_and_stands_in_no_address() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let token = page.hidden("/soeg", "_token");
    let search = |typed: &str| page.post("/soeg", &[("_token", &token), ("q", typed)]).body;
    for typed in ["TESTBARN nanortalik", "0101120000", "010112-0000", &id] {
        let found = search(typed);
        let place = format!("/overdragelse/{id}");
        assert!(
            found.contains("1 fundet") && found.contains(&place),
            "{typed}: {found}"
        );
        assert!(
            !found.contains("0101120000</mark>"),
            "a number is never shown"
        );
    }
    assert!(search("testbarn").contains("<mark>Testbarn</mark>"));
    assert!(search("findes-ikke").contains("Intet fundet"));
    assert!(!search(EVIL).contains("<script>alert"));
    let asked = page.get("/soeg?q=testbarn").body;
    assert!(
        !asked.contains("fundet"),
        "an address asks for nothing: {asked}"
    );
    let strange = page.post("/soeg", &[("_token", "guess"), ("q", "testbarn")]);
    assert_eq!(strange.status, 403);
}

#[test]
fn a_name_and_a_number_are_shown_to_who_asked_and_for_a_while() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "sender");
    assert!(!page.get("/udbakke").body.contains(CHILD));
    let token = page.hidden("/udbakke", "_token");
    for (back, place) in [
        ("/udbakke", "/udbakke"),
        ("http://evil.example/", "/indbakke"),
        ("//evil.example", "/indbakke"),
    ] {
        let asked = page.post("/vis-navne", &[("_token", &token), ("tilbage", back)]);
        assert_eq!(asked.headers["location"], place);
    }
    assert!(page.get("/udbakke").body.contains(CHILD));
    let address = format!("/overdragelse/{id}");
    assert!(!page.get(&address).headers.contains_key("refresh"));
    let shown = page.post(&format!("{address}/vis-cpr"), &[("_token", &token)]);
    assert_eq!(shown.headers["location"], address);
    let whole = page.get(&address);
    assert!(whole.body.contains("010112-0000"), "{}", whole.body);
    assert_eq!(whole.headers["refresh"], format!("30; url={address}"));
}

#[test]
fn a_message_is_written_on_the_page_of_its_case() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let address = format!("/overdragelse/{id}");
    let token = page.hidden(&address, "_token");
    let send = |text| {
        page.post(
            &format!("{address}/besked"),
            &[("_token", &token), ("besked", text)],
        )
    };
    let empty = send(" ");
    assert_eq!(empty.status, 422, "{empty:?}");
    assert!(empty.body.contains("id=\"fejl\""));
    let said = send(EVIL);
    assert_eq!(said.headers["location"], format!("{address}#beskeder"));
    let shown = page.get(&address).body;
    assert!(shown.contains("st-msg--own") && !shown.contains("<script>alert"));
    let outbox = deployment.stafet("team", &["outbox", "--json"]).json();
    let sent = outbox["handovers"].as_array().unwrap().iter();
    assert_eq!(
        sent.filter(|it| it["kind"] == "Message").count(),
        1,
        "{outbox}"
    );
}

#[test]
fn a_course_goes_on_and_a_whole_tour_is_postponed_with_one_signature() {
    let deployment = Deployment::at_work();
    let id = accepted(&deployment);
    let page = Page::of(&deployment, "team");
    let course = format!("/forloeb/{id}");
    assert!(page.get("/forloeb").body.contains(&course));
    let shown = page.get(&course).body;
    assert!(shown.contains(CHILD) && shown.contains("Behandlingsansvar"));
    let title = shown.split("</title>").next().unwrap();
    assert!(!title.contains("Testbarn"), "no name in a title");
    assert!(!shown.contains("0101120000"));
    let plan = format!("/overdragelse/{id}/planlaeg-besoeg");
    let (status, _, body) = sign(&page, &plan, &[("tour", "januar-syd")]);
    assert_eq!(status, 422, "a day is missing");
    assert!(body.contains("januar-syd"), "nothing typed is lost");
    let (planned, later) = (in_days(40), in_days(47));
    let fields = [("day", planned.as_str()), ("tour", "Januar-Syd ")];
    let (status, place, _) = sign(&page, &plan, &fields);
    assert_eq!((status, &place), (303, &format!("{plan}/udfoert")));
    let led_to = page.get(&place).body;
    assert!(led_to.contains(&format!("href=\"{course}\"")), "{led_to}");
    let tours = page.get("/rejser").body;
    assert!(tours.contains("af 1 sag klar"), "{tours}");
    let from = tours.find("/rejser/").unwrap();
    let tour = tours[from..].split('"').next().unwrap().to_owned();
    let shown = page.get(&tour).body;
    assert!(shown.contains(&course) && !shown.contains(CHILD));
    let sheet = format!("{tour}/udsaet");
    let (token, bound) = (page.hidden(&sheet, "_token"), page.hidden(&sheet, "_bound"));
    let (status, _, body) = sign(&page, &sheet, &[("until", later.as_str())]);
    assert_eq!(status, 422, "a reason is missing");
    assert!(body.contains(&later));
    let fields = [
        ("_token", token.as_str()),
        ("_bound", bound.as_str()),
        ("until", later.as_str()),
        ("text", "Storm"),
    ];
    let signed = page.post(&sheet, &fields);
    assert_eq!(signed.headers["location"], "/rejser", "{signed:?}");
    let again = page.post(&sheet, &fields);
    assert_eq!(again.status, 409, "it has moved since: {again:?}");
    assert!(page.get("/rejser").body.contains(&in_danish(&later)));
    assert_eq!(page.get("/rejser/00000000").status, 404);
}

#[test]
fn offices_are_found_and_a_language_is_kept() {
    let deployment = Deployment::at_work();
    let page = Page::of(&deployment, "sender");
    let all = page.get("/kontakter").body;
    assert!(all.contains(&format!("/ny?til={TEAM}")), "{all}");
    let none = page
        .get("/kontakter?find=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        .body;
    assert!(none.contains("Intet kontor passer") && !none.contains("<script>alert"));
    for path in [
        "/hjaelp",
        "/indstillinger",
        "/rejser",
        "/forloeb",
        "/udbakke?alle",
    ] {
        assert_eq!(page.get(path).status, 200, "{path}");
    }
    let token = page.hidden("/indstillinger", "_token");
    let english = [("_token", token.as_str()), ("sprog", "en")];
    let set = page.post("/indstillinger/sprog", &english);
    assert_eq!(set.headers["location"], "/indstillinger#sprog");
    assert!(page.get("/hjaelp").body.contains("Five words"));
    let off = page.post("/indstillinger/tastatur", &[("_token", &token)]);
    assert_eq!(off.status, 303);
    assert!(page.get("/hjaelp").body.contains("data-keys=\"off\""));
    drop(page);
    let anew = Page::of(&deployment, "sender");
    assert!(anew.get("/hjaelp").body.contains("Five words"), "kept");
}

#[test]
fn a_signature_leads_to_its_receipt_and_to_what_comes_next() {
    let deployment = Deployment::at_work();
    let id = sent(&deployment);
    let page = Page::of(&deployment, "team");
    let sheet = format!("/overdragelse/{id}/kvitter");
    let done = format!("{sheet}/udfoert");
    let unsigned = page.get(&done);
    assert_eq!(
        (unsigned.status, &unsigned.headers["location"]),
        (303, &sheet)
    );
    let (status, place, _) = sign(&page, &sheet, &[]);
    assert_eq!((status, place), (303, done.clone()));
    let confirmed = "<dt>Bekræftet af serveren</dt><dd>i dag kl. ";
    let shown = says(&page, &done, confirmed);
    for wanted in [
        "Underskrevet: kvitteret",
        "på vegne af Børnerejseholdet",
        "Henvisning fra Nanortalik",
        "Tag stilling senest",
        &format!("href=\"/overdragelse/{id}/accepter\""),
        &format!("href=\"/overdragelse/{id}/pdf/kvitteringer\""),
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    assert!(!shown.contains("Testbarn"), "{shown}");
}

#[test]
fn a_day_that_nobody_may_sign_for_is_marked_where_it_stands_and_nothing_typed_is_lost() {
    let deployment = Deployment::at_work();
    let id = accepted(&deployment);
    let page = Page::of(&deployment, "team");
    let visit = format!("/overdragelse/{id}/planlaeg-besoeg");
    let met = format!("/overdragelse/{id}/udredning");
    // Before the acceptance and beyond a year; what has happened has not happened tomorrow.
    for (sheet, days) in [(&visit, -1), (&visit, 367), (&met, -1), (&met, 1)] {
        let day = in_days(days);
        let fields = [("day", day.as_str()), ("tour", "januar-syd")];
        let (status, _, body) = sign(&page, sheet, &fields);
        assert_eq!(status, 422, "{sheet} {day}");
        let marked = body.split("id=\"f-day\"").nth(1);
        let field = marked
            .and_then(|it| it.split('>').next())
            .unwrap_or_default();
        assert!(field.contains("aria-invalid=\"true\""), "{body}");
        assert!(field.contains(&format!("value=\"{day}\"")), "{field}");
        assert!(body.contains("href=\"#f-day\""), "{body}");
        assert!(body.contains("Kan ikke være den dag"), "{body}");
        assert_eq!(body.contains("januar-syd"), *sheet == visit, "{sheet}");
    }
    let last = in_days(366);
    let (status, place, _) = sign(&page, &visit, &[("day", &last)]);
    assert_eq!((status, place), (303, format!("{visit}/udfoert")));
}
