#!/usr/bin/env python3
"""Sends a command to a gateway and prints its answers: command.py GATEWAY NAME [BODY] [--key HEX] [--exp MS] [--host H]
[--port P] [--wait S]; needs mosquitto_pub and mosquitto_sub (mosquitto-clients). Exit status 0 when the last code is ok."""
import argparse
import hashlib
import hmac
import json
import subprocess
import sys
import time
import uuid

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("gateway")
parser.add_argument("name", help="read, transparent, control, schedule ...")
parser.add_argument("body", nargs="?", default="{}", help="JSON object")
parser.add_argument("--key", help="security.command_key of the gateway: the command is authenticated")
parser.add_argument("--exp", type=int, default=int(time.time() * 1000) + 60000,
                    help="refuse after, ms since 1970 by the gateway's clock; a minute from now if left out")
parser.add_argument("--host", default="localhost")
parser.add_argument("--port", default="1883")
parser.add_argument("--wait", type=float, default=60, help="seconds for the answer")
arguments = parser.parse_args()

root = f"metering/gateway/{arguments.gateway}/"
topic = root + "command/" + arguments.name
identity = uuid.uuid4().hex[:12]  # a new one for each command: a known one is answered again and not carried out
body = json.dumps(json.loads(arguments.body), separators=(",", ":"))
envelope = f'{{"id":"{identity}","exp":{arguments.exp},"body":{body}'
if arguments.key:
    # Over the body's bytes as they are sent.
    signed = f"{topic}\n{identity}\n{arguments.exp}\n{body}".encode()
    envelope += f',"mac":"{hmac.new(bytes.fromhex(arguments.key), signed, hashlib.sha256).hexdigest()}"'
broker = ["-h", arguments.host, "-p", arguments.port, "-q", "1"]
# The retained state comes as soon as the subscription stands, and says whether anybody is there.
listen = ["mosquitto_sub", *broker, "-F", "%t %p", "-W", str(int(arguments.wait) + 1), "-t", root + "event/resp",
          "-t", root + "state/conn"]

state = code = None
with subprocess.Popen(listen, stdout=subprocess.PIPE, text=True) as subscriber:
    for line in subscriber.stdout:
        kind, payload = line.split(" ", 1)
        message = json.loads(payload)
        if kind.endswith("state/conn") and state is None:
            state = message["state"]
            subprocess.run(["mosquitto_pub", *broker, "-t", topic, "-s"], input=(envelope + "}").encode(), check=True)
        elif message.get("id") == identity:
            print(payload.rstrip(), flush=True)
            code = message["code"]
            if code != "running":  # of search and commission: the end follows
                break
    subscriber.terminate()
if code is None:
    print(f"no answer; the gateway is {state or 'not known here'}", file=sys.stderr)
sys.exit(0 if code == "ok" else 1)
