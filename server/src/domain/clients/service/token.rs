//! From credentials to a token, and from a token to an actor.

use super::hash;
use crate::domain::clients::model::{Claims, Granted, NotGranted, Shown, TOKEN_LIFE};
use crate::domain::clients::store;
use crate::domain::keys;
use crate::kernel::token::{self, Audience};
use crate::kernel::{ClientActor, Ctx, Kernel, Outcome};
use entity::client;
use entity::id::{ClientId, county_number};
use entity::words::ClientScope;
use std::sync::Arc;
use time::Duration;

/// So many failures of one name in [`TRIES_FORGOTTEN`], and the next ones wait. Good credentials never do.
const MOST_TRIES: i64 = 30;
const TRIES_FORGOTTEN: Duration = Duration::minutes(10);
/// What a token costs of the client's own quotas: a client asks for one in ten minutes, not for each request.
const TOKEN_COST: u64 = 100;

/// A token for whoever shows good credentials, with the scopes asked for, or all that the client has.
///
/// # Errors
/// A fault of the database. That it is not given stands inside.
pub async fn grant(ctx: &Ctx, shown: &Shown, scope: Option<&str>) -> Outcome<Result<Granted, NotGranted>> {
    let hash = hash(&ctx.kernel.keys, &shown.secret)?;
    let id = shown.id.parse::<ClientId>().unwrap_or(NOBODY);
    // Of a county that there is not nothing is counted: there is nobody to guess at.
    let Some(county) = ctx.kernel.tenants.by_number(county_number(id.0)).await? else { return Ok(Err(NotGranted::Client)) };
    let who = keys::keyed_hash(&ctx.kernel.keys, "client-try", shown.id.as_bytes())?;
    let who = who.first_chunk::<2>().copied().unwrap_or_default();
    let tx = ctx.write(&county).await?;
    let found = store::is_good(&tx, id, &hash).await?;
    let Some(client) = found else {
        let (tries, since) = store::count_try(&tx, &who, tx.now.after(-TRIES_FORGOTTEN)).await?;
        tx.commit().await?;
        let later = since.after(TRIES_FORGOTTEN);
        return Ok(Err(if tries > MOST_TRIES { NotGranted::Later(later) } else { NotGranted::Client }));
    };
    drop(tx);
    given(ctx, client, scope).await
}

/// No client has this id.
const NOBODY: ClientId = ClientId(uuid::Uuid::nil());

async fn given(ctx: &Ctx, client: client::Model, scope: Option<&str>) -> Outcome<Result<Granted, NotGranted>> {
    let Some(scope) = scope_of(&client, scope) else { return Ok(Err(NotGranted::Scope)) };
    let scopes = ClientScope::all_in(&scope);
    let actor = ClientActor { county_id: client.county_id, client_id: client.id, scopes };
    let spent = super::quota::charge(ctx, &actor, TOKEN_COST).await?;
    if let Some(left) = spent.refused() {
        return Ok(Err(NotGranted::Later(left.resets_at)));
    }
    let claims = Claims { county: client.county_id, client: client.id, scope: scope.clone() };
    let token = token::sign(&ctx.kernel.keys, Audience::Client, &claims, ctx.now.after(TOKEN_LIFE))?;
    Ok(Ok(Granted { token, scope }))
}

/// What the token may do, as text: each word asked for must be one of the client's. None if it is not.
fn scope_of(client: &client::Model, asked: Option<&str>) -> Option<String> {
    let own = ClientScope::all_in(&client.scopes);
    let Some(asked) = asked else { return Some(ClientScope::text(&own)) };
    let words: Vec<_> = asked.split(' ').collect();
    let known = words.iter().map(|word| ClientScope::named(word).filter(|scope| own.contains(scope)));
    let mut scopes = known.collect::<Option<Vec<_>>>()?;
    scopes.sort_unstable();
    scopes.dedup();
    Some(ClientScope::text(&scopes))
}

/// What a token of ours for a client says.
///
/// # Errors
/// A fault of the keys.
pub fn actor_from_token(kernel: &Kernel, token: &str) -> Outcome<Option<Claims>> {
    token::read(&kernel.keys, Audience::Client, token, kernel.clock.now())
}

/// The client behind it, with what both its token and its county let it do; none if it was ended.
///
/// # Errors
/// A fault of the database.
pub async fn load_actor(kernel: &Arc<Kernel>, claims: &Claims) -> Outcome<Option<ClientActor>> {
    let county = kernel.tenants.by_id(claims.county).await?;
    let tx = Ctx::system(kernel).read(&county).await?;
    let row = store::one(&tx, claims.client).await?.filter(|row| row.ended_at.is_none());
    Ok(row.map(|row| {
        let own = ClientScope::all_in(&row.scopes);
        let scopes = ClientScope::all_in(&claims.scope).into_iter().filter(|scope| own.contains(scope)).collect();
        ClientActor { county_id: row.county_id, client_id: row.id, scopes }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{AccountId, CountyId};
    use entity::moment::Moment;

    fn client(scopes: &str) -> client::Model {
        client::Model {
            county_id: CountyId(uuid::Uuid::nil()),
            id: NOBODY,
            name: String::new(),
            contact: String::new(),
            purpose: String::new(),
            scopes: scopes.to_owned(),
            created_by: AccountId(uuid::Uuid::nil()),
            created_at: Moment(0),
            ended_at: None,
        }
    }

    #[test]
    fn a_scope_is_given_if_the_client_has_it_and_nothing_else_is() {
        let both = client("open:read webhooks:manage");
        assert_eq!(scope_of(&both, None).as_deref(), Some("open:read webhooks:manage"));
        assert_eq!(scope_of(&both, Some("webhooks:manage")).as_deref(), Some("webhooks:manage"));
        assert_eq!(scope_of(&both, Some("webhooks:manage open:read")).as_deref(), Some("open:read webhooks:manage"));
        for none in ["cases:read", "open:read  webhooks:manage", "", " ", "OPEN:READ", "open:read\n"] {
            assert_eq!(scope_of(&both, Some(none)), None, "{none:?}");
        }
        assert_eq!(scope_of(&client("open:read"), Some("webhooks:manage")), None);
    }
}
