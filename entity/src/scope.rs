//! The one door to a query: a tenant's rows are reached through a [`Scope`], which adds the county to every statement.
//!
//! PostgreSQL's row-level security is the second fence; SQLite has only this one. `clippy.toml` forbids sea-orm's
//! own doors elsewhere.
#![expect(clippy::disallowed_methods, reason = "this is the one place that opens sea-orm's doors")]

use crate::id::CountyId;
use sea_orm::entity::prelude::*;
use sea_orm::{DeleteMany, Insert, IntoActiveModel, PrimaryKeyTrait, UpdateMany};

/// A table whose rows each belong to one county.
pub trait Tenant: EntityTrait {
    /// The column that says whose row it is.
    fn county_column() -> Self::Column;
}

/// A small table of the whole platform.
pub trait Platform: EntityTrait {}

macro_rules! tenant {
    () => {
        impl crate::scope::Tenant for Entity {
            fn county_column() -> Column {
                Column::CountyId
            }
        }
    };
}
macro_rules! platform {
    () => {
        impl crate::scope::Platform for Entity {}
    };
}
pub(crate) use {platform, tenant};

/// One county's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(pub CountyId);

impl Scope {
    /// Rows of this county.
    #[must_use]
    pub fn find<E: Tenant>(self) -> Select<E> {
        E::find().filter(E::county_column().eq(self.0))
    }

    /// The row of this county with this id.
    #[must_use]
    pub fn one<E, I>(self, id: I) -> Select<E>
    where
        E: Tenant,
        E::PrimaryKey: PrimaryKeyTrait<ValueType = (CountyId, I)>,
    {
        E::find_by_id((self.0, id))
    }

    /// Changes rows of this county.
    #[must_use]
    pub fn update<E: Tenant>(self) -> UpdateMany<E> {
        E::update_many().filter(E::county_column().eq(self.0))
    }

    /// Deletes rows of this county.
    #[must_use]
    pub fn delete<E: Tenant>(self) -> DeleteMany<E> {
        E::delete_many().filter(E::county_column().eq(self.0))
    }

    /// A new row, which becomes this county's whatever it said.
    pub fn insert<M, A>(self, row: M) -> Insert<A>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: Tenant,
    {
        Insert::one(self.owned(row))
    }

    /// Many new rows, in one statement.
    pub fn insert_all<M, A>(self, rows: impl IntoIterator<Item = M>) -> sea_orm::InsertMany<A>
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: Tenant,
    {
        Insert::many(rows.into_iter().map(|row| self.owned(row)))
    }

    fn owned<M, A>(self, row: M) -> A
    where
        M: IntoActiveModel<A>,
        A: ActiveModelTrait,
        A::Entity: Tenant,
    {
        let mut row = row.into_active_model();
        row.set(<A::Entity as Tenant>::county_column(), self.0.into());
        row
    }
}

/// Rows of a platform table.
#[must_use]
pub fn platform_rows<E: Platform>() -> Select<E> {
    E::find()
}

/// Changes rows of a platform table.
#[must_use]
pub fn platform_update<E: Platform>() -> UpdateMany<E> {
    E::update_many()
}

/// A new row of a platform table.
pub fn platform_insert<M, A>(row: M) -> Insert<A>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait,
    A::Entity: Platform,
{
    Insert::one(row.into_active_model())
}
