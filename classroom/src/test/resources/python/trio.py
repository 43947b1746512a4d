"""The three programs of level classic once more, in Python, so that ours have somebody else to talk to.

    trio.py relay PORT      port 0 takes any that is free; prints its port when it is ready
    trio.py alice URL
    trio.py bob URL

Written from the protocol alone. On the wire it behaves as the Python trio does, also where that is odd: the relay
answers its own errors with status 200 and an array of the text and the true status. Each line of standard input is
sent, each received one is printed as a line "Alice: text" or "Bob: text"; "exit" or the end of the input leaves.
"""

import base64
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

POLL_SECONDS = 0.5
TAG_BYTES = 16
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def b64(data):
    return base64.b64encode(data).decode("ascii")


# ---- the relay


class Relay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    keys = {}
    secret = None
    mailboxes = {}

    def do_GET(self):
        with self.lock:
            self.answer(self.get(self.path))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.lock:
            self.answer(self.post(self.path, body))

    def get(self, path):
        if path.startswith("/get_public_key/"):
            key = self.keys.get(path.split("/")[2])
            return {"public_key_pem_b64": key} if key else [{"status": "no such user"}, 404]
        if path == "/get_encrypted_master_secret":
            secret, Relay.secret = Relay.secret, None
            return {"encrypted_master_secret_b64": secret} if secret else [{"status": "no secret"}, 404]
        if path.startswith("/get_messages/"):
            return {"messages": self.mailboxes.pop(path.split("/")[2], [])}
        return [{"status": "no such route"}, 404]

    def post(self, path, body):
        try:
            if path == "/register_public_key":
                self.keys[body["user_id"]] = body["public_key_pem_b64"]
            elif path == "/send_encrypted_master_secret":
                Relay.secret = body["encrypted_master_secret_b64"]
            elif path == "/send_message":
                message = {name: body[name] for name in ("ciphertext", "nonce", "tag")}
                message["associated_data"] = body.get("associated_data")
                self.mailboxes.setdefault(body["recipient"], []).append(message)
            else:
                return [{"status": "no such route"}, 404]
        except KeyError as missing:
            return [{"status": "missing field %s" % missing}, 400]
        return {"status": "stored"}

    def answer(self, value):
        body = (json.dumps(value, indent=2, sort_keys=True) + "\n").encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


    def log_message(self, format, *args):
        pass


def relay(port):
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), Relay)
    print(server.server_address[1], flush=True)
    server.serve_forever()


# ---- the clients


class Client:
    """The way to a relay, of either make."""

    def __init__(self, url):
        self.url = url
        self.http = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path):
        """The answer, or None for 404 in either form."""
        return self.ask(path, None)

    def post(self, path, **fields):
        if self.ask(path, json.dumps(fields).encode("utf-8")) is None:
            raise OSError("the relay does not know " + path)

    def ask(self, path, body):
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})
        try:
            with self.http.open(request) as response:
                answer, status = json.load(response), response.status
        except urllib.error.HTTPError as failure:
            answer, status = failure.reason, failure.code
        if isinstance(answer, list):
            answer, status = answer
        if status == 404:
            return None
        if status != 200:
            raise OSError("the relay answers %s with %s: %s" % (path, status, answer))
        return answer

    def wait_for(self, path, field):
        while True:
            answer = self.get(path)
            if answer is not None:
                return base64.b64decode(answer[field], validate=True)
            time.sleep(POLL_SECONDS)


def alice(url):
    client = Client(url)
    bobs_key = serialization.load_pem_public_key(client.wait_for("/get_public_key/bob", "public_key_pem_b64"))
    secret = os.urandom(32)
    client.post("/send_encrypted_master_secret", encrypted_master_secret_b64=b64(bobs_key.encrypt(secret, OAEP)))
    talk(client, secret, "alice", "bob")


def bob(url):
    client = Client(url)
    key = rsa.generate_private_key(public_exponent=65537, key_size=4096)
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    client.post("/register_public_key", user_id="bob", public_key_pem_b64=b64(pem))
    secret = key.decrypt(client.wait_for("/get_encrypted_master_secret", "encrypted_master_secret_b64"), OAEP)
    talk(client, secret, "bob", "alice")


def talk(client, secret, me, peer):
    cipher = AESGCM(HKDF(hashes.SHA256(), 32, None, b"chat_session_key_alice_bob").derive(secret))
    threading.excepthook = leave_with_failure
    threading.Thread(target=receive, args=(client, cipher, me, peer), daemon=True).start()
    for line in sys.stdin:
        text = line.rstrip("\n")
        if text == "exit":
            return
        nonce = os.urandom(12)
        sent_at = str(int(time.time())).encode("ascii")
        sealed = cipher.encrypt(nonce, text.encode("utf-8"), sent_at)
        client.post(
            "/send_message",
            sender=me,
            recipient=peer,
            ciphertext=b64(sealed[:-TAG_BYTES]),
            nonce=b64(nonce),
            tag=b64(sealed[-TAG_BYTES:]),
            associated_data=b64(sent_at),
        )


def receive(client, cipher, me, peer):
    while True:
        for message in client.get("/get_messages/" + me)["messages"]:
            field = {name: base64.b64decode(value or "", validate=True) for name, value in message.items()}
            sealed = field["ciphertext"] + field["tag"]
            text = cipher.decrypt(field["nonce"], sealed, field["associated_data"]).decode("utf-8")
            print(peer.capitalize() + ": " + text, flush=True)
        time.sleep(POLL_SECONDS)


def leave_with_failure(failure):
    """A message that cannot be opened is not passed over: the program fails, and the test with it."""
    sys.excepthook(failure.exc_type, failure.exc_value, failure.exc_traceback)
    os._exit(1)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    {"relay": relay, "alice": alice, "bob": bob}[sys.argv[1]](sys.argv[2])
