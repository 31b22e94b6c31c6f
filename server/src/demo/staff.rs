//! Accounts of the demonstration's staff, and the file that tells a visitor how to sign in.

use crate::demo::rows::StaffSeed;
use crate::domain::keys;
use crate::domain::staff::{NewAccess, NewAccount, NewRole, create_for_demo, issue_access, tend};
use crate::kernel::{Failure, Kernel, Outcome, Tx};
use entity::words::StaffRole;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How one member of the staff signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoAccount {
    /// Division code of the county.
    pub county: String,
    /// Name for signing in.
    pub login: String,
    /// Name for display; invented.
    pub name: String,
    /// What may be done.
    pub roles: Vec<StaffRole>,
    /// In which organ or unit.
    pub place: String,
    /// The password.
    pub password: String,
    /// Secret of the second factor, as an authenticator app takes it (base 32).
    pub totp_secret: String,
    /// The same as an address for an app.
    pub totp_uri: String,
}

/// A member of the staff with an access that nobody has used yet.
pub struct Hired {
    seed: StaffSeed,
    access: NewAccess,
}

/// Makes passwords and second factors, one at a time: hashing takes memory, and must not hold a transaction.
///
/// # Errors
/// A fault, if a password can't be hashed.
pub async fn hire(kernel: &Kernel, seeds: Vec<StaffSeed>) -> Outcome<Vec<Hired>> {
    let mut hired = Vec::with_capacity(seeds.len());
    for seed in seeds {
        let access = issue_access(kernel, &seed.login).await?;
        hired.push(Hired { seed, access });
    }
    Ok(hired)
}

/// Writes the accounts with their roles.
///
/// # Errors
/// A fault of the database.
pub async fn write(tx: &Tx, hired: Vec<Hired>) -> Outcome<Vec<DemoAccount>> {
    let mut accounts = Vec::with_capacity(hired.len());
    for Hired { seed, access } in hired {
        let role = NewRole { role: seed.role, unit_id: seed.unit, organ_id: seed.organ };
        let account = NewAccount {
            login: seed.login.clone(),
            name: seed.name.clone(),
            official_id: Some(seed.official),
            password_hash: access.password_hash.clone(),
            totp_secret: *access.totp_secret,
        };
        let id = create_for_demo(tx, account, &[role]).await?;
        keys::keep_own(tx, id, &access.own).await?;
        accounts.push(DemoAccount {
            county: tx.county.code.clone(),
            login: seed.login,
            name: seed.name,
            roles: vec![seed.role],
            place: seed.place,
            password: access.password.to_string(),
            totp_secret: base32(&*access.totp_secret),
            totp_uri: access.totp_uri.to_string(),
        });
    }
    tend(tx, None).await?;
    Ok(accounts)
}

/// Name of the file in the data folder.
pub const FILE: &str = "demo-accounts.json";

/// Adds accounts to the file, beside those of other counties.
///
/// # Errors
/// A fault, if the file can't be written.
pub fn save(folder: &Path, county: &str, new: &[DemoAccount]) -> Outcome<()> {
    let path = folder.join(FILE);
    let known: Vec<DemoAccount> = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let all: Vec<_> = known.into_iter().filter(|account| account.county != county).chain(new.iter().cloned()).collect();
    let text = serde_json::to_string_pretty(&all).map_err(Failure::fault)?;
    std::fs::write(&path, text + "\n").map_err(|e| Failure::fault(format!("{}: {e}", path.display())))
}

/// RFC 4648, without padding: what authenticator apps take.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut held, mut bits) = (String::new(), 0u32, 0u32);
    let mut push = |five: u32| text.push(ALPHABET.get(usize::try_from(five & 31).unwrap_or_default()).map_or('A', |b| char::from(*b)));
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base32;

    #[test]
    fn secrets_are_written_as_the_standard_says() {
        let vectors =
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")];
        for (plain, written) in vectors {
            assert_eq!(base32(plain.as_bytes()), written);
        }
    }
}
