//! Who is let in: only the browser that was given the one-time address, and only from the page
//! itself.
//!
//! Every program of every user of the computer can reach a port on loopback, and every page in the
//! browser can make it send something there. So nothing is believed but a cookie that only this
//! program has given, and nothing is done that another page has asked for: pages of other ports are
//! of the same *site* to a browser, which sends them the cookie all the same.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

/// What the browser says about where a request comes from.
const FETCH_SITE: &str = "sec-fetch-site";

/// Where one-time addresses begin.
pub const START: &str = "/start/";

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// It was not this address that was asked for: another name leads here, perhaps on purpose.
    Misdirected,
    /// Another page has asked for it.
    Foreign,
}

impl Denied {
    /// The status that says so.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Foreign => StatusCode::FORBIDDEN,
        }
    }
}

/// The names of the page on one port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    names: [String; 3],
}

impl Door {
    /// The page on that port.
    #[must_use]
    pub fn on(port: u16) -> Self {
        let names = ["127.0.0.1", "[::1]", "localhost"];
        Self {
            names: names.map(|name| format!("{name}:{port}")),
        }
    }

    /// Where a browser is sent.
    #[must_use]
    pub fn address(&self) -> String {
        let [first, ..] = &self.names;
        format!("http://{first}")
    }

    /// Whether a request is one of the page's own, as far as can be told without its cookie.
    ///
    /// # Errors
    /// Why not.
    pub fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Denied> {
        let host = one(headers, header::HOST.as_str()).ok_or(Denied::Misdirected)?;
        let asked = uri.authority().map_or(host, |it| it.as_str());
        if asked != host || !self.names.iter().any(|name| name == host) {
            return Err(Denied::Misdirected);
        }
        let changes = *method != Method::GET && *method != Method::HEAD;
        if !changes && uri.path().starts_with(START) {
            // What stands in this address only this program knows, wherever it is opened from.
            return Ok(());
        }
        match one_or_none(headers, FETCH_SITE).ok_or(Denied::Foreign)? {
            Some("same-origin") => {}
            // Typed, from a bookmark, or opened by this program.
            Some("none") if !changes => {}
            // No browser of today: the cookie and the token are asked for all the same.
            None => {}
            Some(_) => return Err(Denied::Foreign),
        }
        let origin = one_or_none(headers, header::ORIGIN.as_str()).ok_or(Denied::Foreign)?;
        match origin {
            Some(origin) if origin.strip_prefix("http://") == Some(host) => Ok(()),
            None if !changes => Ok(()),
            Some(_) | None => Err(Denied::Foreign),
        }
    }
}

/// The value of a header that is there exactly once.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    one_or_none(headers, name).flatten()
}

/// The value of a header that is there at most once; `None` if it is there twice or is no text.
fn one_or_none<'a>(headers: &'a HeaderMap, name: &str) -> Option<Option<&'a str>> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(None),
        (Some(value), None) => Some(Some(value.to_str().ok()?)),
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 4711;

    fn judged(method: &Method, headers: &[(&'static str, &str)]) -> Result<(), Denied> {
        let map = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        Door::on(PORT).judge(method, &Uri::from_static("/indbakke"), &map)
    }

    #[test]
    fn only_the_own_names_are_answered() {
        for host in ["127.0.0.1:4711", "[::1]:4711", "localhost:4711"] {
            assert_eq!(judged(&Method::GET, &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example:4711",
            "127.0.0.1",
            "127.0.0.1:4712",
            "127.0.0.1:4711.evil.example",
            "localhost.:4711",
            "",
        ] {
            let denied = Err(Denied::Misdirected);
            assert_eq!(judged(&Method::GET, &[("host", host)]), denied, "{host}");
        }
        assert_eq!(judged(&Method::GET, &[]), Err(Denied::Misdirected));
    }

    #[test]
    fn another_name_in_the_request_line_is_not_believed() {
        let map = [("host".parse().unwrap(), "127.0.0.1:4711".parse().unwrap())];
        let uri = Uri::from_static("http://evil.example/indbakke");
        let judged = Door::on(PORT).judge(&Method::GET, &uri, &map.into_iter().collect());
        assert_eq!(judged, Err(Denied::Misdirected));
    }

    #[test]
    fn another_page_reads_nothing_and_changes_nothing() {
        let host = ("host", "127.0.0.1:4711");
        let own = ("origin", "http://127.0.0.1:4711");
        for site in ["same-site", "cross-site", "whatever"] {
            let from = ("sec-fetch-site", site);
            for method in [Method::GET, Method::POST] {
                let denied = Err(Denied::Foreign);
                assert_eq!(judged(&method, &[host, from, own]), denied, "{site}");
            }
        }
        for origin in [
            "null",
            "http://127.0.0.1:4712",
            "https://127.0.0.1:4711",
            "http://evil.example",
        ] {
            let from = ("origin", origin);
            let denied = Err(Denied::Foreign);
            assert_eq!(judged(&Method::POST, &[host, from]), denied, "{origin}");
            assert_eq!(judged(&Method::GET, &[host, from]), denied, "{origin}");
        }
        assert_eq!(judged(&Method::POST, &[host]), Err(Denied::Foreign));
        let typed = ("sec-fetch-site", "none");
        assert_eq!(judged(&Method::GET, &[host, typed]), Ok(()));
        assert_eq!(
            judged(&Method::POST, &[host, typed, own]),
            Err(Denied::Foreign)
        );
        let page = ("sec-fetch-site", "same-origin");
        assert_eq!(judged(&Method::POST, &[host, page, own]), Ok(()));
    }

    #[test]
    fn a_one_time_address_may_be_opened_from_anywhere_but_by_no_other_name() {
        let judged = |host: &str| {
            let map = [("host", host), ("sec-fetch-site", "cross-site")];
            let map = map.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            let uri = Uri::from_static("/start/abc");
            Door::on(PORT).judge(&Method::GET, &uri, &map.into_iter().collect())
        };
        assert_eq!(judged("127.0.0.1:4711"), Ok(()));
        assert_eq!(judged("evil.example:4711"), Err(Denied::Misdirected));
    }

    #[test]
    fn a_header_that_is_there_twice_is_not_believed() {
        let host = ("host", "127.0.0.1:4711");
        let other = ("host", "evil.example");
        let denied = Err(Denied::Misdirected);
        assert_eq!(judged(&Method::GET, &[host, other]), denied);
        let origins = [
            host,
            ("origin", "http://127.0.0.1:4711"),
            ("origin", "http://evil.example"),
        ];
        assert_eq!(judged(&Method::POST, &origins), Err(Denied::Foreign));
    }
}
