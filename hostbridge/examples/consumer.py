#!/usr/bin/env python3
"""Prints each record of all gateways once: consumer.py [host [port]]; needs mosquitto_sub (mosquitto-clients)."""
import json
import subprocess
import sys

host, port = (sys.argv[1:] + ["localhost", "1883"][len(sys.argv) - 1:])[:2]
# -c -i: the broker keeps what comes while this program or its link is down; a name for each consumer.
command = ["mosquitto_sub", "-h", host, "-p", port, "-c", "-i", "consumer-example", "-q", "1", "-F", "%t %p",
           "-t", "metering/gateway/+/event/up", "-t", "metering/gateway/+/event/alarm"]
seen = set()  # (gw, lid, seq) names a record for ever; a real headend keeps this in its database

with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as subscriber:
    for line in subscriber.stdout:
        topic, payload = line.split(" ", 1)
        message = json.loads(payload)
        for record in message["t"]:
            key = message["gw"], message["lid"], record["seq"]
            if key not in seen:
                seen.add(key)
                print(*key, record["ts"], record["cls"], record.get("telegram") or record.get("frame"), flush=True)
