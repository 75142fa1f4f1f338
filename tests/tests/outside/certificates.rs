//! Our certificates and keys as OpenSSL reads them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use stafet_client::clock::SystemClock;
use stafet_shared::time::Clock as _;
use tempfile::TempDir;

use crate::{founded::Founded, tools};

/// Keys and certificates as files: DER as we write them, PEM for what reads nothing else.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a certificate in both forms, by OpenSSL's own hand.
    fn certificate(&self, name: &str, der: &[u8]) -> String {
        let (binary, text) = (self.path(&format!("{name}.crt")), self.path(name));
        fs::write(&binary, der).unwrap();
        let said = openssl(&["x509", "-inform", "DER", "-in", &binary, "-out", &text]);
        assert!(said.is_well, "{name}: {said:?}");
        text
    }

    fn path(&self, name: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        path.to_str().unwrap().to_owned()
    }
}

/// How a command of OpenSSL ended, and what it said.
#[derive(Debug)]
struct Said {
    is_well: bool,
    data: String,
    talk: String,
}

fn openssl(arguments: &[&str]) -> Said {
    let output = Command::new("openssl").args(arguments).output().unwrap();
    Said {
        is_well: output.status.success(),
        data: String::from_utf8_lossy(&output.stdout).into_owned(),
        talk: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn what_stands_in_our_certificates_is_read() {
    if !tools::has_openssl() {
        return;
    }
    let (folder, founded) = (Folder::new(), Founded::now());
    let issuing = founded.admin.issuing.certificate();
    let said = |name: &str, der: &[u8]| {
        let path = folder.certificate(name, der);
        openssl(&["x509", "-in", &path, "-noout", "-text"]).data
    };
    for (name, der, lines) in [
        (
            "root",
            founded.server.root.as_ref(),
            [
                "Signature Algorithm: ED25519",
                "CA:TRUE",
                "Certificate Sign",
            ],
        ),
        (
            "issuing",
            issuing.as_ref(),
            [
                "Public Key Algorithm: ED25519",
                "CA:TRUE, pathlen:0",
                "Certificate Sign",
            ],
        ),
        (
            "server",
            founded.server.certificate.as_ref(),
            [
                "DNS:server.stafet",
                "URI:stafet:server",
                "TLS Web Server Authentication",
            ],
        ),
        (
            "device",
            founded.admin.certificate.as_ref(),
            [
                "Version: 3",
                "URI:stafet:device:",
                "TLS Web Client Authentication",
            ],
        ),
    ] {
        let text = said(name, der);
        for line in lines {
            assert!(text.contains(line), "{name} has no {line:?}: {text}");
        }
    }
}

#[test]
fn chains_hold_under_our_root_for_their_purpose_and_time_only() {
    if !tools::has_openssl() {
        return;
    }
    let (folder, founded, other) = (Folder::new(), Founded::now(), Founded::now());
    let root = folder.certificate("root", &founded.server.root);
    let foreign_root = folder.certificate("foreign_root", &other.server.root);
    let issuing = folder.certificate("issuing", founded.admin.issuing.certificate());
    let server = folder.certificate("server", &founded.server.certificate);
    let device = folder.certificate("device", &founded.admin.certificate);
    let foreign = folder.certificate("foreign", &other.admin.certificate);
    let now = SystemClock.now();
    let (_, ended) = founded.device_until(now.plus_days(-2), now.plus_days(-1));
    let ended = folder.certificate("ended", &ended);
    let verify = |root: &str, options: &[&str], certificate: &str| {
        let mut arguments = vec![
            "verify",
            "-x509_strict",
            "-CAfile",
            root,
            "-untrusted",
            &issuing,
        ];
        arguments.extend(options);
        arguments.push(certificate);
        let said = openssl(&arguments);
        (said.is_well, said.talk)
    };
    let as_server = ["-purpose", "sslserver"];
    let as_device = ["-purpose", "sslclient"];
    let named = |name| ["-purpose", "sslserver", "-verify_hostname", name];
    for (options, certificate) in [
        (&[][..], &issuing),
        (&named("server.stafet"), &server),
        (&as_device, &device),
    ] {
        let (is_well, talk) = verify(&root, options, certificate);
        assert!(is_well, "{certificate}: {talk}");
    }
    for (root, options, certificate, why) in [
        (
            &root,
            &named("other.stafet")[..],
            &server,
            "hostname mismatch",
        ),
        (&root, &as_server, &device, "unsuitable certificate purpose"),
        (&root, &as_device, &server, "unsuitable certificate purpose"),
        (
            &root,
            &as_device,
            &foreign,
            "unable to get local issuer certificate",
        ),
        (
            &foreign_root,
            &as_device,
            &device,
            "unable to get local issuer certificate",
        ),
        (&root, &as_device, &ended, "certificate has expired"),
    ] {
        let (is_well, talk) = verify(root, options, certificate);
        assert!(!is_well && talk.contains(why), "{certificate}: {talk}");
    }
}

#[test]
fn keys_are_read_and_copied_to_paper_as_the_readme_tells() {
    if !tools::has_openssl() {
        return;
    }
    let (folder, founded) = (Folder::new(), Founded::now());
    let (ours, theirs) = (folder.path("admin"), folder.path("server"));
    founded.admin.write(Path::new(&ours)).unwrap();
    founded.server.write(Path::new(&theirs)).unwrap();
    for (key, certificate) in [
        (format!("{ours}/root.key"), format!("{ours}/root.crt")),
        (format!("{ours}/issuing.key"), format!("{ours}/issuing.crt")),
        (
            format!("{theirs}/server.key"),
            format!("{theirs}/server.crt"),
        ),
    ] {
        let public = openssl(&["pkey", "-inform", "DER", "-in", &key, "-pubout"]);
        let certified = [
            "x509",
            "-inform",
            "DER",
            "-in",
            &certificate,
            "-noout",
            "-pubkey",
        ];
        assert!(public.is_well, "{key}: {public:?}");
        assert_eq!(public.data, openssl(&certified).data, "{key}");

        let line = openssl(&["base64", "-in", &key]).data;
        assert_eq!(line.trim_end().len(), 64, "{key}");
        let (paper, restored) = (folder.path("line"), folder.path("restored"));
        fs::write(&paper, line).unwrap();
        let said = openssl(&["base64", "-d", "-in", &paper, "-out", &restored]);
        assert!(said.is_well, "{said:?}");
        assert_eq!(fs::read(&restored).unwrap(), fs::read(&key).unwrap());
    }
}
