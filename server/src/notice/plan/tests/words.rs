//! What the words of letters say.

use super::*;

#[test]
fn a_letter_says_in_both_languages_what_waits_where_and_for_how_long() {
    let due = monday().plus_days(-6).plus_ms(MINUTE_MS);
    let town = |nth: u8| Notice {
        owner: office("by/vest"),
        tie: Tie::Side,
        call: true,
        ..notice(nth, due)
    };
    let known = [notice(1, due), town(2)];
    let mut outbox = Outbox::new();
    told(&mut outbox, &known, monday().plus_days(-3));
    let mut climbed = town(3);
    climbed.rung = 4;
    climbed.told = Told {
        offices: vec![office("by/ledelse"), office("vagt/vagten")],
        unheard: vec![
            Unheard::Leaders(office("team/rejsehold").organisation()),
            Unheard::Authority,
        ],
    };
    let mut coming = notice(9, monday().plus_days(1));
    (coming.duty, coming.rung) = (Duty::Send(Kind::InterimReport), 1);
    let stands = [&known[..], &[climbed, coming]].concat();
    let mut rules = rules();
    rules
        .ways
        .insert(office("by/ledelse"), BTreeSet::from([Way::Mail]));
    let letter = plan(&outbox, &stands, &nobody_silenced(), monday(), &rules).remove(0);
    let mail = book().mail(&letter);
    assert_eq!(
        mail.subject,
        "Stafet: dagens overblik, 2 nye, 4 venter / today's overview, 2 new, 4 waiting"
    );
    let (danish, english) = mail.body.split_at(mail.body.find("New since").unwrap());
    assert_eq!(
        danish,
        "Nyt siden sidst: 2.\n\n\
         Venter hos jer:\n\
         * 144GJ289, henvisning, gul: send delrapport (frist 2026-11-24 09.30)\n\n\
         Venter hos by/vest:\n\
         * 0C1G60R3, henvisning, gul: læs og kvittér, over fristen, dag 6 (frist 2026-11-17 09.31)\n  \
         Sagt til by/ledelse og vagt/vagten. Kunne ikke siges til en leder i team (der er ingen) og \
         tilsynet (intet kontor er valgt).\n  \
         Får ingen breve, kun besked i Stafet: vagt/vagten.\n\n\
         Desuden venter (se det i Stafet):\n\
         * hos jer: 1, heraf 1 over fristen\n\
         * hos by/vest: 1, heraf 1 over fristen\n\n\
         * Ring til by/vest: 2 sager\n\n\
         Næste skridt: Åbn Stafet.\n\
         Tider er lokale (America/Nuuk). Denne mail er sendt af et program og indeholder ingen personoplysninger.\n\n"
    );
    for said in [
        "Waiting at your office:\n* 144GJ289, referral, yellow: send interim report",
        "Told to by/ledelse and vagt/vagten. Could not be told to a leader of team (there is none) and the \
         supervising authority (no office is named).",
        "* Call by/vest: 2 matters",
    ] {
        assert!(english.contains(said), "{said}\n{english}");
    }
}

#[test]
fn g3_a_letter_claims_nothing_of_who_was_told_that_is_not_so() {
    let mut climbed = notice(1, monday().plus_days(-5));
    climbed.rung = 3;
    let body = |climbed: &Notice| {
        book()
            .mail(&letter_now(std::slice::from_ref(climbed), monday()))
            .body
    };
    let alone = body(&climbed);
    assert!(
        alone.contains("Ikke sagt til andre end de to kontorer."),
        "{alone}"
    );
    assert!(!alone.contains("edere"), "{alone}");
    climbed.told.offices = vec![office("vagt/vagten")];
    let heard = body(&climbed);
    assert!(heard.contains("Sagt til vagt/vagten."), "{heard}");
    let json = book().webhook(&letter_now(&[climbed], monday()));
    let item = &json["data"]["items"][0];
    assert_eq!(item["told"][0], "vagt/vagten");
    assert_eq!(
        item["no_letters"][0], "vagt/vagten",
        "nobody entered an address"
    );
}

#[test]
fn a_letter_sent_again_has_the_same_name_and_the_next_one_another() {
    let stands = [notice(1, monday().plus_days(-1))];
    let (first, again) = (
        letter_now(&stands, monday()),
        letter_now(&stands, monday().plus_ms(MINUTE_MS)),
    );
    assert_eq!(book().id(&first, 4), book().id(&again, 4));
    assert_ne!(book().id(&first, 4), book().id(&first, 5));
}
