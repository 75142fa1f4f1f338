"""Stafet's records as docs/protocol.md describes them, written anew on top of other people's CBOR,
COSE and Ed25519. Nothing here comes from Stafet's own code."""

import hashlib

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pycose.algorithms import EdDSA
from pycose.headers import KID, Algorithm
from pycose.keys import OKPKey
from pycose.keys.curves import Ed25519
from pycose.messages import Sign1Message

ACT = b"stafet/act/1"
NOTHING = bytes(32)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def eight(number):
    return number.to_bytes(8, "big")


# Acts: COSE_Sign1 without a tag.


def read_act(signed):
    """The message, not yet verified."""
    message = Sign1Message.from_cose_obj(list(cbor2.loads(signed)), True)
    message.external_aad = ACT
    return message


def is_act_by(message, public_key):
    message.key = OKPKey(crv=Ed25519, x=public_key)
    return message.verify_signature()


def sign_act(payload, key_id, seed, protected=True):
    """The message that pycose makes, its key id where it belongs or, if told so, where it doesn't."""
    header = {Algorithm: EdDSA}
    named = {KID: key_id}
    message = Sign1Message(
        phdr=header | named if protected else header,
        uhdr={} if protected else named,
        payload=payload,
        external_aad=ACT,
    )
    message.key = OKPKey(crv=Ed25519, d=seed, x=public_key_of(seed))
    return message


def public_key_of(seed):
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


# What acts say.

BY_A_PERSON = b"\x01"
DIRECTORY, ORGANISATION, MUNICIPALITY = 1, 1, 1


def organisation(name, act, signer, now, head, version):
    """The public part of the statement that an organisation exists, by an administrator."""
    seen, about = list(head[:2]), [DIRECTORY, [[ORGANISATION, [name, name, MUNICIPALITY]]]]
    office, person = "root/administration", signer["person"]
    return cbor2.dumps([1, act, office, person, now, *seen, None, *version, about])


def directory_version(statements):
    """Number and hash of the directory after these signed statements."""
    version = NOTHING
    for signed in statements:
        version = sha256(b"stafet/directory/1", version, sha256(signed))
    return len(statements), version


# The log.


def is_signed(public_key, signature, *parts):
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, b"".join(parts))
        return True
    except InvalidSignature:
        return False


def leaf_of(receipt, signed, body):
    """The leaf that a receipt is about: act id, hashes, entries, time, salt, validity."""
    act, _, deposited, salt, entries, _, validity = receipt
    body_hash = NOTHING if body is None else sha256(body)
    return cbor2.dumps([act, sha256(signed), body_hash, entries, deposited, salt, validity])


def is_receipt_by(receipt, leaf, public_key):
    return is_signed(public_key, receipt[5], b"stafet/receipt/1", eight(receipt[1]), leaf)


def is_head_by(head, public_key):
    size, root, time, signature = head
    return is_signed(public_key, signature, b"stafet/head/1", eight(size), root, eight(time))


def link(chain, signed):
    """The next link of a mailbox's chain."""
    return sha256(b"stafet/mailbox/1", chain, sha256(signed))


def root_of(leaves):
    """The root of RFC 6962, section 2.1."""
    if len(leaves) == 1:
        return sha256(b"\0", leaves[0])
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1", root_of(leaves[:half]), root_of(leaves[half:]))


# Frames: a length of four bytes, which counts what follows, a type, a payload.


def frame(kind, payload=b""):
    return (len(payload) + 1).to_bytes(4, "big") + bytes([kind]) + payload


def frames(stream):
    """The frames of a stream that has ended, as pairs of type and payload."""
    found = []
    while stream:
        length = int.from_bytes(stream[:4], "big")
        assert len(stream) >= 4 + length >= 5, stream.hex()
        found.append((stream[4], stream[5 : 4 + length]))
        stream = stream[4 + length :]
    return found
