//! A device that lies, over real sockets: each lie gets its own refusal, which says whose move
//! it is, and the server goes on.

use stafet_certs::founding::DeviceSecrets;
use stafet_client::{
    link::Connection,
    office::{Credentials, Draft},
    store::Store as _,
};
use stafet_shared::{
    act::{Act, HandoverAct, Matter, PublicPart},
    refusal::{Move, Refusal},
    sign::Signed,
    time::Timestamp,
    wire::v1::message::Parcel,
    words::{Colour, Kind, State},
};
use stafet_tests::{
    clock::SteppedClock,
    deployment::office_id,
    platform::{Platform, loopback::Loopback, simulated::START_MS},
    scenario::{CASEWORKER, EMPTY, SENDER, Scene, TEAM},
    texts,
};

#[tokio::test]
async fn each_lie_about_an_act_is_refused_alone_and_the_server_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let scene = scene(folder.path()).await;
    let queued = queued(&scene).await;
    let secrets = secrets(&scene).await;
    let connection = connect(&scene, credentials(&scene).await).await.unwrap();
    let size = connection.ping().await.unwrap().size;
    for (name, act, refusal, whose) in lies(&queued.public, &secrets) {
        assert_eq!(
            deposit(&connection, &act, &queued.body).await,
            Err(refusal),
            "{name}"
        );
        assert_eq!(refusal.whose_move(), whose, "{name}");
        assert_eq!(connection.ping().await.unwrap().size, size, "{name}");
    }
    assert_eq!(
        deposit(&connection, &queued.act, &queued.body).await,
        Ok(())
    );
    let mut twin = queued.public.clone();
    twin.claimed = twin.claimed.plus_ms(1);
    let twin = twin.sign(&secrets.person_key);
    let taken = deposit(&connection, &twin, &queued.body).await;
    assert_eq!(taken, Err(Refusal::IdTaken));
    assert_eq!(Refusal::IdTaken.whose_move(), Move::Sender);
    assert_eq!(
        deposit(&connection, &queued.act, &queued.body).await,
        Ok(()),
        "again is no lie"
    );
    connection.close();
    goes_on(scene).await;
}

#[tokio::test]
async fn a_certificate_of_another_deployment_opens_nothing_on_either_side() {
    let [one, two] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (ours, theirs) = (scene(one.path()).await, scene(two.path()).await);
    queued(&ours).await;
    let Credentials::Device {
        server,
        root,
        identity,
    } = credentials(&ours).await
    else {
        panic!("at work");
    };
    let Credentials::Device {
        root: foreign_root,
        identity: foreign_identity,
        ..
    } = credentials(&theirs).await
    else {
        panic!("at work");
    };
    let stranger = Credentials::Device {
        server: server.clone(),
        root,
        identity: foreign_identity,
    };
    // TLS 1.3 tells a client late that its certificate is of no use.
    let let_in = match connect(&ours, stranger).await {
        Ok(connection) => connection.ping().await.is_ok(),
        Err(_) => false,
    };
    assert!(!let_in, "the server knows no such authority");
    let misled = Credentials::Device {
        server,
        root: foreign_root,
        identity,
    };
    assert!(connect(&ours, misled).await.is_err(), "another server");
    theirs.deployment.connector(CASEWORKER).close().await;
    goes_on(ours).await;
}

