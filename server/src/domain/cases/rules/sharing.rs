//! 交接: who takes which of several cases, so that each of those who may has about as many.

use entity::id::AccountId;

/// For each case who takes it: of those who may have it the one with the fewest so far, of equals the one named first;
/// nobody, where none may. What somebody has in hand already does not count: whoever shares out must not read from the
/// shares how many cases there are that he may not see.
#[must_use]
pub fn share_out<C>(cases: &[C], takers: &[AccountId], may: impl Fn(&C, AccountId) -> bool) -> Vec<Option<AccountId>> {
    let mut taken = vec![0_usize; takers.len()];
    let mut choose = |case: &C| {
        let free = takers.iter().zip(&mut taken).filter(|(taker, _)| may(case, **taker));
        free.min_by_key(|(_, count)| **count).map(|(taker, count)| {
            *count += 1;
            *taker
        })
    };
    cases.iter().map(&mut choose).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId(Uuid::from_u128(n))
    }

    #[test]
    fn shares_are_equal_where_everybody_may() {
        let shares = share_out(&[0; 7], &[account(1), account(2), account(3)], |_, _| true);
        let count = |n| shares.iter().filter(|share| **share == Some(account(n))).count();
        assert_eq!([count(1), count(2), count(3)], [3, 2, 2]);
    }

    #[test]
    fn nobody_takes_what_he_must_keep_away_from() {
        // Case n is not for taker n.
        let shares = share_out(&[1, 2, 1, 9], &[account(1), account(2)], |case, taker| account(*case) != taker);
        assert_eq!(shares, [Some(account(2)), Some(account(1)), Some(account(2)), Some(account(1))]);
        assert_eq!(share_out(&[1, 2], &[account(1)], |case, taker| account(*case) != taker), [None, Some(account(1))]);
        assert_eq!(share_out(&[1], &[], |_, _| true), [None]);
    }
}
