// Settings that are allowed, and still not fit for a network that people come to.
import { isLoopback } from "../../loopback.ts";
import type { Settings } from "../../settings.ts";
import { danger, type Finding, hint, wrong } from "./finding.ts";
import { ownMachine } from "./line.ts";

/** Looks at settings that were read without a mistake. */
export function lookAtSettings(settings: Settings): Finding[] {
  const url = new URL(settings.baseUrl);
  if (isLoopback(url.hostname)) return [ownMachine(url)];
  return [
    ...ofTheLine(settings, url.protocol === "https:"),
    ...ofTests(settings),
    ...(settings.mail === null
      ? [hint("there is no mail: nobody is asked for an address", "set MAIL_URL if mails are to be sent")]
      : []),
  ];
}

function ofTheLine({ baseUrl, domain, host, trustProxy }: Settings, secure: boolean): Finding[] {
  const found: Finding[] = [];
  if (!secure) {
    const mend = "set DOMAIN, or put a proxy with HTTPS in front and let BASE_URL begin with https://";
    found.push(danger(`what people type crosses the line in the clear: BASE_URL is ${baseUrl}`, mend));
  }
  if (domain !== null) return found;
  if (!isLoopback(host === "::1" ? "[::1]" : host)) {
    const mend =
      "set HOST=127.0.0.1 when the proxy is on this machine; else let nobody but it reach the port";
    found.push(danger(`HOST is ${host}: the network can be had past the proxy, in the clear`, mend));
  }
  if (secure && !trustProxy) {
    const mend = "set TRUST_PROXY=on, and let the proxy set X-Forwarded-For to the visitor's address";
    found.push(wrong("TRUST_PROXY is off: behind the proxy all visitors count as one", mend));
  }
  return found;
}

function ofTests({ limits, publishEvery, logLevel }: Settings): Finding[] {
  const found: Finding[] = [];
  if (!limits) found.push(wrong("LIMITS is off: anybody can sign a thousand times", "delete LIMITS"));
  if (publishEvery === 0) {
    const what = "PUBLISH_EVERY is 0: whoever watches the count sees who signed when";
    found.push(danger(what, "delete PUBLISH_EVERY, or set it to 15"));
  }
  if (logLevel === "silent") {
    found.push(hint("LOG_LEVEL is silent: trouble is not said", "delete LOG_LEVEL"));
  }
  return found;
}
