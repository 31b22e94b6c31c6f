//! Looking for words in a column: what people type is no pattern.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};

const ESCAPE: char = '!';

/// Whether a column holds these characters, in large or small letters; `%` and `_` are characters like others.
pub fn holds(column: impl ColumnTrait, text: &str) -> Expr {
    let table = column.entity_name();
    Expr::expr(Func::lower(Expr::col((table, column)))).like(LikeExpr::new(pattern(text)).escape(ESCAPE))
}

/// `%text%` with the wildcards of the text taken literally.
fn pattern(text: &str) -> String {
    let literal = text.chars().flat_map(char::to_lowercase).flat_map(|c| {
        let escape = matches!(c, '%' | '_' | ESCAPE).then_some(ESCAPE);
        escape.into_iter().chain([c])
    });
    format!("%{}%", literal.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_characters() {
        assert_eq!(pattern("50%_A!"), "%50!%!_a!!%");
    }
}
