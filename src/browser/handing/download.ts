// Hands a file to whoever sits in front of the browser.

/**
 * Saves a file under a name, as a link that was followed does.
 * @param parts what it holds
 */
export function download(name: string, parts: BlobPart[]): void {
  const address = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by then; until it has, the address has to lead to it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** All that a stream gives. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<BlobPart[]> {
  return [await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob()];
}
