// Opens and seals age files as age_files.rs asks: JSON in and out, bytes in hexadecimal.

import { Buffer } from "node:buffer";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";

globalThis.crypto ??= webcrypto; // Node before 19 does not have it everywhere.
const age = await import("age-encryption");

const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (bytes) => Buffer.from(bytes).toString("hex");

async function open({ with: { identity, passphrase }, file }) {
  const decrypter = new age.Decrypter();
  if (identity) decrypter.addIdentity(identity);
  if (passphrase) decrypter.addPassphrase(passphrase);
  try {
    return hex(await decrypter.decrypt(bytes(file)));
  } catch {
    return null;
  }
}

async function seal({ to: { recipients, passphrase }, plain }) {
  const encrypter = new age.Encrypter();
  for (const recipient of recipients ?? []) encrypter.addRecipient(recipient);
  if (passphrase) {
    const [text, workFactor] = passphrase;
    encrypter.setPassphrase(text);
    encrypter.setScryptWorkFactor(workFactor);
  }
  return hex(await encrypter.encrypt(bytes(plain)));
}

const job = JSON.parse(readFileSync(0, "utf8"));
const answer = { opened: [], sealed: [], recipients: [] };
for (const one of job.open) answer.opened.push(await open(one));
for (const one of job.seal) answer.sealed.push(await seal(one));
for (const one of job.recipients) answer.recipients.push(await age.identityToRecipient(one));
process.stdout.write(JSON.stringify(answer));
