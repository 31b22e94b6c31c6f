//! 叫停 through the API: what heads and units do, and what the power's page says.

use crate::cases::{id, input_of};
use crate::world::World;
use lianjing::domain::import::{SourceFile, run};
use serde_json::{Value, json};

/// All that a page asks of a halt.
pub const HALT: &str = "id isOpen power { id code name unitName } step { number title } organName orderedAt reason \
    answers { at text } resumedBy resumedAt resumeReason caseId caseNumber viewerCan";

/// A reason that nothing is wrong with.
pub const REASON: &str = "评议没有开会，名单是一个人定的，先停下来。";

impl World {
    /// A verb of somebody with this token; the whole answer.
    pub async fn on_halt(&self, token: Option<&str>, verb: &str, input: &Value) -> Value {
        let kind = input_of(verb);
        let query =
            format!("mutation($input: {kind}!) {{ {verb}(input: $input) {{ halt {{ {HALT} }} errors {{ code field message }} }} }}");
        self.ask(token, &query, json!({ "input": input })).await
    }

    /// A verb of a member of the staff of 苍溪县; the payload.
    ///
    /// # Panics
    /// On a top-level error.
    pub async fn does_on_halt(&self, login: &str, verb: &str, input: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let answer = self.on_halt(Some(&token), verb, &input).await;
        assert!(answer.get("errors").is_none_or(Value::is_null), "{verb}: {answer}");
        answer["data"][verb].clone()
    }

    /// A head stops 低保评议 of 龙山镇甲村; the halt.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn stops_dibao(&self, login: &str, more: Value) -> Value {
        let mut input = json!({ "powerId": id(self.home().power("dibao")), "reason": REASON });
        for (name, value) in more.as_object().into_iter().flatten() {
            input[name] = value.clone();
        }
        let payload = self.does_on_halt(login, "haltPower", input).await;
        assert_eq!(payload["errors"], json!([]), "{payload}");
        payload["halt"].clone()
    }

    /// What the page of 低保评议 says of halts, to somebody with this token.
    pub async fn dibao(&self, token: Option<&str>) -> Value {
        let query = format!("{{ power(county: \"510824\", code: \"510824-dibao\") {{ isHalted viewerCan halts {{ {HALT} }} }} }}");
        self.data(token, &query, json!({})).await["power"].clone()
    }

    /// A list of halts, as somebody of 苍溪县 sees it; the whole answer.
    pub async fn halts(&self, login: &str, variables: Value) -> Value {
        let token = self.signed_in(self.home(), login).await;
        let query = format!(
            "query($open: Boolean, $first: Int, $after: String) {{ halts(open: $open, first: $first, after: $after) {{ \
             totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {HALT} }} }} }}"
        );
        self.ask(Some(&token), &query, variables).await
    }

    /// 低保评议 gets three steps.
    ///
    /// # Panics
    /// If they are not taken.
    pub async fn gives_dibao_steps(&self) {
        let lines = "1,农户申请,农户,写申请\n510824-dibao,2,村里评议,村委会,开会评\n510824-dibao,3,公示,村委会,贴七天\n";
        let text = format!("power_code,number,title,actor,duty\n510824-dibao,{lines}");
        let file = SourceFile { name: "flow_steps.csv".to_owned(), bytes: text.into_bytes() };
        assert!(run(&self.ctx(), "510824", &[file], false).await.expect("imported").written);
    }
}
