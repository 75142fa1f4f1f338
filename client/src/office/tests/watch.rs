//! What an administrator says about clocks and offices reaches everybody.

use stafet_shared::{
    access::Denied,
    party::directory::{Outage, PolicyStatement, Statement, StatementError},
    policy::{ClockName, Policy},
    words::{OutageCause, State},
};

use super::*;

#[tokio::test]
async fn a_policy_gets_the_next_number_and_reaches_everybody() {
    let mut cast = cast().await;
    let from = NOW.plus_days(1);
    let (_, first) = cast.admin.sign_policy(Policy::zero(), from).await.unwrap();
    let (_, second) = cast.admin.sign_policy(Policy::zero(), from).await.unwrap();
    assert_eq!((first, second), (1, 2), "before the server has either");
    let late = cast.admin.sign_policy(Policy::zero(), NOW.plus_ms(-1));
    assert!(matches!(
        late.await,
        Err(OfficeError::Denied(Denied::Statement(
            StatementError::Retroactive
        )))
    ));
    cast.server.carry(&mut cast.admin).await.unwrap();
    let receiver = &mut cast.receiver.1;
    cast.server.carry(receiver).await.unwrap();
    let directory = receiver.reader().directory().unwrap();
    let number = |start| directory.signed_policy_at(start).map(|it| it.number);
    assert_eq!((number(NOW), number(from)), (None, Some(2)));
}

#[tokio::test]
async fn a_policy_without_one_of_todays_clocks_is_not_signed_but_held_to_by_everybody() {
    let mut cast = cast().await;
    let from = NOW.plus_days(1);
    let name = ClockName::State(State::Acknowledged);
    let mut older = Policy::zero();
    older.clocks.remove(&name);
    let refused = cast.admin.sign_policy(older.clone(), from).await;
    assert!(matches!(
        refused,
        Err(OfficeError::Denied(Denied::Statement(
            StatementError::Policy
        )))
    ));
    let statement = Statement::Policy(Box::new(PolicyStatement {
        number: 1,
        from,
        policy: older,
    }));
    let by_an_earlier_release = cast
        .admin
        .decide(|office| office.state(statement.clone(), None));
    by_an_earlier_release.await.unwrap();
    cast.server.carry(&mut cast.admin).await.unwrap();
    for office in [&mut cast.sender.1, &mut cast.receiver.1] {
        cast.server.carry(office).await.unwrap();
        let directory = office.reader().directory().unwrap();
        let holds = directory.policy_at(from);
        assert_eq!(directory.next_policy_number(), 2, "it is in force");
        assert_eq!(holds.clock(name), Policy::zero().clock(name));
    }
    let directory = |office: &Office<_>| office.reader().directory().cloned();
    let expected = directory(&cast.sender.1);
    assert_eq!(directory(&cast.receiver.1), expected);
}

#[tokio::test]
async fn nobody_confirms_their_own_outage_nor_one_that_there_is_not() {
    let mut cast = cast().await;
    let id = cast.admin.fresh_outage();
    let unknown = cast.admin.confirm_outage(id).await;
    assert!(matches!(
        unknown,
        Err(OfficeError::Denied(Denied::Statement(
            StatementError::UnknownOutage
        )))
    ));
    let outage = Outage {
        id,
        offices: Vec::new(),
        from: NOW,
        until: Some(NOW.plus_days(1)),
        cause: OutageCause::Link,
    };
    cast.admin.declare_outage(outage).await.unwrap();
    let own = cast.admin.confirm_outage(id).await;
    assert!(matches!(
        own,
        Err(OfficeError::Denied(Denied::Statement(
            StatementError::OwnOutage
        )))
    ));
    cast.admin.end_outage(id, NOW).await.unwrap();
    let expected = cast.admin.reader().expected_directory().unwrap();
    let (_, declared) = expected.outages().next().unwrap();
    assert_eq!((declared.confirmed_by, declared.ended), (None, Some(NOW)));
}

#[tokio::test]
async fn only_administrators_begin_a_review_round() {
    let mut cast = cast().await;
    let (_, round) = cast.admin.open_review_round(30).await.unwrap();
    assert_eq!((round.number, round.opened), (1, NOW));
    let by_member = cast.sender.1.open_review_round(30).await;
    assert!(matches!(by_member, Err(OfficeError::NotAdministrator)));
}
