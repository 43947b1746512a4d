"""What the Python trio sends, with its random values fixed: run in this folder, it writes the two bodies beside it.

The master secret is the bytes 0 to 31, the nonce the bytes 32 to 43, the time 1700000000. The key is the one in
bob-rsa-4096.pem. OAEP draws its own seed, so master-secret.json comes out different each time, and is as good.
"""

import base64
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_SECRET = bytes(range(32))
NONCE = bytes(range(32, 44))
TEXT = "Grüße, Bob! Здравствуй 你好 👩‍💻 e\u0301"


def b64(data):
    return base64.b64encode(data).decode("ascii")


def write(name, body):
    with open(name, "w", encoding="utf-8") as file:
        file.write(json.dumps(body) + "\n")


with open("../bob-rsa-4096.pem", "rb") as pem:
    bob = serialization.load_pem_private_key(pem.read(), password=None)
oaep = padding.OAEP(mgf=padding.MGF1(algorithm=hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
write(
    "master-secret.json",
    {"encrypted_master_secret_b64": b64(bob.public_key().encrypt(MASTER_SECRET, oaep))},
)

key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"chat_session_key_alice_bob").derive(MASTER_SECRET)
encryptor = Cipher(algorithms.AES(key), modes.GCM(NONCE)).encryptor()
associated_data = b"1700000000"
encryptor.authenticate_additional_data(associated_data)
ciphertext = encryptor.update(TEXT.encode("utf-8")) + encryptor.finalize()
write(
    "message.json",
    {
        "sender": "alice",
        "recipient": "bob",
        "ciphertext": b64(ciphertext),
        "nonce": b64(NONCE),
        "tag": b64(encryptor.tag),
        "associated_data": b64(associated_data),
    },
)
