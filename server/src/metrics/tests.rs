//! What the text of the figures says, and to whom it is served.

use std::sync::Arc;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::watch,
    task::JoinSet,
};

use super::{serve::Endpoint, *};
use crate::config::Metrics;

/// Figures with one value of each.
fn figures() -> Figures {
    let mut latency = Latency::default();
    for hours in [1_i64, 2, 30, 1_000] {
        latency.observe(hours.saturating_mul(MS_PER_HOUR));
    }
    Figures {
        unacknowledged: BTreeMap::from([
            ((Kind::Referral, Age::Day), 3),
            ((Kind::Referral, Age::Week), 1),
        ]),
        oldest_unacknowledged_s: Some(90_000),
        overdue: BTreeMap::from([((Kind::Notification, Urgency::Red), 1)]),
        expected_missing: BTreeMap::from([(Kind::InterimReport, 2)]),
        ack_latency: Some(latency),
        office_last_seen_s: BTreeMap::from([(OfficeId::parse("avannaata/qaanaaq").unwrap(), 60)]),
        certificate_expires_s: Some(-5),
        notices_waiting: Some(1),
        notices_failed: Some(4),
        log_size: Some(1_234),
        commits: Some(99),
        watched: Some(Timestamp::from_unix_ms(1_795_269_600_500)),
    }
}

#[test]
fn every_figure_has_its_line() {
    let text = render(&figures());
    for line in [
        r#"stafet_handover_unacknowledged{kind="Referral",bucket="under_1d"} 3"#,
        r#"stafet_handover_unacknowledged{kind="Referral",bucket="1d_to_7d"} 1"#,
        "stafet_handover_oldest_unacknowledged_seconds 90000",
        r#"stafet_handover_overdue{kind="Notification",urgency="red"} 1"#,
        r#"stafet_handover_expected_missing{kind="InterimReport"} 2"#,
        "stafet_handover_ack_latency_seconds_sum 3718800.0",
        "stafet_handover_ack_latency_seconds_count 4",
        r#"stafet_handover_ack_latency_seconds_bucket{le="3600.0"} 1"#,
        r#"stafet_handover_ack_latency_seconds_bucket{le="172800.0"} 3"#,
        r#"stafet_handover_ack_latency_seconds_bucket{le="+Inf"} 4"#,
        r#"stafet_office_last_seen_seconds{office="avannaata/qaanaaq"} 60"#,
        "stafet_certificate_expires_seconds -5",
        "stafet_notices_waiting 1",
        "stafet_notices_failed_total 4",
        "stafet_log_size 1234",
        "stafet_commits_total 99",
        "stafet_watch_last_round_seconds 1795269600",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    for name in NAMES {
        assert!(text.contains(&format!("\n{name}")), "{name}");
    }
}

#[test]
fn what_has_no_source_is_left_out() {
    assert_eq!(render(&Figures::default()), "# EOF\n");
}

#[test]
fn ages_end_where_their_names_say() {
    let now = Timestamp::EPOCH.plus_days(100);
    for (days, age) in [
        (0, Age::Day),
        (1, Age::Week),
        (7, Age::Month),
        (28, Age::Older),
    ] {
        assert_eq!(Age::of(now.plus_days(-days), now), age);
        assert_eq!(Age::of(now.plus_days(-days).plus_ms(-1), now), age);
    }
    assert_eq!(
        Age::of(now.plus_ms(1), now),
        Age::Day,
        "a clock that was set back"
    );
}

async fn asked(address: std::net::SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_newest_figures_are_served_on_this_machine() {
    let settings: Metrics = toml::from_str("listen = \"127.0.0.1:0\"").unwrap();
    let endpoint = Endpoint::listen(settings.listen).await.unwrap();
    let address = endpoint.address().unwrap();
    let (fill, filled) = watch::channel(Arc::new(Figures::default()));
    let mut serving = JoinSet::new();
    serving.spawn(endpoint.run(filled));
    assert!(
        asked(address, "/metrics")
            .await
            .ends_with("\r\n\r\n# EOF\n")
    );
    fill.send(Arc::new(figures())).unwrap();
    let answer = asked(address, "/metrics").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"));
    assert!(answer.contains("application/openmetrics-text"));
    assert!(answer.contains("stafet_log_size 1234"));
    assert!(asked(address, "/").await.starts_with("HTTP/1.1 404"));
}
