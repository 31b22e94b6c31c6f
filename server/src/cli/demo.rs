//! `lianjing demo`: everything made, filled and answered, for whoever wants to see the product.

use super::{answer, say, told};
use crate::boot::{self, App, Faults};
use crate::config::Config;
use crate::demo::{self, ACCOUNTS_FILE, Extent, HOME, Options};
use crate::domain::entry::sticker_for;
use crate::kernel::{Ctx, Outcome};
use entity::unit;
use entity::words::UnitCategory;
use fast_qr::QRBuilder;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

/// Makes what is missing, says what to open, and answers until it is asked to end. A database with a real county is
/// left as it is, down to its migrations.
pub(super) async fn run(config: &Config) -> Result<(), Faults> {
    if let Some(db) = boot::database_if_there(config).await? {
        let real = demo::refuse_real(&db).await;
        db.close().await.map_err(|e| vec![e.to_string()])?;
        real.map_err(told)?;
    }
    boot::prepare(config)?;
    boot::migrate(config).await?;
    let app = boot::app(config).await?;
    let options = Options { extent: Extent::Whole, data: config.data.dir.clone() };
    let summary = demo::fill(&app.kernel, &options).await.map_err(told)?;
    for (name, counts) in &summary.filled {
        say(&format!("{name}: {counts:?}\n"))?;
    }
    let sticker = a_villages_sticker(&app).await.map_err(told)?;
    say(&welcome(config, &sticker))?;
    answer(config, &app, true).await
}

/// Address behind the sticker of a village of the home county.
async fn a_villages_sticker(app: &App) -> Outcome<String> {
    let ctx = Ctx::system(&app.kernel);
    let county = ctx.county(HOME).await?;
    let tx = ctx.write(&county).await?;
    let villages = tx.rows().find::<unit::Entity>().filter(unit::Column::Category.eq(UnitCategory::Village));
    let village = villages.order_by_asc(unit::Column::Code).one(&tx).await?.ok_or_else(crate::kernel::Failure::hidden)?;
    let code = sticker_for(&ctx, &tx, crate::domain::directory::SubjectId::Unit(village.id)).await?;
    tx.commit().await?;
    Ok(format!("{}/q/{}", ctx.kernel.settings.public_url, code.as_str()))
}

fn welcome(config: &Config, sticker: &str) -> String {
    let qr = QRBuilder::new(sticker.to_uppercase()).build().map(|qr| qr.to_str()).unwrap_or_default();
    let url = &config.http.public_url;
    let accounts = config.data.dir.join(ACCOUNTS_FILE);
    format!(
        "\n廉镜演示，人名、单位办的事都是编的（演示数据）。\n\n  村民：    {url}/{HOME}\n  扫这张码：{sticker}\n{qr}\n  纪检组织：{url}/staff\n  演示账号：{}\n  演示短信：{url}/demo/messages\n  接口：    {url}/graphql\n\n按 Ctrl-C 结束。\n",
        accounts.display()
    )
}
