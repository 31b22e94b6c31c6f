//! Pure rules of terms: who still holds a role when another one who holds it is gone.

use time::Date;

/// Somebody who holds a role today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// He is the one whose role is to end, maybe by another account.
    pub is_same_person: bool,
    /// His last day.
    pub until: Option<Date>,
}

/// Whether he is somebody else, and stays at least as long as the role that is to end would have held. Whoever leaves before
/// that leaves the place empty all the same.
#[must_use]
pub fn stays_as_long(other: Standing, until: Option<Date>) -> bool {
    let outlasts = match (other.until, until) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(last), Some(until)) => until <= last,
    };
    !other.is_same_person && outlasts
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn who_leaves_before_does_not_stay() {
        let (near, far) = (date!(2026 - 03 - 31), date!(2026 - 12 - 31));
        let other = |until| Standing { is_same_person: false, until };
        for (until, ending, expected) in [
            (None, None, true),
            (None, Some(near), true),
            (Some(far), None, false),
            (Some(far), Some(near), true),
            (Some(near), Some(near), true),
            (Some(near), Some(far), false),
        ] {
            assert_eq!(stays_as_long(other(until), ending), expected, "{until:?} while {ending:?}");
        }
        assert!(!stays_as_long(Standing { is_same_person: true, until: None }, None), "himself by another account");
    }
}
