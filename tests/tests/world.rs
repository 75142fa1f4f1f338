//! World plays many seeds; `cargo run --release --bin world -- --seeds N` plays more.

use stafet_tests::{
    fabric,
    world::{Outcome, Planted, play},
};

fn one(seed: u64) -> Outcome {
    fabric::run(seed, |seed| play(seed, Planted::Nothing))
}

#[test]
fn the_first_seeds_keep_every_invariant() {
    for seed in 0..10 {
        let outcome = one(seed);
        println!("{seed}: {outcome:?}");
    }
}
