//! The form of what is typed about an account: logins and mail addresses.

use crate::domain::staff::refusal::{AccessRefusal, StaffRefusal};

/// The form of a mail address: what any mail server takes, and nothing that could break a header.
///
/// # Errors
/// [`AccessRefusal::BadMail`].
pub fn check_email(email: &str) -> Result<(), AccessRefusal> {
    let letters = |text: &str, more: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || more.as_bytes().contains(&b));
    let fits = email.len() <= 120
        && email.split_once('@').is_some_and(|(name, host)| {
            let labels = host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
            let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
            !name.is_empty() && dots && letters(name, "._%+-") && host.contains('.') && labels && letters(host, ".-")
        });
    if fits { Ok(()) } else { Err(AccessRefusal::BadMail) }
}

/// The form of an office telephone: digits, as people write them.
///
/// # Errors
/// [`StaffRefusal::PhoneForm`].
pub fn check_phone(phone: &str) -> Result<(), StaffRefusal> {
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    let fits = phone.len() <= 20 && digits >= 5 && phone.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b' '));
    if fits { Ok(()) } else { Err(StaffRefusal::PhoneForm) }
}

/// The form of a login: it is typed on phones and spoken over the telephone.
///
/// # Errors
/// [`StaffRefusal::LoginForm`].
pub fn check_login(login: &str) -> Result<(), StaffRefusal> {
    let fits = (3..=40).contains(&login.len())
        && login.starts_with(|c: char| c.is_ascii_lowercase())
        && login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    if fits { Ok(()) } else { Err(StaffRefusal::LoginForm) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_have_their_form() {
        for good in ["a@b.cn", "li.si+jw@mail.example.gov.cn"] {
            assert_eq!(check_email(good), Ok(()), "{good}");
        }
        for bad in
            ["", "a", "a@b", "@b.cn", "a@.cn", "a@b.", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", "李四@b.cn", "a@b@c.cn", ".a@b.cn"]
        {
            assert_eq!(check_email(bad), Err(AccessRefusal::BadMail), "{bad}");
        }
    }

    #[test]
    fn telephones_have_their_form() {
        for good in ["12388", "0839-5222321", "+86 839 5222321"] {
            assert_eq!(check_phone(good), Ok(()), "{good}");
        }
        for bad in ["", "1234", "五二二二三二一", "0839-5222321 转 8", &"1".repeat(21)] {
            assert_eq!(check_phone(bad), Err(StaffRefusal::PhoneForm), "{bad}");
        }
    }

    #[test]
    fn logins_have_their_form() {
        for good in ["abc", "town-head", "li.si2"] {
            assert_eq!(check_login(good), Ok(()), "{good}");
        }
        for bad in ["", "ab", "Abc", "1abc", "张三丰", "a b c", &"a".repeat(41)] {
            assert_eq!(check_login(bad), Err(StaffRefusal::LoginForm), "{bad}");
        }
    }
}