/// What is wrong about each, the act, why it is refused and whose move that is.
fn lies(truth: &PublicPart, secrets: &DeviceSecrets) -> Vec<(&'static str, Act, Refusal, Move)> {
    let signed = |change: &dyn Fn(&mut PublicPart)| {
        let mut public = truth.clone();
        change(&mut public);
        public.sign(&secrets.person_key)
    };
    let on_handover = |change: &dyn Fn(&mut HandoverAct)| {
        signed(&|public| {
            let Matter::Handover(act) = &mut public.matter else {
                panic!("a referral");
            };
            change(act);
        })
    };
    vec![
        (
            "another key's signature",
            truth.clone().sign(&secrets.machine_key),
            Refusal::Signature,
            Move::Sender,
        ),
        (
            "in another office's name",
            signed(&|public| public.author.office = office_id(TEAM)),
            Refusal::Membership,
            Move::Administrator,
        ),
        (
            "to an office that does not exist",
            on_handover(&|act| act.terms.as_mut().unwrap().to = office_id("kujalleq/ingen")),
            Refusal::UnknownOffice,
            Move::Administrator,
        ),
        (
            "to an office that it is not sealed to",
            on_handover(&|act| act.terms.as_mut().unwrap().to = office_id(EMPTY)),
            Refusal::Recipients,
            Move::Sender,
        ),
        (
            "with another office's fingerprint",
            on_handover(&|act| {
                let to = &mut act.sealed.as_mut().unwrap().to;
                to[0].1 = to[1].1;
            }),
            Refusal::Recipients,
            Move::Sender,
        ),
        (
            "sealed to one side only",
            on_handover(&|act| act.sealed.as_mut().unwrap().to.truncate(1)),
            Refusal::Recipients,
            Move::Sender,
        ),
    ]
}

/// An act in the outbox of the caseworker.
struct Queued {
    act: Act,
    public: PublicPart,
    body: Option<Vec<u8>>,
}

async fn scene(folder: &std::path::Path) -> Scene<Loopback> {
    let clock = SteppedClock::new(Timestamp::from_unix_ms(START_MS));
    Scene::begin(Loopback::new(folder, clock).unwrap()).await
}

async fn queued(scene: &Scene<Loopback>) -> Queued {
    let mut office = scene.deployment.open(CASEWORKER).await;
    let draft = Draft {
        from: Some(office_id(SENDER)),
        to: office_id(TEAM),
        kind: Kind::Referral,
        colour: Colour::Green,
        content: texts::referral(),
        relates_to: None,
    };
    office.send(draft).await.unwrap();
    let unconfirmed = office.reader().unconfirmed()[0];
    let parcel = office
        .exchange()
        .parcel(unconfirmed)
        .await
        .unwrap()
        .unwrap();
    let act = Act::kept(Signed::from_bytes(parcel.signed).unwrap()).unwrap();
    Queued {
        public: act.public().clone(),
        act,
        body: parcel.body,
    }
}

/// The keys of the caseworker's device, as its own profile holds them.
async fn secrets(scene: &Scene<Loopback>) -> DeviceSecrets {
    let store = scene.deployment.platform().client_store(CASEWORKER).await;
    let snapshot = store.load().await.unwrap();
    DeviceSecrets::from_bytes(&snapshot.values["device"]).unwrap()
}

async fn credentials(scene: &Scene<Loopback>) -> Credentials {
    let office = scene.deployment.open(CASEWORKER).await;
    office.credentials().unwrap().unwrap()
}

async fn connect(
    scene: &Scene<Loopback>,
    credentials: Credentials,
) -> Result<Connection, stafet_client::link::LinkError> {
    let connector = scene.deployment.connector(CASEWORKER);
    connector.connect(&credentials).await
}

async fn deposit(
    connection: &Connection,
    act: &Act,
    body: &Option<Vec<u8>>,
) -> Result<(), Refusal> {
    let parcel = Parcel {
        signed: act.signed().as_bytes().to_vec(),
        body: body.clone(),
    };
    let answers = connection.deposit(&[parcel]).await.unwrap();
    answers[0].clone().map(drop)
}

/// What waited in the outbox all the while is deposited as if nothing had been.
async fn goes_on(mut scene: Scene<Loopback>) {
    let report = scene.deployment.sync(CASEWORKER).await.unwrap();
    assert_eq!((report.confirmed, report.refused), (1, 0));
    let ledger = scene.deployment.ledger().await;
    let states: Vec<State> = ledger.handovers.values().map(|it| it.state).collect();
    assert_eq!(states, [State::Deposited]);
    scene.deployment.stop_server().await;
}
