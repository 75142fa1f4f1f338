//! The page that the profile's own computer serves: the face for everybody who is no programmer.
//!
//! It binds to loopback only, lets in only the browser that it has given an address, and decides
//! nothing: what it shows comes from [`face`](crate::face), what it does from
//! [`office`](crate::office). [`door`] says who is let in, [`routes`] what answers each address,
//! [`view`] holds the pages, [`sheet`] what is signed, [`writing`] what is handed over anew. Read on in `docs/page.md`.

pub mod answer;
pub mod assets;
pub mod case_routes;
pub mod course_routes;
pub mod desk_routes;
pub mod door;
pub mod download;
pub mod familiar;
pub mod finder;
pub mod fonts;
pub mod form;
pub mod frame;
pub mod icons;
pub mod line;
pub mod list_routes;
pub mod live;
pub mod loopback;
pub mod notices;
pub mod office_act;
pub mod office_act_routes;
pub mod overlook;
pub mod paper_routes;
pub mod practice;
pub mod practice_routes;
pub mod practising;
pub mod reason;
pub mod routes;
pub mod rows;
pub mod running;
pub mod server;
pub mod session;
pub mod sheet;
pub mod site;
pub mod statistics_routes;
pub mod tone;
pub mod track;
pub mod view;
pub mod visitor;
pub mod watch_act;
pub mod watch_routes;
pub mod welcome_routes;
pub mod writing;

/// The program's version, as the page shows it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
