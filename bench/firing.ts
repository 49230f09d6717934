// The load: a closed loop over raw sockets. Each connection sends a prepared request, reads the answer to its end,
// and sends the next. It costs a few microseconds a request, so that it is never what is measured. It looks for
// answers every fifth of a millisecond instead of being woken by each: waking a process on another core costs the
// server's core some twenty microseconds on a virtual machine, which no client on another machine ever would.
import { connect } from "node:net";
import { performance } from "node:perf_hooks";

export interface Work {
  port: number;
  /** The request as it goes over the line. Each run of `@` is filled with the request's number. */
  request: string;
  /** The first request's number. */
  from: number;
  many: number;
  connections: number;
  /** Seconds after which nothing more is sent. */
  longest: number;
}

export interface Fired {
  /** Answers that were what they should be: status 200. */
  good: number;
  bad: number;
  /** The first answer that was not, for whoever has to find out why. */
  badAnswer: string | null;
  seconds: number;
  /** Milliseconds from the first byte sent to the last byte read, of each good answer. */
  latencies: Float64Array;
}

/** Milliseconds between two looks. */
const NAP = 0.2;
const NUMBER = /@+/g;
const ROOM = 1 << 18;
/** The most bytes that the head of an answer has. */
const HEAD = 4_096;
/** What each connection asks first, uncounted. */
const FIRST = Buffer.from("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

/** Prepares a request: its bytes, and where its number goes. */
function prepare(text: string): (number: number) => Buffer {
  const bytes = Buffer.from(text, "latin1");
  const places = [...text.matchAll(NUMBER)].map(({ 0: run, index }) => ({ at: index, long: run.length }));
  return (number) => {
    const own = Buffer.from(bytes);
    for (const { at, long } of places) own.write(String(number).padStart(long, "0"), at, "latin1");
    return own;
  };
}

/** How many bytes an answer has, told by its head; throws when it does not say. */
function answerLength(head: string): number {
  const end = head.indexOf("\r\n\r\n");
  const length = LENGTH.exec(head.slice(0, end + 2))?.[1];
  if (end < 0 || length === undefined) throw new Error(`an answer without a length: ${head.slice(0, 400)}`);
  return end + 4 + Number(length);
}

/** Lets the process sleep between two turns of its event loop, until it is stopped. */
function napping(): () => void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  let stopped = false;
  const nap = () => {
    if (stopped) return;
    Atomics.wait(never, 0, 0, NAP);
    setImmediate(nap);
  };
  setImmediate(nap);
  return () => {
    stopped = true;
  };
}

/** One connection, on which one request at a time is under way. */
interface Line {
  /** Sends a request; `answered` is told, when its answer was read to the end, whether it was 200. */
  send(request: Buffer, answered: (good: boolean) => void): void;
  close(): void;
}

interface Lines {
  port: number;
  /** Told of the head of each answer that is not 200. */
  onBad(head: string): void;
  /** Told when the server hangs up in the middle. */
  onBroken(error: Error): void;
}

function openLine({ port, onBad, onBroken }: Lines): Promise<Line> {
  let left = 0;
  let isGood = false;
  let waits: ((good: boolean) => void) | null = null;
  const read = (bytes: number, buffer: Uint8Array): boolean => {
    if (left === 0) {
      // ASCII: the head; whatever of the page comes with it does not matter.
      const head = Buffer.from(buffer.buffer, buffer.byteOffset, Math.min(bytes, HEAD)).toString("latin1");
      isGood = head.startsWith("HTTP/1.1 200 ");
      if (!isGood) onBad(head);
      left = answerLength(head);
    }
    left -= bytes;
    if (left > 0) return true;
    const answered = waits;
    waits = null;
    answered?.(isGood);
    return true;
  };
  return new Promise((resolve, reject) => {
    const onread = { buffer: Buffer.allocUnsafeSlow(ROOM), callback: read };
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread }, () =>
      resolve({
        send: (request, answered) => {
          waits = answered;
          socket.write(request);
        },
        close: () => socket.destroy(),
      }),
    );
    socket.once("error", (error) => {
      reject(error);
      onBroken(error);
    });
    socket.once("close", () => waits && onBroken(new Error("the server hung up")));
  });
}

/**
 * Fires so many requests and waits for all answers. Connections are open and were used before the first: a server
 * takes a turn of its event loop to accept each.
 */
export async function fire(work: Work): Promise<Fired> {
  const make = prepare(work.request);
  const fired: Fired = {
    good: 0,
    bad: 0,
    badAnswer: null,
    seconds: 0,
    latencies: new Float64Array(work.many),
  };
  const broken = Promise.withResolvers<never>();
  const onBad = (head: string) => {
    fired.badAnswer ??= head;
  };
  const onBroken = broken.reject;
  const wake = napping();
  const lines = await Promise.all(
    Array.from({ length: Math.min(work.connections, work.many) }, () =>
      openLine({ port: work.port, onBad, onBroken }),
    ),
  );
  try {
    const used = lines.map((line) => new Promise((answered) => line.send(FIRST, answered)));
    await Promise.race([Promise.all(used), broken.promise]);
    const begun = performance.now();
    const end = begun + work.longest * 1_000;
    let sent = 0;
    const runs = lines.map(
      (line) =>
        new Promise<void>((done) => {
          const next = () => {
            if (sent === work.many || performance.now() > end) return done();
            const request = make(work.from + sent++);
            const since = performance.now();
            line.send(request, (good) => {
              if (good) fired.latencies[fired.good++] = performance.now() - since;
              else fired.bad++;
              next();
            });
          };
          next();
        }),
    );
    await Promise.race([Promise.all(runs), broken.promise]);
    fired.seconds = (performance.now() - begun) / 1_000;
  } finally {
    wake();
    for (const line of lines) line.close();
  }
  return { ...fired, latencies: fired.latencies.slice(0, fired.good) };
}
