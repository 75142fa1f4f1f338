//! *Ny overdragelse*: one question a page, and what was typed is saved at each.
//!
//! [`step`] says which steps there are and in which order, [`fill`] what a form is as a document,
//! [`answer`] takes in what was posted. The pages are [`ask`] (one of a few), [`mod@write`] (fields),
//! [`files`], [`review`] and [`sent`]; [`routes`] has their addresses. A corrected or mended
//! version is written in the same pages, from the content that it changes: see [`again`].

pub mod again;
pub mod answer;
pub mod ask;
pub mod file_routes;
pub mod files;
pub mod fill;
pub mod head;
pub mod place;
pub mod review;
pub mod routes;
pub mod sent;
pub mod step;
pub mod upload;
pub mod version_routes;
pub mod write;
