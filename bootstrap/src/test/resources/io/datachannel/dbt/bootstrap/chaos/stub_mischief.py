"""What a program does that means harm, or has gone wrong; each ends by itself, unless it is ended before."""

import os
import signal
import sys
import time

MOST_FORKS = 400
LONG = 4 * 1024 * 1024


def of(words, tell):
    for word in words.split():
        {"daemon": daemon, "forks": forks, "hog": hog, "noise": noise, "torn": nothing, "missing": nothing}[word](tell)


def nothing(tell):
    """It is in what is written later."""


def daemon(tell):
    """Has a parent that is gone and a session of its own, and hears nothing."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        os._exit(0)


def forks(tell):
    for number in range(MOST_FORKS):
        try:
            if os.fork() == 0:
                time.sleep(600)
                os._exit(0)
        except OSError:
            tell("Said", "mischief: the fork after %d was refused" % number)
            return
    tell("Said", "mischief: nobody refused %d forks" % MOST_FORKS)


def hog(tell):
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def noise(tell):
    print("x" * LONG)
    tell("Said", "\x1b[31mred\x1b[0m \x00 " + "y" * LONG)
    sys.stdout.flush()
    os.write(1, bytes(range(256)) * 4096)
