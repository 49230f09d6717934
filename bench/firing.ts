// The load: a closed loop over raw sockets. Each connection sends a prepared request, reads the answer to its end,
// and sends the next. It costs a few microseconds a request, so that it is never what is measured. It looks for
// answers every fifth of a millisecond instead of being woken by each: waking a process on another core costs the
// server's core some twenty microseconds on a virtual machine, which no client on another machine ever would.
import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";

export interface Work {
  port: number;
  /** The request as it goes over the line. Each run of `@` is filled with the request's number. */
  request: string;
  /** The first request's number. */
  from: number;
  many: number;
  connections: number;
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

/** Fires so many requests and waits for all answers. */
export async function fire(work: Work): Promise<Fired> {
  const make = prepare(work.request);
  const latencies = new Float64Array(work.many);
  let sent = 0;
  let good = 0;
  let bad = 0;
  let badAnswer: string | null = null;
  const begun = performance.now();

  const open = () =>
    new Promise<void>((done, fail) => {
      let left = 0;
      let isGood = false;
      let since = 0;
      const next = (socket: Socket) => {
        if (sent === work.many) {
          socket.destroy();
          done();
          return;
        }
        const request = make(work.from + sent++);
        since = performance.now();
        socket.write(request);
      };
      const read = (bytes: number, buffer: Uint8Array): boolean => {
        if (left === 0) {
          // ASCII: the head; whatever of the page comes with it does not matter.
          const head = Buffer.from(buffer.buffer, buffer.byteOffset, Math.min(bytes, 4_096)).toString(
            "latin1",
          );
          isGood = head.startsWith("HTTP/1.1 200 ");
          if (!isGood) badAnswer ??= head;
          left = answerLength(head);
        }
        left -= bytes;
        if (left > 0) return true;
        if (isGood) latencies[good++] = performance.now() - since;
        else bad++;
        next(socket);
        return true;
      };
      const onread = { buffer: Buffer.allocUnsafeSlow(ROOM), callback: read };
      const socket: Socket = connect({ port: work.port, host: "127.0.0.1", noDelay: true, onread }, () =>
        next(socket),
      );
      socket.once("error", fail);
      socket.once("close", () => (left > 0 ? fail(new Error("the server hung up")) : done()));
    });

  const connections = Math.min(work.connections, work.many);
  const wake = napping();
  await Promise.all(Array.from({ length: connections }, open)).finally(wake);
  const seconds = (performance.now() - begun) / 1_000;
  return { good, bad, badAnswer, seconds, latencies: latencies.slice(0, good) };
}
