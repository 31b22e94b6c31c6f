"""A real SMTP server for the stories: aiosmtpd, with STARTTLS and sign-in, that can be told to be in a mood.

Called with certificate, key and port. It writes its port, then one JSON line for each mail that it takes, and reads moods from its input, one a line; it ends
when its input does.

Moods: well; slow (takes the mail and says so much later); breaks (takes it and hangs up without a word); busy (451 at
the recipient), full (452 at the text), unknown (550 at the recipient), spam (554 at the text), closed (421 at once).
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = b"lianjing", b"only on loopback"


class Desk:
    def __init__(self):
        self.mood = "well"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return ["421 4.3.2 closing"] if self.mood == "closed" else responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        said = {"busy": "451 4.3.0 try later", "unknown": f"550 5.1.1 <{address}> no such user"}.get(self.mood)
        if said:
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        said = {"full": "452 4.3.1 no room", "spam": "554 5.7.1 refused"}.get(self.mood)
        if said:
            return said
        take(session, envelope)
        if self.mood == "slow":
            await asyncio.sleep(60)
        if self.mood == "breaks":
            server.transport.abort()
        return "250 OK"


def take(session, envelope):
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    print(json.dumps({
        "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": mail["subject"], "id": mail["message-id"],
        "date": mail["date"], "automatic": mail["auto-submitted"], "text": mail.get_content(),
        "encrypted": session.ssl is not None, "user": session.auth_data.login.decode() if session.auth_data else None,
    }), flush=True)


def signs_in(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False, auth_data=data)


async def main(certificate, key, port):
    desk, tls = Desk(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)

    def talk():
        return SMTP(desk, hostname="mail.test", tls_context=tls, require_starttls=True, auth_required=True, authenticator=signs_in)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(talk, "127.0.0.1", int(port))
    print(server.sockets[0].getsockname()[1], flush=True)
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        desk.mood = line.decode().strip()
        print(json.dumps({"mood": desk.mood}), flush=True)


asyncio.run(main(*sys.argv[1:]))
