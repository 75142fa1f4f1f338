//! What authorities certify, for whom, how long, and what they refuse to be read from.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use x509_parser::extensions::GeneralName;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::UnixTime;
use stafet_shared::time::MS_PER_SECOND;

use super::*;
use crate::fingerprint;
use crate::fixture::{DEVICE, Deployment, Seeded, now};

fn device_certificate(issuing: &Issuing) -> CertificateDer<'static> {
    let key = SecretKey::generate(&mut Seeded::new(9));
    let validity = Validity {
        from: now(),
        until: now().plus_days(90),
    };
    issuing
        .device_certificate(DEVICE, key.public(), validity, &mut Seeded::new(10))
        .unwrap()
}

fn server_certificate(issuing: &Issuing, at: Timestamp) -> CertificateDer<'static> {
    let key = SecretKey::generate(&mut Seeded::new(11));
    issuing
        .server_certificate(key.public(), at, &mut Seeded::new(12))
        .unwrap()
}

fn alternative_names(der: &[u8]) -> Vec<String> {
    let certificate = fingerprint::parse(der).unwrap();
    let names = certificate.subject_alternative_name().unwrap().unwrap();
    let names = names.value.general_names.iter();
    names.map(GeneralName::to_string).collect()
}

fn valid_ms(der: &[u8]) -> (i64, i64) {
    let certificate = fingerprint::parse(der).unwrap();
    let validity = certificate.validity();
    let ms = |time: x509_parser::time::ASN1Time| time.timestamp().saturating_mul(MS_PER_SECOND);
    (ms(validity.not_before), ms(validity.not_after))
}

#[test]
fn a_device_certificate_names_the_device_and_is_for_clients_only() {
    let der = device_certificate(&Deployment::new(1).issuing);
    assert_eq!(
        alternative_names(&der),
        [format!("URI(stafet:device:{})", DEVICE.long())]
    );
    let certificate = fingerprint::parse(&der).unwrap();
    let usage = certificate.extended_key_usage().unwrap().unwrap().value;
    assert!(usage.client_auth && !usage.server_auth && !usage.any);
    assert!(!certificate.is_ca());
}

#[test]
fn a_server_certificate_names_the_server_and_is_for_servers_only() {
    let der = server_certificate(&Deployment::new(1).issuing, now());
    assert_eq!(
        alternative_names(&der),
        ["DNSName(server.stafet)", "URI(stafet:server)"]
    );
    let certificate = fingerprint::parse(&der).unwrap();
    let usage = certificate.extended_key_usage().unwrap().unwrap().value;
    assert!(usage.server_auth && !usage.client_auth && !usage.any);
    assert!(!certificate.is_ca());
}

#[test]
fn the_same_chance_and_time_give_the_same_certificates() {
    let (one, same, other) = (Deployment::new(1), Deployment::new(1), Deployment::new(2));
    assert_eq!(one.root.certificate(), same.root.certificate());
    assert_eq!(one.issuing.certificate(), same.issuing.certificate());
    assert_eq!(
        device_certificate(&one.issuing),
        device_certificate(&same.issuing)
    );
    assert_ne!(one.root.certificate(), other.root.certificate());
    assert_ne!(one.root.0.name, other.root.0.name);
}

#[test]
fn authorities_that_were_kept_go_on_as_before() {
    let made = Deployment::new(1);
    let root = Root::parse(made.root.certificate(), &made.root.key_der()).unwrap();
    let issuing = Issuing::parse(made.issuing.certificate(), &made.issuing.key_der()).unwrap();
    assert_eq!(root.key_seed(), made.root.key_seed());
    assert_eq!(
        device_certificate(&issuing),
        device_certificate(&made.issuing)
    );
    let again = |root| Issuing::generate(root, now(), &mut Seeded::new(3)).unwrap();
    assert_eq!(again(&root).certificate(), again(&made.root).certificate());
}

