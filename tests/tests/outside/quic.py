"""Talks to a Stafet server with aioquic, as quic.rs asks: JSON in and out, bytes in hexadecimal.

Frames and their payloads are written here from docs/protocol.md; the limits are read there."""

import asyncio
import json
import os
import pathlib
import re
import socket
import sys
import time

import cbor2
from aioquic.asyncio import QuicConnectionProtocol, connect
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ConnectionTerminated
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key

import records

PATIENCE_S = 20
DEPOSIT, SUBSCRIBE, FETCH_ACT, PING, PIECE = 0x02, 0x03, 0x05, 0x07, 0x0A
DEPOSITED, ITEM, COMPLETE, PONG, REFUSED = 0x42, 0x43, 0x44, 0x46, 0x47
PAGE = pathlib.Path(__file__).parents[3] / "docs" / "protocol.md"
LIMITS = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE))
SMALL_BYTES_MAX, LARGE_BYTES_MAX = int(LIMITS["SMALL_BYTES_MAX"]), int(LIMITS["LARGE_BYTES_MAX"])
ping = records.frame(PING)
directory = records.frame(SUBSCRIBE, cbor2.dumps([[["directory", 0]], False]))

# What is said on one stream each, and breaks the rules in its own way.
BROKEN = {
    "nothing": b"",
    "noise": bytes(range(1, 200)),
    "half a length": ping[:3],
    "half a frame": records.frame(PING, b"x" * 100)[:50],
    "no type": bytes(4),
    "more than the limit": (LARGE_BYTES_MAX + 2).to_bytes(4, "big"),
    "the largest number": b"\xff\xff\xff\xff",
    "an unknown type": records.frame(0x3F),
    "an answer": records.frame(PONG),
    "a ping with a payload": records.frame(PING, b"\x80"),
    "no CBOR": records.frame(SUBSCRIBE, b"\xff\xff"),
    "a map": records.frame(SUBSCRIBE, cbor2.dumps({0: [], 1: False})),
    "a long form": records.frame(FETCH_ACT, b"\x98\x01\x50" + bytes(16)),
    "two questions": ping + ping,
    "a piece without a put": records.frame(PIECE, b"x"),
    "too much that is passed over": records.frame(0x80) * 17 + ping,
}
# What is said and keeps the rules.
SOUND = {
    "ping": ping,
    "ping after what is passed over": records.frame(0x80, b"later") * 16 + ping,
    "an act that is not there": records.frame(FETCH_ACT, cbor2.dumps([bytes(16)])),
    "directory": directory,
    "a foreign mailbox": records.frame(SUBSCRIBE, cbor2.dumps([[["a/b", 0]], False])),
}
# What only who is not in the directory is refused for.
LONG_FOR_STRANGERS = {"long": (SMALL_BYTES_MAX + 2).to_bytes(4, "big")}


def configuration(job, who, alpn):
    made = QuicConfiguration(
        alpn_protocols=[alpn],
        server_name="server.stafet",
        cadata=root_of(job).public_bytes(Encoding.PEM),
    )
    if who is not None:
        certificates = map(x509.load_der_x509_certificate, map(bytes.fromhex, who["chain"]))
        made.certificate, *made.certificate_chain = certificates
        made.private_key = load_der_private_key(bytes.fromhex(who["key"]), None)
    return made


def root_of(job):
    return x509.load_der_x509_certificate(bytes.fromhex(job["root"]))


async def said_on_a_stream(protocol, said):
    reader, writer = await protocol.create_stream()
    writer.write(said)
    writer.write_eof()
    return records.frames(await asyncio.wait_for(reader.read(), PATIENCE_S))


async def converse(job, who, sayings, alpn="stafet/1"):
    """Says each saying on a stream of its own, and answers with what was heard and how it ended."""
    talk = {"shaken": False, "heard": {}, "ended": None}

    class Protocol(QuicConnectionProtocol):
        def quic_event_received(self, event):
            if isinstance(event, ConnectionTerminated):
                talk["ended"] = event.error_code
            super().quic_event_received(event)

    settings = configuration(job, who, alpn)
    client = connect("127.0.0.1", job["port"], configuration=settings, create_protocol=Protocol)
    try:
        async with client as protocol:
            talk["shaken"] = True
            for name, said in sayings.items():
                answers = await said_on_a_stream(protocol, said)
                if not answers:  # The connection has ended, and every stream with it.
                    break
                talk["heard"][name] = [word(*answer, job) for answer in answers]
            ended = talk["ended"]
    except ConnectionError:
        return talk
    return talk | {"ended": ended}  # Not what we ended ourselves.


