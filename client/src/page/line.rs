//! How the line to the server is: what the page's status says, kept up to date by the sync.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use stafet_shared::time::Timestamp;
use tokio::sync::{Notify, broadcast, watch};

use crate::{
    face::{pace::Pace, trouble::Trouble},
    sync::{Moved, Progress, Report, Way},
    text::Texts,
};

/// The most news that a browser may be behind before it loads its page anew.
pub const NEWS_MAX: usize = 256;

/// What is known about the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Whether the server answered last.
    pub reached: bool,
    /// Since when it is as it is.
    pub since: Option<Timestamp>,
    /// When everything was last exchanged.
    pub exchanged: Option<Timestamp>,
    /// When the next attempt begins by itself.
    pub again: Option<Timestamp>,
    /// What somebody has to do something about.
    pub trouble: Option<String>,
}

/// What a browser is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Handovers may have changed.
    Matters,
    /// The line is another one.
    Line,
    /// An attached file has moved on.
    File,
}

/// How often the sync has come to a result, and what it has done since the page began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rounds {
    /// Results so far.
    pub count: u64,
    /// How the last one ended.
    pub ended: Ended,
    /// What was done in all of them.
    pub done: Report,
}

/// How an attempt of the sync has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ended {
    /// Everything was exchanged.
    Whole,
    /// The server did not answer.
    #[default]
    Silent,
    /// Somebody has to do something about it.
    Troubled,
}

/// The line, who hears of it, and who wakes the sync.
#[derive(Debug)]
pub struct Wire {
    line: Mutex<Line>,
    pace: Mutex<Pace>,
    news: broadcast::Sender<News>,
    rounds: watch::Sender<Rounds>,
    /// How many of those who hear are no browsers.
    quiet: AtomicUsize,
    /// Cuts a pause of the sync short.
    pub wake: Arc<Notify>,
}

impl Wire {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            line: Mutex::default(),
            pace: Mutex::default(),
            news: broadcast::Sender::new(NEWS_MAX),
            rounds: watch::Sender::default(),
            quiet: AtomicUsize::new(0),
            wake: Arc::default(),
        }
    }

    /// The line as it is.
    #[must_use]
    pub fn line(&self) -> Line {
        self.line
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// How fast files go out.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.pace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Hears of everything from now on.
    pub fn follow(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// Hears of every result of the sync from now on.
    pub fn rounds(&self) -> watch::Receiver<Rounds> {
        self.rounds.subscribe()
    }

    /// Hears of everything from now on, and counts as no browser.
    pub fn follow_quietly(&self) -> broadcast::Receiver<News> {
        self.quiet.fetch_add(1, Ordering::Relaxed);
        self.news.subscribe()
    }

    /// Whether a browser listens.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.news.receiver_count() > self.quiet.load(Ordering::Relaxed)
    }

    /// Tells all browsers that something is known that was not.
    pub fn told(&self) {
        self.tell(News::Matters);
    }

    /// Tells all browsers, if there are any, and the sync.
    pub fn made(&self) {
        self.wake.notify_one();
        self.tell(News::Matters);
    }

    /// Takes in what the sync has to tell.
    pub fn progressed(&self, progress: Progress, now: Timestamp, texts: &Texts) {
        let news = match progress {
            Progress::Synced(report) => {
                self.change(now, |line| {
                    line.reached = true;
                    line.exchanged = Some(now);
                    line.again = None;
                    line.trouble = None;
                });
                self.ended(Ended::Whole, &report);
                News::Matters
            }
            Progress::Woken => {
                self.ended(Ended::Whole, &Report::default());
                News::Line
            }
            Progress::News(report) => {
                self.rounds.send_modify(|rounds| rounds.done.add(&report));
                self.change(now, |line| {
                    line.reached = true;
                    line.exchanged = Some(now);
                    if report.doubtful > 0 {
                        line.trouble = Some(Trouble::doubtful(texts).text);
                    }
                });
                News::Matters
            }
            Progress::Moved(Moved { way, blob, there }) => {
                if way == Way::Up {
                    let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
                    pace.moved(blob, there, now);
                }
                News::File
            }
            Progress::Overdue(_) => News::Matters,
            Progress::Told => News::Line,
            Progress::Failed { error, again } => {
                let silent = error.is_silence();
                let trouble = (!silent).then(|| Trouble::of_sync(&error, texts).text);
                self.change(now, |line| {
                    line.reached = false;
                    line.again = Some(again);
                    line.trouble = trouble;
                });
                let ended = if silent {
                    Ended::Silent
                } else {
                    Ended::Troubled
                };
                self.ended(ended, &Report::default());
                News::Line
            }
        };
        self.tell(news);
    }

    fn ended(&self, ended: Ended, did: &Report) {
        self.rounds.send_modify(|rounds| {
            rounds.count = rounds.count.wrapping_add(1);
            rounds.ended = ended;
            rounds.done.add(did);
        });
    }

    fn change(&self, now: Timestamp, change: impl FnOnce(&mut Line)) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let before = line.reached;
        change(&mut line);
        if line.since.is_none() || before != line.reached {
            line.since = Some(now);
        }
    }

    fn tell(&self, news: News) {
        // Nobody may be listening, which is no error.
        let _listeners = self.news.send(news);
    }
}

impl Default for Wire {
    fn default() -> Self {
        Self::new()
    }
}
