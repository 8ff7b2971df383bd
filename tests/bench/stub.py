"""The far side of every benchmark: as little of a Slack as answers, after so many seconds; the same for both sides.

`python -m tests.bench.stub SECONDS` prints its address and serves until it is stopped.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

USER = {
    "name": "ann",
    "tz": "Europe/Berlin",
    "locale": "en-US",
    "profile": {"real_name": "Ann Lee", "display_name": "Ann", "first_name": "Ann"},
}
TIMESTAMPS = count(1)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """One request, one answer, and the connection is closed, as slack_sdk asks for."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = next((int(line.partition(":")[2]) for line in head.splitlines() if line.startswith("content-length:")), 0)
    await reader.readexactly(length)
    if "chat.postmessage" in head:
        await asyncio.sleep(seconds)
    told = {"ok": True, "ts": f"1.{next(TIMESTAMPS):06}", "channel": {"id": "D1"}, "user": USER, "messages": []}
    body = json.dumps(told).encode()
    kind = "Content-Type: application/json\r\nConnection: close"
    writer.write(f"HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()


async def serve(seconds: float) -> None:
    """On any free port of loopback."""
    server = await asyncio.start_server(lambda *ends: answer(*ends, seconds), "127.0.0.1", 0, backlog=512)
    host, port = server.sockets[0].getsockname()
    sys.stdout.write(f"http://{host}:{port}/api/\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


@contextmanager
def stub(seconds: float = 0.0) -> Iterator[str]:
    """The address of one, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.stub", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
