//! The site's addresses: pages that the server writes and pages that only the client knows. Whatever else is asked for is
//! not there.

use super::register::{outcome, outcomes, power, rule, rules, versions};
use super::{bare, county, home, list, open_data, publication, results, unit};
use actix_web::guard::{self, Any};
use actix_web::{FromRequest, Handler, Responder, web};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Pages of the client alone, written as its `routes.ts` files write them.
const CLIENTS: [&str; 50] = [
    "/track",
    "/verify",
    "/privacy",
    "/accessibility",
    "/report/done",
    "/:county/report",
    "/:county/money",
    "/:county/rate/:id",
    "/:county/opinion",
    "/:county/opinions",
    "/:county/opinions/:id",
    "/:county/my-opinions",
    "/staff/sign-in",
    "/staff/me",
    "/staff/archives",
    "/staff/archives/:id",
    "/staff/own-archive",
    "/staff/archive-kinds",
    "/staff/people",
    "/staff/poster",
    "/staff/calendar",
    "/staff/clients",
    "/staff/organs",
    "/staff/settings",
    "/staff/reassign",
    "/staff/requests",
    "/staff/halts",
    "/staff/clearing",
    "/staff/clearing/:id",
    "/staff/clearing/:id/:item",
    "/staff/hand-overs",
    "/staff/hand-overs/:id",
    "/staff/opinions",
    "/staff/opinions/:id",
    "/staff/outcome-kinds",
    "/staff/outcomes",
    "/staff/outcomes/:code",
    "/staff/overview",
    "/staff/clusters",
    "/staff/publications",
    "/staff/publications/:id",
    "/staff/subsidies",
    "/staff/ratings",
    "/staff/ratings/:id",
    "/staff/indicators",
    "/staff/trail",
    "/staff/moves",
    "/staff/kin",
    "/staff/custody",
    "/staff/:list?/:id?",
];

/// Pages that the server writes itself.
const SERVED: [&str; 13] = [
    "/",
    "/:county",
    "/:county/list",
    "/:county/u/:code",
    "/:county/u/:code/versions",
    "/:county/p/:code",
    "/:county/open-data",
    "/:county/outcomes",
    "/:county/o/:code",
    "/:county/results",
    "/:county/r/:code",
    "/:county/rules",
    "/:county/rules/:code",
];

/// Whether a route is one of the pages, by its pattern.
pub fn is_page(of: &str) -> bool {
    static PAGES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let clients = CLIENTS.iter().flat_map(|address| forms(address));
        SERVED.iter().map(|address| (*address).to_owned()).chain(clients).map(|form| pattern(&form)).collect()
    });
    PAGES.contains(of)
}

/// Adds all pages.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    get(config, "/", home);
    get(config, &pattern("/:county"), county);
    get(config, &pattern("/:county/list"), list);
    get(config, &pattern("/:county/u/:code"), unit);
    get(config, &pattern("/:county/u/:code/versions"), versions);
    get(config, &pattern("/:county/p/:code"), power);
    get(config, &pattern("/:county/open-data"), open_data);
    get(config, &pattern("/:county/outcomes"), outcomes);
    get(config, &pattern("/:county/o/:code"), outcome);
    get(config, &pattern("/:county/results"), results);
    get(config, &pattern("/:county/r/:code"), publication);
    get(config, &pattern("/:county/rules"), rules);
    get(config, &pattern("/:county/rules/:code"), rule);
    for address in CLIENTS {
        for form in forms(address) {
            get(config, &pattern(&form), bare);
        }
    }
}

/// A page that is read and nothing else; HEAD is a reading too.
pub(super) fn get<H, A>(config: &mut web::ServiceConfig, path: &str, handler: H)
where
    H: Handler<A>,
    A: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    let reads = Any(guard::Get()).or(guard::Head());
    config.service(web::resource(path).route(web::route().guard(reads).to(handler)).default_service(web::to(super::wrong_method)));
}

/// With and without its last parts, where they may be left out.
fn forms(address: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    for part in address.split('/').skip(1) {
        let whole = forms.last().cloned().unwrap_or_default();
        let longer = format!("{whole}/{}", part.trim_end_matches('?'));
        if !part.ends_with('?') {
            forms.pop();
        }
        forms.push(longer);
    }
    forms
}

/// The client's way of writing as the server's: `/:county/u/:code` is `/{county:[0-9]{6}}/u/{code}`.
fn pattern(address: &str) -> String {
    let part = |part: &str| match part.strip_prefix(':') {
        // Spelt out: `\d` is every digit of Unicode, and takes many times the work to compile.
        Some("county") => "{county:[0-9]{6}}".to_owned(),
        Some(name) => format!("{{{name}}}"),
        None => part.to_owned(),
    };
    address.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// What stands behind `path:` in the client's lists of routes.
    fn in_the_client() -> BTreeSet<String> {
        let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mobile-web/src/features");
        let lists = std::fs::read_dir(features).unwrap().flat_map(|feature| {
            let folder = feature.unwrap().path();
            ["routes.ts", "staff-routes.ts"].map(|name| std::fs::read_to_string(folder.join(name)).unwrap_or_default())
        });
        let paths = |list: String| {
            list.split("path: '").skip(1).filter_map(|rest| rest.split_once('\'')).map(|(path, _)| path.to_owned()).collect::<Vec<_>>()
        };
        lists.flat_map(paths).collect()
    }

    #[test]
    fn the_server_knows_every_page_of_the_client_and_no_other() {
        let here: BTreeSet<_> = CLIENTS.into_iter().chain(SERVED).map(str::to_owned).collect();
        assert_eq!(in_the_client(), here);
    }

    #[test]
    fn parts_that_may_be_left_out_give_an_address_each() {
        assert_eq!(forms("/staff/:list?/:id?"), ["/staff", "/staff/:list", "/staff/:list/:id"]);
        assert_eq!(forms("/report/done"), ["/report/done"]);
        assert_eq!(pattern("/:county/u/:code"), "/{county:[0-9]{6}}/u/{code}");
        assert_eq!(pattern("/"), "/");
    }
}
