//! A month of letters in a country of 29 offices: nobody reads more than they can.

use stafet_tests::noise::{Month, Role, play};

/// New lines that anybody reads on the worst day of a month, red ones included.
const NEW_LINES_A_DAY: usize = 15;

#[test]
fn e_at_four_deadlines_in_five_nobody_reads_more_than_fifteen_new_lines_a_day() {
    for seed in 0..3 {
        let tally = play(Month {
            seed,
            ..Month::default()
        });
        for role in Role::ALL {
            let (told, table) = (tally.of(role), tally.table());
            assert!(
                told.new_max <= NEW_LINES_A_DAY,
                "{role:?}, {seed}:\n{table}"
            );
            assert!(told.letters_a_week > 0.0, "{role:?} hears:\n{table}");
        }
    }
}