#[test]
fn files_that_were_mixed_up_or_damaged_are_refused() {
    let (one, other) = (Deployment::new(1), Deployment::new(2));
    let (root, root_key) = (one.root.certificate(), one.root.key_der());
    let (issuing, issuing_key) = (one.issuing.certificate(), one.issuing.key_der());
    let leaf_key = SecretKey::generate(&mut Seeded::new(9)).to_pkcs8_der();
    let leaf = device_certificate(&one.issuing);
    let rank = |expected| AuthorityError::OtherRank { expected };

    let refusal = |certificate: &[u8], key: &[u8]| Root::parse(certificate, key).unwrap_err();
    assert_eq!(
        refusal(root, &other.root.key_der()),
        AuthorityError::OtherKey
    );
    assert_eq!(refusal(issuing, &issuing_key), rank("root"));
    assert_eq!(refusal(root, b"no key"), KeyError.into());
    assert_eq!(
        refusal(&root[1..], &root_key),
        CertificateError::Malformed.into()
    );

    let refusal = |certificate: &[u8], key: &[u8]| Issuing::parse(certificate, key).unwrap_err();
    assert_eq!(refusal(root, &root_key), rank("issuing"));
    assert_eq!(refusal(&leaf, &leaf_key), rank("issuing"));
}

#[test]
fn a_certificate_begins_an_hour_early_and_ends_as_asked() {
    let der = device_certificate(&Deployment::new(1).issuing);
    let from = now().plus_ms(-CLOCK_SKEW_MS).unix_ms();
    assert_eq!(valid_ms(&der), (from, now().plus_days(90).unix_ms()));
}

#[test]
fn no_certificate_outlives_its_issuer() {
    let deployment = Deployment::new(1);
    let root_end = now().plus_days(ROOT_VALIDITY_DAYS);
    let issuing_end = now().plus_days(ISSUING_VALIDITY_DAYS);
    let late = Issuing::generate(
        &deployment.root,
        root_end.plus_days(-10),
        &mut Seeded::new(3),
    );
    assert_eq!(valid_ms(late.unwrap().certificate()).1, root_end.unix_ms());
    let server = server_certificate(&deployment.issuing, issuing_end.plus_days(-10));
    assert_eq!(valid_ms(&server).1, issuing_end.unix_ms());
}

#[test]
fn nothing_is_certified_when_the_validity_is_empty_or_the_issuer_has_ended() {
    let Deployment { root, issuing } = Deployment::new(1);
    let key = *SecretKey::generate(&mut Seeded::new(9)).public();
    let chance = &mut Seeded::new(3);
    let empty = Validity {
        from: now(),
        until: now(),
    };
    let refused = issuing.device_certificate(DEVICE, &key, empty, chance);
    assert!(matches!(refused, Err(IssueError::EmptyValidity { .. })));
    let ended = now().plus_days(ISSUING_VALIDITY_DAYS);
    let refused = issuing.server_certificate(&key, ended, chance);
    assert!(matches!(refused, Err(IssueError::EmptyValidity { .. })));
    let ended = now().plus_days(ROOT_VALIDITY_DAYS);
    let refused = Issuing::generate(&root, ended, chance).map(drop);
    assert!(matches!(refused, Err(IssueError::EmptyValidity { .. })));
}

#[test]
fn validity_at_the_ends_of_time_is_still_written() {
    let chance = &mut Seeded::new(1);
    let first = Root::generate(Timestamp::EPOCH, chance).unwrap();
    assert_eq!(valid_ms(first.certificate()).0, 0);
    let end = Timestamp::from_unix_ms(i64::MAX);
    let last = Root::generate(end, chance).unwrap();
    assert_eq!(valid_ms(last.certificate()).1, end.unix_ms());
}

