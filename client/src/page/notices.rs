//! Tells the desktop of what has come and what has become late, while nobody may be looking.

use std::{sync::Arc, time::Duration};

use stafet_shared::time::Clock as _;
use tokio::{sync::broadcast::error::RecvError, time::sleep};

use super::{line::News, site::Site};
use crate::{
    clock::SystemClock,
    face::{
        lists,
        notice::{Notice, Pending},
        scene::Scene,
    },
    office::Setting,
};

/// For how long after a notice what is not urgent waits for the next one.
const PAUSE_MS: i64 = 60_000;
/// How often what waits for the pause to end is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// What notices are said to come from.
const PROGRAM: &str = "Stafet";

/// Tells of everything that comes from now on, for as long as the office is kept.
pub async fn tell(site: Arc<Site>) {
    let mut news = site.wire.follow_quietly();
    let Some((mut told, _)) = look(&site, Pending::default()).await else {
        return;
    };
    let mut last = None;
    loop {
        tokio::select! {
            biased;
            heard = news.recv() => match heard {
                Ok(News::Matters) | Err(RecvError::Lagged(_)) => {}
                Ok(News::Line | News::File) => continue,
                Err(RecvError::Closed) => return,
            },
            () = sleep(LOOK_AGAIN) => {}
        }
        let Some((pending, notice)) = look(&site, told.clone()).await else {
            return;
        };
        let wanted = site.office.read(|reader| reader.is_on(Setting::Notices));
        let Ok(is_wanted) = wanted.await else {
            return;
        };
        let now = SystemClock.now();
        let waits = last.is_some_and(|last| now.ms_since(last) < PAUSE_MS);
        match notice.filter(|_| is_wanted) {
            Some(notice) if notice.is_urgent || !waits => {
                show(notice).await;
                last = Some(now);
                told = pending;
            }
            // It is told with whatever comes until the pause is over.
            Some(_) => {}
            None => told = pending,
        }
    }
}

/// What there is to do, and what of it is to be told. `None` when nobody keeps the office.
async fn look(site: &Site, told: Pending) -> Option<(Pending, Option<Notice>)> {
    let texts = site.texts();
    let looked = site.office.read(move |reader| {
        let own = reader.standing().into_offices();
        let Some(scene) = Scene::of(reader, &own, &texts) else {
            return (Pending::default(), None);
        };
        let pending = Pending::of(&scene, &lists::all(&scene));
        let notice = pending.since(&told, &scene);
        (pending, notice)
    });
    looked.await.ok()
}

/// Shows it. Where there is no desktop nobody is told, which the page makes good.
async fn show(notice: Notice) {
    let mut shown = notify_rust::Notification::new();
    shown
        .appname(PROGRAM)
        .summary(&notice.head)
        .body(&notice.text);
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        let urgency = if notice.is_urgent {
            notify_rust::Urgency::Critical
        } else {
            notify_rust::Urgency::Normal
        };
        drop(shown.urgency(urgency).show_async().await);
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    drop(tokio::task::spawn_blocking(move || shown.show().map(drop)).await);
}
