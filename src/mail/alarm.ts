// Waking up later, as an argument: a test rings by hand.

/** Rings once after so many milliseconds, unless the function it gives back is called. */
export type Alarm = (milliseconds: number, ring: () => void) => () => void;

/** The machine's timers; they keep no process alive. */
export const machineAlarm: Alarm = (milliseconds, ring) => {
  const timer = setTimeout(ring, milliseconds).unref();
  return () => clearTimeout(timer);
};
