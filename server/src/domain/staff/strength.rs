//! What a password of one's own must be: long, and not what others would try first (NIST SP 800-63B, 5.1.1.2: length
//! and a list of known bad ones, no rules about kinds of characters, no change by the calendar).

use crate::domain::staff::refusal::AccessRefusal;
use unicode_normalization::UnicodeNormalization as _;

/// Fewest characters.
const SHORTEST: usize = 12;
/// Most characters; hashing looks at 256 bytes and no more.
const LONGEST: usize = 64;
/// What is left once everything known is taken out must be so long.
const OF_ONES_OWN: usize = 6;

/// What people begin with when a rule forces them; looked for in small letters, longer ones first.
const KNOWN: [&str; 40] = [
    "1qaz2wsx3edc",
    "qwertyuiop",
    "1234567890",
    "0123456789",
    "987654321",
    "147258369",
    "asdfghjkl",
    "iloveyou",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "changeme",
    "lianjing",
    "1q2w3e4r",
    "1qaz2wsx",
    "abcd1234",
    "zxcvbnm",
    "letmein",
    "welcome",
    "zhongguo",
    "5201314",
    "7758521",
    "woaini",
    "qwerty",
    "asdfgh",
    "abc123",
    "abcdef",
    "123456",
    "654321",
    "112233",
    "123123",
    "admin",
    "jijian",
    "jiwei",
    "888888",
    "666666",
    "000000",
    "111111",
    "123",
];

/// Whether somebody called so may take this password.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(password: &str, login: &str, name: &str) -> Result<(), AccessRefusal> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(AccessRefusal::PasswordShort);
    }
    if length > LONGEST || password.contains(char::is_control) {
        return Err(AccessRefusal::PasswordLong);
    }
    let plain = password.nfkc().collect::<String>().to_lowercase();
    if plain.contains(login) || plain.contains(name) {
        return Err(AccessRefusal::PasswordNamed);
    }
    let rest = KNOWN.iter().fold(plain, |rest, known| rest.replace(known, ""));
    let kinds = rest.chars().collect::<std::collections::BTreeSet<_>>().len();
    if rest.chars().count() < OF_ONES_OWN || kinds < OF_ONES_OWN - 1 {
        return Err(AccessRefusal::PasswordKnown);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_ones_own_is_enough() {
        let check = |password: &str| check_password(password, "li-si", "李四");
        for good in ["correct horse battery staple", "山高月小水落石出清风徐来", "x7-kq!mm2-Zp9", "红星照耀-Lian-2026"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("x7-kq!mm2-Z"), Err(AccessRefusal::PasswordShort));
        assert_eq!(check(&"山高月小".repeat(17)), Err(AccessRefusal::PasswordLong));
        assert_eq!(check("x7-kq!mm2\n-Zp9"), Err(AccessRefusal::PasswordLong));
        for named in ["My-LI-SI-of-2026", "我是李四呀我真是李四呀呀"] {
            assert_eq!(check(named), Err(AccessRefusal::PasswordNamed), "{named}");
        }
        for known in [
            "password1234",
            "Passw0rd2026",
            "qwertyuiop123456",
            "aaaaaaaaaaaaaaaa",
            "ababababababab",
            "１２３４５６７８９０１２",
            "admin@123456",
            "jiwei888888!",
        ] {
            assert_eq!(check(known), Err(AccessRefusal::PasswordKnown), "{known}");
        }
    }
}
