//! A unit's page with its sections: the fields that need more than the unit's row, from the modules that know them.

use crate::domain::clearing::{self, graphql::ListVersion};
use crate::domain::directory;
use crate::domain::directory::graphql::{County, Organ, Post, Section, Unit, UnitAction, page_of};
use crate::domain::opinions;
use crate::domain::opinions::graphql::OpinionConnection;
use crate::domain::outcomes;
use crate::domain::outcomes::graphql::OutcomeConnection;
use crate::domain::powers;
use crate::domain::powers::graphql::{PowerConnection, StructureRow};
use crate::domain::publications;
use crate::domain::publications::graphql::PublicationConnection;
use crate::kernel::graphql::errors::{ctx_by_calendar, ctx_of, required};
use crate::kernel::graphql::words;
use crate::kernel::page::{PageQuery, STATEMENTS, few_cost, list_cost};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ComplexObject, Context, Result};
use entity::words::PowerKind;

#[ComplexObject]
impl Unit {
    /// The county.
    async fn county(&self, context: &Context<'_>) -> Result<County> {
        let ctx = ctx_of(context)?;
        required(ctx, self.own_county(ctx).await).cloned()
    }

    /// The unit above it.
    async fn parent(&self, context: &Context<'_>) -> Result<Option<Unit>> {
        let ctx = ctx_of(context)?;
        required(ctx, self.relative(ctx, self.row.parent_id).await)
    }

    /// Where its page went when it was merged or renamed.
    async fn successor(&self, context: &Context<'_>) -> Result<Option<Unit>> {
        let ctx = ctx_of(context)?;
        required(ctx, self.relative(ctx, self.row.successor_id).await)
    }

    /// 班子: public posts in the leading group.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn leading_group(&self, context: &Context<'_>) -> Result<Vec<Post>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        let groups: Vec<_> = staffing.sections.iter().filter(|section| section.is_leading_group).map(|section| Some(section.id)).collect();
        let posts = staffing.posts.iter().filter(|row| groups.contains(&row.post.section_id));
        Ok(posts.map(|row| Post::new(row, &staffing.sections)).collect())
    }

    /// 内设机构, with their duties and posts; the leading group stands in `leadingGroup`.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn sections(&self, context: &Context<'_>) -> Result<Vec<Section>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        let inner = staffing.sections.iter().filter(|section| !section.is_leading_group);
        Ok(inner.map(|section| Section::new(section, staffing)).collect())
    }

    /// All public posts of the unit, in order.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn officials(&self, context: &Context<'_>) -> Result<Vec<Post>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        Ok(staffing.posts.iter().map(|row| Post::new(row, &staffing.sections)).collect())
    }

    /// 权力构架: each exercising body once, and who supervises it.
    #[graphql(complexity = "few_cost(child_complexity)")]
    async fn structure(&self, context: &Context<'_>) -> Result<Vec<StructureRow>> {
        let ctx = ctx_of(context)?;
        let rows = required(ctx, load_structure(self, ctx).await)?;
        Ok(rows.into_iter().map(StructureRow::from).collect())
    }

    /// Published powers of the unit, in order.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn powers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only of this kind.")] kind: Option<words::PowerKind>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<PowerConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_powers(self, ctx, kind.map(PowerKind::from), &page).await)
    }

    /// 权力清单的各版, the newest first; none while the list was never cleared.
    #[graphql(complexity = "STATEMENTS + few_cost(child_complexity)")]
    async fn list_versions(&self, context: &Context<'_>) -> Result<Vec<ListVersion>> {
        let ctx = ctx_of(context)?;
        required(ctx, load_versions(self, ctx).await)
    }

    /// 行权结果 of the unit, the latest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OutcomeConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_outcomes(self, ctx, &page).await)
    }

    /// 结果公开 of the unit, the newest first; hidden ones in their place, without a word.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn publications(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<PublicationConnection> {
        // An exposure ends by the calendar that terms run by.
        let ctx = ctx_by_calendar(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_publications(self, ctx, &page).await)
    }

    /// Who handles reports on this unit's officials.
    async fn organ(&self, context: &Context<'_>) -> Result<Option<Organ>> {
        let ctx = ctx_of(context)?;
        let organ = required(ctx, self.nearest_organ(ctx).await)?;
        Ok(organ.cloned().map(Organ::from))
    }

    /// 意见建议 on it and on all that is its own, those that everybody reads, the newest first.
    #[graphql(complexity = "list_cost(first, child_complexity)")]
    async fn opinions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<OpinionConnection> {
        let ctx = ctx_by_calendar(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, load_opinions(self, ctx, &page).await)
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, context: &Context<'_>) -> Result<Vec<UnitAction>> {
        let ctx = ctx_of(context)?;
        let may = |action| directory::decide(&ctx.actor, action, self.tenant.id).is_allowed();
        let all = [
            (directory::lives(&self.row, ctx), UnitAction::Report),
            (may(directory::Action::PrintPoster), UnitAction::PrintPoster),
            (may(directory::Action::RevokeSticker), UnitAction::RevokeSticker),
        ];
        Ok(all.into_iter().filter_map(|(may, action)| may.then_some(action)).collect())
    }
}

async fn load_structure(unit: &Unit, ctx: &Ctx) -> Outcome<Vec<powers::Exercising>> {
    let load = || async { powers::structure(&ctx.read(&unit.tenant).await?, &unit.batch.ids).await };
    let all = unit.batch.structure.get_or_try_init(load).await?;
    Ok(all.get(&unit.row.id).map(|lines| powers::by_body(lines, &unit.row.name)).unwrap_or_default())
}

async fn load_powers(unit: &Unit, ctx: &Ctx, kind: Option<PowerKind>, page: &PageQuery) -> Outcome<PowerConnection> {
    let tx = ctx.read(&unit.tenant).await?;
    let found = powers::powers_of_unit(&tx, unit.row.id, kind, page).await?;
    Ok(PowerConnection::new(unit, found))
}

async fn load_versions(unit: &Unit, ctx: &Ctx) -> Outcome<Vec<ListVersion>> {
    let tx = ctx.read(&unit.tenant).await?;
    Ok(clearing::versions(&tx, unit.row.id).await?.into_iter().map(ListVersion::from).collect())
}

async fn load_publications(unit: &Unit, ctx: &Ctx, page: &PageQuery) -> Outcome<PublicationConnection> {
    let tx = ctx.read(&unit.tenant).await?;
    Ok(PublicationConnection::new(publications::of_unit(&tx, unit.row.id, page).await?))
}

async fn load_outcomes(unit: &Unit, ctx: &Ctx, page: &PageQuery) -> Outcome<OutcomeConnection> {
    let tx = ctx.read(&unit.tenant).await?;
    Ok(outcomes::of_unit(ctx, &tx, unit.row.id, page).await?.into())
}

async fn load_opinions(unit: &Unit, ctx: &Ctx, page: &PageQuery) -> Outcome<OpinionConnection> {
    let tx = ctx.read(&unit.tenant).await?;
    Ok(OpinionConnection::new(ctx, opinions::public_of(&tx, &opinions::Place::OfUnit(unit.row.id), page).await?))
}
