//! Handshakes between servers and clients of one deployment, and with strangers.

use std::io::Cursor;

use rustls::{
    CertificateError, ClientConnection, Error, HandshakeKind, NamedGroup, ProtocolVersion,
    ServerConnection,
};
use stafet_shared::time::{MS_PER_SECOND, Timestamp};

use super::*;
use crate::authority::{CLOCK_SKEW_MS, SERVER_NAME, SERVER_VALIDITY_DAYS};
use crate::fingerprint::key_hash;
use crate::fixture::{DEVICE_DAYS, Deployment, Seeded, now, time};
use crate::joining::OtherServer;

/// Which side ended a handshake, and why.
#[derive(Debug)]
enum Broken {
    ByClient(Error),
    ByServer(Error),
}

/// Both ends of a handshake that went well.
#[derive(Debug)]
struct Met {
    client: ClientConnection,
    server: ServerConnection,
}

fn meet(client: ClientConfig, server: ServerConfig) -> Result<Met, Broken> {
    let name = SERVER_NAME.try_into().unwrap();
    let mut client = ClientConnection::new(Arc::new(client), name).unwrap();
    let mut server = ServerConnection::new(Arc::new(server)).unwrap();
    while client.wants_write() || server.wants_write() {
        let mut up = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut up).unwrap();
        }
        let mut up = Cursor::new(up);
        while server.read_tls(&mut up).unwrap() > 0 {
            server.process_new_packets().map_err(Broken::ByServer)?;
        }
        let mut down = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut down).unwrap();
        }
        let mut down = Cursor::new(down);
        while client.read_tls(&mut down).unwrap() > 0 {
            client.process_new_packets().map_err(Broken::ByClient)?;
        }
    }
    assert!(!client.is_handshaking() && !server.is_handshaking());
    Ok(Met { client, server })
}

/// A handshake in `deployment` of a client with `identity`, both clocks showing `at`.
fn meet_at(
    deployment: &Deployment,
    identity: Option<&Identity>,
    at: Timestamp,
) -> Result<Met, Broken> {
    let client = client_config(identity, deployment.root.certificate(), time(at)).unwrap();
    meet(client, server_at(deployment, at))
}

fn server_at(deployment: &Deployment, at: Timestamp) -> ServerConfig {
    let root = deployment.root.certificate();
    server_config(&deployment.server(), root, time(at)).unwrap()
}

#[test]
fn a_device_and_the_server_meet_with_post_quantum_keys_over_tls_1_3() {
    let deployment = Deployment::new(1);
    let device = deployment.device();
    let met = meet_at(&deployment, Some(&device), now()).unwrap();
    for group in [
        met.client.negotiated_key_exchange_group(),
        met.server.negotiated_key_exchange_group(),
    ] {
        assert_eq!(group.unwrap().name(), NamedGroup::X25519MLKEM768);
    }
    assert_eq!(
        met.client.protocol_version(),
        Some(ProtocolVersion::TLSv1_3)
    );
    assert_eq!(met.client.alpn_protocol(), Some(ALPN));
    assert_eq!(met.server.alpn_protocol(), Some(ALPN));
    let presented = met.server.peer_certificates().unwrap();
    assert_eq!(key_hash(&presented[0]), Ok(device.key.public().hash()));
}

#[test]
fn a_peer_without_a_certificate_gets_in_and_is_nobody() {
    let met = meet_at(&Deployment::new(1), None, now()).unwrap();
    assert_eq!(met.server.peer_certificates(), None);
}

#[test]
fn a_device_of_another_deployment_is_refused() {
    let foreign = Deployment::new(2).device();
    let refused = meet_at(&Deployment::new(1), Some(&foreign), now());
    let unknown = Error::InvalidCertificate(CertificateError::UnknownIssuer);
    assert!(matches!(refused, Err(Broken::ByServer(why)) if why == unknown));
}

