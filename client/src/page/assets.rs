//! What the page's looks and movements are made of: built into the program, asked for by a name
//! that changes with their content.

use std::io::Write as _;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use flate2::{Compression, write::GzEncoder};
use stafet_shared::hash::Hash;

use super::{fonts, icons};

/// How many characters of a hash name the assets of one build.
const VERSION_CHARS: usize = 12;
/// An asset never changes under its name.
const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// The files beside style, script, icons and font.
const FILES: [(&str, &str, &[u8]); 3] = [
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
];

/// Style, script and icons as browsers get them.
#[derive(Debug)]
pub struct Assets {
    version: String,
    style: Vec<u8>,
    script: Vec<u8>,
    icons: Vec<u8>,
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
            icons: compressed(icons::sheet())?,
        })
    }

    /// Where they are to be asked for: `/a/` and a name for this build's assets.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/a/{}", self.version)
    }

    /// All icons, for who asks at their address: what is kept for ever is kept under no other.
    #[must_use]
    pub fn icons(&self, address: &str) -> Response {
        if address == icons::address() {
            zipped("image/svg+xml", &self.icons)
        } else {
            StatusCode::NOT_FOUND.into_response()
        }
    }

    /// One of the files.
    #[must_use]
    pub fn answer(&self, name: &str) -> Response {
        let compressed = match name {
            "stafet.css" => Some(("text/css; charset=utf-8", &self.style)),
            "stafet.js" => Some(("text/javascript; charset=utf-8", &self.script)),
            _ => None,
        };
        if let Some((kind, bytes)) = compressed {
            return zipped(kind, bytes);
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
        let file = FILES.iter().find(|(known, ..)| *known == name);
        let file = file.map(|(_, kind, bytes)| (*kind, *bytes));
        match file.or_else(|| fonts::file(name).map(|bytes| ("font/woff2", bytes))) {
            Some((kind, bytes)) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
                (headers, bytes).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

fn zipped(kind: &'static str, bytes: &[u8]) -> Response {
    let headers = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_ENCODING, HeaderValue::from_static("gzip")),
    ];
    (headers, bytes.to_vec()).into_response()
}

/// Every browser that this page works in takes gzip.
fn compressed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}
