//! The font that pages are set in: IBM Plex Sans, in parts, of which a browser asks for those
//! whose letters it shows.
//!
//! `Latin1` has what Danish, English and Kalaallisut are written with today, `Latin2` the `ĸ` of
//! its older spelling and what names from elsewhere need, `Latin3` Vietnamese, and `Pi` signs.

/// Each named, with what stands in it.
macro_rules! parts {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/", $name)).as_slice())),+]
    };
}

const PARTS: [(&str, &[u8]); 16] = parts![
    "IBMPlexSans-Regular-Latin1.woff2",
    "IBMPlexSans-Regular-Latin2.woff2",
    "IBMPlexSans-Regular-Latin3.woff2",
    "IBMPlexSans-Regular-Pi.woff2",
    "IBMPlexSans-Italic-Latin1.woff2",
    "IBMPlexSans-Italic-Latin2.woff2",
    "IBMPlexSans-Italic-Latin3.woff2",
    "IBMPlexSans-Italic-Pi.woff2",
    "IBMPlexSans-SemiBold-Latin1.woff2",
    "IBMPlexSans-SemiBold-Latin2.woff2",
    "IBMPlexSans-SemiBold-Latin3.woff2",
    "IBMPlexSans-SemiBold-Pi.woff2",
    "IBMPlexSans-Bold-Latin1.woff2",
    "IBMPlexSans-Bold-Latin2.woff2",
    "IBMPlexSans-Bold-Latin3.woff2",
    "IBMPlexSans-Bold-Pi.woff2",
];

/// One of them by its name.
#[must_use]
pub fn file(name: &str) -> Option<&'static [u8]> {
    let part = PARTS.iter().find(|(known, _)| *known == name);
    part.map(|(_, bytes)| *bytes)
}
