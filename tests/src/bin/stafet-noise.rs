//! `stafet-noise`: plays a month of 29 offices and prints what each role is told by letter.

use std::io::{self, Write as _, stdout};

use clap::Parser;
use stafet_tests::noise::{Month, play};

/// Plays a month of letters.
#[derive(Debug, Parser)]
#[command(name = "stafet-noise", version)]
struct Arguments {
    /// How many matters are open at each time.
    #[arg(long, default_value_t = Month::default().matters)]
    matters: usize,
    /// How many of a hundred deadlines are met; more than once for several months.
    #[arg(long, default_values_t = [80, 50])]
    met: Vec<usize>,
    /// Whose chance it is.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    for met_percent in arguments.met {
        let month = Month {
            matters: arguments.matters,
            met_percent,
            seed: arguments.seed,
        };
        let table = play(month).table();
        writeln!(
            stdout(),
            "{} matters, {met_percent} of 100 deadlines met\n\n{table}\n",
            month.matters
        )?;
    }
    Ok(())
}
