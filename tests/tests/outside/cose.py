"""Reads and signs with cbor2 and pycose what cose.rs asks: JSON in and out, bytes in hexadecimal."""

import json
import sys

import cbor2

import records

unhex = bytes.fromhex


def encoded_again(data):
    """What cbor2's canonical form makes of it, or why it is no CBOR."""
    try:
        return cbor2.dumps(cbor2.loads(data), canonical=True).hex()
    except Exception as error:
        return repr(error)


def verified(act):
    """Whether an act verifies, how many of its copies with a flipped bit do too, and the payload."""
    signed, key = unhex(act["signed"]), unhex(act["key"])
    message = records.read_act(signed)
    is_right = records.is_act_by(message, key)
    # The last 64 bytes are the signature; those before it, the payload.
    forged = sum(is_still_right(signed, at, key) for at in range(-128, 0))
    return {"is_right": is_right, "forged": forged, "payload": message.payload.hex()}


def is_still_right(signed, at, key):
    flipped = bytearray(signed)
    flipped[at] ^= 1
    try:
        return records.is_act_by(records.read_act(bytes(flipped)), key)
    except Exception:  # No longer a COSE_Sign1, or no CBOR at all.
        return False


def signed(order):
    payload, key_id, seed = (unhex(order[name]) for name in ("payload", "key_id", "seed"))
    message = records.sign_act(payload, key_id, seed)
    elsewhere = records.sign_act(payload, key_id, seed, protected=False)
    return {
        "plain": message.encode(tag=False).hex(),
        "tagged": message.encode(tag=True).hex(),
        "unprotected": elsewhere.encode(tag=False).hex(),
    }


def judged(log):
    """What is wrong with a log, entry by entry, and the root over its leaves."""
    key, wrong, leaves, chains = unhex(log["receipts"]), [], [], {}
    for index, act in enumerate(log["acts"]):
        signed = unhex(act["signed"])
        body = None if act["body"] is None else unhex(act["body"])
        receipt = cbor2.loads(unhex(act["receipt"]))
        leaf = records.leaf_of(receipt, signed, body)
        leaves.append(leaf)
        if receipt[1] != index or not records.is_receipt_by(receipt, leaf, key):
            wrong.append(f"receipt of {index}")
        if records.is_receipt_by(receipt, leaf + b"\0", key):
            wrong.append(f"a receipt of {index} for anything")
        for mailbox, number, chain in receipt[4]:
            count, before = chains.get(mailbox, (0, records.NOTHING))
            chains[mailbox] = (count + 1, records.link(before, signed))
            if chains[mailbox] != (number, chain):
                wrong.append(f"chain of {mailbox} at {index}")
    head = cbor2.loads(unhex(log["head"]))
    if not records.is_head_by(head, key):
        wrong.append("head")
    if head[:2] != [len(leaves), records.root_of(leaves)]:
        wrong.append("root")
    return {"wrong": wrong, "mailboxes": len(chains)}


job = json.load(sys.stdin)
json.dump(
    {
        "again": [encoded_again(unhex(one)) for one in job.get("cbor", [])],
        "verified": [verified(act) for act in job.get("acts", [])],
        "signed": [signed(order) for order in job.get("sign", [])],
        "log": judged(job["log"]) if "log" in job else None,
    },
    sys.stdout,
)
