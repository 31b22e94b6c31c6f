//! Looking for words in a column: what people type is no pattern.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};

const ESCAPE: char = '!';

/// Whether a column holds these characters, in large or small letters; `%` and `_` are characters like others.
pub fn holds(column: impl ColumnTrait, text: &str) -> Expr {
    let table = column.entity_name();
    Expr::expr(Func::lower(Expr::col((table, column)))).like(LikeExpr::new(pattern(text)).escape(ESCAPE))
}

/// Whether a column begins with these characters, as they are; `%` and `_` are characters like others.
pub fn begins(column: impl ColumnTrait, text: &str) -> Expr {
    let table = column.entity_name();
    Expr::col((table, column)).like(LikeExpr::new(format!("{}%", literal(text.chars()))).escape(ESCAPE))
}

/// `%text%` with the wildcards of the text taken literally.
fn pattern(text: &str) -> String {
    format!("%{}%", literal(text.chars().flat_map(char::to_lowercase)))
}

fn literal(text: impl Iterator<Item = char>) -> String {
    text.flat_map(|c| matches!(c, '%' | '_' | ESCAPE).then_some(ESCAPE).into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_characters() {
        assert_eq!(pattern("50%_A!"), "%50!%!_a!!%");
    }
}
