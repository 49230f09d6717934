import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { clientAddresses, isForwarded, rangeOf } from "./visitor-address.ts";

test("neighbours of one network count together, in whatever way their addresses are written", () => {
  const same: [string, string][] = [
    ["203.0.113.7", "203.0.113.0/24"],
    ["203.0.113.200", "203.0.113.0/24"],
    ["::ffff:203.0.113.9", "203.0.113.0/24"],
    ["::ffff:cb00:7109", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
    ["2001:0DB8:0001:ffff::1", "2001:db8:1::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["::1", "0:0:0::/48"],
  ];
  for (const [address, range] of same) assert.equal(rangeOf(address), range, address);
});

test("a household and a line have their own, narrower networks", () => {
  assert.equal(rangeOf("2001:db8:1:2345:3::1", 56), "2001:db8:1:2300::/56");
  assert.equal(rangeOf("2001:db8:1:23ff:3::1", 56), "2001:db8:1:2300::/56");
  assert.equal(rangeOf("2001:db8:1:2345:3::1", 64), "2001:db8:1:2345::/64");
  assert.equal(rangeOf("203.0.113.7", 64), "203.0.113.0/24");
});

test("what is no address is one network, and never an error", () => {
  fc.assert(fc.property(fc.string(), (text) => void rangeOf(text)));
  for (const odd of ["", "unknown", "1.2.3", "1.2.3.4.5", "::ffff:1.2.3", "/tmp/socket"]) {
    assert.equal(rangeOf(odd), "unknown");
  }
  fc.assert(
    fc.property(fc.ipV6(), (address) =>
      assert.match(rangeOf(address), /^([0-9a-f]{1,4}:){3}:\/48$|^[\d.]+\.0\/24$/),
    ),
  );
});

test("without TRUST_PROXY nobody chooses their own address, and the operator is told once", () => {
  const warnings: string[] = [];
  const addressOf = clientAddresses({ trustProxy: false, warn: (line) => warnings.push(line) });
  assert.equal(addressOf({ peer: "192.0.2.1", forwardedFor: null }), "192.0.2.1");
  assert.equal(warnings.length, 0);
  for (let time = 0; time < 3; time++) {
    assert.equal(addressOf({ peer: "192.0.2.1", forwardedFor: "203.0.113.7" }), "192.0.2.1");
  }
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? "", /TRUST_PROXY/);
  assert.ok(!warnings[0]?.includes("203.0.113.7"));
});

test("with TRUST_PROXY only what our own proxy wrote counts: the rightmost", () => {
  const addressOf = clientAddresses({ trustProxy: true, warn: assert.fail });
  const seen: [string | null, string][] = [
    ["203.0.113.7", "203.0.113.7"],
    ["10.0.0.1, 198.51.100.4 ,203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:4711", "203.0.113.7"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["203.0.113.7, unknown", "192.0.2.1"],
    ["203.0.113.7,", "192.0.2.1"],
    [null, "192.0.2.1"],
  ];
  for (const [forwardedFor, address] of seen)
    assert.equal(addressOf({ peer: "192.0.2.1", forwardedFor }), address);
});

test("a proxy shows in the headers as they came, however it spells them", () => {
  assert.ok(isForwarded(["Host", "sign.example", "X-Forwarded-FOR", "203.0.113.7"]));
  assert.ok(!isForwarded(["Host", "x-forwarded-for", "X-Forwarded-Host", "sign.example"]));
  assert.ok(!isForwarded([]));
});