#[test]
fn an_issuing_authority_cannot_make_another() {
    let Deployment { root, issuing } = Deployment::new(1);
    let chance = &mut Seeded::new(3);
    let key = SecretKey::generate(chance);
    let validity = Validity {
        from: now(),
        until: now().plus_days(90),
    };
    let mut params = params("Stafet issuing below", validity, chance).unwrap();
    Rank::Issuing.describe(&mut params);
    let below = Issuing(Authority {
        certificate: issuing.0.sign(&params, key.public()).unwrap(),
        key,
        name: "Stafet issuing below".to_owned(),
        until: validity.until,
    });
    let direct = server_certificate(&issuing, now());
    let indirect = server_certificate(&below, now());
    let issuers = [below.certificate().clone(), issuing.certificate().clone()];
    assert!(is_believed(&root, &direct, &issuers));
    assert!(!is_believed(&root, &indirect, &issuers));
}

/// Whether a client that pins `root` believes a server with certificate `leaf`.
fn is_believed(root: &Root, leaf: &CertificateDer<'_>, issuers: &[CertificateDer<'_>]) -> bool {
    let mut roots = RootCertStore::empty();
    roots.add(root.certificate().clone()).unwrap();
    let name = SERVER_NAME.try_into().unwrap();
    let since_epoch = Duration::from_millis(now().unix_ms().unsigned_abs());
    let at = UnixTime::since_unix_epoch(since_epoch);
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(default_provider()))
        .build()
        .unwrap()
        .verify_server_cert(leaf, issuers, &name, &[], at)
        .is_ok()
}

#[test]
fn an_authority_does_not_show_its_key() {
    let deployment = Deployment::new(1);
    let shown = format!("{:?}{:?}", deployment.root, deployment.issuing);
    assert_eq!(shown.matches("SecretKey([sealed])").count(), 2);
}

#[test]
fn openssl_reads_the_certificates_and_keys_and_verifies_the_chains() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("skipped: no openssl on the PATH");
        return;
    }
    let Deployment { root, issuing } = Deployment::new(1);
    let (server, device) = (
        server_certificate(&issuing, now()),
        device_certificate(&issuing),
    );
    let text = openssl(&["x509", "-inform", "DER", "-noout", "-text"], &device);
    assert!(
        text.contains(&format!("URI:stafet:device:{}", DEVICE.long())),
        "{text}"
    );
    assert!(text.contains("TLS Web Client Authentication"), "{text}");
    let text = openssl(
        &["x509", "-inform", "DER", "-noout", "-text"],
        issuing.certificate(),
    );
    assert!(text.contains("CA:TRUE, pathlen:0"), "{text}");
    let text = openssl(
        &["pkey", "-inform", "DER", "-noout", "-text"],
        &root.key_der(),
    );
    assert!(text.contains("ED25519 Private-Key"), "{text}");

    let dir = tempfile::tempdir().unwrap();
    let pem = |name: &str, der: &[u8]| {
        let text = openssl(&["x509", "-inform", "DER"], der);
        std::fs::write(dir.path().join(name), text).unwrap();
    };
    pem("root.pem", root.certificate());
    pem("issuing.pem", issuing.certificate());
    pem("server.pem", &server);
    pem("device.pem", &device);
    assert!(openssl_verifies(dir.path(), "sslserver", "server.pem"));
    assert!(openssl_verifies(dir.path(), "sslclient", "device.pem"));
    assert!(!openssl_verifies(dir.path(), "sslserver", "device.pem"));
}

/// What openssl prints about `input`.
fn openssl(arguments: &[&str], input: &[u8]) -> String {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn openssl_verifies(dir: &Path, purpose: &str, leaf: &str) -> bool {
    let at_s = (now().unix_ms() / MS_PER_SECOND).to_string();
    Command::new("openssl")
        .current_dir(dir)
        .args(["verify", "-x509_strict", "-attime", &at_s])
        .args(["-CAfile", "root.pem", "-untrusted", "issuing.pem"])
        .args(["-purpose", purpose, leaf])
        .output()
        .unwrap()
        .status
        .success()
}
