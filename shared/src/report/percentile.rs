//! Percentiles by nearest rank: always a value that was measured, never one between two.

/// The value at or below which `percent` of the values lie: the one with rank
/// ⌈percent / 100 × count⌉ in ascending order, at least the first. More than 100 % is 100 %.
///
/// `None` when there are no values.
#[must_use]
pub fn nearest_rank(values: &[i64], percent: u8) -> Option<i64> {
    let mut ascending = values.to_vec();
    ascending.sort_unstable();
    let share = usize::from(percent.min(100));
    let rank = ascending.len().saturating_mul(share).div_ceil(100);
    ascending.get(rank.max(1).saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::nearest_rank;

    #[test]
    fn the_median_of_an_even_count_is_the_lower_of_the_middle_two() {
        assert_eq!(nearest_rank(&[4, 1, 3, 2], 50), Some(2));
        assert_eq!(nearest_rank(&[3, 1, 2], 50), Some(2));
        assert_eq!(nearest_rank(&[7], 95), Some(7));
        assert_eq!(nearest_rank(&[], 50), None);
    }

    #[test]
    fn the_95th_percentile_of_a_hundred_is_the_95th() {
        let values: Vec<i64> = (1..=100).rev().collect();
        assert_eq!(nearest_rank(&values, 95), Some(95));
        assert_eq!(nearest_rank(&values, 0), Some(1));
        assert_eq!(nearest_rank(&values, 100), Some(100));
        assert_eq!(nearest_rank(&values, 101), Some(100));
    }

    proptest! {
        /// The definition: the smallest of the values such that enough are not above it.
        #[test]
        fn it_is_the_smallest_value_that_enough_do_not_exceed(
            values in proptest::collection::vec(-50_i64..50, 1..60),
            percent in 1_u8..=100,
        ) {
            let enough = |value: i64| {
                let below = values.iter().filter(|&&other| other <= value).count();
                below.saturating_mul(100) >= values.len().saturating_mul(percent.into())
            };
            let naive = values.iter().copied().filter(|&value| enough(value)).min();
            prop_assert_eq!(nearest_rank(&values, percent), naive);
        }
    }
}
