"""A second reader of sealed bundles, written from docs/bundle-format.md alone. For tests only.

    python3 second_reader.py VECTORS_FOLDER

reads every vector of bundles.json and chunked.json and prints one line of JSON: how many were read as they say, and which
were not. Needs the package `cryptography` (Debian: python3-cryptography).
"""

import base64
import hashlib
import hmac
import json
import re
import struct
import sys
import uuid
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"\x89HFB\r\n\x1a\n"
CHUNK, TAG = 16 * 1024, 16
MIB = 1024 * 1024
READER = 1


class Refused(Exception):
    """The bundle is not read; the argument is the code of the reason."""


def require(holds, code):
    if not holds:
        raise Refused(code)


# --- keys -------------------------------------------------------------------------------------------------------------

def hkdf_extract(salt, ikm):
    return hmac.new(salt or b"\0" * 32, ikm, "sha256").digest()


def hkdf_expand(prk, info, length, name="sha256"):
    out, block, number = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([number]), name).digest()
        out, number = out + block, number + 1
    return out[:length]


KEM = b"KEM" + struct.pack(">H", 0x0020)
SUITE = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0002)


def labeled_extract(suite, salt, label, ikm):
    return hkdf_extract(salt, b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite, prk, label, info, length):
    return hkdf_expand(prk, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def raw(public):
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


class Keys:
    """The exchange keys of a unit, from its root secret."""

    def __init__(self, secret):
        ikm = hkdf_expand(hkdf_extract(b"", secret), b"user/v1/x25519", 32)
        private = labeled_expand(KEM, labeled_extract(KEM, b"", b"dkp_prk", ikm), b"sk", b"", 32)
        self.private = X25519PrivateKey.from_private_bytes(private)
        self.public = raw(self.private.public_key())

    def open(self, info, aad, enc, sealed):
        """HPKE, base mode, single shot (RFC 9180); nothing where it does not open."""
        try:
            shared = self.private.exchange(X25519PublicKey.from_public_bytes(enc))
        except ValueError:  # a point of small order
            return None
        if not any(shared):
            return None
        prk = labeled_extract(KEM, b"", b"eae_prk", shared)
        shared = labeled_expand(KEM, prk, b"shared_secret", enc + self.public, 32)
        context = b"\0" + labeled_extract(SUITE, b"", b"psk_id_hash", b"") + labeled_extract(SUITE, b"", b"info_hash", info)
        secret = labeled_extract(SUITE, shared, b"secret", b"")
        key = labeled_expand(SUITE, secret, b"key", context, 32)
        nonce = labeled_expand(SUITE, secret, b"base_nonce", context, 12)
        try:
            return AESGCM(key).decrypt(nonce, sealed, aad)
        except InvalidTag:
            return None


P = 2**255 - 19
SMALL_Y = [0, 1, P - 1,
           2707385501144840649318225287225658788936804267575313519463743609750303021914,
           55188659117513257062467267217118295137698188065244968500265048394206261417927]
WEAK = {(y + extra | sign << 255).to_bytes(32, "little")
        for y in SMALL_Y for extra in (0, P) for sign in (0, 1) if y + extra < 2**255}


def verify(public, message, signature):
    require(public not in WEAK and signature[:32] not in WEAK, "bad-signature")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise Refused("bad-signature") from None


# --- chunked encryption -----------------------------------------------------------------------------------------------

class Truncated(Exception):
    pass


class Altered(Exception):
    pass


class WrongCommitment(Exception):
    pass


def under(key, salt, context):
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + context
    drawn = hkdf_expand(key, info, 76, "sha512")
    return AESGCM(drawn[:32]), int.from_bytes(drawn[32:44], "big"), drawn[44:]


def chunks_sealed(key, salt, context, plain):
    cipher, nonce, commitment = under(key, salt, context)
    out = salt + commitment
    for number in range(len(plain) // CHUNK + 1):
        part = plain[number * CHUNK:(number + 1) * CHUNK]
        out += cipher.encrypt((nonce ^ number).to_bytes(12, "big"), part, None)
    return out


def chunks_opened(key, context, sealed):
    """The plaintext, chunk by chunk."""
    if len(sealed) < 56:
        raise Truncated
    cipher, nonce, commitment = under(key, sealed[:24], context)
    if not hmac.compare_digest(commitment, sealed[24:56]):
        raise WrongCommitment
    at, number = 56, 0
    while True:
        part = sealed[at:at + CHUNK + TAG]
        if len(part) < TAG:
            raise Truncated
        try:
            yield cipher.decrypt((nonce ^ number).to_bytes(12, "big"), part, None)
        except InvalidTag:
            raise Altered from None
        at, number = at + len(part), number + 1
        if len(part) < CHUNK + TAG:
            return


class Inside:
    """What is inside the payload, byte by byte; no chunk is opened before it is needed."""

    def __init__(self, key, context, sealed):
        self.chunks, self.held, self.taken = chunks_opened(key, context, sealed), b"", 0
        require_payload(self.more)

    def more(self):
        chunk = next(self.chunks, None)
        self.held += chunk or b""
        return chunk is not None

    def take(self, length, short):
        while len(self.held) < length:
            if not require_payload(self.more):
                raise Refused(short)
        taken, self.held = self.held[:length], self.held[length:]
        self.taken += length
        return taken

    def at_end(self):
        while not self.held and require_payload(self.more):
            pass
        return not self.held


def require_payload(step):
    try:
        return step()
    except Truncated:
        raise Refused("cut-short") from None
    except (Altered, WrongCommitment):
        raise Refused("payload-altered") from None


# --- texts and parts --------------------------------------------------------------------------------------------------

class NotStrict(Exception):
    pass


def no_twins(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise NotStrict
    return dict(pairs)


def no_fraction(_):
    raise NotStrict


def whole(digits):
    if len(digits) > 20 or not -(2**63) <= int(digits) < 2**64:
        raise NotStrict
    return int(digits)


def depth(text):
    deepest = now = 0
    for mark in re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.S):
        now += (mark in "[{") - (mark in "]}")
        deepest = max(deepest, now)
    return deepest


def strict(data):
    """The value, if the bytes are its one spelling."""
    try:
        text = data.decode("utf-8")
        if depth(text) > 16:
            raise NotStrict
        value = json.loads(text, object_pairs_hook=no_twins, parse_float=no_fraction, parse_int=whole, parse_constant=no_fraction)
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError):
        raise NotStrict from None
    if again != data:
        raise NotStrict
    return value


class Parts:
    def __init__(self, data):
        self.data = data

    def bytes(self):
        require(len(self.data) >= 4, "parts")
        length = int.from_bytes(self.data[:4], "big")
        require(len(self.data) - 4 >= length, "parts")
        part, self.data = self.data[4:4 + length], self.data[4 + length:]
        return part

    def fixed(self, length, absent=False):
        part = self.bytes()
        require(len(part) == length or (absent and not part), "parts")
        return part

    def number(self):
        return int.from_bytes(self.fixed(8), "big")

    def text(self):
        try:
            return self.bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("parts") from None


def joined(*parts):
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def ascends(items):
    return all(a < b for a, b in zip(items, items[1:]))


# --- header -----------------------------------------------------------------------------------------------------------

def read_header(data, keys):
    require(len(data) >= 16 and data[:8] == MAGIC, "not-a-bundle")
    major, _, suite, count = struct.unpack(">HHHH", data[8:16])
    require(major <= 1, "newer")
    require(major == 1 and suite != 0, "bad-header")
    require(suite == 1, "newer")
    require(count in (8, 16, 32), "bad-header")
    end = 16 + count * 80
    require(len(data) >= end + 32, "cut-short")
    for at in range(16, end, 80):
        key = keys.open(b"bundle/v1/stanza", data[:16], data[at:at + 32], data[at + 32:at + 80])
        if key is not None:
            break
    else:
        raise Refused("not-for-us")
    mac_key = hkdf_expand(hkdf_extract(b"", key), b"bundle/v1/header", 32)
    mac = hmac.new(mac_key, data[:end], "sha256").digest()
    require(hmac.compare_digest(mac, data[end:end + 32]), "header-altered")
    return data[:end + 32], count, key


# --- manifest ---------------------------------------------------------------------------------------------------------

def is_id(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None


def is_hex(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def is_code(value):
    return isinstance(value, str) and re.fullmatch(r"[!#-\[\]-~]{1,64}", value) is not None


def is_day(value):
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", value) is not None


def is_number(bits, signed=False):
    low, high = (-(2**(bits - 1)), 2**(bits - 1)) if signed else (0, 2**bits)
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value < high


def maybe(test):
    return lambda value: value is None or test(value)


def each(test):
    return lambda value: isinstance(value, list) and all(test(item) for item in value)


def one_of(*codes):
    return lambda value: value in codes


def has(**members):
    return lambda value: (isinstance(value, dict) and value.keys() == members.keys()
                          and all(test(value[name]) for name, test in members.items()))


IS_SECTION = has(type=is_number(8), flags=is_number(8), length=is_number(64), sha256=is_hex, case=maybe(is_id))
IS_TERMS = has(marking=is_code, onward=one_of("not-allowed", "named-parties", "with-originators-agreement"),
               onward_parties=each(is_id), printing=one_of("allowed", "not-allowed"), delete_by=maybe(is_day),
               review_by=maybe(is_day))
IS_MANIFEST = has(
    bundle_id=is_id, kind=one_of("cases", "receipt", "withdrawal", "correction", "own-unit"),
    route=one_of("agreement", "one-off", "emergency", "own-unit"), sender_unit=is_id, sender_key=is_hex,
    exporter=has(member=is_id, key=is_hex), recipients=each(has(unit=is_id, key=is_hex)),
    agreement=maybe(has(id=is_id, version=is_number(32))), purpose=is_code, basis=each(is_code), categories=each(is_code),
    cases=each(has(case=is_id, records=is_number(32))), terms=IS_TERMS, created_ms=is_number(64, True),
    not_before_ms=is_number(64, True), not_after_ms=is_number(64, True), sequence=is_number(64), previous=is_hex,
    schema=is_number(32), min_reader=is_number(32), sections=each(IS_SECTION), checkpoint=maybe(lambda v: isinstance(v, str)))
MOST = {1: 8 * MIB, 2: 64 * MIB, 3: 256 * 1024, 4: 256 * 1024, 5: 256 * 1024, 6: 256 * 1024, 7: 8 * MIB}
NONE = "00" * 32


def is_checkpoint(text):
    lines = text.split("\n")
    if len(text.encode()) > 1024 or len(lines) < 4 or not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
        return False
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError:
        return False
    return lines[0].startswith("holdfast/log/") and is_id(lines[0][13:]) and len(root) == 32


def read_manifest(data):
    try:
        manifest = strict(data)
        needs = manifest.get("min_reader") if isinstance(manifest, dict) else None
    except NotStrict:
        manifest, needs = None, None
    if is_number(32)(needs):
        require(needs <= READER, "newer")
    require(manifest is not None and IS_MANIFEST(manifest), "bad-manifest")
    kind, route, agreement, terms = (manifest[name] for name in ("kind", "route", "agreement", "terms"))
    require(
        manifest["min_reader"] > 0
        and 1 <= len(manifest["recipients"]) <= 32
        and ascends([recipient["unit"] for recipient in manifest["recipients"]])
        and ascends([slip["case"] for slip in manifest["cases"]]) and all(slip["records"] for slip in manifest["cases"])
        and (route == "agreement") == (agreement is not None) and (kind == "own-unit") == (route == "own-unit")
        and (agreement is None or agreement["version"] > 0)
        and ascends(manifest["basis"]) and ascends(manifest["categories"])
        and (terms["onward"] == "named-parties") == bool(terms["onward_parties"]) and ascends(terms["onward_parties"])
        and manifest["not_before_ms"] <= manifest["not_after_ms"]
        and manifest["sequence"] > 0 and (manifest["sequence"] == 1) == (manifest["previous"] == NONE)
        and (manifest["checkpoint"] is None or is_checkpoint(manifest["checkpoint"])), "bad-manifest")
    check_sections(manifest)
    return manifest


def check_sections(manifest):
    sections, kind = manifest["sections"], manifest["kind"]
    named = {slip["case"] for slip in manifest["cases"]}
    require(len(sections) <= 10_000, "over-limit")
    for section in sections:
        number, flags = section["type"], section["flags"]
        if number not in MOST:
            require(number != 0, "bad-manifest")
            require(flags != 1, "newer")
            require(flags == 0, "bad-manifest")
        else:
            require(flags == 1, "bad-manifest")
        require(section["length"] <= MOST.get(number, 512 * MIB), "over-limit")
        require(section["case"] is None or (number == 1 and section["case"] in named), "bad-manifest")
    many = [sum(section["type"] == number for section in sections) for number in range(8)]
    carried, notices, laptop = many[1] + many[2] + many[3], many[4:7], many[7]
    fits = {"cases": many[1] > 0 and notices == [0, 0, 0], "own-unit": many[1] + laptop > 0 and notices == [0, 0, 0],
            "receipt": carried == 0 and notices == [1, 0, 0], "withdrawal": carried == 0 and notices == [0, 1, 0],
            "correction": notices == [0, 0, 1]}[kind]
    require(fits and (laptop == 0 or kind == "own-unit") and (many[1] == 0) == (not manifest["categories"]) and (many[1] > 0 or not manifest["cases"]), "bad-manifest")


# --- who, when, in which order ----------------------------------------------------------------------------------------

def allowed(manifest, sender, reader, keys):
    require(manifest["kind"] != "own-unit" or manifest["sender_unit"] == reader["unit"], "not-addressed")
    require({"unit": reader["unit"], "key": keys.public.hex()} in manifest["recipients"], "not-addressed")
    agreement = manifest["agreement"]
    if agreement is not None:
        standing = [held["standing"] for held in sender["agreements"]
                    if (held["id"], held["version"]) == (agreement["id"], agreement["version"])]
        require(standing, "agreement-not-held")
        require(standing[0] == "in-force" or manifest["kind"] in ("receipt", "withdrawal", "correction"), "agreement-not-held")
    require(reader["now_ms"] >= manifest["not_before_ms"], "not-yet-valid")
    require(reader["now_ms"] <= manifest["not_after_ms"], "expired")


def line_of(manifest):
    units = [uuid.UUID(recipient["unit"]).bytes for recipient in manifest["recipients"]]
    agreement = uuid.UUID(manifest["agreement"]["id"]).bytes if manifest["agreement"] else b""
    sender = uuid.UUID(manifest["sender_unit"]).bytes
    return hashlib.sha256(joined(b"holdfast/bundle-line/v1", sender, struct.pack(">Q", len(units)), *units, agreement)).hexdigest()


def place_on_line(manifest, held):
    require(all(one["bundle"] != manifest["bundle_id"] for one in held), "already-imported")
    at = {one["sequence"]: one for one in held if one["line"] == line_of(manifest)}
    sequence = manifest["sequence"]
    require(sequence not in at, "forked")
    require(sequence - 1 not in at or at[sequence - 1]["sha256"] == manifest["previous"], "forked")
    last = max(at, default=0)
    if sequence <= last:
        return "late", at.get(sequence + 1)
    return "next" if sequence == last + 1 else f"gap {last + 1} to {sequence - 1}", None


# --- records ----------------------------------------------------------------------------------------------------------

def read_entry_header(data):
    parts = Parts(data)
    require(parts.bytes() == b"holdfast/entry/v1", "parts")
    entry = {"id": parts.fixed(16), "device": parts.fixed(16), "stream": parts.fixed(16), "seq": parts.number()}
    parts.fixed(16)  # author
    parts.text()     # agency
    parts.fixed(8)   # time
    entry["record"] = parts.fixed(16)
    parts.text()     # field
    require(parts.number() < 2**32, "parts")
    entry["category"] = parts.text()
    parents = []
    for _ in range(parts.number()):
        parents.append(parts.fixed(16))
    entry["commitment"], entry["previous"] = parts.fixed(32), parts.fixed(32)
    require(ascends(parents) and not parts.data, "parts")
    entry["hash"] = hashlib.sha256(data).digest()
    return entry


def read_record(data):
    parts = Parts(data)
    require(parts.bytes() == b"holdfast/carried-record/v1", "parts")
    record = {"record": parts.fixed(16), "kind": parts.text(), "case": parts.fixed(16, absent=True), "owner": parts.text(),
              "category": parts.text(), "entries": []}
    for _ in range(parts.number()):
        entry = read_entry_header(parts.bytes())
        salt, plain = parts.bytes(), parts.bytes()
        require((not salt and not plain) or (len(salt) == 16 and 0 < len(plain) <= 256 * 1024), "parts")
        entry["value"] = (salt, plain) if plain else None
        record["entries"].append(entry)
    places = [(entry["stream"], entry["seq"], entry["id"]) for entry in record["entries"]]
    require(places and ascends(places) and not parts.data, "parts")
    return record


def walk(record, stream, entries):
    """How many entries fit, and why the next does not."""
    sequence, previous = 0, b"\0" * 32
    for at, entry in enumerate(entries):
        ours = hashlib.sha256(joined(b"holdfast/stream/v1", entry["device"], record["record"], record["category"].encode(),
                                     record["owner"].encode())).digest()[:16]
        if entry["record"] != record["record"] or entry["category"] != record["category"] or stream != ours:
            return at, "stranger"
        if entry["seq"] != sequence + 1:
            return at, "gap"
        if entry["previous"] != previous:
            return max(at - 1, 0), "altered"
        if entry["value"]:
            salt, plain = entry["value"]
            if hashlib.sha256(b"holdfast/commitment/v1\0" + entry["id"] + salt + plain).digest() != entry["commitment"]:
                return at, "value"
            try:
                strict(plain)
            except NotStrict:
                return at, "not-canonical"
        sequence, previous = entry["seq"], entry["hash"]
    return len(entries), None


def read_records(data, section, manifest, found, came):
    last, verified = b"", []
    while data:
        require(len(data) >= 4, "bad-sections")
        length = int.from_bytes(data[:4], "big")
        require(len(data) - 4 >= length, "bad-sections")
        frame, data = data[4:4 + length], data[4 + length:]
        if section["case"]:
            came[section["case"]] = came.get(section["case"], 0) + 1
        try:
            record = read_record(frame)
        except Refused:
            found["quarantined"].append("unreadable")
            continue
        require(last < record["record"], "bad-sections")
        last = record["record"]
        case = str(uuid.UUID(bytes=record["case"])) if record["case"] else None
        belongs = section["case"] == case or (manifest["kind"] == "own-unit" and section["case"] is None)
        if record["category"] in manifest["categories"] and belongs:
            verified.append(record)
        else:
            found["quarantined"].append("misplaced")
    for record in verified:
        good = 0
        for stream in sorted({entry["stream"] for entry in record["entries"]}):
            count, why = walk(record, stream, [entry for entry in record["entries"] if entry["stream"] == stream])
            good += count
            if why:
                found["quarantined"].append(why)
        found["entries"] += good
        found["records"] += good > 0


# --- notices ----------------------------------------------------------------------------------------------------------

OUTCOMES = one_of("opened", "accepted", "rejected")
NOTICES = {
    4: ("receipt", has(bundle=is_id, sha256=is_hex, outcome=OUTCOMES, reason=maybe(is_code),
                       cases=each(has(case=is_id, outcome=one_of("accepted", "rejected"), reason=maybe(is_code))),
                       at_ms=is_number(64, True), by=is_id)),
    5: ("withdrawal", has(bundles=each(is_id), records=each(is_id), reason=is_code, words=lambda v: isinstance(v, str) and len(v) <= 2000,
                          at_ms=is_number(64, True))),
    6: ("correction", has(bundles=each(is_id), records=each(is_id), reason=is_code, at_ms=is_number(64, True))),
}


def read_notice(number, data):
    name, test = NOTICES[number]
    try:
        notice = strict(data)
    except NotStrict:
        raise Refused("bad-sections") from None
    require(test(notice), "bad-sections")
    if name == "receipt":
        whole_and_cases = [notice, *notice["cases"]]
        require(all((one["outcome"] == "rejected") == (one["reason"] is not None) for one in whole_and_cases), "bad-sections")
        require(ascends([one["case"] for one in notice["cases"]]), "bad-sections")
    else:
        require(all(notice[ids] and ascends(notice[ids]) for ids in ("bundles", "records")), "bad-sections")
    return name


# --- the whole --------------------------------------------------------------------------------------------------------

def padded(least):
    if least <= 4096:
        return -(-least // 256) * 256
    exponent = least.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-least // step) * step


def read_bundle(data, reader):
    require(len(data) <= 512 * MIB, "over-limit")
    keys = Keys(bytes.fromhex(reader["secret"]))
    header, stanzas, key = read_header(data, keys)
    inside = Inside(key, hashlib.sha512(header).digest(), data[len(header):])
    length = int.from_bytes(inside.take(4, "bad-manifest"), "big")
    require(length <= 65_536, "over-limit")
    text = inside.take(length, "bad-manifest")
    require(inside.take(1, "bad-manifest") == b"\2", "bad-manifest")
    signers = [(inside.take(32, "bad-manifest"), inside.take(64, "bad-manifest")) for _ in range(2)]
    sender = next((one for one in reader["senders"] if one["key"] == signers[0][0].hex()), None)
    require(sender, "unknown-sender")
    message = b"bundle-sig/v1\0" + hashlib.sha512(header).digest() + hashlib.sha512(text).digest()
    for public, signature in signers:
        verify(public, message, signature)
    manifest = read_manifest(text)
    require(manifest["sender_key"] == signers[0][0].hex() and manifest["exporter"]["key"] == signers[1][0].hex()
            and manifest["sender_unit"] == sender["unit"], "bad-manifest")
    require(stanzas == next(count for count in (8, 16, 32) if len(manifest["recipients"]) <= count), "bad-manifest")
    allowed(manifest, sender, reader, keys)
    place, following = place_on_line(manifest, sender["held"])
    came = {}
    found = {"place": place, "records": 0, "entries": 0, "quarantined": []}
    for section in manifest["sections"]:
        head = struct.pack(">BBQ", section["type"], section["flags"], section["length"])
        require(inside.take(10, "bad-sections") == head, "bad-sections")
        read_section(inside.take(section["length"], "bad-sections"), section, manifest, found, came)
    require(came == {slip["case"]: slip["records"] for slip in manifest["cases"]}, "bad-sections")
    before = inside.taken + 10
    padding = padded(before + 121 * (stanzas - len(manifest["recipients"]))) - before
    require(inside.take(10, "bad-sections") == struct.pack(">BBQ", 0, 0, padding), "bad-sections")
    require(not any(inside.take(padding, "bad-sections")) and inside.at_end(), "bad-sections")
    require(following is None or following["previous"] == hashlib.sha256(data).hexdigest(), "forked")
    return found


def read_section(data, section, manifest, found, came):
    require(hashlib.sha256(data).hexdigest() == section["sha256"], "bad-sections")
    number = section["type"]
    if number == 1:
        read_records(data, section, manifest, found, came)
    elif number == 2:
        found.setdefault("attachments", []).append(len(data))
    elif number == 3:
        found["forms"] = found.get("forms", 0) + 1
    elif number == 7:
        read_frames(data, found)
    elif number in NOTICES:
        found["notice"] = read_notice(number, data)
    else:
        found.setdefault("unknown", []).append(number)


def read_frames(data, found):
    while data:
        require(len(data) >= 4, "bad-sections")
        length = struct.unpack(">I", data[:4])[0]
        require(len(data) >= 4 + length, "bad-sections")
        data = data[4 + length:]
        found["frames"] = found.get("frames", 0) + 1


def edited(data, edits):
    data = bytearray(data)
    for edit in edits:
        if edit["op"] == "flip":
            data[edit["at"]] ^= 1 << edit["bit"]
        elif edit["op"] == "put":
            put = bytes.fromhex(edit["hex"])
            data[edit["at"]:edit["at"] + len(put)] = put
        elif edit["op"] == "cut":
            del data[edit["at"]:]
        elif edit["op"] == "append":
            data += bytes.fromhex(edit["hex"])
        else:
            body = data[edit["from"]:]
            parts = [body[at:at + CHUNK + TAG] for at in range(0, len(body), CHUNK + TAG)]
            data[edit["from"]:] = b"".join(bytes(parts[n]) for n in edit["order"])
    return bytes(data)


def bundle_vectors(folder):
    book = json.loads((folder / "bundles.json").read_text())
    for vector in book["vectors"]:
        data = edited(base64.b64decode(book["bases"][vector["base"]]), vector["edits"])
        try:
            found = read_bundle(data, book["readers"][vector["reader"]])
            got = "accepted" if found == vector.get("found") else f"accepted, but found {found}"
        except Refused as refusal:
            got = str(refusal)
        yield vector["name"], vector["expect"], got


def chunked_vectors(folder):
    book = json.loads((folder / "chunked.json").read_text())
    key, salt, context = (bytes.fromhex(book[name]) for name in ("key", "salt", "context"))
    for vector in book["vectors"]:
        plain = bytes((31 * n + 7) % 251 for n in range(vector["length"]))
        sealed = chunks_sealed(key, salt, context, plain)
        if hashlib.sha256(sealed).hexdigest() != vector["sha256"]:
            yield vector["name"], vector["expect"], "sealed to other bytes"
            continue
        try:
            same = b"".join(chunks_opened(key, context, edited(sealed, vector["edits"]))) == plain
            got = "accepted" if same else "other plaintext"
        except Truncated:
            got = "cut-short"
        except Altered:
            got = "altered"
        except WrongCommitment:
            got = "commitment"
        yield vector["name"], vector["expect"], got


def main():
    folder = Path(sys.argv[1])
    vectors = [*bundle_vectors(folder), *chunked_vectors(folder)]
    wrong = [f"{name}: {got} instead of {expect}" for name, expect, got in vectors if got != expect]
    print(json.dumps({"read": len(vectors), "accepted": sum(got == "accepted" for _, _, got in vectors), "wrong": wrong}))


if __name__ == "__main__":
    main()
