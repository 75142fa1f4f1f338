"""Talks to a Stafet server with aioquic, as quic.rs asks: JSON in and out, bytes in hexadecimal.

Frames and their payloads are written here from docs/protocol.md."""

import asyncio
import json
import os
import socket
import sys

import cbor2
from aioquic.asyncio import QuicConnectionProtocol, connect
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ConnectionTerminated
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key

import records

PATIENCE_S = 20
SUBSCRIBE, FETCH_ACT, PING, PIECE, ITEM, COMPLETE, PONG, REFUSED = (
    0x03, 0x05, 0x07, 0x0A, 0x43, 0x44, 0x46, 0x47,
)
SMALL_BYTES_MAX, LARGE_BYTES_MAX = 4096, 536576
ping = records.frame(PING)

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
    "directory": records.frame(SUBSCRIBE, cbor2.dumps([[["directory", 0]], False])),
    "a foreign mailbox": records.frame(SUBSCRIBE, cbor2.dumps([[["a/b", 0]], False])),
}
# What only who is not in the directory is refused for.
LONG_FOR_STRANGERS = {"long": (SMALL_BYTES_MAX + 2).to_bytes(4, "big")}


def configuration(job, who, alpn):
    root = x509.load_der_x509_certificate(bytes.fromhex(job["root"]))
    made = QuicConfiguration(
        alpn_protocols=[alpn],
        server_name="server.stafet",
        cadata=root.public_bytes(Encoding.PEM),
    )
    if who is not None:
        certificates = map(x509.load_der_x509_certificate, map(bytes.fromhex, who["chain"]))
        made.certificate, *made.certificate_chain = certificates
        made.private_key = load_der_private_key(bytes.fromhex(who["key"]), None)
    return made


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
                talk["heard"][name] = outline(answers, job)
            ended = talk["ended"]
    except ConnectionError:
        return talk
    return talk | {"ended": ended}  # Not what we ended ourselves.


def outline(answers, job):
    """One word for each answer; what is signed is verified."""
    return [word(kind, payload, job) for kind, payload in answers]


def word(kind, payload, job):
    receipts = bytes.fromhex(job["receipts"])
    content = cbor2.loads(payload)
    assert cbor2.dumps(content, canonical=True) == payload, payload.hex()
    if kind == REFUSED:
        return f"refused {content[0]}"
    if kind in (PONG, COMPLETE):
        assert records.is_head_by(content, receipts)
        return f"{'pong' if kind == PONG else 'complete'} {content[0]}"
    assert kind == ITEM, kind
    mailbox, act, receipt = content
    signed, body = (*act, None)[:2]  # What is absent at an array's end is left out.
    assert records.is_receipt_by(receipt, records.leaf_of(receipt, signed, body), receipts)
    # The only act of a fresh log is the genesis, signed by the root.
    root = x509.load_der_x509_certificate(bytes.fromhex(job["root"])).public_key()
    assert records.is_act_by(records.read_act(signed), root.public_bytes_raw())
    return f"item of {mailbox}"


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
    answer["afterwards"] = await converse(job, member, SOUND)
    return answer


json.dump(asyncio.run(main(json.load(sys.stdin))), sys.stdout)