#[test]
fn a_server_of_another_deployment_is_refused() {
    let (own, other) = (Deployment::new(1), Deployment::new(2));
    let client = client_config(None, own.root.certificate(), time(now())).unwrap();
    let refused = meet(client, server_at(&other, now()));
    let unknown = Error::InvalidCertificate(CertificateError::UnknownIssuer);
    assert!(matches!(refused, Err(Broken::ByClient(why)) if why == unknown));
}

#[test]
fn a_device_cannot_pose_as_the_server_nor_the_server_as_a_device() {
    let deployment = Deployment::new(1);
    let root = deployment.root.certificate();
    let client = client_config(None, root, time(now())).unwrap();
    let posing = server_config(&deployment.device(), root, time(now())).unwrap();
    assert!(matches!(meet(client, posing), Err(Broken::ByClient(_))));

    let refused = meet_at(&deployment, Some(&deployment.server()), now());
    assert!(matches!(refused, Err(Broken::ByServer(_))));
}

#[test]
fn the_server_is_believed_from_an_hour_before_its_certificate_to_the_end() {
    let deployment = Deployment::new(1);
    let begin = now().plus_ms(-CLOCK_SKEW_MS);
    let end = now().plus_days(SERVER_VALIDITY_DAYS);
    for (at, believed) in [
        (begin.plus_ms(-MS_PER_SECOND), false),
        (begin, true),
        (end, true),
        (end.plus_ms(MS_PER_SECOND), false),
    ] {
        let met = meet_at(&deployment, None, at);
        assert_eq!(met.is_ok(), believed, "at {at}");
        assert!(!matches!(met, Err(Broken::ByServer(_))), "at {at}");
    }
}

#[test]
fn a_device_is_let_in_until_its_certificate_ends() {
    let deployment = Deployment::new(1);
    const {
        assert!(
            DEVICE_DAYS < SERVER_VALIDITY_DAYS,
            "the device's must end first"
        );
    };
    let end = now().plus_days(DEVICE_DAYS);
    let device = deployment.device();
    assert!(meet_at(&deployment, Some(&device), end).is_ok());
    let late = meet_at(&deployment, Some(&device), end.plus_ms(MS_PER_SECOND));
    assert!(matches!(
        late,
        Err(Broken::ByServer(Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. }
        )))
    ));
}

#[test]
fn a_joining_device_finds_the_root_that_its_invitation_names() {
    let deployment = Deployment::new(1);
    let root = deployment.root.certificate();
    let pin = RootPin::of(root);
    let joining = joining_config(pin, time(now())).unwrap();
    let met = meet(joining, server_at(&deployment, now())).unwrap();
    let found = pin.find(met.client.peer_certificates().unwrap());
    assert_eq!(found, Some(root));
    let group = met.client.negotiated_key_exchange_group().unwrap();
    assert_eq!(group.name(), NamedGroup::X25519MLKEM768);
}

#[test]
fn a_joining_device_refuses_a_server_that_its_invitation_does_not_name() {
    let pin = RootPin::of(Deployment::new(2).root.certificate());
    let joining = joining_config(pin, time(now())).unwrap();
    let refused = meet(joining, server_at(&Deployment::new(1), now()));
    let Err(Broken::ByClient(Error::InvalidCertificate(CertificateError::Other(why)))) = refused
    else {
        panic!("{refused:?}");
    };
    assert_eq!(why.0.downcast_ref(), Some(&OtherServer));
}

#[test]
fn the_right_root_beside_a_foreign_chain_does_not_help() {
    let (own, foreign) = (Deployment::new(1), Deployment::new(2));
    let pin = RootPin::of(own.root.certificate());
    let mut server = foreign.server();
    server.chain.push(own.root.certificate().clone());
    let root = foreign.root.certificate();
    let server = server_config(&server, root, time(now())).unwrap();
    let refused = meet(joining_config(pin, time(now())).unwrap(), server);
    let unknown = Error::InvalidCertificate(CertificateError::UnknownIssuer);
    assert!(matches!(refused, Err(Broken::ByClient(why)) if why == unknown));
}