def word(kind, payload, job):
    """An answer in a few words; what is signed is verified."""
    content, receipts = canonical(payload), bytes.fromhex(job["receipts"])
    if kind == REFUSED:
        return f"refused {content[0]}"
    if kind in (PONG, COMPLETE):
        assert records.is_head_by(content, receipts)
        return f"{'pong' if kind == PONG else 'complete'} {content[0]}"
    assert kind == ITEM, kind
    mailbox, signed, leaf = read_item(content, receipts)
    key = bytes.fromhex(job["signer"]["public_key"])
    if content[2][1] == 0:  # The genesis is signed by the root.
        key = root_of(job).public_key().public_bytes_raw()
    assert records.is_act_by(records.read_act(signed), key)
    return f"item of {mailbox}"


def canonical(payload):
    content = cbor2.loads(payload)
    assert cbor2.dumps(content, canonical=True) == payload, payload.hex()
    return content


def read_item(content, receipts):
    """The mailbox, the signed act and its leaf, of which the receipt was verified."""
    mailbox, act, receipt = content
    signed, body = (*act, None)[:2]  # What is absent at an array's end is left out.
    leaf = records.leaf_of(receipt, signed, body)
    assert records.is_receipt_by(receipt, leaf, receipts)
    return mailbox, signed, leaf


async def deposit(job):
    """Signs an act with pycose and brings it; tells what each attempt came to."""
    settings = configuration(job, job["member"], "stafet/1")
    receipts = bytes.fromhex(job["receipts"])
    async with connect("127.0.0.1", job["port"], configuration=settings) as protocol:
        *items, (_, head) = await said_on_a_stream(protocol, directory)
        statements = [read_item(canonical(item), receipts)[1] for _, item in items]
        signed, other = acts(job, canonical(head), statements)
        forged = signed[:-1] + bytes([signed[-1] ^ 1])
        parcels = [forged, signed, signed, other]
        said = b"".join(records.frame(DEPOSIT, cbor2.dumps([parcel])) for parcel in parcels)
        answers = await said_on_a_stream(protocol, said)
        *items, (_, head) = await said_on_a_stream(protocol, directory)
    # What the log holds now is what was signed here, under a head that says so.
    read = [read_item(canonical(item), receipts) for _, item in items]
    assert [act for _, act, _ in read] == [*statements, signed]
    size, root, *_ = canonical(head)
    assert (size, root) == (len(read), records.root_of([leaf for *_, leaf in read]))
    return [attempt(kind, payload, signed, receipts) for kind, payload in answers]


def acts(job, head, statements):
    """An organisation's statement, and another under the same id."""
    signer = {name: bytes.fromhex(text) for name, text in job["signer"].items()}
    act, version = os.urandom(16), records.directory_version(statements)
    key_id = signer["device"] + records.BY_A_PERSON
    for name in ("outside", "elsewhere"):
        now = time.time_ns() // 1_000_000
        payload = records.organisation(name, act, signer, now, head, version)
        yield records.sign_act(payload, key_id, signer["seed"]).encode(tag=False)


def attempt(kind, payload, signed, receipts):
    content = canonical(payload)
    if kind == REFUSED:
        return f"refused {content[0]}"
    assert kind == DEPOSITED, kind
    assert records.is_receipt_by(content, records.leaf_of(content, signed, None), receipts)
    return f"deposited {content[1]}"


def throw_noise(port):
    """Datagrams that are no QUIC, or of a version that nobody speaks."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as thrown:
        for length in (0, 1, 20, 1_200):
            thrown.sendto(os.urandom(length), ("127.0.0.1", port))
        unknown = b"\xc0" + b"\x1a\x2a\x3a\x4a" + b"\x08" + bytes(8) + b"\x08" + bytes(8)
        thrown.settimeout(PATIENCE_S)
        thrown.sendto(unknown.ljust(1_200, b"\0"), ("127.0.0.1", port))
        # Version negotiation: a long header whose version is zero.
        return thrown.recv(2_048)[1:5].hex()


async def main(job):
    member, stranger, foreign = job["member"], job["stranger"], job["foreign"]
    only_ping = {"ping": ping}
    answer = {
        "member": await converse(job, member, SOUND),
        "broken": await converse(job, member, BROKEN | SOUND),
        "nobody": await converse(job, None, SOUND | LONG_FOR_STRANGERS),
        "stranger": await converse(job, stranger, SOUND),
        "foreign": await converse(job, foreign, only_ping),
        "ended": await converse(job, job["ended"], only_ping),
        "wrong_protocol": await converse(job, member, only_ping, alpn="h3"),
        "misled": await converse(job | {"root": job["foreign_root"]}, member, only_ping),
        "negotiated": throw_noise(job["port"]),
    }
    answer["deposited"] = await deposit(job)
    answer["afterwards"] = await converse(job, member, SOUND)
    return answer


json.dump(asyncio.run(main(json.load(sys.stdin))), sys.stdout)
