//! What the page's looks and movements are made of: built into the program, asked for by a name
//! that changes with their content.

use std::io::Write as _;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use flate2::{Compression, write::GzEncoder};
use stafet_shared::hash::Hash;

/// How many characters of a hash name the assets of one build.
const VERSION_CHARS: usize = 12;
/// An asset never changes under its name.
const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// The files beside style and script.
const FILES: [(&str, &str, &[u8]); 7] = [
    (
        "favicon.svg",
        "image/svg+xml",
        include_bytes!("../../assets/favicon.svg"),
    ),
    (
        "check.svg",
        "image/svg+xml",
        include_bytes!("../../assets/vendor/check.svg"),
    ),
    (
        "check-white.svg",
        "image/svg+xml",
        include_bytes!("../../assets/vendor/check-white.svg"),
    ),
    (
        "IBMPlexSans-Regular.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/IBMPlexSans-Regular.woff2"),
    ),
    (
        "IBMPlexSans-Italic.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/IBMPlexSans-Italic.woff2"),
    ),
    (
        "IBMPlexSans-SemiBold.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.woff2"),
    ),
    (
        "IBMPlexSans-Bold.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/IBMPlexSans-Bold.woff2"),
    ),
];

/// Style and script as browsers get them.
#[derive(Debug)]
pub struct Assets {
    version: String,
    style: Vec<u8>,
    script: Vec<u8>,
}

impl Assets {
    /// Puts them together.
    ///
    /// # Errors
    /// When they cannot be compressed, which memory alone can prevent.
    pub fn new() -> std::io::Result<Self> {
        let style = [
            "@layer dkfds{",
            include_str!("../../assets/vendor/dkfds.css"),
            "}\n",
            include_str!("../../assets/stafet.css"),
        ]
        .concat();
        let script = [
            include_str!("../../assets/vendor/htmx.min.js"),
            "\n;",
            include_str!("../../assets/vendor/hx-sse.min.js"),
            "\n;",
            include_str!("../../assets/stafet.js"),
            "\n;",
            include_str!("../../assets/keys.js"),
        ]
        .concat();
        let mut version = Hash::of(format!("{style}{script}").as_bytes()).to_string();
        version.truncate(VERSION_CHARS);
        Ok(Self {
            version,
            style: compressed(&style)?,
            script: compressed(&script)?,
        })
    }

    /// Where they are to be asked for: `/a/` and a name for this build's assets.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/a/{}", self.version)
    }

    /// One of them.
    #[must_use]
    pub fn answer(&self, name: &str) -> Response {
        let compressed = match name {
            "stafet.css" => Some(("text/css; charset=utf-8", &self.style)),
            "stafet.js" => Some(("text/javascript; charset=utf-8", &self.script)),
            _ => None,
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
        if let Some((kind, bytes)) = compressed {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            return (headers, bytes.clone()).into_response();
        }
        match FILES.iter().find(|(known, ..)| *known == name) {
            Some((_, kind, bytes)) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
                (headers, *bytes).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// Every browser that this page works in takes gzip.
fn compressed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}
