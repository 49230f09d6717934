// How long to wait before the next try. Doubled each time and the same for everybody: one post talks to one mail
// server, so there is no crowd whose tries would have to be spread by chance.
const SECOND = 1_000;

function doubling(first: number, most: number): (failures: number) => number {
  return (failures) => Math.min(most, first * 2 ** Math.min(failures - 1, 30));
}

/** When nothing goes: after so many failures in a row, so many milliseconds. At most a minute, one mail tries. */
export const pauseAfter = doubling(1 * SECOND, 60 * SECOND);

/** When the server takes others but not this mail (greylisting, a full mailbox): up to half an hour. */
export const putOffAfter = doubling(5 * SECOND, 30 * 60 * SECOND);
