//! A month of letters in a country of 29 offices: nobody reads more than they can.

use stafet_tests::noise::{Month, Role, play};

/// New lines that anybody reads on one day, at most.
const NEW_LINES_A_DAY: usize = 15;

#[test]
fn e_at_four_deadlines_in_five_nobody_reads_more_than_fifteen_new_lines_a_day() {
    for seed in 0..3 {
        let tally = play(Month {
            seed,
            ..Month::default()
        });
        for role in Role::ALL {
            let told = tally.of(role);
            let table = tally.table();
            assert!(
                told.new_max <= NEW_LINES_A_DAY,
                "{role:?}, {seed}:\n{table}"
            );
            assert_eq!(
                told.cut, 0,
                "nothing was left out for it: {role:?}\n{table}"
            );
            assert!(told.letters_a_week > 0.0, "{role:?} hears:\n{table}");
        }
    }
}

#[test]
fn e_only_what_is_red_disturbs_at_night_and_at_weekends() {
    let tally = play(Month::default());
    for role in Role::ALL {
        let told = tally.of(role);
        assert!(told.odd_percent < 25.0, "{role:?}:\n{}", tally.table());
    }
}
