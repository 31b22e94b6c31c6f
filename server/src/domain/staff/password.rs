//! Passwords: Argon2id, few at a time, away from the threads that answer requests, and never inside a transaction.

use crate::domain::keys::Recipe;
use crate::kernel::clock::random;
use crate::kernel::hand::Secret;
use crate::kernel::{Failure, Kernel, Outcome};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};
use zeroize::Zeroizing;

/// Passes over the memory.
const PASSES: u32 = 3;
/// Longer ones are wrong without looking.
const MAX_LENGTH: usize = 256;

/// Each hash takes 64 MiB: more at a time would let strangers fill the memory.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Leave for one hash. Whoever waits for one and goes away leaves nothing behind.
pub struct Place(SemaphorePermit<'static>);

/// Waits for a place.
///
/// # Errors
/// A fault, if the program ends.
pub async fn place() -> Outcome<Place> {
    PLACES.acquire().await.map(Place).map_err(Failure::fault)
}

/// The hash of a new password, as text that names its parameters.
///
/// # Errors
/// A fault, if the parameters are out of bounds.
pub async fn hash_password(kernel: &Kernel, password: &str) -> Outcome<String> {
    let salt = random::<16>(&*kernel.chance);
    let hasher = hasher(kernel)?;
    let password = Zeroizing::new(password.to_owned());
    away(place().await?, move || hasher.hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()))
        .await?
        .map_err(Failure::fault)
}

/// Whether the password belongs to the hash. Without a hash it is wrong, after the same work.
pub async fn is_right(kernel: &Kernel, password: &str, hash: Option<&str>) -> Outcome<bool> {
    is_right_at(place().await?, kernel, password, hash).await
}

/// As [`is_right`], at a place that was taken before.
pub async fn is_right_at(place: Place, kernel: &Kernel, password: &str, hash: Option<&str>) -> Outcome<bool> {
    let hasher = hasher(kernel)?;
    let salt = random::<16>(&*kernel.chance);
    let long = password.len() > MAX_LENGTH;
    let password = Zeroizing::new(if long { String::new() } else { password.to_owned() });
    let hash = hash.map(str::to_owned);
    away(place, move || match hash.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => hasher.verify_password(password.as_bytes(), &hash).is_ok() && !long,
        _ => {
            let worked = hasher.hash_password_with_salt(password.as_bytes(), &salt);
            std::hint::black_box(worked.is_ok());
            false
        }
    })
    .await
}

/// How new keys are made from passwords.
pub fn recipe(kernel: &Kernel) -> Recipe {
    Recipe { salt: random::<16>(&*kernel.chance).to_vec(), memory_kib: kernel.settings.argon2_kib, passes: PASSES }
}

/// The key that a password gives by this recipe. Its salt is another one than the hash's, so neither tells of the other.
pub async fn key_of(password: &str, recipe: &Recipe) -> Outcome<Secret> {
    let params = Params::new(recipe.memory_kib, recipe.passes, 1, None).map_err(Failure::fault)?;
    let (argon, salt) = (Argon2::new(Algorithm::Argon2id, Version::V0x13, params), recipe.salt.clone());
    let password = Zeroizing::new(password.to_owned());
    let work = move || {
        let mut key = Secret::default();
        argon.hash_password_into(password.as_bytes(), &salt, key.as_mut_slice()).map(|()| key)
    };
    away(place().await?, work).await?.map_err(Failure::fault)
}

fn hasher(kernel: &Kernel) -> Outcome<Argon2<'static>> {
    let params = Params::new(kernel.settings.argon2_kib, PASSES, 1, None).map_err(Failure::fault)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The place goes with the work: if whoever asked is gone meanwhile, the hash still runs, and still takes its place.
async fn away<T: Send + 'static>(place: Place, work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let held = move || {
        let _place = place.0;
        work()
    };
    tokio::task::spawn_blocking(held).await.map_err(Failure::fault)
}