#[test]
fn a_joining_device_refuses_a_server_whose_certificate_has_ended() {
    let deployment = Deployment::new(1);
    let late = now().plus_days(SERVER_VALIDITY_DAYS + 1);
    let pin = RootPin::of(deployment.root.certificate());
    let joining = joining_config(pin, time(late)).unwrap();
    let refused = meet(joining, server_at(&deployment, late));
    assert!(matches!(refused, Err(Broken::ByClient(_))));
}

#[test]
fn a_certificate_without_its_key_is_no_identity() {
    let deployment = Deployment::new(1);
    let root = deployment.root.certificate();
    let mut stolen = deployment.device();
    stolen.key = SecretKey::generate(&mut Seeded::new(50));
    let refused = client_config(Some(&stolen), root, time(now()));
    assert!(matches!(refused, Err(TlsError::Identity(_))));
}

#[test]
fn a_damaged_root_is_refused_before_any_handshake() {
    let root = CertificateDer::from(b"no certificate".to_vec());
    let refused = client_config(None, &root, time(now()));
    assert!(matches!(refused, Err(TlsError::Root(_))));
}

#[test]
fn a_peer_that_speaks_another_protocol_is_refused() {
    let deployment = Deployment::new(1);
    let mut client = client_config(None, deployment.root.certificate(), time(now())).unwrap();
    client.alpn_protocols = vec![b"stafet/0".to_vec()];
    let refused = meet(client, server_at(&deployment, now()));
    assert!(matches!(
        refused,
        Err(Broken::ByServer(Error::NoApplicationProtocol))
    ));
}

#[test]
fn a_device_resumes_its_session_and_still_shows_who_it_is() {
    let deployment = Deployment::new(1);
    let root = deployment.root.certificate();
    let device = deployment.device();
    let client = client_config(Some(&device), root, time(now())).unwrap();
    let server = server_at(&deployment, now());
    let first = meet(client.clone(), server.clone()).unwrap();
    assert_eq!(kind(&first), Some(HandshakeKind::Full));
    assert_eq!(first.client.tls13_tickets_received(), 1);
    let second = meet(client, server).unwrap();
    assert_eq!(kind(&second), Some(HandshakeKind::Resumed));
    let shown = second.server.peer_certificates().and_then(<[_]>::first);
    assert_eq!(shown, device.certificate());
}

#[test]
fn a_server_that_remembers_nothing_and_a_device_with_new_settings_begin_anew() {
    let deployment = Deployment::new(1);
    let root = deployment.root.certificate();
    let settings = || client_config(Some(&deployment.device()), root, time(now())).unwrap();
    let (client, server) = (settings(), server_at(&deployment, now()));
    meet(client.clone(), server.clone()).unwrap();
    let elsewhere = meet(client, server_at(&deployment, now())).unwrap();
    assert_eq!(kind(&elsewhere), Some(HandshakeKind::Full));
    let other = meet(settings(), server).unwrap();
    assert_eq!(kind(&other), Some(HandshakeKind::Full));
}

#[test]
fn nobody_without_a_certificate_resumes_a_session() {
    let deployment = Deployment::new(1);
    let client = client_config(None, deployment.root.certificate(), time(now())).unwrap();
    let server = server_at(&deployment, now());
    for _ in 0..2 {
        let met = meet(client.clone(), server.clone()).unwrap();
        assert_eq!(kind(&met), Some(HandshakeKind::Full));
    }
}

fn kind(met: &Met) -> Option<HandshakeKind> {
    met.client.handshake_kind()
}

#[test]
fn a_clock_before_1970_tells_no_time() {
    assert_eq!(time(Timestamp::from_unix_ms(-1)).current_time(), None);
    let second = UnixTime::since_unix_epoch(Duration::from_secs(1));
    assert_eq!(
        time(Timestamp::from_unix_ms(1_999)).current_time(),
        Some(second)
    );
}
