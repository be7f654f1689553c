"""Lets a sandbox with a network of its own reach ports of this machine, by the same numbers at its own 127.0.0.1.

python -I local_ports.py PORT,PORT... WORDS-THAT-ENTER-THE-NETWORK

A child that enters the network opens the sockets there and hands them out; who connects to one is connected to the machine's port.
Prints "ready", and ends some seconds after its standard input does, since those who are in the sandbox may have something to say until then.
"""

import asyncio
import socket
import subprocess
import sys

LISTEN = """
import socket, sys
listening = [socket.create_server(("127.0.0.1", int(port)), backlog=64) for port in sys.argv[1:]]
socket.send_fds(socket.socket(fileno=0), [b"."], [one.fileno() for one in listening])
"""
LAST_WORDS_SECONDS = 10


def opened(enter, ports):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        subprocess.run([*enter, sys.executable, "-I", "-c", LISTEN, *ports], stdin=theirs, check=True)
        _, descriptors, _, _ = socket.recv_fds(ours, 1, len(ports))
    return [socket.socket(fileno=descriptor) for descriptor in descriptors]


async def pump(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


def relay_to(port):
    async def relay(reader, writer):
        ends = [writer]
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
            ends.append(there_writer)
            await asyncio.gather(pump(reader, there_writer), pump(there_reader, writer))
        except OSError:
            pass  # Each end learns of it by its own connection.
        finally:
            for end in ends:
                end.close()

    return relay


async def serve(listening):
    for one in listening:
        await asyncio.start_server(relay_to(one.getsockname()[1]), sock=one)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
    await asyncio.sleep(LAST_WORDS_SECONDS)


asyncio.run(serve(opened(sys.argv[2:], sys.argv[1].split(","))))
