//! A county's messages of a day are used up: told once a day and sort, to its administrator and to the operator.

use crate::domain::notices::rules::quiet;
use crate::domain::notices::{service, store};
use crate::domain::staff;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::words::{NoticeKind, SmsSort, StaffRole};
use serde_json::{Value, json};

/// Works `reporters.codes_used_up`. The operator was told when it happened.
///
/// # Errors
/// When to come back.
pub async fn codes_used_up(ctx: Ctx, _: Ports, county: County, _: Value) -> Result<(), JobError> {
    let tx = ctx.write(&county).await?;
    // The place is taken once a day, however often the job runs.
    if store::take_place(&tx, (quiet::midnight(tx.now), SmsSort::Codes), 1).await?.is_some() {
        tell(&tx, SmsSort::Codes).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The last of the day's messages of a sort goes out now; the others wait for the next day.
pub(super) async fn used_up(tx: &Tx, sort: SmsSort) -> Outcome<()> {
    metrics::counter!("lianjing_sms_cap_reached_total").increment(1);
    tracing::error!(county = %tx.county.code, ?sort, "the county's messages of today are used up: the others wait for tomorrow");
    tell(tx, sort).await
}

async fn tell(tx: &Tx, sort: SmsSort) -> Outcome<()> {
    let administrators = staff::holders(tx, StaffRole::CountyAdmin).await?;
    service::put(tx, &administrators, (NoticeKind::SmsUsedUp, None), json!({ "sort": sort })).await
}
